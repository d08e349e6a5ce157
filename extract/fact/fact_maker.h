// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extract/fact/fact.h"
#include "extract/mention/entity_table.h"
#include "extract/mention/evaluator.h"
#include "extract/rule/chart.h"
#include "extract/rule/matcher.h"

namespace newsgraph {

/// Turns matches into facts, and at the end the chart into ArticleFacts.
class FactMaker {
 public:
  FactMaker(const RuleSet::Impl& rules, Chart& chart, EntityTable& entities, Evaluator& evaluator,
            Matcher& matcher)
      : rules_(rules), chart_(chart), entities_(entities), evaluator_(evaluator), matcher_(matcher) {}

  void clear() { drafts_.clear(); }
  /// All facts a match makes: one for each pair of its arguments that fits the relation's signature.
  void add(const Match& match);
  /// Whether a guard's pattern stands where the guard looks. `reporter` gets the span it captured, if wanted.
  bool guard_holds(const GuardProgram& guard, const Match& match, TokenSpan sentence, TokenSpan* reporter);
  /// Mentions, entities and facts; entities that are only part of a larger name and in no fact are left out.
  ArticleFacts finish(const Article& article);

 private:
  struct Draft {
    std::uint32_t relation = 0;
    std::uint32_t source = 0, target = 0;  ///< entities; target is an annotation for attribute relations
    TokenSpan source_tokens, target_tokens, trigger, match;
    std::uint32_t sentence = 0;
    std::string role;
    Status status = Status::kStated;
    std::string reporter;
    RuleId rule = 0;
  };

  void add_fact(const Match& match, const FactRef& fact, Choice source_choice, Choice target_choice);
  [[nodiscard]] AnnotationId argument(const Value& value, const std::vector<LabelId>& allowed) const;
  Status status_of(const Match& match, const FactRef& fact, TokenSpan sentence, std::string& reporter);
  void drop_repeats();
  [[nodiscard]] std::string time_of(const Draft& draft) const;

  const RuleSet::Impl& rules_;
  Chart& chart_;
  EntityTable& entities_;
  Evaluator& evaluator_;
  Matcher& matcher_;
  std::vector<Draft> drafts_;
  std::vector<Binding> guard_bindings_;  ///< of the guard at hand
};

}  // namespace newsgraph
