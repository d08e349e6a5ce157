// SPDX-License-Identifier: Apache-2.0
#include "cli/load_rules.h"

#include <fmt/format.h>

#include "cli/message.h"
#include "graph/eval/folding.h"
#include "graph/graph_builder.h"

namespace newsgraph {

std::unique_ptr<RuleSet> load_rule_set(const std::vector<std::string>& overlays, bool replace_builtin,
                                       std::vector<RuleProblem>& problems) {
  std::unique_ptr<RuleSet> rules = RuleSet::load(overlays, replace_builtin, problems);
  if (rules == nullptr) return nullptr;
  std::vector<RuleProblem> data;
  options_of(*rules, data);
  const NameFolding folding(rules->files_of("eval.txt"), data);
  problems.insert(problems.end(), data.begin(), data.end());
  return data.empty() ? std::move(rules) : nullptr;
}

std::unique_ptr<RuleSet> load_rules(const CommonOptions& common) {
  if (common.only_rules && common.rules.empty())
    throw UsageError("--only-rules wants at least one --rules DIR");
  std::vector<RuleProblem> problems;
  std::unique_ptr<RuleSet> rules = load_rule_set(common.rules, common.only_rules, problems);
  // Doubts about rules are for check-rules; a file that is not read or takes another's place is told by all.
  for (const RuleProblem& problem : problems)
    if (problem.line == 0) print_warning(fmt::format("{}: {}", problem.file, problem.message));
  if (rules != nullptr) return rules;
  std::string list;
  std::size_t errors = 0;
  for (const RuleProblem& problem : problems) {
    if (problem.severity != RuleProblem::Severity::kError) continue;
    ++errors;
    list += '\n' + problem.to_string();
  }
  while (list.ends_with('\n')) list.pop_back();
  throw RulesError(fmt::format("the rules have {} {}, so nothing was done{}", errors,
                               errors == 1 ? "error" : "errors", list));
}

}  // namespace newsgraph
