// SPDX-License-Identifier: Apache-2.0
#include "export/drawing_parts.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "export/style.h"
#include "export/xml.h"

namespace newsgraph {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string shortened(std::string_view name) {
  constexpr std::size_t kLongest = 90;
  if (characters(name) <= kLongest) return std::string(name);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < name.size() && seen < kLongest; ++end) {
    if (end + 1 == name.size() || (static_cast<unsigned char>(name[end + 1]) & 0xC0U) != 0x80U) ++seen;
  }
  return std::string(name.substr(0, end)) + "…";
}

std::string_view name_of(const Node& node) {
  return node.label.empty() ? node.id : node.label;
}

std::string node_key(const Node& node) {
  return escaped(safe_id(node.id), kPlainValue);
}

std::string legend(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan, double scale) {
  std::set<std::string> used;
  for (const NodeIndex node : plan.nodes) used.emplace(graph.nodes[node].type);
  std::vector<std::string> types;
  for (const TypeStyle& style : type_styles()) {
    if (used.erase(std::string(style.type)) != 0) types.emplace_back(style.type);
  }
  types.insert(types.end(), used.begin(), used.end());
  // Graphviz takes no element around an empty text.
  std::vector<std::pair<std::string, std::string>> rows;  // type and label
  for (const std::string& type : types) {
    constexpr std::size_t kMostTypes = 16;  // more is a hostile graph, not a legend
    if (rows.size() == kMostTypes) break;
    std::string label = escaped(shortened(type_label(graph, type, options.language)), kXmlText);
    if (!label.empty()) rows.emplace_back(type, std::move(label));
  }
  const std::string title = escaped(shortened(options.title), kXmlText);
  if (rows.empty() && title.empty()) return {};
  const auto font = [scale](double size) { return "<FONT POINT-SIZE=\"" + fixed(size * scale, 1) + "\">"; };
  std::string html = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"" + fixed(4 * scale, 0) + "\">";
  if (!title.empty()) {
    html += "<TR><TD COLSPAN=\"" + std::to_string(2 * std::max<std::size_t>(rows.size(), 1)) + "\">" +
            font(22) + "<B>" + title + "</B></FONT></TD></TR>";
  }
  if (!rows.empty()) {
    const std::string width = fixed(13 * scale, 0);
    html += "<TR>";
    for (const auto& [type, label] : rows) {
      html += "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"" + width + "\" HEIGHT=\"" + width + "\" BGCOLOR=\"" +
              hex(lighter(type_style(type).color, 0.25)) + "\"></TD><TD ALIGN=\"LEFT\">" + font(12) + label +
              "</FONT></TD>";
    }
    html += "</TR>";
  }
  return html + "</TABLE>";
}

std::string on_white(std::string_view text) {
  std::string html =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\"><TR><TD "
      "BGCOLOR=\"#ffffffc8\">";
  for (const char c : escaped(text, kXmlText)) {
    if (c == '\n') {
      html += "<BR/>";
    } else {
      html += c;
    }
  }
  return html + "</TD></TR></TABLE>";
}

std::string wrapped(std::string_view label, std::size_t width) {
  const std::size_t total = characters(label);
  if (total <= width || width == 0) return std::string(label);
  const std::size_t lines = (total + width - 1) / width;
  const std::size_t even = std::max<std::size_t>((total + lines - 1) / lines, width * 2 / 3);
  std::string result;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < label.size();) {
    const std::size_t end = std::min(label.find(' ', begin), label.size());
    const std::string_view word = label.substr(begin, end - begin);
    const std::size_t size = characters(word);
    const bool breaks = line != 0 && line + size / 2 + 1 > even;
    if (line != 0) result += breaks ? '\n' : ' ';
    line = breaks ? size : line + size + (line != 0 ? 1 : 0);
    result += word;
    begin = end + 1;
  }
  return result;
}

}  // namespace newsgraph
