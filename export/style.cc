// SPDX-License-Identifier: Apache-2.0
#include "export/style.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "export/columns.h"

namespace newsgraph {
namespace {

// Ten hues that stay apart in print, on a dark page, and (by lightness) for colour-blind readers: places are
// greens and blues, actors warm, things that happen violet, paper grey.
constexpr std::array kStyles = {
    TypeStyle{"Person", {0xD9, 0x5F, 0x02}, "ellipse"},
    TypeStyle{"Organization", {0x1F, 0x6F, 0xB4}, "box"},
    TypeStyle{"Country", {0x0B, 0x5D, 0x3B}, "hexagon"},
    TypeStyle{"Province", {0x2E, 0x9E, 0x5B}, "hexagon"},
    TypeStyle{"Locality", {0x8A, 0xB8, 0x3A}, "hexagon"},
    TypeStyle{"Event", {0x7B, 0x4F, 0xB5}, "tab"},
    TypeStyle{"Project", {0xC2, 0x2F, 0x53}, "component"},
    TypeStyle{"Facility", {0x9C, 0x6B, 0x3F}, "box3d"},
    TypeStyle{"Document", {0x5F, 0x6B, 0x78}, "note"},
    TypeStyle{"Programme", {0x0F, 0x8F, 0x9E}, "folder"},
};

constexpr std::array<Rgb, 6> kOtherColors = {
    Rgb{0xB0, 0x8D, 0x00}, Rgb{0x6B, 0x4C, 0x9A}, Rgb{0x00, 0x7A, 0x87},
    Rgb{0xA8, 0x3C, 0x7A}, Rgb{0x4E, 0x79, 0x3F}, Rgb{0x7A, 0x5A, 0x4A},
};

}  // namespace

std::string hex(Rgb color) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : {color.r, color.g, color.b})
    text += {kDigits[part >> 4U], kDigits[part & 15U]};
  return text;
}

Rgb lighter(Rgb color, double share_of_white) {
  const auto mix = [share_of_white](std::uint8_t part) {
    return static_cast<std::uint8_t>(std::lround(part + (255.0 - part) * share_of_white));
  };
  return {mix(color.r), mix(color.g), mix(color.b)};
}

const std::vector<TypeStyle>& type_styles() {
  static const std::vector<TypeStyle> styles(kStyles.begin(), kStyles.end());
  return styles;
}

TypeStyle type_style(std::string_view type) {
  for (const TypeStyle& style : kStyles) {
    if (style.type == type) return style;
  }
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : type) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return {type, kOtherColors[hash % kOtherColors.size()], "ellipse"};
}

std::string relation_label(const Graph& graph, std::string_view type, std::string_view language) {
  for (const EdgeType& known : graph.edge_types) {
    if (known.name != type) continue;
    const std::string& label = language == "en" ? known.label_en : known.label_vi;
    if (!label.empty()) return label;
  }
  std::string label(type);
  for (char& c : label) {
    if (c == '_') c = ' ';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return label;
}

std::string type_label(const Graph& graph, std::string_view type, std::string_view language) {
  if (language != "en") {
    for (const NodeType& known : graph.node_types) {
      if (known.name == type && !known.label_vi.empty()) return known.label_vi;
    }
  }
  return std::string(type);
}

std::vector<std::uint32_t> degrees(const Graph& graph) {
  std::vector<std::uint32_t> degree(graph.nodes.size());
  for (const Edge& edge : graph.edges) {
    ++degree[edge.source];
    ++degree[edge.target];
  }
  return degree;
}

std::vector<double> node_sizes(const Graph& graph, std::string_view size_by) {
  std::vector<double> sizes(graph.nodes.size());
  double largest = 0;
  for (std::size_t i = 0; i < sizes.size() && !size_by.empty(); ++i) {
    const std::string value(graph.nodes[i].attribute(size_by));
    if (number_type(value) != ColumnType::kText)
      sizes[i] = std::max(0.0, std::strtod(value.c_str(), nullptr));
    largest = std::max(largest, sizes[i]);
  }
  if (largest == 0) {
    const std::vector<std::uint32_t> degree = degrees(graph);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      sizes[i] = degree[i];
      largest = std::max(largest, sizes[i]);
    }
  }
  for (double& size : sizes) size = largest == 0 ? 0 : std::sqrt(size / largest);
  return sizes;
}

std::string fixed(double value, int decimals) {
  std::array<char, 64> text;
  const auto result =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
  std::string shown(text.data(), static_cast<std::size_t>(result.ptr - text.data()));
  return shown.find_first_not_of("-0.") == std::string::npos && shown.starts_with('-') ? shown.substr(1)
                                                                                       : shown;
}

}  // namespace newsgraph
