// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extract/fact/fact_maker.h"
#include "extract/mention/date.h"
#include "extract/mention/entity_table.h"
#include "extract/mention/evaluator.h"
#include "extract/rule/chart.h"
#include "extract/rule/matcher.h"

namespace newsgraph {

/// The cascade over one article; what Extractor runs. Its buffers live from article to article.
class Extraction {
 public:
  explicit Extraction(const RuleSet::Impl& rules);
  ArticleFacts run(const Article& article);
  [[nodiscard]] const Chart& chart() const { return chart_; }
  /// Copies every match of one rule that wins into `matches`; null stops that.
  void watch(RuleId rule, std::vector<Match>* matches) { watched_ = rule, watched_matches_ = matches; }

 private:
  struct Alias {
    std::uint32_t entity = 0;
    LabelId label = 0;
    TokenSpan tokens;
    RuleId rule = 0;
  };

  void wake();
  void start_rules(std::uint32_t stratum);
  void try_at(const Variant& variant, const Value& anchor);
  void pair_open_groups();
  bool bind_lets(const CompiledRule& rule);
  void settle(std::uint32_t stratum);
  void drop_beaten();
  [[nodiscard]] bool free_for(LabelId label, const Match& match) const;
  void make(LabelId label, Match& match);
  void note(const Match& match);
  Value set_value(const Match& match, const TemplateRef& value);
  bool name_entity(LabelId label, const Match& match, Annotation& made);
  void resolve_date_parts();
  void find_aliases();
  [[nodiscard]] bool same_case(TokenSpan a, TokenSpan b) const;

  const RuleSet::Impl& rules_;
  Lexer lexer_;
  Chart chart_;
  EntityTable entities_;
  Matcher matcher_;
  Evaluator evaluator_;
  FactMaker facts_;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> waiting_;  ///< stratum -> (variant, hit)
  std::vector<Match> candidates_;
  Match match_;
  std::vector<Feature> features_;
  std::vector<Alias> aliases_;
  RuleId watched_ = kNone;
  std::vector<Match>* watched_matches_ = nullptr;
};

}  // namespace newsgraph
