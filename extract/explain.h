// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "extract/article/article.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// Why an article does not give a fact that somebody expected.
struct WhyNot {
  enum class Kind : std::uint8_t {
    kUnknownName,  ///< source or target is no mention of the article
    kSignature,    ///< what they are can never stand in this relation
    kNeverTried,   ///< no rule of the relation had anything to start from
    kStopped,      ///< rules were tried, none matched
    kElsewhere,    ///< a rule matched, and bound other words or lost against another rule
    kFound,        ///< the fact is there
  };
  Kind kind = Kind::kUnknownName;
  std::string text;  ///< for people, some lines, each ended
};

/// Looks for the rule of `relation` that came nearest to a fact between `source` and `target`, and tells at
/// which element it stopped and what stood there. Names may lack diacritics and case; part of a name will do.
/// Throws std::invalid_argument when there is no such relation.
/// Cost: one extraction, and a record of every attempt of the relation's rules.
WhyNot why_not(const RuleSet& rules, const Article& article, std::string_view source,
               std::string_view relation, std::string_view target);

}  // namespace newsgraph
