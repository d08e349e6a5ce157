// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/symbol_table.h"

namespace newsgraph {

/// Turns patterns as written into those that are compiled: macros put in, coordinations (x...) written out,
/// alternations of words made lists. Names that do not exist are reported.
class Normalizer {
 public:
  Normalizer(const SymbolTable& names, Problems& problems) : names_(names), problems_(problems) {}
  ast::Pattern normalize(const ast::Pattern& pattern) {
    grown_ = 0;
    return normalize_at(pattern, 0);
  }

 private:
  ast::Pattern normalize_at(const ast::Pattern& pattern, int depth);
  ast::Pattern macro(const ast::Pattern& pattern, int depth);
  ast::Pattern coordination(ast::Pattern result, int depth);

  const SymbolTable& names_;
  Problems& problems_;
  std::size_t grown_ = 0;  ///< elements that macros have put into the pattern at hand
};

}  // namespace newsgraph
