// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "extract/rule/pattern_parser.h"

namespace newsgraph {

/// Parses a rule behind its keyword:
///
///   rule        name "->" output ("," output)*    then one clause a line, indented
///
/// A clause runs until the next line that begins with a keyword of kClauses. One that cannot be read is
/// reported and left out, and the rule is marked as broken.
class RuleParser {
 public:
  explicit RuleParser(SymbolStream& in) : in_(in), patterns_(in) {}
  /// Throws ClauseError when not even a name is there.
  ast::Rule rule();
  /// `if PATTERN before x as who`, behind the status' name.
  void status_guard(ast::StatusRule& status);
  /// Whether lookups begin here; a macro alone may as well be a pattern.
  [[nodiscard]] bool at_lookups() const;
  /// last Person or first Person where name ends g
  std::vector<ast::Lookup> lookups();

 private:
  void output(ast::Rule& rule);
  ast::FactOutput fact();
  void clause(ast::Rule& rule);
  ast::Guard guard(bool wanted);
  ast::Let let();
  ast::Lookup lookup();
  ast::Condition condition();
  void conditions(std::vector<ast::Condition>& out, bool with_choices);
  void settings(std::vector<ast::Setting>& out);
  void refer(ast::Rule& rule);
  void aliases(ast::Rule& rule);
  ast::Path path();
  ast::Template template_value(const char* wanted = "a path or a text in quotes");
  void example(ast::Rule& rule, std::string_view kind);

  SymbolStream& in_;
  PatternParser patterns_;
};

}  // namespace newsgraph
