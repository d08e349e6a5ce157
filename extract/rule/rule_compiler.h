// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extract/rule/normalizer.h"
#include "extract/rule/pattern_compiler.h"
#include "extract/rule/strata.h"

namespace newsgraph {

/// Turns parsed rules into compiled ones. Names that do not exist are reported.
class RuleCompiler {
 public:
  RuleCompiler(RuleSet::Impl& out, const SymbolTable& names, ElementCompiler& elements, Problems& problems)
      : out_(out),
        names_(names),
        elements_(elements),
        problems_(problems),
        normalizer_(names, problems),
        patterns_(out, names, elements, problems) {}

  /// Fills RuleSet::Impl::rules[id] and adds its variants. `beats` is left to who knows all rules.
  RuleUse compile(const ast::Rule& rule, RuleId id);
  /// One that holds for all rules has no captures.
  StatusRef compile_status(const ast::StatusRule& status, const std::vector<std::string>& captures);
  /// Call when all is compiled, once.
  void link() { patterns_.link(); }

 private:
  void compile_finds(const ast::Rule& rule, RuleId id, CompiledRule& out);
  void compile_let(const ast::Let& let, CompiledRule& out);
  void compile_mention(const ast::Rule& rule, CompiledRule& out);
  void compile_blocks(const ast::Rule& rule, CompiledRule& out);
  void compile_fact(const ast::FactOutput& fact, CompiledRule& out);
  std::vector<LabelId> single_labels(const std::vector<ast::Name>& names);
  GuardProgram compile_guard(const ast::Guard& guard, const std::vector<std::string>& captures);
  PathRef compile_path(const ast::Path& path, const std::vector<std::string>& captures);
  PathRef compile_argument(const ast::Path& path, const CompiledRule& out);
  TemplateRef compile_template(const ast::Template& text, const std::vector<std::string>& captures);
  TemplatePiece compile_literal(std::string_view literal);
  void compile_entries(const ast::Name& list, ConditionRef& out);
  ConditionRef compile_condition(const ast::Condition& condition, const std::vector<std::string>& captures,
                                 bool of_candidate);
  void compile_conditions(const ast::Rule& rule, CompiledRule& out);
  LookupRef compile_lookup(const ast::Lookup& lookup, const std::vector<std::string>& captures);

  RuleSet::Impl& out_;
  const SymbolTable& names_;
  ElementCompiler& elements_;
  Problems& problems_;
  Normalizer normalizer_;
  PatternCompiler patterns_;
  // Of the rule at hand:
  bool broken_ = false;                      ///< it has a clause that could not be read
  std::string_view asked_by_;                ///< its name while a lookup of a macro is compiled, else empty
  std::vector<ast::Name> reads_, looks_up_;  ///< the labels in its patterns, in its lookups
};

}  // namespace newsgraph
