// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/compiled.h"

namespace newsgraph {

/// Lists what starts at each label and shape, with what must stand beside it: RuleSet::Impl::gates,
/// word_gates, article_gates, awaited_labels, noted_shapes, label_starts, shape_starts and, by
/// set_phrase_kinds(), what waits at phrases. Call once, when strata and lookaheads stand.
void set_starts(RuleSet::Impl& rules);

}  // namespace newsgraph
