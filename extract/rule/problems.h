// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule/ast.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// Collects what is wrong in a rule set, so that one pass reports it all.
class Problems {
 public:
  explicit Problems(const std::vector<RuleFile>& files) : files_(files) {}

  void error(const ast::Place& place, std::string message) {
    add(RuleProblem::Severity::kError, place, std::move(message));
  }
  void warn(const ast::Place& place, std::string message) {
    add(RuleProblem::Severity::kWarning, place, std::move(message));
  }
  void add(RuleProblem problem);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  /// In file, line and column order, each once.
  std::vector<RuleProblem> take();

 private:
  void add(RuleProblem::Severity severity, const ast::Place& place, std::string message);
  std::string line_of(std::uint32_t file, std::uint32_t line);

  const std::vector<RuleFile>& files_;
  std::map<std::uint32_t, std::vector<std::size_t>> line_begins_;  ///< of files with problems
  std::vector<RuleProblem> problems_;
  std::size_t errors_ = 0;
};

}  // namespace newsgraph
