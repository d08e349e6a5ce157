// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// Core number of every vertex: the largest k such that it lies in a subgraph where all have k neighbours.
/// `rows` must hold every edge in both rows. Linear time.
std::vector<std::uint32_t> core_numbers(const Adjacency& rows);

/// Local clustering coefficient: the share of pairs of neighbours that are tied; 0 with fewer than two. Time
/// O(m sqrt(m)). Same bits for any number of threads (0: one a processor).
std::vector<double> clustering(const Adjacency& rows, unsigned threads);

}  // namespace newsgraph
