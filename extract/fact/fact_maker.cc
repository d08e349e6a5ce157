// SPDX-License-Identifier: Apache-2.0
#include "extract/fact/fact_maker.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <tuple>

namespace newsgraph {
namespace {

std::string lower_ascii(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

FactMaker::FactMaker(const RuleSet::Impl& rules, Chart& chart, EntityTable& entities, Evaluator& evaluator,
                     Matcher& matcher)
    : rules_(rules), chart_(chart), entities_(entities), evaluator_(evaluator), matcher_(matcher) {
  for (const RelationInfo& relation : rules.relations) attribute_keys_.push_back(lower_ascii(relation.name));
}

bool FactMaker::guard_runs(const GuardProgram& guard, const Match& match, TokenSpan sentence,
                           TokenSpan* reporter) {
  TokenSpan of = match.tokens;
  if (guard.of == kOfTrigger) {
    of = match.trigger;
  } else if (guard.of != kOfMatch) {
    const auto bound = std::find_if(match.bindings.begin(), match.bindings.end(),
                                    [&](const Binding& b) { return b.capture == guard.of; });
    // An optional capture may be absent.
    if (bound == match.bindings.end() || bound->value.kind != Value::Kind::kTokens) return false;
    of = bound->value.tokens;
  }
  const auto found = [&](bool backward, std::uint32_t from, TokenSpan limits) {
    guard_bindings_.clear();
    if (matcher_.run(guard.program, backward, from, limits, guard_bindings_) == kNone) return false;
    if (reporter)
      for (const Binding& binding : guard_bindings_)
        if (binding.capture == guard.reporter) *reporter = binding.value.tokens;
    return true;
  };
  const LookaheadId first = guard.program.first;
  if (guard.where == ast::Where::kBefore)
    return matcher_.may_begin(first, true, of.begin, sentence) && found(true, of.begin, sentence);
  if (guard.where == ast::Where::kAfter)
    return matcher_.may_begin(first, false, of.end, sentence) && found(false, of.end, sentence);
  const Lookahead& wanted = rules_.lookaheads[first];
  for (std::uint32_t t = of.begin; t < of.end; ++t)
    if (wanted.meets(chart_.what_begins(t)) && found(false, t, {sentence.begin, of.end})) return true;
  return false;
}

// The entity annotation a value stands for, of a type the relation takes. A stretch of words stands for the
// first such entity in it.
AnnotationId FactMaker::argument(const Value& value, const std::vector<LabelId>& allowed) const {
  const auto fits = [&](AnnotationId a) {
    return std::binary_search(allowed.begin(), allowed.end(), chart_.annotation(a).label);
  };
  if (value.kind != Value::Kind::kTokens) return kNone;
  if (value.annotation != kNone) return fits(value.annotation) ? value.annotation : kNone;
  for (std::uint32_t t = value.tokens.begin; t < value.tokens.end; ++t)
    for (AnnotationId a = chart_.first_beginning(t); a != kNone; a = chart_.annotation(a).next_begin)
      if (chart_.annotation(a).tokens.end <= value.tokens.end && fits(a)) return a;
  return kNone;
}

void FactMaker::add(const Match& match) {
  for (const FactRef& fact : match.rule->facts) {
    const std::uint32_t sources = evaluator_.count(match, fact.source.root);
    const std::uint32_t targets =
        fact.target.root == fact.source.root ? 1 : evaluator_.count(match, fact.target.root);
    for (std::uint32_t s = 0; s < sources; ++s) {
      for (std::uint32_t t = 0; t < targets; ++t) {
        const Choice source{fact.source.root, s};
        add_fact(match, fact, source,
                 fact.target.root == fact.source.root ? source : Choice{fact.target.root, t});
      }
    }
  }
}

void FactMaker::add_fact(const Match& match, const FactRef& fact, Choice source_choice,
                         Choice target_choice) {
  const RelationInfo& relation = rules_.relations[fact.relation];
  const AnnotationId source = argument(evaluator_.value(match, fact.source, source_choice), relation.sources);
  const AnnotationId target = argument(evaluator_.value(match, fact.target, target_choice), relation.targets);
  if (source == kNone || target == kNone) return;
  const Annotation& a = chart_.annotation(source);
  const Annotation& b = chart_.annotation(target);
  if (a.entity == kNone || (b.entity == kNone && !relation.attribute)) return;
  if (!relation.attribute && entities_.root(a.entity) == entities_.root(b.entity)) return;
  const TokenSpan sentence = chart_.text.sentences[chart_.sentence_of(match.trigger.begin)].tokens;
  Draft draft;
  draft.relation = fact.relation;
  draft.source = a.entity;
  draft.target = relation.attribute ? target : b.entity;
  draft.source_tokens = a.tokens;
  draft.target_tokens = b.tokens;
  draft.trigger = match.trigger;
  draft.match = match.tokens;
  draft.sentence = chart_.sentence_of(match.trigger.begin);
  if (fact.has_role) {
    // The role follows the argument it was found with when both come from one repeated capture.
    Choice choice = target_choice;
    for (const TemplatePiece& piece : fact.role)
      if (piece.path.root == source_choice.root) choice = source_choice;
    draft.role = evaluator_.shown(match, fact.role, choice);
  }
  draft.status = status_of(match, fact, sentence, draft.reporter);
  draft.rule = match.rule_id;
  drafts_.push_back(std::move(draft));
}

Status FactMaker::status_of(const Match& match, const FactRef& fact, TokenSpan sentence,
                            std::string_view& reporter) {
  const auto applies = [&](const StatusRef& status) {
    if (!status.relations.empty() &&
        std::find(status.relations.begin(), status.relations.end(), fact.relation) == status.relations.end())
      return false;
    TokenSpan who;
    if (!guard_holds(status.guard, match, sentence, status.guard.reporter != kNoCapture ? &who : nullptr))
      return false;
    if (status.guard.reporter != kNoCapture) reporter = evaluator_.words(who).shown;
    return true;
  };
  for (const StatusRef& status : match.rule->statuses)
    if (applies(status)) return status.status;
  if (fact.status >= 0) return static_cast<Status>(fact.status);
  for (const StatusRef& status : rules_.statuses)
    if (applies(status)) return status.status;
  return Status::kStated;
}

FactMaker::Said FactMaker::said_by(std::uint32_t draft) const {
  const Draft& d = drafts_[draft];
  std::uint32_t source = entities_.root(d.source), target = entities_.root(d.target);
  if (rules_.relations[d.relation].symmetric && target < source) std::swap(source, target);
  return {d.sentence, d.relation, source, target, d.role, draft};
}

// Leaves one draft of all that say the same, that of the rule which gets the credit.
void FactMaker::drop_repeats() {
  said_.clear();
  for (std::uint32_t i = 0; i < drafts_.size(); ++i) said_.push_back(said_by(i));
  const auto length = [](const Draft& d) { return d.match.end - d.match.begin; };
  std::sort(said_.begin(), said_.end(), [&](const Said& x, const Said& y) {
    if (x.what() != y.what()) return x.what() < y.what();
    const Draft &a = drafts_[x.draft], &b = drafts_[y.draft];
    return std::tuple(length(b), rules_.rules[b.rule].specificity, a.match.begin, a.rule, a.source_tokens,
                      a.target_tokens, x.draft) < std::tuple(length(a), rules_.rules[a.rule].specificity,
                                                             b.match.begin, b.rule, b.source_tokens,
                                                             b.target_tokens, y.draft);
  });
  said_.erase(std::unique(said_.begin(), said_.end(),
                          [](const Said& x, const Said& y) { return x.what() == y.what(); }),
              said_.end());
}

// The date of a sentence that names just one.
std::string_view FactMaker::time_of(std::uint32_t sentence) const {
  if (rules_.date_label == kNone) return {};
  std::string_view found;
  for (const AnnotationId a : chart_.with_label(rules_.date_label)) {
    if (chart_.annotation(a).sentence != sentence) continue;
    const Feature* iso = chart_.feature(a, rules_.key_iso);
    if (!iso || iso->value.text.empty()) continue;
    if (!found.empty() && found != iso->value.text) return {};
    found = iso->value.text;
  }
  return found;
}

// Gives the entities what attribute relations say of them, and leaves the facts between two.
void FactMaker::set_attributes() {
  for (const Draft& draft : drafts_) {
    if (!rules_.relations[draft.relation].attribute) continue;
    const Feature* iso = chart_.feature(draft.target, rules_.key_iso);
    if (iso && !iso->value.text.empty())
      entities_.set_attribute(draft.source, attribute_keys_[draft.relation], iso->value.text);
  }
  std::erase_if(drafts_, [&](const Draft& d) {
    return rules_.relations[d.relation].attribute || entities_.root(d.source) == entities_.root(d.target);
  });
}

// All mentions of entities that are seen or in a fact, in the order of the text.
void FactMaker::find_mentions() {
  constexpr EntityIndex kWanted = 0;
  index_.assign(entities_.size(), kNone);
  const auto& annotations = chart_.annotations();
  for (AnnotationId a = 0; a < annotations.size(); ++a)
    if (annotations[a].entity != kNone && chart_.visible(a))
      index_[entities_.root(annotations[a].entity)] = kWanted;
  for (const Said& fact : said_) index_[fact.source] = index_[fact.target] = kWanted;
  found_.clear();
  for (AnnotationId a = 0; a < annotations.size(); ++a) {
    if (annotations[a].entity == kNone) continue;
    const std::uint32_t entity = entities_.root(annotations[a].entity);
    if (index_[entity] == kWanted) found_.push_back({chart_.span(annotations[a].tokens), entity, a});
  }
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return std::tie(a.span, a.entity, a.annotation) < std::tie(b.span, b.entity, b.annotation);
  });
}

// Entities are numbered in the order of their first mentions.
void FactMaker::write_mentions(FactRecord& record) {
  index_.assign(entities_.size(), kNone);
  for (const Found& mention : found_) {
    EntityIndex& entity = index_[mention.entity];
    if (entity == kNone) {
      entity = static_cast<EntityIndex>(record.entities.size());
      entities_.export_entity(mention.entity, record);
    }
    if (!record.mentions.empty() && record.mentions.back().span == mention.span &&
        record.mentions.back().entity == entity)
      continue;
    ++record.entities[entity].mentions;
    record.mentions.push_back(
        {entity, mention.span, rules_.rules[chart_.annotation(mention.annotation).rule].name});
  }
}

void FactMaker::write_facts(FactRecord& record) {
  const auto source = [&](const Draft& draft) { return index_[entities_.root(draft.source)]; };
  const auto target = [&](const Draft& draft) { return index_[entities_.root(draft.target)]; };
  const auto place = [&](const Said& fact) {
    const Draft& draft = drafts_[fact.draft];
    return std::tuple(fact.sentence, std::string_view(rules_.relations[fact.relation].name), source(draft),
                      target(draft), fact.role);
  };
  std::sort(said_.begin(), said_.end(), [&](const Said& a, const Said& b) {
    return a.sentence != b.sentence ? a.sentence < b.sentence : place(a) < place(b);
  });
  for (const Said& said : said_) {
    const Draft& draft = drafts_[said.draft];
    FactRecord::FactRow& fact = record.facts.emplace_back();
    fact.type = rules_.relations[draft.relation].name;
    fact.source = source(draft);
    fact.target = target(draft);
    fact.role = draft.role;
    fact.status = draft.status;
    fact.reporter = draft.reporter;
    fact.time = time_of(draft.sentence);
    const TokenSpan sentence = chart_.text.sentences[draft.sentence].tokens;
    fact.sentence = chart_.span(sentence);
    fact.source_span = chart_.span(draft.source_tokens);
    fact.target_span = chart_.span(draft.target_tokens);
    fact.trigger = chart_.span(draft.trigger);
    fact.sentence_text = chart_.bytes(sentence);
    fact.rule = rules_.rules[draft.rule].name;
    fact.rule_at = rules_.rules[draft.rule].at;
  }
}

void FactMaker::finish(const Article& article, FactRecord& record) {
  record.clear();
  record.id = article.id;
  record.url = article.url;
  record.title = article.title;
  record.outlet = article.outlet;
  record.date = article.date;
  record.lang = article.lang;
  record.source_hash = article.source_hash;
  record.body_begin = article.body_begin;
  record.sentences = static_cast<std::uint32_t>(chart_.text.sentences.size());
  record.tokens = static_cast<std::uint32_t>(chart_.text.tokens.size());
  set_attributes();
  drop_repeats();
  find_mentions();
  write_mentions(record);
  write_facts(record);
}

}  // namespace newsgraph
