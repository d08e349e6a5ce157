// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "extract/rule/ast.h"
#include "extract/rule/problems.h"

namespace newsgraph {

/// Warns of names that nothing stands behind: labels that patterns wait for and no rule makes, and features
/// that are asked for and nothing sets: no column of a list, no `set`, no group of a regular expression.
/// `columns` are those of all lists and gazetteers. Cost: linear in the rules.
void lint_names(const ast::Declarations& declared, const std::set<std::string>& columns, Problems& problems);

}  // namespace newsgraph
