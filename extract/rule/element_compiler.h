// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/rule/symbol_table.h"

namespace newsgraph {

/// a|b
std::string joined(const std::vector<ast::Name>& names);

/// Gives the single elements of normalized patterns (words, lists, labels, shapes, regular expressions) their
/// places in the tables of a rule set. Names that do not exist are reported. What was met before is found
/// again: patterns repeat through macros and repetitions.
class ElementCompiler {
 public:
  ElementCompiler(RuleSet::Impl& out, SymbolTable& names, Problems& problems)
      : out_(out), names_(names), problems_(problems) {}

  KeyId key(std::string_view name);
  /// Ascending, each once.
  std::vector<LabelId> label_ids(const std::vector<ast::Name>& names);

  // Each gives an index into the table of the same name.
  std::uint32_t list_set(const ast::Pattern& pattern);
  std::uint32_t label_test(const ast::Pattern& pattern);
  std::uint32_t literal(const ast::Pattern& pattern);
  std::uint32_t regex(const ast::Pattern& pattern);
  std::uint32_t test_set(const std::vector<ast::Pattern>& patterns);
  static ShapeMask shape_mask(const ast::Pattern& pattern);

 private:
  Test test(const ast::Pattern& pattern);
  ListId hidden_list(const ast::Pattern& literal);
  ListId selected_list(ListId list, const ast::Pattern& pattern);

  RuleSet::Impl& out_;
  SymbolTable& names_;
  Problems& problems_;
  std::map<std::vector<ListId>, std::uint32_t> known_list_sets_;
  NameTable<std::uint32_t> known_regexes_;
  std::map<std::pair<std::string_view, bool>, std::uint32_t> known_literals_;  ///< text, whether case counts
  StringTable<std::uint32_t> known_label_tests_;                               ///< as written
};

}  // namespace newsgraph
