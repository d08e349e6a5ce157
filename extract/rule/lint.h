// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "extract/rule/rule_set.h"

namespace newsgraph {

/// What one rule did over a corpus.
struct RuleUsage {
  std::uint64_t tried = 0;    ///< anchors met
  std::uint64_t matched = 0;  ///< matches, before conflicts are decided
  std::uint64_t won = 0;      ///< matches that made something
};

/// What is doubtful in a rule set that compiles, by reading it alone: rules with the same pattern, captures
/// nobody reads, arguments that can never fit their relation, spellings that are not canonical, letters that
/// only look Latin, names that stand in two gazetteers, aliases that find nothing of their own, guards that
/// can never hold. All are warnings, in file and line order. Cost: linear in the rules and the gazetteers.
std::vector<RuleProblem> lint(const RuleSet& rules);

/// What is doubtful by how the rules did over a corpus: rules that never made anything, anchors met far too
/// often. `usage` has one entry a rule, in their order; `tokens` is the length of the corpus.
std::vector<RuleProblem> lint_usage(const RuleSet& rules, const std::vector<RuleUsage>& usage,
                                    std::uint64_t tokens);

}  // namespace newsgraph
