// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/compiled.h"

namespace newsgraph {

/// Gives every list set its bit of Lookahead::sets: RuleSet::Impl::bit_of_list_set. There are more sets than
/// bits; those that share one are mistaken for one another, which costs steps, never a match. So sets share
/// that are seldom asked for or seldom met: how often text holds their words is learned from the rules' own
/// example sentences. Call once, when all programs stand and the automaton is frozen. Cost: reading the
/// examples, and sets x bits.
void give_list_set_bits(RuleSet::Impl& rules);

}  // namespace newsgraph
