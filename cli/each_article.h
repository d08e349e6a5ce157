// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "extract/article/article.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// Calls `take` with every article of `inputs`, one after the other, on this thread; inputs that give none
/// are warned of. Returns how many articles there were. For commands that look at how rules work, not for
/// building graphs.
std::uint64_t each_article(const std::vector<std::string>& inputs, const RuleSet& rules,
                           const std::function<void(const Article&)>& take);

}  // namespace newsgraph
