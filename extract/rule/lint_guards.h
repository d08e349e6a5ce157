// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/ast.h"
#include "extract/rule/problems.h"
#include "extract/text/text.h"

namespace newsgraph {

/// Warns of guards that can be seen to say nothing, by reading the rules alone: those that end where a
/// sentence cannot, that name words which the pattern itself rules out, or that look for words inside words
/// that do not hold them. Judges only patterns of words and word lists that stand in rule files; silent where
/// it cannot know. `declared` are all declarations of the rule set. Cost: linear in the rules.
void lint_guards(const ast::Declarations& declared, const TextSettings& settings, Problems& problems);

}  // namespace newsgraph
