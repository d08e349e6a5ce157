// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "graph/analysis/pagerank.h"

namespace newsgraph {

/// pagerank where every arc has its reverse in `rows`; `start` adds up to 1, one entry a vertex. Part of
/// pagerank.cc.
std::vector<double> pagerank_over_ties(const Adjacency& rows, std::span<const double> start,
                                       const PageRankOptions& options);

}  // namespace newsgraph
