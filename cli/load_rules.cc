// SPDX-License-Identifier: Apache-2.0
#include "cli/load_rules.h"

#include <fmt/format.h>

namespace newsgraph {

std::unique_ptr<RuleSet> load_rules(const CommonOptions& common) {
  if (common.only_rules && common.rules.empty()) throw UsageError("--only-rules wants at least one --rules DIR");
  std::vector<RuleProblem> problems;
  std::unique_ptr<RuleSet> rules = RuleSet::load(common.rules, common.only_rules, problems);
  if (rules != nullptr) return rules;
  std::string message;
  std::size_t errors = 0;
  for (const RuleProblem& problem : problems) {
    if (problem.severity != RuleProblem::Severity::kError) continue;
    ++errors;
    message += problem.to_string();
    if (!message.ends_with('\n')) message += '\n';
  }
  message += fmt::format("{} {} in the rules, so nothing was done; 'newsgraph check-rules' also shows warnings", errors,
                         errors == 1 ? "error" : "errors");
  throw RulesError(message);
}

}  // namespace newsgraph
