// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "extract/rule/rule_set.h"

namespace newsgraph {

/// What running the examples of a rule set gave.
struct ExampleReport {
  std::size_t yes = 0, no = 0, todo = 0;  ///< examples run
  std::size_t failed = 0;
  std::size_t todo_passing = 0;       ///< todo examples that pass by now
  std::vector<RuleProblem> problems;  ///< one error a failed example, one warning a todo that passes
};

/// Runs every `yes`, `no` and `todo` sentence against the whole set.
///   yes  the rule matches, and each marked argument is bound to the marked words, or to a mention that holds
///   them
///        (`match` means the whole match, just those words)
///   no   the rule makes nothing of the sentence
/// Cost: one extraction a sentence.
ExampleReport run_examples(const RuleSet& rules);

}  // namespace newsgraph
