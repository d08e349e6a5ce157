// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"

namespace newsgraph {

/// The node that a user's words mean.
struct ChosenNode {
  NodeIndex node = 0;
  /// What was chosen, when the words are not exactly the node's name: "'lao cai' is Lào Cai (Province)". With
  /// what else it might have been and the ids, of which each means one node: "'hung' is Lê Hùng (Person,
  /// person:le-hung); also Lê Hưng (Person, person:le-hung-2)". Else empty.
  std::string note;
  bool ambiguous = false;  ///< another node answers to the words as well
};

/// The likeliest node called `name`, with or without tone marks. Throws UsageError when there is none.
ChosenNode choose_node(const Graph& graph, std::string_view name);

/// The same for what `option` names, with a warning if it is ambiguous.
NodeIndex choose_node_for(std::string_view option, const Graph& graph, std::string_view name);

/// "Lào Cai (Province)".
std::string node_text(const Node& node);

}  // namespace newsgraph
