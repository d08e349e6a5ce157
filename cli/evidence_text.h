// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "graph/graph.h"

namespace newsgraph {

/// "Hà Giang HOSTS Hội nghị thường niên (planned, 2 sentences)", in the edge's own direction.
std::string edge_text(const Graph& graph, const Edge& edge);

/// The sentences behind an edge, the first `limit` of them (0: all), each with its article, place and rule,
/// and the lines that `more` gives, if there is such a function.
std::string evidence_text(const Graph& graph, const Edge& edge, std::size_t limit,
                          const std::function<std::string(const Evidence&)>& more = {});

}  // namespace newsgraph
