// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/chart.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace newsgraph {
namespace {

/// Room once made is kept and not cleared again: for what is written before it is read, or taken back.
template <typename T>
void give_room(std::vector<T>& of, std::size_t size, T value = {}) {
  if (of.size() < size) of.resize(size, value);
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
  for (const Hit& hit : hits_) hit_begins_[hit.tokens.begin] = hit_ends_[hit.tokens.end] = kNone;
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
  give_room(what_begins_, n + 1);
  give_room(what_ends_, n + 1);
  give_room(words_of_, text.sentences.size());
  give_room(starts_of_mentions_, n + 1);
  give_room(starts_of_facts_, n + 1);
  labels_behind_.assign(n + 1, kNoLabelBit);
  labels_before_.assign(n + 1, kNoLabelBit);
  labels_ = kNoLabelBit;
  of_shape_.assign((n / 64 + 1) * static_cast<std::size_t>(std::popcount(kAnyShape)), 0);
}

void Chart::look_at_words() {
  const std::size_t n = text.tokens.size();
  what_begins_[n] = what_ends_[0] = kNothingThere;
  breaks_[n] = 0;
  sentence_of_[n] = 0;
  mention_start_count_ = fact_start_count_ = 0;
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    const TokenSpan tokens = text.sentences[s].tokens;
    std::fill(sentence_of_.begin() + tokens.begin, sentence_of_.begin() + tokens.end, s);
    words_of_[s] = look_at_words(tokens);
  }
}

// All that a sentence's words are alone, and the longer phrases that begin at them. Returns what can be read
// anywhere in it. A block at a time: while what one word leads to is fetched, others are looked at.
Lookahead Chart::look_at_words(TokenSpan sentence) {
  constexpr std::uint32_t kBlock = 32;
  struct Walk {
    std::uint32_t begin;  ///< token
    const WordLook* look;
  };
  std::array<Walk, kBlock> walks;
  // In locals: as far as the compiler knows the stores could change the members.
  const Automaton& automaton = rules_->automaton;
  const Automaton::Pairs pairs = automaton.pairs();
  const Token* const tokens = text.tokens.data();
  const std::string_view bytes = article_->text;
  Lookahead* const begins = what_begins_.data();
  Lookahead* const ends = what_ends_.data() + 1;
  std::uint8_t* const breaks = breaks_.data();
  std::uint32_t* mentions = starts_of_mentions_.data() + mention_start_count_;
  std::uint32_t* facts = starts_of_facts_.data() + fact_start_count_;
  Lookahead all;
  const auto look_at = [&](std::uint32_t t) {
    const WordLook& look = looks_.look(tokens[t], bytes);
    // Written always, kept or not: which it will be cannot be guessed.
    *mentions = *facts = t;
    mentions += look.wakes_mentions;
    facts += look.wakes_facts;
    breaks[t] = look.breaks_clause;
    begins[t] = ends[t] = look.place;
    all |= look.place;
    if (look.traits > WordLook::kShape) note_traits(t, look.traits);
    return &look;
  };
  while (sentence.begin < sentence.end) {
    const std::uint32_t followed = std::min(sentence.begin + kBlock, sentence.end - 1);
    Walk* walk = walks.data();
    for (; sentence.begin < followed; ++sentence.begin) {
      const WordLook* const look = look_at(sentence.begin);
      *walk = {sentence.begin, look};
      walk += pairs.may_begin(look->start.pair_key, tokens[sentence.begin + 1].term) & look->start.goes_on;
    }
    if (followed + 1 == sentence.end) look_at(sentence.begin++);
    for (const Walk* one = walks.data(); one != walk; ++one)
      automaton.fetch(one->look->start, tokens[one->begin + 1].term);
    for (const Walk* one = walks.data(); one != walk; ++one)
      automaton.follow(one->look->start, tokens, {one->begin, sentence.end}, hits_);
  }
  mention_start_count_ = static_cast<std::size_t>(mentions - starts_of_mentions_.data());
  fact_start_count_ = static_cast<std::size_t>(facts - starts_of_facts_.data());
  return all;
}

void Chart::note_traits(std::uint32_t token, std::uint8_t traits) {
  if ((traits & WordLook::kBracket) != 0) brackets_.push_back(token);
  if ((traits & WordLook::kAnchor) == 0) return;
  const std::size_t words = text.tokens.size() / 64 + 1;
  of_shape_[(traits & WordLook::kShape) * words + token / 64] |= std::uint64_t{1} << (token % 64);
}

void Chart::link_hits() {
  const std::uint32_t* const kind_of_phrase = rules_->kind_of_phrase.data();
  const PhraseKind* const kinds = rules_->phrase_kinds.data();
  const std::uint32_t count = hits_.size();
  const auto first = static_cast<std::uint32_t>(text.tokens.size());
  give_room(starts_of_mentions_, first + count + 1);
  give_room(starts_of_facts_, first + count + 1);
  for (std::uint32_t h = 0; h < count; ++h) {
    Hit& hit = hits_[h];
    if (hit_begins_[hit.tokens.begin] == kNone) hit_begins_[hit.tokens.begin] = h;
    hit.next_end = hit_ends_[hit.tokens.end];
    hit_ends_[hit.tokens.end] = h;
    hit.kind = kind_of_phrase[hit.phrase];
    const PhraseKind& kind = kinds[hit.kind];
    starts_of_mentions_[mention_start_count_] = first + h;
    mention_start_count_ += kind.wakes_mentions;
    starts_of_facts_[fact_start_count_] = first + h;
    fact_start_count_ += kind.wakes_facts;
    if (kind.breaks_clause) breaks_[hit.tokens.begin] = 1;
    what_begins_[hit.tokens.begin].add_sets(kind.sets);
    what_ends_[hit.tokens.end].add_sets(kind.sets);
    words_of_[sentence_of_[hit.tokens.begin]].add_sets(kind.sets);
  }
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
      what_begins_[t].hide_words();
      what_ends_[t + 1].hide_words();
    }
  }
  what_begins_[annotation.tokens.begin].add_label(annotation.label);
  what_ends_[annotation.tokens.end].add_label(annotation.label);
  spread_label(annotation);
  labels_ |= label_bit(annotation.label);
  auto& like = by_label_[annotation.label];
  if (sorted_[annotation.label] == like.size()) unsorted_.push_back(annotation.label);
  like.push_back(id);
  annotations_.push_back(annotation);
  return id;
}

// Where the bit is set already it is set further on too; to set it again costs less than to look.
void Chart::spread_label(const Annotation& annotation) {
  const std::uint64_t bit = label_bit(annotation.label) & rules_->awaited_labels;
  if (bit == 0) return;
  const TokenSpan sentence = text.sentences[annotation.sentence].tokens;
  std::uint64_t* const behind = labels_behind_.data();
  if ((behind[annotation.tokens.begin] & bit) == 0)
    for (std::uint32_t t = sentence.begin; t <= annotation.tokens.begin; ++t) behind[t] |= bit;
  std::uint64_t* const before = labels_before_.data();
  if ((before[annotation.tokens.end] & bit) == 0)
    for (std::uint32_t t = annotation.tokens.end; t <= sentence.end; ++t) before[t] |= bit;
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
