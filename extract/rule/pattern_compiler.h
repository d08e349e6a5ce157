// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/rule/compiled.h"
#include "extract/rule/problems.h"

namespace newsgraph {

/// By names that stand in the rule files, which outlive it.
template <typename T>
using NameTable = std::unordered_map<std::string_view, T>;

/// Names of a rule set while it is compiled.
struct SymbolTable {
  NameTable<std::vector<LabelId>> labels;  ///< types, labels and groups
  NameTable<ListId> lists;
  NameTable<std::vector<ListId>> closures;  ///< list -> itself and all it includes
  NameTable<const ast::MacroDeclaration*> macros;
  NameTable<std::uint32_t> relations;
  NameTable<KeyId> keys;
  StringTable<ListId> hidden_lists;      ///< literal, or list with a condition -> its list
  std::vector<std::size_t> first_entry;  ///< of each list, into Automaton::added(); one more at the end
};

/// Turns patterns into programs. One object a rule set; captures are numbered by the caller's table.
class PatternCompiler {
 public:
  PatternCompiler(RuleSet::Impl& out, SymbolTable& names, Problems& problems)
      : out_(out), names_(names), problems_(problems) {}

  /// Macros put in, alternations of words made lists. Names that do not exist are reported.
  ast::Pattern normalize(const ast::Pattern& pattern, int depth = 0);

  /// A normalized pattern without an anchor. `captures` gains the names met.
  Program program(const ast::Pattern& pattern, bool backward, std::vector<std::string>& captures);

  /// One variant an alternative at the top of `pattern` (normalized).
  std::vector<Variant> variants(const ast::Pattern& pattern, std::vector<std::string>& captures,
                                const ast::Name& rule);

  /// Labels a normalized pattern looks at.
  static void labels_used(const ast::Pattern& pattern, std::vector<ast::Name>& out);
  static std::uint32_t specificity(const ast::Pattern& pattern);

  KeyId key(std::string_view name);
  std::vector<LabelId> label_ids(const std::vector<ast::Name>& names);

 private:
  void emit(const ast::Pattern& pattern, bool backward, Program& program);
  void emit_body(const ast::Pattern& pattern, bool backward, Program& program, std::uint8_t capture);
  void emit_repeat(const ast::Pattern& pattern, bool backward, Program& program);
  std::uint8_t capture_id(const ast::Name& name);
  std::uint32_t test_set(const std::vector<ast::Pattern>& patterns);
  Test test(const ast::Pattern& pattern);
  std::uint32_t list_set(const ast::Pattern& pattern);
  std::uint32_t label_test(const ast::Pattern& pattern);
  ShapeMask shape_mask(const ast::Pattern& pattern);
  std::uint32_t literal(const ast::Pattern& pattern);
  std::uint32_t regex(const ast::Pattern& pattern);
  ListId hidden_list(const ast::Pattern& literal);
  ListId selected_list(ListId list, const ast::Pattern& pattern);
  int anchor_score(const ast::Pattern& pattern);
  bool find_anchor(const ast::Pattern& pattern, std::vector<std::size_t>& path,
                   std::vector<std::size_t>& best, int& score);
  Variant variant(const ast::Pattern& pattern, const ast::Name& rule);
  bool nullable(const ast::Pattern& pattern);
  std::uint64_t label_bits(const ast::Pattern& pattern);
  void needed_labels(const ast::Pattern& pattern, std::vector<std::uint64_t>& out);

  RuleSet::Impl& out_;
  SymbolTable& names_;
  Problems& problems_;
  std::vector<std::string>* captures_ = nullptr;
  // What was met before, so that it is compiled once: patterns repeat through macros and repetitions.
  std::map<std::vector<ListId>, std::uint32_t> known_list_sets_;
  NameTable<std::uint32_t> known_regexes_;
  std::map<std::pair<std::string_view, bool>, std::uint32_t> known_literals_;  ///< text, whether case counts
  StringTable<std::uint32_t> known_label_tests_;                               ///< as written
  Program left_, right_;    // being made: copies of them are as small as they can be
  bool too_large_ = false;  // said so of the pattern at hand
  std::size_t grown_ = 0;   // elements that macros have put into the pattern at hand
};

}  // namespace newsgraph
