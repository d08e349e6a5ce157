// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph_builder.h"
#include "graph/resolve.h"

namespace newsgraph {

/// Joins the facts of `articles` to the edges of `graph`, whose nodes are set; moves what evidence needs out
/// of the facts. Counts what is left out in `report`.
void build_edges(std::vector<GraphBuilder::Stored>& articles, const Resolution& resolution,
                 const GraphOptions& options, Graph& graph, GraphReport& report);

/// Sets status, weight, articles and dates of an edge from its evidence, which it sorts and rids of
/// repetitions. Requires: at least one piece of evidence; `articles` are those of the graph.
void sum_up(Edge& edge, const std::vector<std::string_view>& article_dates);

/// How firm a status is: stated 4, reported 3, planned 2, proposed 1, denied 0.
int firmness(Status status);

}  // namespace newsgraph
