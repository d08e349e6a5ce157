// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/phrase_trie.h"

namespace newsgraph {

// Where the child that `node` leads to by `term` is kept, or would be.
std::size_t PhraseTrie::slot_of(std::uint32_t node, TermId term) const {
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t mixed = (std::uint64_t{node} << 32U | term) * 0x9E3779B97F4A7C15U;
  for (std::size_t slot = (mixed ^ mixed >> 29U) & mask;; slot = (slot + 1) & mask) {
    const Node& child = nodes_[slots_[slot]];
    if (slots_[slot] == 0 || (child.parent == node && child.term == term)) return slot;
  }
}

void PhraseTrie::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::uint32_t child = 1; child < nodes_.size(); ++child)
    slots_[slot_of(nodes_[child].parent, nodes_[child].term)] = child;
}

std::uint32_t PhraseTrie::add(std::span<const TermId> terms) {
  std::uint32_t node = 0;
  for (const TermId term : terms) {
    std::size_t slot = slot_of(node, term);
    if (slots_[slot] == 0) {
      if (nodes_.size() * 2 > slots_.size()) {
        grow();
        slot = slot_of(node, term);
      }
      slots_[slot] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({node, term, 0});
      ++nodes_[node].children;
    }
    node = slots_[slot];
  }
  return node;
}

}  // namespace newsgraph
