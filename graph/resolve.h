// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/graph.h"
#include "graph/graph_builder.h"
#include "graph/review.h"

namespace newsgraph {

/// Which entities of which articles are one real thing.
struct Resolution {
  /// The node of each entity, those of one article after those of the one before: entity e of article a is
  /// node_of[first_entity[a] + e].
  std::vector<std::uint32_t> first_entity;
  std::vector<NodeIndex> node_of;
  /// Ascending by id, with id, type, labels, aliases, gazetteer id, attributes and mention counts set. They
  /// view the memory of the store and this.
  std::vector<Node> nodes;
  Arena memory;
  std::vector<Proposal> proposals;    ///< likeliest first
  std::vector<std::string> problems;  ///< decisions that name nothing, or that contradict each other

  [[nodiscard]] NodeIndex node(std::size_t article, EntityIndex entity) const {
    return node_of[first_entity[article] + entity];
  }
};

/// Resolves the entities of `store`, whose articles must be sorted. What it joins, what it keeps
/// apart and what it only proposes is told at the top of resolve.cc and in docs/resolution.md.
Resolution resolve(const FactStore& store, const GraphOptions& options);

}  // namespace newsgraph
