// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// Boost.Graph's own algorithms on our graphs, as they are: what `--engine boost` runs, and what our kernels
/// are checked against. One thread.
void boost_betweenness(const UndirectedGraph& graph, std::vector<double>& score);
std::vector<double> boost_core_numbers(const UndirectedGraph& graph);
/// Without weights and without the mass of vertices that lead nowhere, 200 rounds, scaled to a sum of 1.
std::vector<double> boost_page_rank(const UndirectedGraph& graph);
std::vector<double> boost_page_rank(const DirectedGraph& graph);

}  // namespace newsgraph
