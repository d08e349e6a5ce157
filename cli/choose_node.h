// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"

namespace newsgraph {

/// The node that a user's words mean.
struct ChosenNode {
  NodeIndex node = 0;
  /// What was chosen, and what else it might have been, when the words are not exactly the node's name:
  /// "'lao cai' is Lào Cai (Province); also Ga Lào Cai (Facility)". Else empty.
  std::string note;
  bool ambiguous = false;  ///< another node answers to the words as well
};

/// The likeliest node called `name`, with or without tone marks. Throws UsageError when there is none.
ChosenNode choose_node(const Graph& graph, std::string_view name);

/// "Lào Cai (Province)".
std::string node_text(const Node& node);

}  // namespace newsgraph
