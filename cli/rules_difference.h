// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/each_article.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// Prints what the articles of `inputs` gain, lose and change in facts from the rules `before` to the rules
/// `after`, each fact with its sentence, the words that express it in the middle; then the counts.
ArticlesRead print_rules_difference(const std::vector<std::string>& inputs, const RuleSet& before,
                                    const RuleSet& after);

}  // namespace newsgraph
