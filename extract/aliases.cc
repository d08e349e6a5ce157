// SPDX-License-Identifier: Apache-2.0
//
// Short names that an article introduces ("Tập đoàn X (X)", "gọi tắt là X"), found wherever else they stand
// in it. What is compared are the terms of the tokens, without a copy of them.
#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/extraction.h"

namespace newsgraph {
namespace {

/// The words that aliases begin with. A term has a bit by its last bits: most words show by one number, and
/// most of the others by a table, that they are none of these.
class FirstWords {
 public:
  void add(const Token& token) {
    shapes_ |= shape_of(token);
    any_ |= std::uint64_t{1} << (token.term % 64);
    table_[row(token.term)] |= std::uint64_t{1} << (token.term % 64);
  }
  [[nodiscard]] bool may_have(const Token& token) const {
    return has_bit(any_, token.term) && has_bit(table_[row(token.term)], token.term) &&
           (shapes_ & shape_of(token)) != 0;
  }
  [[nodiscard]] ShapeMask shapes() const { return shapes_; }

 private:
  static std::size_t row(TermId term) { return term / 64 % 64; }
  static bool has_bit(std::uint64_t bits, TermId term) { return (bits >> (term % 64) & 1) != 0; }

  ShapeMask shapes_ = 0;
  std::uint64_t any_ = 0;
  std::array<std::uint64_t, 64> table_{};
};

}  // namespace

std::strong_ordering Extraction::compare_terms(TokenSpan a, TokenSpan b) const {
  const auto term = [](const Token& token) { return token.term; };
  const Token* const tokens = chart_.text.tokens.data();
  for (; a.begin < a.end && b.begin < b.end; ++a.begin, ++b.begin)
    if (const auto order = term(tokens[a.begin]) <=> term(tokens[b.begin]); order != 0) return order;
  return (a.end - a.begin) <=> (b.end - b.begin);
}

// One alias a name, in order of the terms: the first in the text to introduce a name keeps it.
void Extraction::sort_aliases() {
  for (const Alias& alias : aliases_) entities_.add_alias(alias.entity, evaluator_.words(alias.tokens));
  std::stable_sort(aliases_.begin(), aliases_.end(), [this](const Alias& a, const Alias& b) {
    const auto order = compare_terms(a.tokens, b.tokens);
    return order != 0 ? order < 0 : a.tokens.begin < b.tokens.begin;
  });
  const auto again = std::unique(aliases_.begin(), aliases_.end(), [this](const Alias& a, const Alias& b) {
    return compare_terms(a.tokens, b.tokens) == 0;
  });
  aliases_.erase(again, aliases_.end());
}

const Extraction::Alias* Extraction::alias_spelt(TokenSpan tokens) const {
  const auto at =
      std::lower_bound(aliases_.begin(), aliases_.end(), tokens,
                       [this](const Alias& a, TokenSpan b) { return compare_terms(a.tokens, b) < 0; });
  return at != aliases_.end() && compare_terms(at->tokens, tokens) == 0 ? &*at : nullptr;
}

// Names introduced by this stratum's `alias` clauses, wherever else they stand in the article.
void Extraction::find_aliases() {
  sort_aliases();
  std::uint32_t longest = 0;
  FirstWords firsts;
  for (const Alias& alias : aliases_) {
    longest = std::max(longest, alias.tokens.end - alias.tokens.begin);
    firsts.add(chart_.text.tokens[alias.tokens.begin]);
  }
  const Token* const tokens = chart_.text.tokens.data();
  std::uint32_t next = 0;  // behind the last that was found
  const auto look = [&](std::uint32_t t) {
    if (t < next || !firsts.may_have(tokens[t])) return;
    const TokenSpan sentence = chart_.text.sentences[chart_.sentence_of(t)].tokens;
    if (chart_.cover(t) != kNone)
      join_alias(t);
    else
      next = mark_alias({t, std::min(sentence.end, t + longest)}, sentence);
  };
  // Aliases are mostly in capitals, and where the words with capitals stand is known.
  if ((firsts.shapes() & ~rules_.noted_shapes) == 0)
    chart_.for_each_of(firsts.shapes(), look);
  else
    for (std::uint32_t t = 0; t < chart_.text.tokens.size(); ++t) look(t);
}

// What the rule asks of the words themselves, "unless Num before name", it asks wherever they stand. Guards
// of the whole match are about the sentence that introduced them.
bool Extraction::may_stand_at(const Alias& alias, TokenSpan tokens, TokenSpan sentence) {
  const CompiledRule& rule = rules_.rules[alias.rule];
  const auto of_alias = [&](const GuardProgram& guard) { return guard.of == alias.capture; };
  if (std::none_of(rule.guards.begin(), rule.guards.end(), of_alias)) return true;
  Match match;
  match.bindings.push_back({alias.capture, {Value::Kind::kTokens, tokens, kNone, kNone, kNone, {}}});
  return std::all_of(rule.guards.begin(), rule.guards.end(), [&](const GuardProgram& guard) {
    return !of_alias(guard) || facts_.guard_holds(guard, match, sentence, nullptr) == guard.wanted;
  });
}

// Makes a mention of the longest alias that begins the tokens; returns its end, or that of the first token.
std::uint32_t Extraction::mark_alias(TokenSpan tokens, TokenSpan sentence) {
  const Alias* best = nullptr;
  TokenSpan found{tokens.begin, tokens.begin + 1};
  for (std::uint32_t end = tokens.begin; end < tokens.end && chart_.cover(end) == kNone;) {
    const TokenSpan here{tokens.begin, ++end};
    const Alias* const alias = alias_spelt(here);
    if (!alias || !same_case(here, alias->tokens)) continue;
    best = alias;
    found = here;
  }
  if (!best || !may_stand_at(*best, found, sentence)) return found.end;
  Annotation made;
  made.label = best->label;
  made.tokens = found;
  made.rule = best->rule;
  made.entity = best->entity;
  chart_.add(made, {});
  return found.end;
}

// A mention that some rule has guessed by its looks, and that is spelt as an alias: the article has said what
// it is. What a gazetteer knows stays what it is.
void Extraction::join_alias(std::uint32_t token) {
  const Annotation& mention = chart_.annotation(chart_.cover(token));
  if (mention.tokens.begin != token || mention.entity == kNone || entities_.record(mention.entity) != kNone)
    return;
  const Alias* const alias = alias_spelt(mention.tokens);
  if (alias && alias->label == mention.label && same_case(mention.tokens, alias->tokens))
    entities_.join(alias->entity, mention.entity);
}

bool Extraction::same_case(TokenSpan a, TokenSpan b) const {
  for (std::uint32_t i = 0; i < a.end - a.begin; ++i)
    if (chart_.text.tokens[a.begin + i].shape != chart_.text.tokens[b.begin + i].shape) return false;
  return true;
}

}  // namespace newsgraph
