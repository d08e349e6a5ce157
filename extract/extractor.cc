// SPDX-License-Identifier: Apache-2.0
//
// One article through the cascade of rules: cut the text, find all phrases, then stratum by stratum start the
// rules at their anchors, settle conflicts, and add what they make to the chart. The last stratum makes only
// facts.
//
// One total order decides conflicts between mentions of one stratum: `beats`, then longer, more specific,
// earlier, rule id. A mention may not cross an earlier stratum's, nor lie inside it. Facts that say the same
// of the same two in one sentence are one; the same order picks the rule that gets the credit.
#include "extract/extractor.h"

#include <algorithm>
#include <tuple>

#include "extract/extraction.h"

namespace newsgraph {
namespace {

bool overlap(TokenSpan a, TokenSpan b) {
  return a.begin < b.end && b.begin < a.end;
}
bool inside(TokenSpan inner, TokenSpan outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool beats(const CompiledRule& winner, RuleId loser) {
  return std::find(winner.beats.begin(), winner.beats.end(), loser) != winner.beats.end();
}

}  // namespace

Extraction::Extraction(const RuleSet::Impl& rules)
    : rules_(rules),
      lexer_(rules.vocabulary),
      chart_(rules),
      entities_(rules),
      namesakes_(rules),
      matcher_(chart_),
      evaluator_(chart_, entities_, lexer_, matcher_),
      facts_(rules, chart_, entities_, evaluator_, matcher_),
      waiting_(rules.strata),
      gates_(gates_of_rules()) {}

ArticleFacts Extraction::run(const Article& article) {
  FactRecord facts;
  run(article, facts);
  return copy_facts(facts);
}

void Extraction::run(const Article& article, FactRecord& facts) {
  lexer_.read(article, chart_.text);
  run_text(article, facts);
}

void Extraction::cut(std::span<const Article> articles) {
  cut_articles_ = articles;
  if (cut_texts_.size() < articles.size()) cut_texts_.resize(articles.size());
  lexer_.read(articles, cut_texts_);
}

// Every text goes back to its place, so that one long article makes room for long ones in one place alone.
void Extraction::run_cut(std::size_t i, FactRecord& facts) {
  std::swap(chart_.text, cut_texts_[i]);
  run_text(cut_articles_[i], facts);
  std::swap(chart_.text, cut_texts_[i]);
}

/// Of an article whose text is the chart's.
void Extraction::run_text(const Article& article, FactRecord& facts) {
  chart_.reset(article);
  entities_.clear();
  facts_.clear();
  matcher_.reset(lexer_);
  evaluator_.reset();
  base_date_ = article.date.empty() ? only_year() : article.date;
  chart_.find_phrases(lexer_);
  candidate_count_ = 0;
  wake();
  for (std::uint32_t stratum = 0; stratum < rules_.strata; ++stratum) {
    aliases_.clear();
    start_rules(stratum);
    settle(stratum);
    candidate_count_ = 0;
    chart_.sort_labels();
    if (!aliases_.empty()) {
      find_aliases();
      chart_.sort_labels();
    }
  }
  entities_.merge_forms();
  namesakes_.settle(entities_, base_date_);
  facts_.finish(article, facts);
}

// The year of an article without a date, when its text names just one: "24-26/10" of a report that speaks of
// 2016.
std::string Extraction::only_year() const {
  std::string_view only;
  for (const Token& token : chart_.text.tokens) {
    if (token.token_class != TokenClass::kNumber || token.length != 4) continue;
    const std::string_view year = std::string_view(chart_.article().text).substr(token.begin, 4);
    if (year.substr(0, 2) != "19" && year.substr(0, 2) != "20") continue;
    if (year.find_first_not_of("0123456789") != std::string_view::npos) continue;
    if (!only.empty() && only != year) return {};
    only = year;
  }
  return std::string(only);
}

// Decides between the candidates of a stratum and makes what the winners make.
void Extraction::settle(std::uint32_t stratum) {
  const auto length = [](const Match& m) { return m.tokens.end - m.tokens.begin; };
  ranked_.clear();
  for (std::size_t i = 0; i < candidate_count_; ++i) ranked_.push_back(&candidates_[i]);
  std::sort(ranked_.begin(), ranked_.end(), [&](const Match* x, const Match* y) {
    const Match &a = *x, &b = *y;
    return std::tuple(length(b), b.rule->specificity, a.tokens.begin, a.rule_id, a.trigger, x) <
           std::tuple(length(a), a.rule->specificity, b.tokens.begin, b.rule_id, b.trigger, y);
  });
  drop_beaten();
  if (stratum == rules_.fact_stratum) {
    for (const Match* match : ranked_) {
      facts_.add(*match);
      note(*match);
    }
    return;
  }
  for (Match* const candidate : ranked_) {
    Match& match = *candidate;
    if (match.rule->labels.empty()) {
      facts_.add(match);
      note(match);
      continue;
    }
    for (const LabelId label : match.rule->labels)
      if (free_for(label, match)) make(label, match);
  }
}

bool Extraction::stands_for_nothing(const Match& match) {
  return match.rule->refers_back && referent(match) == kNone;
}

// A reference that finds nothing makes nothing, so it beats nothing.
void Extraction::drop_beaten() {
  const auto beating = [](const Match* match) { return !match->rule->beats.empty(); };
  if (std::none_of(ranked_.begin(), ranked_.end(), beating)) return;
  // By where they begin: only those that begin less than the longest length before a match can overlap it.
  by_begin_.clear();
  for (std::size_t i = 0; i < ranked_.size(); ++i) by_begin_.emplace_back(ranked_[i]->tokens.begin, i);
  std::sort(by_begin_.begin(), by_begin_.end());
  const TokenSpan first = ranked_.front()->tokens;
  const std::uint32_t longest = first.end - first.begin;
  gone_.assign(ranked_.size(), false);
  for (std::size_t i = 0; i < ranked_.size(); ++i) {
    if (!beating(ranked_[i]) || stands_for_nothing(*ranked_[i])) continue;
    const TokenSpan tokens = ranked_[i]->tokens;
    const std::uint32_t from = tokens.begin > longest ? tokens.begin - longest : 0;
    for (auto at = std::lower_bound(by_begin_.begin(), by_begin_.end(), std::pair(from, std::size_t{0}));
         at != by_begin_.end() && at->first < tokens.end; ++at) {
      const Match& other = *ranked_[at->second];
      if (at->second != i && overlap(tokens, other.tokens) && beats(*ranked_[i]->rule, other.rule_id))
        gone_[at->second] = true;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ranked_.size(); ++i)
    if (!gone_[i]) ranked_[kept++] = ranked_[i];
  ranked_.resize(kept);
}

bool Extraction::free_for(LabelId label, const Match& match) const {
  if (!rules_.labels[label].entity) return chart_.free_of(label, match.tokens);
  for (std::uint32_t t = match.tokens.begin; t < match.tokens.end; ++t) {
    if (chart_.cover(t) == kNone) continue;
    // What stands already may be taken in whole, never cut and never repeated.
    const TokenSpan other = chart_.annotation(chart_.cover(t)).tokens;
    if (!inside(other, match.tokens) || other == match.tokens) return false;
  }
  return true;
}

void Extraction::make(LabelId label, Match& match) {
  const CompiledRule& rule = *match.rule;
  Annotation made;
  made.label = label;
  made.tokens = match.tokens;
  made.rule = match.rule_id;
  if (rules_.labels[label].entity && !name_entity(label, match, made)) return;
  features_.clear();
  for (const CompiledRule::Set& set : rule.sets) features_.push_back({set.key, set_value(match, set.value)});
  if (label == rules_.date_label) resolve_date_parts();
  match.self = chart_.add(made, features_);
  if (made.entity != kNone) {
    for (const std::uint8_t alias : rule.aliases) {
      const Value value = evaluator_.value(match, {alias, {}});
      if (value.kind != Value::Kind::kTokens) continue;
      const std::uint32_t named =
          value.annotation == kNone ? kNone : chart_.annotation(value.annotation).entity;
      if (named == kNone)
        aliases_.push_back({made.entity, label, value.tokens, match.rule_id, alias});
      else if (entities_.label(named) == label)
        entities_.join(made.entity, named);  // both names are known already, as two things
    }
  }
  facts_.add(match);
  note(match);
}

void Extraction::note(const Match& match) {
  if (observer_) observer_->won(match, chart_);
  if (watched_matches_ && match.rule_id == watched_) watched_matches_->push_back(match);
}

// A bare path keeps what it leads to, so that features can lead on; a text is put together.
Value Extraction::set_value(const Match& match, const TemplateRef& value) {
  if (value.size() == 1 && value[0].path.root != kNoCapture) return evaluator_.value(match, value[0].path);
  if (value.size() == 1) return {Value::Kind::kText, {}, kNone, kNone, kNone, value[0].literal};
  return {Value::Kind::kText, {}, kNone, kNone, kNone, evaluator_.text(match, value).shown};
}

AnnotationId Extraction::referent(const Match& match) {
  const CompiledRule& rule = *match.rule;
  AnnotationId found = kNone;
  if (rule.has_refer_path) found = evaluator_.value(match, rule.refer_path).annotation;
  for (std::size_t i = 0; found == kNone && i < rule.refers.size(); ++i)
    found = evaluator_.find(match, rule.refers[i]);
  return found == kNone || chart_.annotation(found).entity == kNone ? kNone : found;
}

bool Extraction::name_entity(LabelId label, const Match& match, Annotation& made) {
  const CompiledRule& rule = *match.rule;
  if (rule.refers_back) {
    const AnnotationId found = referent(match);
    if (found == kNone) return false;
    made.entity = chart_.annotation(found).entity;
    made.refers = true;
    return entities_.label(made.entity) == label;
  }
  RecordId record = kNone;
  EntityName name, surface;
  if (rule.has_name) {
    name = evaluator_.text(match, rule.display_name);
  } else {
    const Value value = rule.name_capture != kNoCapture
                            ? evaluator_.value(match, {rule.name_capture, {}})
                            : Value{Value::Kind::kTokens, match.tokens, kNone, kNone, kNone, {}};
    if (value.annotation != kNone) {
      const Annotation& inner = chart_.annotation(value.annotation);
      if (inner.entity != kNone && entities_.label(inner.entity) == label) {
        made.entity = inner.entity;
        return true;
      }
    }
    name = evaluator_.name(value);
    record = value.record;
    if (value.kind == Value::Kind::kTokens && record != kNone) surface = evaluator_.words(value.tokens);
  }
  if (name.key.empty()) return false;
  if (record != kNone && rules_.record_value(record, rules_.key_id).empty()) record = kNone;
  made.entity = entities_.find_or_add(label, name, record, match.tokens.begin);
  if (!surface.key.empty() && surface.key != name.key) entities_.add_alias(made.entity, surface);
  if (rule.apart) entities_.keep_apart(made.entity);
  return true;
}

// The parts a date rule has set become one ISO date, as the feature `iso`.
void Extraction::resolve_date_parts() {
  DateParts parts;
  std::optional<int>* const fields[] = {&parts.day,         &parts.month,         &parts.year,
                                        &parts.end_day,     &parts.end_month,     &parts.end_year,
                                        &parts.quarter,     &parts.end_quarter,   &parts.half,
                                        &parts.offset_days, &parts.offset_months, &parts.offset_years};
  for (const Feature& feature : features_) {
    for (std::size_t i = 0; i < rules_.date_keys.size(); ++i) {
      if (feature.key != rules_.date_keys[i]) continue;
      const std::string text(feature.value.kind == Value::Kind::kText ? feature.value.text
                                                                      : evaluator_.name(feature.value).shown);
      char* end = nullptr;
      const long number = std::strtol(text.c_str(), &end, 10);
      if (end != text.c_str() && *end == '\0' && number > -4000 && number < 4000)
        *fields[i] = static_cast<int>(number);
    }
  }
  const std::string iso = resolve_date(parts, base_date_);
  features_.push_back({rules_.key_iso, {Value::Kind::kText, {}, kNone, kNone, kNone, chart_.keep(iso)}});
}

struct Extractor::Impl {
  explicit Impl(const RuleSet& rules) : extraction(rules.impl()) {}
  Extraction extraction;
};

Extractor::Extractor(const RuleSet& rules) : impl_(std::make_unique<Impl>(rules)) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

ArticleFacts Extractor::extract(const Article& article) {
  return impl_->extraction.run(article);
}

void Extractor::extract(const Article& article, FactRecord& facts) {
  impl_->extraction.run(article, facts);
}

void Extractor::cut(std::span<const Article> articles) {
  impl_->extraction.cut(articles);
}

void Extractor::extract_cut(std::size_t i, FactRecord& facts) {
  impl_->extraction.run_cut(i, facts);
}

}  // namespace newsgraph
