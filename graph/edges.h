// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "graph/graph_builder.h"
#include "graph/resolve.h"

namespace newsgraph {

/// Joins the facts of `store` to the edges of `graph`, whose nodes are set. The evidence of the store becomes
/// that of the graph, where it is: the graph must hold the store's memory. Counts what is left out in
/// `report`. Cost: linear in the facts, n log n in those of one node.
void build_edges(const FactStore& store, const Resolution& resolution, const GraphOptions& options,
                 Graph& graph, GraphReport& report);

/// Sets evidence, status, weight, articles and dates of an edge from `evidence`, which it sorts and rids of
/// repetitions. Requires: at least one piece; `articles` has room for as many; both stay as long as the edge.
/// `dates` are those of the graph's articles.
void sum_up(Edge& edge, std::span<const Evidence*> evidence, std::span<ArticleIndex> articles,
            const std::vector<std::string_view>& dates);

}  // namespace newsgraph
