// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

struct PageRankOptions {
  unsigned threads = 0;
  double damping = 0.85;     ///< in [0, 1)
  double tolerance = 1e-12;  ///< stop when a round moves the scores by less, summed over all vertices
  std::uint32_t most_rounds = 1000;
  /// Where the surfer starts again, relative, one entry a vertex; empty: anywhere. Not all 0, none negative.
  std::vector<double> start;
};

/// PageRank: the share of time a surfer spends on each vertex who follows arcs in proportion to their weight
/// with probability `damping`, and else (or where no arc goes on) starts again. Scores add up to 1. `out` and
/// `in` are the two directions of the same arcs, with weights: one object where every arc has its reverse.
/// Throws std::invalid_argument on options out of range. Time O(m) a round, at most about log(tolerance) /
/// log(damping) rounds (170), some 25 where every arc has its reverse. Same bits for any number of threads.
/// Source: Brin, Page, "The anatomy of a large-scale hypertextual web search engine", 1998.
std::vector<double> pagerank(const Adjacency& out, const Adjacency& in, const PageRankOptions& options = {});

}  // namespace newsgraph
