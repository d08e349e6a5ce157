// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph_builder.h"
#include "graph/resolve.h"

namespace newsgraph {

/// Joins the facts of `store` to the edges of `graph`, whose nodes are set; evidence points to the texts of
/// the store. Counts what is left out in `report`. Cost: linear in the facts, n log n in those of one node.
void build_edges(const FactStore& store, const Resolution& resolution, const GraphOptions& options,
                 Graph& graph, GraphReport& report);

/// Sets status, weight, articles and dates of an edge from its evidence, which it sorts and rids of
/// repetitions. Requires: at least one piece of evidence; `articles` are those of the graph.
void sum_up(Edge& edge, const std::vector<std::string_view>& article_dates);

/// How firm a status is: stated 4, reported 3, planned 2, proposed 1, denied 0.
int firmness(Status status);

}  // namespace newsgraph
