// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/article.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// Shows how rules bound the words behind the facts of one article: runs the rules on it again and keeps what
/// the winning matches of the named rules were made of.
class FactExplainer {
 public:
  /// `rule_names`: the rules whose matches are kept. Cost: one extraction.
  FactExplainer(const RuleSet& rules, const Article& article,
                const std::vector<std::string_view>& rule_names);
  ~FactExplainer();

  /// The pattern as it is written, then a line for every capture and `let`: its words, the mention they are
  /// with the rule that made it, or the lists they stand in. Each line ends. Spans are bytes of
  /// Article::text, as in Fact. Empty when these rules make no such match, for the article or the rules have
  /// changed since.
  [[nodiscard]] std::string explain(std::string_view rule, Span sentence, Span trigger) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgraph
