// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "extract/article/article.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

struct ArticlesRead {
  std::uint64_t articles = 0;
  std::uint64_t dropped = 0;  ///< inputs, or parts of them, that could not be read

  /// What a command that did all else well ends with. Says so if there was no article at all.
  [[nodiscard]] int exit_status(const std::vector<std::string>& inputs) const;
};

/// Calls `take` with every article of `inputs`, one after the other, on this thread; inputs that give none
/// are warned of. For commands that look at how rules work, not for building graphs.
ArticlesRead each_article(const std::vector<std::string>& inputs, const RuleSet& rules,
                          const std::function<void(const Article&)>& take);

}  // namespace newsgraph
