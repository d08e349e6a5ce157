// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.h"

namespace newsgraph {

/// Sorts articles, nodes, edges and the lists within them as graph.h says, and renumbers what refers to them.
/// Costs nothing much when all is sorted already, as in our own files.
void put_in_order(Graph& graph);

}  // namespace newsgraph
