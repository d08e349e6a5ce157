// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/components.h"
#include "graph/analysis/csr_graph.h"

namespace newsgraph {

struct CommunityOptions {
  enum class Method : std::uint8_t { kLeiden, kLouvain } method = Method::kLeiden;
  double resolution = 1;         ///< above 1: more and smaller communities
  std::uint64_t seed = 1;        ///< of the order in which vertices are first visited
  std::uint32_t iterations = 2;  ///< whole passes, each beginning with the result of the one before
};

/// A partition into communities of high modularity, by weight. Every community of two and more is connected.
/// `rows` must hold every edge in both rows. Serial, so the same for any number of threads; time O(m) a
/// level, a few levels. Sources: Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in
/// large networks", 2008; Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected
/// communities", 2019.
Components communities(const Adjacency& rows, const CommunityOptions& options = {});

/// Modularity of a partition, in [-0.5, 1]; 0 without edges.
double modularity(const Adjacency& rows, const std::vector<std::uint32_t>& group, double resolution = 1);

}  // namespace newsgraph
