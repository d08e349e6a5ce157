// SPDX-License-Identifier: Apache-2.0
// What can be added to a drawing only when its layout is known.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "export/drawing_parts.h"
#include "export/style.h"

namespace newsgraph {
namespace {

struct Point {
  double x = 0, y = 0;
};

/// A rectangle around a name, in points.
struct Area {
  double left, right, bottom, top;
  [[nodiscard]] bool meets(const Area& other) const {
    return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
  }
};

/// An attribute that is a list of numbers: "12.5,40".
std::vector<double> numbers(void* object, const char* name) {
  const char* const value = agget(object, const_cast<char*>(name));
  std::vector<double> found;
  if (value == nullptr) return found;
  const std::string_view text(value);
  for (const char* at = text.data(); at < text.data() + text.size();) {
    double number = 0;
    const auto result = std::from_chars(at, text.data() + text.size(), number);
    if (result.ec != std::errc()) break;
    found.push_back(number);
    at = result.ptr + 1;
  }
  return found;
}

/// The area of lines of text below a disc, by the average width of a character.
Area area_of(std::string_view text, double font, Point disc, double radius) {
  constexpr double kCharacter = 0.56;
  constexpr double kLine = 1.25;
  std::size_t longest = 0;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++lines) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, characters(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  const double width = static_cast<double>(longest) * font * kCharacter;
  const double height = static_cast<double>(lines) * font * kLine;
  return {disc.x - width / 2, disc.x + width / 2, disc.y - radius - height, disc.y - radius};
}

/// Names under discs, the largest node first; a name that would cover another, or a larger disc, is left out.
void name_discs(Agraph_t* agraph, const Graph& graph, const ExportOptions& options, const DrawingPlan& plan,
                double scale) {
  constexpr std::size_t kMostNames = 300;
  constexpr std::size_t kMostTried = 1500;
  constexpr double kPointsPerInch = 72;
  const std::vector<double> sizes = node_sizes(graph, options.size_by);
  std::vector<NodeIndex> order = plan.nodes;
  std::stable_sort(order.begin(), order.end(), [&](NodeIndex a, NodeIndex b) { return sizes[a] > sizes[b]; });
  order.resize(std::min(order.size(), kMostTried));
  const Attributes of(agraph);
  std::vector<Area> taken;
  std::size_t named = 0;
  for (std::size_t i = 0; i < order.size() && named < kMostNames; ++i) {
    const Node& node = graph.nodes[order[i]];
    Agnode_t* const handle = agnode(agraph, mutable_text(node_key(node)), 0);
    const std::vector<double> place = numbers(handle, "pos");
    const std::vector<double> width = numbers(handle, "width");
    if (place.size() < 2 || width.empty()) continue;
    const double radius = width[0] * kPointsPerInch / 2;
    const double font = (6 + 7 * sizes[order[i]]) * scale;
    const std::string text = wrapped(shortened(name_of(node)), 20);
    const Area area = area_of(text, font, {place[0], place[1]}, radius);
    if (std::any_of(taken.begin(), taken.end(), [&](const Area& other) { return area.meets(other); }))
      continue;
    taken.push_back(area);
    taken.push_back({place[0] - radius, place[0] + radius, place[1] - radius, place[1] + radius});
    ++named;
    // A node of its own: what comes last is drawn over the discs around it.
    Agnode_t* const label = agnode(agraph, mutable_text("name\n" + std::to_string(i)), 1);
    Attributes::set(label, "pos",
                    fixed((area.left + area.right) / 2, 1) + "," + fixed((area.bottom + area.top) / 2, 1));
    Attributes::set(label, "shape", "none");
    Attributes::set(label, "style", "");
    Attributes::set(label, "margin", "0");
    Attributes::set(label, "width", "0");
    Attributes::set(label, "height", "0");
    Attributes::set(label, "tooltip", escaped(text, kEscString));
    Attributes::set(label, "fontsize", fixed(font, 1));
    of.set_html(label, "label", on_white(text));
  }
}

}  // namespace

void finish_layout(Agraph_s* agraph, const Graph& graph, const ExportOptions& options,
                   const DrawingPlan& plan) {
  const std::vector<double> frame = numbers(agraph, "bb");  // left, bottom, right, top in points
  if (frame.size() != 4) return;
  const double width = frame[2] - frame[0];
  const double height = frame[3] - frame[1];
  const double scale = std::clamp(std::sqrt(width * height) / 900, 0.7, 40.0);
  Attributes(agraph).declare(AGRAPH, "layout", "nop2");  // goes before the engine that gvLayout is told
  if (!plan.boxes) name_discs(agraph, graph, options, plan, scale);
  // A row of ten types is about 760 points wide: never wider than the drawing, unless that is very narrow.
  const std::string html =
      legend(graph, options, plan, std::clamp(std::min(width / 900, 0.8 * scale), 0.7, 40.0));
  if (!html.empty()) Attributes(agraph).declare_html("label", html);
}

}  // namespace newsgraph
