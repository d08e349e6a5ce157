// SPDX-License-Identifier: Apache-2.0
// Distances to the goal are computed first; then every step from the start that brings the goal nearer by its
// own length lies on a shortest path. Walking those steps in the order of vertices gives all shortest paths
// without a queue of half-finished ones, and always in the same order.
#include "graph/analysis/paths.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace newsgraph {
namespace {

constexpr std::uint64_t kFar = std::numeric_limits<std::uint64_t>::max();

std::vector<std::uint64_t> hops_to(const Adjacency& in, Vertex goal) {
  std::vector<std::uint64_t> distance(in.vertices(), kFar);
  std::vector<Vertex> queue = {goal};
  distance[goal] = 0;
  for (std::size_t head = 0; head < queue.size(); ++head)
    for (const Vertex v : in.row(queue[head]))
      if (distance[v] == kFar) {
        distance[v] = distance[queue[head]] + 1;
        queue.push_back(v);
      }
  return distance;
}

// Dijkstra from the goal over turned arcs.
std::vector<std::uint64_t> lengths_to(const Adjacency& in, Vertex goal) {
  std::vector<Arc> arcs;
  for (Vertex v = 0; v < in.vertices(); ++v)
    for (std::uint32_t i = in.offsets[v]; i < in.offsets[v + 1]; ++i)
      arcs.push_back({v, in.targets[i], tie_length(in.weight(i))});
  const DirectedGraph graph(in.vertices(), arcs);
  std::vector<std::uint64_t> distance(in.vertices());
  boost::dijkstra_shortest_paths(graph, goal,
                                 boost::distance_map(boost::make_iterator_property_map(
                                                         distance.begin(), get(boost::vertex_index, graph)))
                                     .distance_inf(kFar)
                                     .distance_compare([](std::uint64_t a, std::uint64_t b) { return a < b; })
                                     .distance_combine([](std::uint64_t a, std::uint64_t b) {
                                       return a == kFar || b == kFar ? kFar : a + b;
                                     }));
  return distance;
}

// The edges of paths over the same graph. One pass over all edges, since a graph has no index of them.
void add_edges(const Network& network, std::vector<Path>& paths) {
  std::map<std::pair<Vertex, Vertex>, std::optional<EdgeIndex>> steps;
  for (const Path& path : paths)
    for (std::size_t i = 1; i < path.vertices.size(); ++i)
      steps.try_emplace({path.vertices[i - 1], path.vertices[i]});
  std::set<std::string_view> symmetric;
  for (const EdgeType& type : network.graph->edge_types)
    if (type.symmetric) symmetric.insert(type.name);
  for (const EdgeIndex e : network.edges) {
    const Edge& edge = network.graph->edges[e];
    const auto joins = [&](Vertex from, Vertex to) {
      const auto step = steps.find({from, to});
      if (step == steps.end()) return;
      std::optional<EdgeIndex>& best = step->second;
      if (!best || network.graph->edges[*best].weight < edge.weight) best = e;
    };
    joins(edge.source, edge.target);
    if (!network.directed || symmetric.contains(edge.type)) joins(edge.target, edge.source);
  }
  for (Path& path : paths)
    for (std::size_t i = 1; i < path.vertices.size(); ++i)
      path.edges.push_back(steps.at({path.vertices[i - 1], path.vertices[i]}).value());
}

}  // namespace

std::uint32_t tie_length(std::uint32_t weight) {
  constexpr std::uint32_t kUnit = 60;
  return weight == 0 ? kUnit : std::max(1u, (kUnit + weight / 2) / weight);
}

Rows with_lengths(const Adjacency& rows) {
  Rows result;
  result.offsets.assign(rows.offsets.begin(), rows.offsets.end());
  result.targets.assign(rows.targets.begin(), rows.targets.end());
  for (std::size_t i = 0; i < rows.arcs(); ++i) result.weights.push_back(tie_length(rows.weight(i)));
  return result;
}

std::vector<Path> shortest_paths(const Network& network, Vertex from, Vertex to, std::size_t most,
                                 bool by_strength) {
  const Adjacency out = network.out();
  const std::vector<std::uint64_t> left =
      by_strength ? lengths_to(network.in(), to) : hops_to(network.in(), to);
  std::vector<Path> paths;
  if (left[from] == kFar) return paths;
  Path path;
  path.length = left[from];
  path.vertices.push_back(from);
  std::vector<std::uint32_t> next = {out.offsets[from]};
  while (!path.vertices.empty() && paths.size() < most) {
    const Vertex v = path.vertices.back();
    if (v == to) paths.push_back(path);
    bool gone_on = false;
    for (std::uint32_t& i = next.back(); v != to && i < out.offsets[v + 1];) {
      const Vertex w = out.targets[i];
      const std::uint64_t step = by_strength ? tie_length(out.weight(i)) : 1;
      ++i;
      if (left[w] == kFar || left[w] + step != left[v]) continue;
      path.vertices.push_back(w);
      next.push_back(out.offsets[w]);
      gone_on = true;
      break;
    }
    if (gone_on) continue;
    path.vertices.pop_back();
    next.pop_back();
  }
  add_edges(network, paths);
  return paths;
}

}  // namespace newsgraph
