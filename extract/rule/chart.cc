// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/chart.h"

#include <algorithm>
#include <tuple>

namespace newsgraph {
namespace {

/// For what is written before it is read: room once made is kept and not cleared again.
template <typename T>
void give_room(std::vector<T>& of, std::size_t size) {
  if (of.size() < size) of.resize(size);
}

/// Lookahead::marks of a token, by shape_index().
constexpr auto kMarksOfShape = [] {
  std::array<std::uint64_t, 9> marks{};
  for (unsigned shape = 0; shape < marks.size(); ++shape) {
    Lookahead place{Lookahead::kPlace | Lookahead::kUnit, {}, 0};
    place.add_shapes(ShapeMask{1} << shape);
    marks[shape] = place.marks;
  }
  return marks;
}();

}  // namespace

void Chart::reset(const Article& article) {
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

void Chart::find_phrases() {
  const std::size_t n = text.tokens.size();
  begins_.assign(n + 1, kNone);
  ends_.assign(n + 1, kNone);
  cover_.assign(n + 1, kNone);
  give_room(sentence_of_, n + 1);
  give_room(word_phrases_, n + 1);
  hit_begins_.assign(n + 1, kNone);
  hit_ends_.assign(n + 1, kNone);
  give_room(breaks_, n + 1);
  labels_behind_.assign(n + 1, kNoLabelBit);
  labels_before_.assign(n + 1, kNoLabelBit);
  labels_ = kNoLabelBit;
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    const TokenSpan tokens = text.sentences[s].tokens;
    std::fill(sentence_of_.begin() + tokens.begin, sentence_of_.begin() + tokens.end, s);
    rules_->automaton.find(text.tokens, tokens, word_phrases_.data(), hits_);
  }
  sentence_of_[n] = 0;
  look_at_words();
  link_hits();
  look_at_sentences();
  partner_.assign(n + 1, kNone);
  link_brackets();
}

void Chart::link_hits() {
  const std::uint32_t* const kind_of_phrase = rules_->kind_of_phrase.data();
  const PhraseKind* const kinds = rules_->phrase_kinds.data();
  const std::uint32_t count = hits_.size();
  const auto first = static_cast<std::uint32_t>(text.tokens.size());
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
  }
}

void Chart::look_at_sentences() {
  give_room(words_of_, text.sentences.size());
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const TokenSpan tokens = text.sentences[s].tokens;
    Lookahead words;
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) words |= what_begins_[t];
    words_of_[s] = words;
  }
}

void Chart::look_at_words() {
  const std::size_t n = text.tokens.size();
  give_room(what_begins_, n + 1);
  give_room(what_ends_, n + 1);
  what_begins_[n] = what_ends_[0] = kNothingThere;
  breaks_[n] = 0;
  give_room(starts_of_mentions_, n + hits_.size() + 1);
  give_room(starts_of_facts_, n + hits_.size() + 1);
  const std::size_t words = n / 64 + 1;
  of_shape_.assign(words * static_cast<std::size_t>(std::popcount(kAnyShape)), 0);
  brackets_.clear();
  // In locals: as far as the compiler knows the stores could change the vectors themselves.
  const Token* const tokens = text.tokens.data();
  const char* const bytes = article_->text.data();
  Lookahead* const begins = what_begins_.data();
  Lookahead* const ends = what_ends_.data() + 1;
  std::uint64_t* const of_shape = of_shape_.data();
  std::uint8_t* const breaks = breaks_.data();
  const std::uint32_t* const phrases = word_phrases_.data();
  const std::uint32_t* const kind_of_phrase = rules_->kind_of_phrase.data();
  const PhraseKind* const kinds = rules_->phrase_kinds.data();
  std::uint32_t* mentions = starts_of_mentions_.data();
  std::uint32_t* facts = starts_of_facts_.data();
  const ShapeMask anchors = rules_->anchor_shapes;
  for (std::uint32_t t = 0; t < n; ++t) {
    const Token& token = tokens[t];
    const PhraseKind& kind = kinds[kind_of_phrase[phrases[t]]];
    // Written always, kept or not: which it will be cannot be guessed.
    *mentions = t;
    mentions += kind.wakes_mentions;
    *facts = t;
    facts += kind.wakes_facts;
    breaks[t] = kind.breaks_clause;
    const unsigned shape = shape_index(token);
    Lookahead place{kMarksOfShape[shape], kind.sets, 0};
    place.add_term(token.term);
    begins[t] = place;
    ends[t] = place;
    if (anchors >> shape & 1) of_shape[shape * words + t / 64] |= std::uint64_t{1} << (t % 64);
    if (token.token_class == TokenClass::kPunct && token.length == 1) {
      const char c = bytes[token.begin];
      if (c == '(' || c == '[' || c == ')' || c == ']') brackets_.push_back(t);
    }
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
