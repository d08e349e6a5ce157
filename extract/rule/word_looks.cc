// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/word_looks.h"

#include <algorithm>

namespace newsgraph {
namespace {

bool is_bracket(const Token& token, std::string_view bytes) {
  if (token.token_class != TokenClass::kPunct || token.length != 1) return false;
  return std::string_view("()[]").find(bytes[token.begin]) != std::string_view::npos;
}

}  // namespace

void WordLooks::make_room(const Lexer& lexer) {
  if (generation_ != lexer.generation()) std::vector<WordLook>().swap(looks_);  // gives memory back
  generation_ = lexer.generation();
  if (looks_.size() < lexer.type_count())
    looks_.resize(std::max(2 * looks_.size(), std::size_t{lexer.type_count()}));
}

void WordLooks::learn(const Token& token, std::string_view bytes) {
  const RuleSet::Impl& rules = *rules_;
  WordLook& look = looks_[token.type];
  look.start = rules.automaton.start_of(token);
  look.kind = rules.kind_of_phrase[look.start.word];
  const PhraseKind& kind = rules.phrase_kinds[look.kind];
  look.wakes_mentions = kind.wakes_mentions;
  look.wakes_facts = kind.wakes_facts;
  look.breaks_clause = kind.breaks_clause;
  const unsigned shape = shape_index(token);
  look.traits = static_cast<std::uint8_t>(shape);
  if ((rules.noted_shapes >> shape & 1) != 0) look.traits |= WordLook::kNoted;
  if (is_bracket(token, bytes)) look.traits |= WordLook::kBracket;
  look.place = Lookahead{Lookahead::kPlace | Lookahead::kUnit, kind.sets, 0};
  look.place.add_shapes(ShapeMask{1} << shape);
  look.place.add_term(rules.bit_of(token.term));
}

}  // namespace newsgraph
