// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/network.h"

namespace newsgraph {

/// Length of an arc of weight w where paths follow strong ties: 60 / w, rounded, at least 1. Exact for
/// weights 1 to 6, so that two ties of weight 2 are as long as one of weight 1, and whole, so that ties
/// between paths are exact.
std::uint32_t tie_length(std::uint32_t weight);

/// `rows` with the lengths of its arcs for weights.
Rows with_lengths(const Adjacency& rows);

struct Path {
  std::vector<Vertex> vertices;  ///< from the first to the last
  /// edges[i] joins vertices[i] and vertices[i + 1]: the heaviest that does, of these the first.
  std::vector<EdgeIndex> edges;
  std::uint64_t length = 0;  ///< hops, or the sum of tie_length
};

/// The shortest paths from `from` to `to` along Network::out(), at most `most` of them in the order of their
/// vertices; none if there is no way. `by_strength`: short by tie_length instead of by hops. Linear time, O(m
/// log n) by strength (boost::dijkstra_shortest_paths), beside the length of the result.
std::vector<Path> shortest_paths(const Network& network, Vertex from, Vertex to, std::size_t most = 1,
                                 bool by_strength = false);

}  // namespace newsgraph
