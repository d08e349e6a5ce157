// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/compiled.h"

namespace newsgraph {

/// Works out what every program of a compiled set can begin with, from each place to which it may branch, and
/// what words each variant needs: Instruction::lookahead, Variant::needed_words, RuleSet::Impl::lookaheads.
/// Call once, when all patterns and lists stand. Linear in the programs.
void set_lookaheads(RuleSet::Impl& rules);

}  // namespace newsgraph
