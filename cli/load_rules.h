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

/// The rules that the options ask for: built in, with the folders of --rules over them. Throws RulesError.
std::unique_ptr<RuleSet> load_rules(const CommonOptions& common);

}  // namespace newsgraph
