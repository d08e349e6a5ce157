// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "export/force_layout.h"
#include "graph/graph.h"

namespace newsgraph {

/// Nodes of a graph that are to be placed by force, and edges among them.
struct GraphPart {
  std::vector<NodeIndex> nodes;               ///< ascending
  std::vector<EdgeIndex> edges;               ///< ascending
  std::vector<std::uint32_t> number_of_node;  ///< place of each node of the graph in `nodes`, or kGone
  static constexpr std::uint32_t kGone = 0xffffffffU;
};

/// The part with `nodes`, ascending, and all edges among them. Time O(nodes + edges).
GraphPart part_with(const Graph& graph, std::vector<NodeIndex> nodes);

/// At most `most_nodes` nodes, those with most evidence on their edges, and at most `most_edges` edges among
/// them, those with most evidence. Time O(nodes + edges).
GraphPart strongest_part(const Graph& graph, std::uint32_t most_nodes, std::uint32_t most_edges);

/// A radius for each node of `sizes` (0..1, see node_sizes), in the units of force_layout.
std::vector<float> layout_radii(std::span<const double> sizes);

/// A place for each of `part.nodes`. `radius` has one entry for each. Cost: that of force_layout.
std::vector<Place> lay_out(const Graph& graph, const GraphPart& part, std::span<const float> radius);

/// A place for every node, for formats whose clients want coordinates: the strongest kMostLaidOut as the page
/// places them, the others on a spiral around those, so that the cost has a bound: some seconds. `sizes` as
/// node_sizes gives them. Coordinates are multiplied by `scale`; y points upwards.
std::vector<Place> node_places(const Graph& graph, std::span<const double> sizes, float scale);

inline constexpr std::uint32_t kMostLaidOut = 5000;

}  // namespace newsgraph
