// SPDX-License-Identifier: Apache-2.0
#include "cli/load_rules.h"

#include <fmt/format.h>

#include "cli/message.h"
#include "graph/eval/folding.h"
#include "graph/graph_builder.h"

namespace newsgraph {

std::unique_ptr<RuleSet> load_rule_set(const std::vector<std::string>& overlays, bool replace_builtin,
                                       std::vector<RuleProblem>& problems) {
  const auto read_data = [](std::span<const RuleFile> files, std::vector<RuleProblem>& found) {
    check_graph_data(files, found);
    const NameFolding folding(files_called("eval.txt", files), found);
  };
  return RuleSet::load(overlays, replace_builtin, problems, read_data);
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
