// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "extract/fact/fact_record.h"
#include "extract/mention/entity_table.h"
#include "extract/mention/evaluator.h"
#include "extract/rule/chart.h"
#include "extract/rule/matcher.h"

namespace newsgraph {

/// Turns matches into facts, and at the end the chart into ArticleFacts.
class FactMaker {
 public:
  FactMaker(const RuleSet::Impl& rules, Chart& chart, EntityTable& entities, Evaluator& evaluator,
            Matcher& matcher);

  void clear() { drafts_.clear(); }
  /// All facts a match makes: one for each pair of its arguments that fits the relation's signature.
  void add(const Match& match);
  /// Whether a guard's pattern stands where the guard looks. `reporter` gets the span it captured, if wanted.
  bool guard_holds(const GuardProgram& guard, const Match& match, TokenSpan sentence, TokenSpan* reporter) {
    return may_hold(guard, match, sentence) && guard_runs(guard, match, sentence, reporter);
  }
  /// Fills `record` with mentions, entities and facts; entities that are only part of a larger name and in no
  /// fact are left out. Views of the article, of the chart and of the rules.
  void finish(const Article& article, FactRecord& record);

 private:
  /// Four times of five a look shows that a guard beside the match cannot begin there.
  [[nodiscard]] bool may_hold(const GuardProgram& guard, const Match& match, TokenSpan sentence) const {
    const bool before = guard.where == ast::Where::kBefore;
    if (guard.of != kOfMatch || guard.where == ast::Where::kInside) return true;
    return matcher_.may_begin(guard.program.first, before, before ? match.tokens.begin : match.tokens.end,
                              sentence);
  }
  bool guard_runs(const GuardProgram& guard, const Match& match, TokenSpan sentence, TokenSpan* reporter);
  struct Draft {
    std::uint32_t relation = 0;
    std::uint32_t source = 0, target = 0;  ///< entities; target is an annotation for attribute relations
    TokenSpan source_tokens, target_tokens, trigger, match;
    std::uint32_t sentence = 0;
    std::string_view role;
    Status status = Status::kStated;
    std::string_view reporter;
    RuleId rule = 0;
  };
  /// What a draft says: the same relation between the same two with the same role in one sentence.
  struct Said {
    std::uint32_t sentence = 0, relation = 0, source = 0, target = 0;
    std::string_view role;
    std::uint32_t draft = 0;
    [[nodiscard]] auto what() const { return std::tie(sentence, relation, source, target, role); }
  };
  struct Found {
    Span span;
    std::uint32_t entity;
    AnnotationId annotation;
  };

  void add_fact(const Match& match, const FactRef& fact, Choice source_choice, Choice target_choice);
  [[nodiscard]] AnnotationId argument(const Value& value, const std::vector<LabelId>& allowed) const;
  Status status_of(const Match& match, const FactRef& fact, TokenSpan sentence, std::string_view& reporter);
  [[nodiscard]] Said said_by(std::uint32_t draft) const;
  void set_attributes();
  void drop_repeats();
  void find_mentions();
  void write_mentions(FactRecord& record);
  void write_facts(FactRecord& record);
  [[nodiscard]] std::string_view time_of(std::uint32_t sentence) const;

  const RuleSet::Impl& rules_;
  Chart& chart_;
  EntityTable& entities_;
  Evaluator& evaluator_;
  Matcher& matcher_;
  std::vector<std::string> attribute_keys_;  ///< relation -> the attribute it sets, in lower case
  std::vector<Draft> drafts_;
  std::vector<Binding> guard_bindings_;  ///< of the guard at hand

  // Of finish(), kept for their buffers.
  std::vector<Said> said_;  ///< of the drafts that become facts
  std::vector<Found> found_;
  std::vector<EntityIndex> index_;  ///< entity -> where it stands in the record; kNone: not wanted
};

}  // namespace newsgraph
