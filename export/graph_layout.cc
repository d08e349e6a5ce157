// SPDX-License-Identifier: Apache-2.0
#include "export/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace newsgraph {
namespace {

constexpr std::uint32_t kLinksPerNode = 5;  // of node_places

// The first `limit` of 0..n-1 by `better`, ascending.
template <typename Better>
std::vector<std::uint32_t> best(std::size_t n, std::size_t limit, Better better) {
  std::vector<std::uint32_t> all(n);
  std::iota(all.begin(), all.end(), 0U);
  if (n <= limit) return all;
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(limit), all.end(), better);
  all.resize(limit);
  std::sort(all.begin(), all.end());
  return all;
}

// Steps along a spiral of even density outside `rim`. Steps of the golden angle by rotation, without a sine:
// the same bits on every machine.
class Spiral {
 public:
  Spiral(double rim, double gap) : gap_(gap), turns_(rim * rim / (gap * gap)) {}

  Place next() {
    constexpr double kCos = -0.7373688780783197;  // of the golden angle
    constexpr double kSin = 0.6754902942615238;
    std::tie(x_, y_) = std::pair(x_ * kCos - y_ * kSin, x_ * kSin + y_ * kCos);
    const double length = std::sqrt(x_ * x_ + y_ * y_);
    x_ /= length;
    y_ /= length;
    const double radius = gap_ * std::sqrt(turns_ += 1);
    return {static_cast<float>(radius * x_), static_cast<float>(radius * y_)};
  }

 private:
  double gap_;
  double turns_;
  double x_ = 1, y_ = 0;
};

}  // namespace

GraphPart part_with(const Graph& graph, std::vector<NodeIndex> nodes) {
  GraphPart part;
  part.nodes = std::move(nodes);
  part.number_of_node.assign(graph.nodes.size(), GraphPart::kGone);
  for (std::uint32_t i = 0; i < part.nodes.size(); ++i) part.number_of_node[part.nodes[i]] = i;
  for (EdgeIndex i = 0; i < graph.edges.size(); ++i) {
    if (part.number_of_node[graph.edges[i].source] == GraphPart::kGone) continue;
    if (part.number_of_node[graph.edges[i].target] != GraphPart::kGone) part.edges.push_back(i);
  }
  return part;
}

GraphPart strongest_part(const Graph& graph, std::uint32_t most_nodes, std::uint32_t most_edges) {
  std::vector<std::uint64_t> strength(graph.nodes.size());
  for (const Edge& edge : graph.edges) {
    strength[edge.source] += edge.weight;
    strength[edge.target] += edge.weight;
  }
  GraphPart part =
      part_with(graph, best(graph.nodes.size(), most_nodes, [&](std::uint32_t a, std::uint32_t b) {
                  return std::tuple(strength[b], graph.nodes[b].mentions, a) <
                         std::tuple(strength[a], graph.nodes[a].mentions, b);
                }));
  const std::vector<EdgeIndex> inside = std::move(part.edges);
  part.edges = best(inside.size(), most_edges, [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(graph.edges[inside[b]].weight, a) < std::tuple(graph.edges[inside[a]].weight, b);
  });
  for (EdgeIndex& edge : part.edges) edge = inside[edge];
  return part;
}

std::vector<float> layout_radii(std::span<const double> sizes) {
  std::vector<float> radius;
  radius.reserve(sizes.size());
  for (const double size : sizes) radius.push_back(static_cast<float>(3 + 15 * size));
  return radius;
}

std::vector<Place> lay_out(const Graph& graph, const GraphPart& part, std::span<const float> radius) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> pairs;
  for (const EdgeIndex index : part.edges) {
    const std::uint32_t a = part.number_of_node[graph.edges[index].source];
    const std::uint32_t b = part.number_of_node[graph.edges[index].target];
    if (a != b) pairs[std::minmax(a, b)] += graph.edges[index].weight;
  }
  std::vector<LayoutLink> links;
  links.reserve(pairs.size());
  for (const auto& [pair, weight] : pairs) {
    links.push_back({pair.first, pair.second, static_cast<float>(std::sqrt(static_cast<double>(weight)))});
  }
  return force_layout(radius, links);
}

std::vector<Place> node_places(const Graph& graph, std::span<const double> sizes, float scale) {
  const GraphPart part = strongest_part(graph, kMostLaidOut, kLinksPerNode * kMostLaidOut);
  std::vector<double> part_sizes;
  part_sizes.reserve(part.nodes.size());
  for (const NodeIndex node : part.nodes) part_sizes.push_back(sizes[node]);
  const std::vector<float> radius = layout_radii(part_sizes);
  const std::vector<Place> inner = lay_out(graph, part, radius);
  double rim = 0;
  for (const Place& place : inner)
    rim = std::max(rim, std::sqrt(double{place.x} * place.x + double{place.y} * place.y));
  // Those outside are weaker than those inside, but their size may be told by an attribute.
  double largest = 0;
  for (std::size_t node = 0; node < sizes.size(); ++node)
    if (part.number_of_node[node] == GraphPart::kGone) largest = std::max(largest, sizes[node]);
  const double gap = 2.0 * layout_radii(std::vector{largest}).front();
  Spiral outside(rim + gap, gap);
  std::vector<Place> places(graph.nodes.size());
  for (std::size_t node = 0; node < places.size(); ++node) {
    const std::uint32_t number = part.number_of_node[node];
    const Place place = number == GraphPart::kGone ? outside.next() : inner[number];
    places[node] = {place.x * scale, place.y * scale};
  }
  return places;
}

}  // namespace newsgraph
