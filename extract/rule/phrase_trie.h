// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/text/text.h"

namespace newsgraph {

/// A tree of phrases while they are gathered: an edge a term, found by a hash of its node and its term. Node
/// 0 is the root, every child is younger than its parent. Memory: about 24 bytes a node.
class PhraseTrie {
 public:
  struct Node {
    std::uint32_t parent = 0;
    TermId term = 0;             ///< by which its parent leads to it
    std::uint32_t children = 0;  ///< how many
  };

  /// The node at which a phrase ends. `terms` is not empty. Cost: a probe a term.
  std::uint32_t add(std::span<const TermId> terms);
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

 private:
  [[nodiscard]] std::size_t slot_of(std::uint32_t node, TermId term) const;
  void grow();

  std::vector<Node> nodes_{Node{}};
  /// A child each, or 0.
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64);
};

}  // namespace newsgraph
