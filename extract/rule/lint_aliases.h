// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/compiled.h"
#include "extract/rule/problems.h"

namespace newsgraph {

/// Warns of aliases in gazetteers that say nothing: whatever they find, the name or another alias of their
/// row finds, too, since spelling doublets and the place of tone marks do not matter, and a small letter
/// leaves open what a capital asks for. Cost: linear in the gazetteers, quadratic in the aliases of one row.
void lint_aliases(const RuleSet::Impl& rules, Problems& problems);

}  // namespace newsgraph
