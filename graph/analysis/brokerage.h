// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/analysis/network.h"

namespace newsgraph {

constexpr Vertex kNoHome = std::numeric_limits<Vertex>::max();

/// Which country, or place of another type, each vertex belongs to.
struct Homes {
  std::vector<Vertex> of;  ///< kNoHome where there is none
  std::vector<char>
      above;  ///< contains homes, as a country does provinces: it belongs to none and brokers nothing
};

/// The homes of `type`: a vertex of that type is its own; else what its attribute `parent` (an id) leads to;
/// else the one it has the most weight of ties to; else the one that most weight of its neighbours belongs
/// to. Equals go to the smaller vertex.
Homes homes(const Network& network, std::string_view type);

/// For every vertex the pairs of its neighbours that have different homes and are not tied to each other:
/// without it, they would not be in touch. Time O(sum of squared degrees) at most. Same bits for any number
/// of threads. After: Gould, Fernandez, "Structures of mediation", 1989 (the liaison, coordinator and
/// gatekeeper roles in one).
std::vector<double> brokerage(const Network& network, const Homes& home, unsigned threads);

/// Vertices tied to two homes of the given ones (as a neighbour, or by the neighbour's home), and by how much
/// weight.
struct HomeBridge {
  Vertex first = 0, second = 0;  ///< the homes, first < second
  std::vector<std::pair<Vertex, std::uint64_t>>
      actors;  ///< the weight is the smaller of the two; falling, then vertex
};

/// For every pair of homes the vertices that tie them, at most `most` each; pairs by falling total weight,
/// then number.
std::vector<HomeBridge> home_bridges(const Network& network, const Homes& home, std::size_t most);

}  // namespace newsgraph
