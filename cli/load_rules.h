// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <stdexcept>

#include "cli/command.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// The rules do not compile. what() holds every error with its line and caret.
struct RulesError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// As RuleSet::load. Reads also the data files that the graph and `eval` use, so that their errors are errors
/// of the set.
std::unique_ptr<RuleSet> load_rule_set(const std::vector<std::string>& overlays, bool replace_builtin,
                                       std::vector<RuleProblem>& problems);

/// The rules that the options ask for: built in, with the folders of --rules over them. Throws RulesError.
std::unique_ptr<RuleSet> load_rules(const CommonOptions& common);

}  // namespace newsgraph
