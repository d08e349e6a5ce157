// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/compiled.h"

namespace newsgraph {

/// Sorts the phrases of the automaton into kinds: RuleSet::Impl::phrase_kinds, kind_of_phrase and wakes. Call
/// once, when list sets have their bits and variants their gates. Cost: about linear in the entries.
void set_phrase_kinds(RuleSet::Impl& rules);

}  // namespace newsgraph
