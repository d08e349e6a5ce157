// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/chart.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "extract/clones.h"
#include "extract/prefetch.h"

namespace newsgraph {
namespace {

/// Room once made is kept and not cleared again: for what is written before it is read, or taken back.
template <typename T>
void give_room(std::vector<T>& of, std::size_t size, T value = {}) {
  if (of.size() < size) of.resize(size, value);
}

void add_bit(std::uint64_t* from, std::uint64_t* to, std::uint64_t bit) {
  for (; from != to; ++from) *from |= bit;
}

}  // namespace

void Chart::reset(const Article& article) {
  forget_links();
  article_ = &article;
  annotations_.clear();
  features_.clear();
  hits_.clear();
  texts_.release();
  unsorted_.clear();
  for (auto& list : by_label_) list.clear();
  for (auto& bits : over_) bits.clear();
  std::fill(sorted_.begin(), sorted_.end(), 0);
}

// Few tokens are in a phrase or a mention: to go to those costs less than to clear all.
void Chart::forget_links() {
  for (const Annotation& annotation : annotations_) {
    begins_[annotation.tokens.begin] = ends_[annotation.tokens.end] = kNone;
    if (!rules_->labels[annotation.label].entity) continue;
    for (std::uint32_t t = annotation.tokens.begin; t < annotation.tokens.end; ++t) cover_[t] = kNone;
  }
  for (const Hit& hit : hits_) {
    hit_begins_[hit.tokens.begin] = hit_ends_[hit.tokens.end] = kNone;
    breaks_[hit.tokens.begin] = 0;
  }
  for (const std::uint32_t token : brackets_) partner_[token] = kNone;
  brackets_.clear();
}

void Chart::find_phrases(const Lexer& lexer) {
  looks_.make_room(lexer);
  make_room();
  look_at_words();
  link_hits();
  link_brackets();
}

void Chart::make_room() {
  const std::size_t n = text.tokens.size();
  for (auto* const links : {&begins_, &ends_, &cover_, &hit_begins_, &hit_ends_, &partner_})
    give_room(*links, n + 1, kNone);
  give_room(sentence_of_, n + 1);
  give_room(breaks_, n + 1);
  give_room(places_, n + 2);
  give_room(words_of_, text.sentences.size());
  give_room(starts_of_mentions_, n + 1);
  give_room(starts_of_facts_, n + 1);
  give_room(walks_, n + 1);
  labels_behind_.assign(n + 1, kNoLabelBit);
  labels_before_.assign(n + 1, kNoLabelBit);
  labels_ = kNoLabelBit;
  of_shape_.assign(n / 64 + 1, {});
}

void Chart::look_at_words() {
  const std::size_t n = text.tokens.size();
  place_at(n)->begins = place_at(0)[-1].ends = kNothingThere;
  sentence_of_[n] = 0;
  mention_start_count_ = fact_start_count_ = walk_count_ = 0;
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    const TokenSpan tokens = text.sentences[s].tokens;
    std::fill(sentence_of_.begin() + tokens.begin, sentence_of_.begin() + tokens.end, s);
    words_of_[s] = {};
    look_at_words(tokens);
  }
  rules_->automaton.follow({walks_.data(), walk_count_}, text.tokens.data(), hits_);
}

// All that a sentence's words are alone, and at which of them longer phrases may begin. A block at a time, in
// two loops, so that each has the registers to itself.
NEWSGRAPH_CLONES void Chart::look_at_words(TokenSpan sentence) {
  const Automaton::Pairs pairs = rules_->automaton.pairs();
  Automaton::Walk* walk = walks_.data() + walk_count_;
  for (TokenSpan block{sentence.begin, sentence.begin}; block.begin < sentence.end; block.begin = block.end) {
    block.end = std::min(block.begin + kBlock, sentence.end);
    look_at_block(block);
    const Token* const tokens = text.tokens.data() + block.begin;
    const std::uint32_t followed = std::min(block.end, sentence.end - 1) - block.begin;
    for (std::uint32_t t = 0; t < followed; ++t) {
      const Automaton::Start& start = block_looks_[t]->start;
      // Written always, kept or not: which it will be cannot be guessed.
      walk->start = &start;
      walk->tokens = {block.begin + t, sentence.end};
      walk += pairs.may_begin(start.pair_key, tokens[t + 1].term) & start.goes_on;
    }
  }
  walk_count_ = static_cast<std::size_t>(walk - walks_.data());
}

void Chart::look_at_block(TokenSpan block) {
  // In locals: as far as the compiler knows the stores could change the members.
  WordLook* const known = looks_.data();
  const Token* token = text.tokens.data() + block.begin;
  Place* place = place_at(block.begin);
  const WordLook** look = block_looks_.data();
  std::uint32_t* mentions = starts_of_mentions_.data() + mention_start_count_;
  std::uint32_t* facts = starts_of_facts_.data() + fact_start_count_;
  Lookahead words;
  for (std::uint32_t t = block.begin; t < block.end;) {
    prefetch(known + token[Text::kBehind].type);
    const WordLook& here = known[token->type];
    *look = &here;
    *mentions = *facts = t;
    mentions += here.wakes_mentions;
    facts += here.wakes_facts;
    place->begins = place->ends = here.place;
    words |= here.place;
    if (here.traits > WordLook::kShape) {
      if (here.is_unknown()) [[unlikely]] {
        looks_.learn(*token, article_->text);
        continue;  // once more: all that was written is written over
      }
      note_traits(t, here.traits);
    }
    ++t, ++token, ++place, ++look;
  }
  mention_start_count_ = static_cast<std::size_t>(mentions - starts_of_mentions_.data());
  fact_start_count_ = static_cast<std::size_t>(facts - starts_of_facts_.data());
  words_of_[sentence_of_[block.begin]] |= words;
}

inline void Chart::note_traits(std::uint32_t token, std::uint8_t traits) {
  if ((traits & WordLook::kBracket) != 0) brackets_.push_back(token);
  if ((traits & WordLook::kNoted) != 0)
    of_shape_[token / 64][traits & WordLook::kShape] |= std::uint64_t{1} << (token % 64);
}

void Chart::link_hits() {
  const std::uint32_t count = hits_.size();
  const auto first = static_cast<std::uint32_t>(text.tokens.size());
  give_room(starts_of_mentions_, first + count + 1);
  give_room(starts_of_facts_, first + count + 1);
  // In locals: as far as the compiler knows the stores could change the members.
  const std::uint32_t* const kind_of_phrase = rules_->kind_of_phrase.data();
  const PhraseKind* const kinds = rules_->phrase_kinds.data();
  std::uint32_t *const begins = hit_begins_.data(), *const ends = hit_ends_.data();
  std::uint32_t* mentions = starts_of_mentions_.data() + mention_start_count_;
  std::uint32_t* facts = starts_of_facts_.data() + fact_start_count_;
  Place* const places = place_at(0);
  Lookahead* const words_of = words_of_.data();
  const std::uint32_t* const sentence_of = sentence_of_.data();
  // Apart: that these are far from each other costs less where many are asked for at once.
  for (std::uint32_t h = 0; h < count; ++h) {
    hits_[h].kind = kind_of_phrase[hits_[h].phrase];
    prefetch(kinds + hits_[h].kind);
  }
  for (std::uint32_t h = 0; h < count; ++h) {
    Hit& hit = hits_[h];
    const TokenSpan tokens = hit.tokens;
    if (begins[tokens.begin] == kNone) begins[tokens.begin] = h;
    hit.next_end = ends[tokens.end];
    ends[tokens.end] = h;
    const PhraseKind& kind = kinds[hit.kind];
    *mentions = *facts = first + h;
    mentions += kind.wakes_mentions;
    facts += kind.wakes_facts;
    if (kind.breaks_clause) breaks_[tokens.begin] = 1;
    places[tokens.begin].begins.add_sets(kind.sets);
    places[std::ptrdiff_t{tokens.end} - 1].ends.add_sets(kind.sets);
    words_of[sentence_of[tokens.begin]].add_sets(kind.sets);
  }
  mention_start_count_ = static_cast<std::size_t>(mentions - starts_of_mentions_.data());
  fact_start_count_ = static_cast<std::size_t>(facts - starts_of_facts_.data());
}

// Round and square brackets that close in the same sentence.
void Chart::link_brackets() {
  std::uint32_t sentence = kNone;
  for (const std::uint32_t t : brackets_) {
    if (sentence_of_[t] != sentence) open_.clear();
    sentence = sentence_of_[t];
    const char c = article_->text[text.tokens[t].begin];
    if (c == '(' || c == '[') {
      open_.push_back(t);
    } else if (!open_.empty()) {
      partner_[t] = open_.back();
      partner_[open_.back()] = t;
      open_.pop_back();
    }
  }
}

std::string_view Chart::keep(std::string_view bytes) {
  if (bytes.empty()) return {};
  char* const kept = static_cast<char*>(texts_.allocate(bytes.size(), 1));
  std::copy(bytes.begin(), bytes.end(), kept);
  return {kept, bytes.size()};
}

std::string_view Chart::bytes(TokenSpan tokens) const {
  const Span s = span(tokens);
  return std::string_view(article_->text).substr(s.begin, s.size());
}

Span Chart::span(TokenSpan tokens) const {
  if (tokens.begin >= tokens.end) return {};
  return {text.tokens[tokens.begin].begin, text.tokens[tokens.end - 1].span().end};
}

AnnotationId Chart::add(Annotation annotation, const std::vector<Feature>& features) {
  const auto id = static_cast<AnnotationId>(annotations_.size());
  annotation.first_feature = static_cast<std::uint32_t>(features_.size());
  annotation.feature_count = static_cast<std::uint32_t>(features.size());
  features_.insert(features_.end(), features.begin(), features.end());
  annotation.sentence = sentence_of_[annotation.tokens.begin];
  const auto size = [](TokenSpan s) { return s.end - s.begin; };
  // Chains run from the longest to the shortest, so that matches try the longest first.
  AnnotationId* at = &begins_[annotation.tokens.begin];
  while (*at != kNone && size(annotations_[*at].tokens) >= size(annotation.tokens))
    at = &annotations_[*at].next_begin;
  annotation.next_begin = *at;
  *at = id;
  at = &ends_[annotation.tokens.end];
  while (*at != kNone && size(annotations_[*at].tokens) >= size(annotation.tokens))
    at = &annotations_[*at].next_end;
  annotation.next_end = *at;
  *at = id;
  if (!rules_->labels[annotation.label].entity) {
    std::vector<std::uint64_t>& over = over_[annotation.label];
    if (over.empty()) over.resize(text.tokens.size() / 64 + 1);
    for (std::uint32_t t = annotation.tokens.begin; t < annotation.tokens.end; ++t)
      over[t / 64] |= std::uint64_t{1} << (t % 64);
  } else {
    for (std::uint32_t t = annotation.tokens.begin; t < annotation.tokens.end; ++t) {
      cover_[t] = id;
      place_at(t)->begins.hide_words();
      place_at(t)->ends.hide_words();
    }
  }
  place_at(annotation.tokens.begin)->begins.add_label(annotation.label);
  place_at(annotation.tokens.end)[-1].ends.add_label(annotation.label);
  spread_label(annotation);
  labels_ |= label_bit(annotation.label);
  auto& like = by_label_[annotation.label];
  if (sorted_[annotation.label] == like.size()) unsorted_.push_back(annotation.label);
  like.push_back(id);
  annotations_.push_back(annotation);
  return id;
}

// Where the bit is set already it is set further on too; to set it again costs less than to look.
NEWSGRAPH_CLONES void Chart::spread_label(const Annotation& annotation) {
  const std::uint64_t bit = label_bit(annotation.label) & rules_->awaited_labels;
  if (bit == 0) return;
  const TokenSpan sentence = text.sentences[annotation.sentence].tokens;
  std::uint64_t* const behind = labels_behind_.data();
  if ((behind[annotation.tokens.begin] & bit) == 0)
    add_bit(behind + sentence.begin, behind + annotation.tokens.begin + 1, bit);
  std::uint64_t* const before = labels_before_.data();
  if ((before[annotation.tokens.end] & bit) == 0)
    add_bit(before + annotation.tokens.end, before + sentence.end + 1, bit);
}

// Nothing but the helpers over the tokens is looked at, for their number in the article has no bound.
bool Chart::free_of(LabelId label, TokenSpan tokens) const {
  const std::vector<std::uint64_t>& over = over_[label];
  if (over.empty()) return true;
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t)
    if (over[t / 64] >> (t % 64) & 1) return false;
  return true;
}

void Chart::sort_labels() {
  for (const LabelId label : unsorted_) {
    auto& list = by_label_[label];
    const auto in_order = [this](AnnotationId a, AnnotationId b) {
      const TokenSpan x = annotations_[a].tokens, y = annotations_[b].tokens;
      return x.begin != y.begin ? x.begin < y.begin : x.end != y.end ? x.end < y.end : a < b;
    };
    const auto fresh = list.begin() + sorted_[label];
    std::sort(fresh, list.end(), in_order);
    if (fresh != list.begin() && in_order(*fresh, *(fresh - 1)))
      std::inplace_merge(list.begin(), fresh, list.end(), in_order);
    sorted_[label] = static_cast<std::uint32_t>(list.size());
  }
  unsorted_.clear();
}

const Feature* Chart::feature(AnnotationId id, KeyId key) const {
  const Annotation& a = annotations_[id];
  for (std::uint32_t f = a.first_feature; f < a.first_feature + a.feature_count; ++f)
    if (features_[f].key == key) return &features_[f];
  return nullptr;
}

}  // namespace newsgraph
