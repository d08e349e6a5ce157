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

bool FactMaker::guard_holds(const GuardProgram& guard, const Match& match, TokenSpan sentence,
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
  if (guard.where == ast::Where::kBefore) return found(true, of.begin, sentence);
  if (guard.where == ast::Where::kAfter) return found(false, of.end, sentence);
  for (std::uint32_t t = of.begin; t < of.end; ++t)
    if (found(false, t, {sentence.begin, of.end})) return true;
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
    draft.role = evaluator_.text(match, fact.role, choice).shown;
  }
  draft.status = status_of(match, fact, sentence, draft.reporter);
  draft.rule = match.rule_id;
  drafts_.push_back(std::move(draft));
}

Status FactMaker::status_of(const Match& match, const FactRef& fact, TokenSpan sentence,
                            std::string& reporter) {
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

// The same relation between the same two with the same role in one sentence is one fact.
void FactMaker::drop_repeats() {
  struct Said {
    std::uint32_t sentence = 0, relation = 0, source = 0, target = 0;
    std::string_view role;
    std::size_t draft = 0;
    [[nodiscard]] auto what() const { return std::tie(sentence, relation, source, target, role); }
  };
  std::vector<Said> said;
  said.reserve(drafts_.size());
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const Draft& d = drafts_[i];
    const RelationInfo& relation = rules_.relations[d.relation];
    std::uint32_t source = entities_.root(d.source),
                  target = relation.attribute ? d.target : entities_.root(d.target);
    if (relation.symmetric && target < source) std::swap(source, target);
    said.push_back({d.sentence, d.relation, source, target, d.role, i});
  }
  const auto length = [](const Draft& d) { return d.match.end - d.match.begin; };
  std::sort(said.begin(), said.end(), [&](const Said& x, const Said& y) {
    if (x.what() != y.what()) return x.what() < y.what();
    const Draft &a = drafts_[x.draft], &b = drafts_[y.draft];
    return std::tuple(length(b), rules_.rules[b.rule].specificity, a.match.begin, a.rule, a.source_tokens,
                      a.target_tokens, x.draft) < std::tuple(length(a), rules_.rules[a.rule].specificity,
                                                             b.match.begin, b.rule, b.source_tokens,
                                                             b.target_tokens, y.draft);
  });
  std::vector<std::size_t> firsts;
  for (std::size_t i = 0; i < said.size(); ++i)
    if (i == 0 || said[i - 1].what() != said[i].what()) firsts.push_back(said[i].draft);
  std::vector<Draft> kept;
  kept.reserve(firsts.size());
  for (const std::size_t first : firsts) kept.push_back(std::move(drafts_[first]));
  drafts_ = std::move(kept);
}

// The date of the fact's sentence when it names just one.
std::string FactMaker::time_of(const Draft& draft) const {
  if (rules_.date_label == kNone) return {};
  std::string_view found;
  for (const AnnotationId a : chart_.with_label(rules_.date_label)) {
    if (chart_.annotation(a).sentence != draft.sentence) continue;
    const Feature* iso = chart_.feature(a, rules_.key_iso);
    if (!iso || iso->value.text.empty()) continue;
    if (!found.empty() && found != iso->value.text) return {};
    found = iso->value.text;
  }
  return std::string(found);
}

ArticleFacts FactMaker::finish(const Article& article) {
  ArticleFacts out;
  out.id = article.id;
  out.url = article.url;
  out.title = article.title;
  out.outlet = article.outlet;
  out.date = article.date;
  out.lang = article.lang;
  out.source_hash = article.source_hash;
  out.body_begin = article.body_begin;
  out.sentences = static_cast<std::uint32_t>(chart_.text.sentences.size());
  out.tokens = static_cast<std::uint32_t>(chart_.text.tokens.size());

  for (const Draft& draft : drafts_) {
    const RelationInfo& relation = rules_.relations[draft.relation];
    if (!relation.attribute) continue;
    const Feature* iso = chart_.feature(draft.target, rules_.key_iso);
    if (iso && !iso->value.text.empty())
      entities_.set_attribute(draft.source, lower_ascii(relation.name), std::string(iso->value.text));
  }
  std::erase_if(drafts_, [&](const Draft& d) {
    return rules_.relations[d.relation].attribute || entities_.root(d.source) == entities_.root(d.target);
  });
  drop_repeats();

  std::vector<bool> wanted(entities_.size());
  for (AnnotationId a = 0; a < chart_.annotations().size(); ++a) {
    const Annotation& annotation = chart_.annotation(a);
    if (annotation.entity != kNone && chart_.visible(a)) wanted[entities_.root(annotation.entity)] = true;
  }
  for (const Draft& draft : drafts_) {
    wanted[entities_.root(draft.source)] = true;
    wanted[entities_.root(draft.target)] = true;
  }

  struct Found {
    Span span;
    std::uint32_t entity;
    AnnotationId annotation;
  };
  std::vector<Found> found;
  for (AnnotationId a = 0; a < chart_.annotations().size(); ++a) {
    const Annotation& annotation = chart_.annotation(a);
    if (annotation.entity == kNone || !wanted[entities_.root(annotation.entity)]) continue;
    found.push_back({chart_.span(annotation.tokens), entities_.root(annotation.entity), a});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tuple(a.span, a.entity, a.annotation) < std::tuple(b.span, b.entity, b.annotation);
  });
  std::vector<EntityIndex> index(entities_.size(), kNone);
  out.mentions.reserve(found.size());
  for (const Found& mention : found) {
    EntityIndex& entity = index[mention.entity];
    if (entity == kNone) {
      entity = static_cast<EntityIndex>(out.entities.size());
      out.entities.push_back(entities_.export_entity(mention.entity));
    }
    if (!out.mentions.empty() && out.mentions.back().span == mention.span &&
        out.mentions.back().entity == entity)
      continue;
    out.mentions.push_back(
        {entity, mention.span, rules_.rules[chart_.annotation(mention.annotation).rule].name});
  }

  // In the order of the facts, which is told before they are made: a fact is large.
  std::vector<const Draft*> order;
  order.reserve(drafts_.size());
  for (const Draft& draft : drafts_) order.push_back(&draft);
  const auto key = [&](const Draft& d) {
    return std::tuple<std::uint32_t, std::string_view, EntityIndex, EntityIndex, std::string_view,
                      std::string_view, const Draft*>(
        d.sentence, rules_.relations[d.relation].name, index[entities_.root(d.source)],
        index[entities_.root(d.target)], d.role, rules_.rules[d.rule].name, &d);
  };
  std::sort(order.begin(), order.end(), [&](const Draft* a, const Draft* b) {
    return a->sentence != b->sentence ? a->sentence < b->sentence : key(*a) < key(*b);
  });
  out.facts.reserve(order.size());
  for (const Draft* const next : order) {
    const Draft& draft = *next;
    Fact& fact = out.facts.emplace_back();
    fact.type = rules_.relations[draft.relation].name;
    fact.source = index[entities_.root(draft.source)];
    fact.target = index[entities_.root(draft.target)];
    fact.role = draft.role;
    fact.status = draft.status;
    fact.reporter = draft.reporter;
    fact.time = time_of(draft);
    const TokenSpan sentence = chart_.text.sentences[draft.sentence].tokens;
    fact.sentence = chart_.span(sentence);
    fact.source_span = chart_.span(draft.source_tokens);
    fact.target_span = chart_.span(draft.target_tokens);
    fact.trigger = chart_.span(draft.trigger);
    fact.sentence_text = chart_.bytes(sentence);
    fact.rule = rules_.rules[draft.rule].name;
    fact.rule_at = rules_.rules[draft.rule].at;
  }
  return out;
}

}  // namespace newsgraph
