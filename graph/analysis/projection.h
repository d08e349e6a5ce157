// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graph/analysis/network.h"

namespace newsgraph {

struct ProjectionOptions {
  std::vector<std::string> through = {"Event", "Document"};  ///< node types that tie actors together
  std::size_t most_actors =
      200;  ///< a node with more actors ties none: it says little and costs their square
};

/// The actors of a network, tied where they share events or documents: nodes of other types than `through`,
/// and an edge SHARES from the smaller to the larger id for each pair, whose weight is the number of nodes
/// they share and whose articles are those of the edges to them. Actors that share nothing stay, alone.
/// `skipped`, if given, receives the nodes with too many actors.
Graph project_actors(const Network& network, const ProjectionOptions& options = {},
                     std::vector<NodeIndex>* skipped = nullptr);

}  // namespace newsgraph
