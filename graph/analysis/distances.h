// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// What lies around each vertex, by distances in hops from all others to it.
struct DistanceSums {
  std::vector<double> reach;     ///< vertices from which there is a path, itself left out
  std::vector<double> farness;   ///< sum of their distances
  std::vector<double> harmonic;  ///< sum of 1 / distance

  /// Closeness of a vertex, (reach / (n - 1)) * (reach / farness): in [0, 1], and fair to small components.
  /// Source: Wasserman, Faust, "Social Network Analysis", 1994.
  [[nodiscard]] std::vector<double> closeness() const;
};

/// Exact, by searches from all vertices, 512 at a time. `in` is `out` turned round, or `out` itself when
/// undirected. Time O(n m / 512) words on networks of small diameter; memory 200 bytes a vertex a thread.
/// Same bits for any number of threads (0: one a processor). `sources`: search only from so many, spread; 0:
/// all.
DistanceSums distance_sums(const Adjacency& out, const Adjacency& in, unsigned threads, Vertex sources = 0);

}  // namespace newsgraph
