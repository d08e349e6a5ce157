// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"

namespace newsgraph {

/// The node a person means by `name`: by id, else by label, English label or alias, without regard to tone
/// marks, case and punctuation ("lao cai" finds Lào Cai). Of several, an exact label wins, then most
/// mentions, then the smaller id; `note` then names what was chosen and how many others there are (else it is
/// emptied). Throws std::invalid_argument when there is none ("did you mean").
NodeIndex find_node(const Graph& graph, std::string_view name, std::string& note);

}  // namespace newsgraph
