// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// The vertices in breadth-first order from the vertex of highest degree, each level by falling degree;
/// vertices that this search does not reach follow, searched from the smallest. What is visited together then
/// lies together. `levels` receives the most levels of one search. O(n log n + m).
std::vector<Vertex> search_order(const Adjacency& rows, std::uint32_t& levels);

/// The vertices by falling degree, equals by number: loops over rows then have runs of equal length, and what
/// is read most lies together. O(n).
std::vector<Vertex> degree_order(const Adjacency& rows);

/// `rows` under new numbers: vertex order[i] becomes i. Rows are ascending; weights go along. `turned` holds
/// the same arcs the other way round: `rows` itself when undirected. Linear time.
Rows renumbered_rows(const Adjacency& rows, const Adjacency& turned, const std::vector<Vertex>& order);

/// The same, but a row keeps the order it had: a third of the time, for those who only add up.
Rows moved_rows(const Adjacency& rows, const std::vector<Vertex>& order);

}  // namespace newsgraph
