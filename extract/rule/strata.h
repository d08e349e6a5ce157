// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/rule/compiled.h"
#include "extract/rule/problems.h"

namespace newsgraph {

/// What one rule reads and makes, for the order of the cascade.
struct RuleUse {
  std::vector<LabelId> makes;
  std::vector<LabelId> reads;     ///< in patterns: all who make it come first
  std::vector<LabelId> looks_up;  ///< in lookups: those who make it without looking it up come first
};

/// Sets CompiledRule::stratum of every rule, and Impl::strata and fact_stratum. Rules that only make facts
/// come last. A cycle is reported with the rules on it.
void assign_strata(RuleSet::Impl& rules, const std::vector<RuleUse>& uses, Problems& problems);

}  // namespace newsgraph
