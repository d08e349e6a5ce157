// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/symbol_stream.h"

namespace newsgraph {

/// Parses what stands behind `find`, `unless` and the like:
///
///   pattern     sequence ("|" sequence)*
///   sequence    element+
///   element     "@"? (capture ":")? atom ("except" atom)? quantifier?
///
/// It ends where a clause begins, or at a word that belongs to a guard ("before", "as").
class PatternParser {
 public:
  explicit PatternParser(SymbolStream& in) : in_(in) {}
  /// Throws ClauseError when there is none.
  ast::Pattern pattern();

 private:
  [[nodiscard]] bool at_element() const;
  ast::Pattern sequence();
  ast::Pattern element();
  ast::Pattern atom();
  ast::Pattern bare_atom();
  ast::Pattern atom_at_depth();
  ast::Pattern group();
  ast::Pattern gap();
  ast::Pattern label_or_shape();
  [[nodiscard]] bool at_feature_tests() const;
  void feature_tests(ast::Pattern& p);
  ast::Pattern quantified(ast::Pattern p);
  ast::Pattern counted_times(ast::Pattern p, const ast::Place& brace);

  SymbolStream& in_;
  bool marked_ = false;  ///< an '@' was read on the way to here
  int depth_ = 0;        ///< brackets open around the atom being read
};

}  // namespace newsgraph
