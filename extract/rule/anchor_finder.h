// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "extract/rule/element_compiler.h"

namespace newsgraph {

/// The element at which a pattern waits: the rarest by what is known at load (a marked '@', else the literal
/// or list with the most words, else a label, last a shape).
struct AnchorPlace {
  std::vector<std::size_t> path;  ///< into Pattern::parts, from the whole pattern down
  int score = 0;                  ///< the higher the rarer; 0: there is none
  /// Below this, a shape that stands nearly everywhere.
  static constexpr int kRare = 20;
};

/// Finds what patterns wait for: their anchors, and the labels without which they cannot match.
class AnchorFinder {
 public:
  AnchorFinder(const RuleSet::Impl& out, const SymbolTable& names, ElementCompiler& elements)
      : out_(out), names_(names), elements_(elements) {}

  AnchorPlace find(const ast::Pattern& pattern);
  /// Adds a set of label_bit()s for each element that must match a label, of which one must stand there.
  void needed_labels(const ast::Pattern& pattern, std::vector<std::uint64_t>& out);

 private:
  void search(const ast::Pattern& pattern, std::vector<std::size_t>& path, AnchorPlace& best);
  int score_of(const ast::Pattern& pattern);
  int score_of_list(const ast::Pattern& pattern);
  [[nodiscard]] bool names_entity(const ast::Pattern& pattern) const;
  std::uint64_t label_bits(const ast::Pattern& pattern);

  const RuleSet::Impl& out_;
  const SymbolTable& names_;
  ElementCompiler& elements_;
};

}  // namespace newsgraph
