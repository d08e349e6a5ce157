// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.h"

namespace newsgraph {

/// `graph` with one edge per source, target and type: weights added, roles joined by "; ", the firmest
/// status, all articles and evidence, the id of the first. A copy: time and memory of the graph.
Graph aggregated(const Graph& graph);

}  // namespace newsgraph
