// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// A partition of the vertices. Groups are numbered by their smallest vertex.
struct Components {
  std::vector<std::uint32_t> of;                ///< group of each vertex
  std::vector<std::uint32_t> sizes;             ///< vertices of each group
  [[nodiscard]] std::uint32_t largest() const;  ///< number of a largest group, the first of equals; 0 if none
};

/// Weakly connected components: `rows` must hold every edge in both rows. Near-linear time.
Components weak_components(const Adjacency& rows);

/// Strongly connected components, by boost::strong_components. Linear time.
Components strong_components(const DirectedGraph& graph);

/// Numbers the groups that `group` names by their smallest vertex.
Components renumbered(const std::vector<std::uint32_t>& group);

}  // namespace newsgraph
