// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/extraction.h"

namespace newsgraph {

/// One attempt to match a rule, in words that outlive the chart.
struct AttemptAccount {
  RuleId rule = 0;
  Attempt::End end = Attempt::End::kMatched;
  ast::Place place;            ///< of the element it stopped at
  std::string anchor;          ///< the words it started from
  std::string met;             ///< what stood where it stopped
  std::string bound;           ///< "source = 'A', target = 'B'" when the pattern matched
  Span reached;                ///< bytes between the two ends it came to
  std::uint32_t distance = 0;  ///< tokens passed on both sides
};

AttemptAccount account_of(const Attempt& attempt, const Chart& chart);

/// How it ended, behind the rule's name: "started at 'x', came as far as 'x y' and stopped after it: ...".
/// `text`: of the article.
std::string how_it_ended(const AttemptAccount& account, std::string_view text);

}  // namespace newsgraph
