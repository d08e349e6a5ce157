// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/chart.h"

#include <algorithm>
#include <tuple>

namespace newsgraph {

void Chart::reset(const Article& article) {
  article_ = &article;
  annotations_.clear();
  features_.clear();
  hits_.clear();
  texts_.release();
  for (auto& list : by_label_) list.clear();
  std::fill(sorted_.begin(), sorted_.end(), 0);
}

void Chart::find_phrases() {
  const std::size_t n = text.tokens.size();
  begins_.assign(n + 1, kNone);
  ends_.assign(n + 1, kNone);
  cover_.assign(n + 1, kNone);
  sentence_of_.assign(n + 1, 0);
  hits_at_.assign(n + 2, 0);
  hit_ends_.assign(n + 1, kNone);
  breaks_.assign(n + 1, 0);
  labels_over_.assign(n, 0);
  labels_in_.assign(text.sentences.size(), kNoLabelBit);
  labels_ = kNoLabelBit;
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    const TokenSpan tokens = text.sentences[s].tokens;
    std::fill(sentence_of_.begin() + tokens.begin, sentence_of_.begin() + tokens.end, s);
    rules_->automaton.find(text.tokens, tokens, hits_);
  }
  const bool has_brackets = look_at_words();
  for (std::uint32_t h = 0; h < hits_.size(); ++h) {
    Hit& hit = hits_[h];
    ++hits_at_[hit.tokens.begin + 1];
    hit.next_end = hit_ends_[hit.tokens.end];
    hit_ends_[hit.tokens.end] = h;
    const PhraseKind& kind = rules_->phrase_kinds[rules_->kind_of_phrase[hit.phrase]];
    if (kind.breaks_clause) breaks_[hit.tokens.begin] = 1;
    for (Lookahead* place : {&what_begins_[hit.tokens.begin], &what_ends_[hit.tokens.end]}) {
      place->sets[0] |= kind.sets[0];
      place->sets[1] |= kind.sets[1];
    }
  }
  for (std::size_t t = 1; t < hits_at_.size(); ++t) hits_at_[t] += hits_at_[t - 1];
  partner_.assign(n + 1, kNone);
  if (has_brackets) link_brackets();
}

// Returns whether there are brackets to link.
bool Chart::look_at_words() {
  const std::size_t n = text.tokens.size();
  what_begins_.resize(n + 1);
  what_ends_.resize(n + 1);
  what_begins_[n] = what_ends_[0] = {};
  const std::size_t words = n / 64 + 1;
  of_shape_.assign(words * static_cast<std::size_t>(std::popcount(kAnyShape)), 0);
  bool has_brackets = false;
  for (std::size_t t = 0; t < n; ++t) {
    const Token& token = text.tokens[t];
    Lookahead place;
    const ShapeMask shape = shape_of(token);
    of_shape_[static_cast<std::size_t>(std::countr_zero(shape)) * words + t / 64] |= std::uint64_t{1}
                                                                                     << (t % 64);
    place.add_shapes(shape);
    place.add_term(token.term);
    what_begins_[t] = place;
    what_ends_[t + 1] = place;
    if (token.token_class == TokenClass::kPunct && token.length == 1) {
      const char c = article_->text[token.begin];
      has_brackets = has_brackets || c == '(' || c == '[';
    }
  }
  return has_brackets;
}

// Round and square brackets that close in the same sentence.
void Chart::link_brackets() {
  std::vector<std::uint32_t> open;
  for (const Sentence& sentence : text.sentences) {
    open.clear();
    for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      const Token& token = text.tokens[t];
      if (token.token_class != TokenClass::kPunct || token.length != 1) continue;
      const char c = article_->text[token.begin];
      if (c == '(' || c == '[') {
        open.push_back(t);
      } else if ((c == ')' || c == ']') && !open.empty()) {
        partner_[t] = open.back();
        partner_[open.back()] = t;
        open.pop_back();
      }
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

bool Chart::visible(AnnotationId id) const {
  const Annotation& a = annotations_[id];
  const AnnotationId over = cover_[a.tokens.begin];
  if (over == kNone || over == id) return true;
  const TokenSpan outer = annotations_[over].tokens;
  if (rules_->labels[a.label].entity) return false;
  // A helper is hidden only by an entity that is larger than it.
  return !(outer.begin <= a.tokens.begin && a.tokens.end <= outer.end && outer != a.tokens);
}

std::uint32_t Chart::unit_end(std::uint32_t token) const {
  if (cover_[token] != kNone) return annotations_[cover_[token]].tokens.end;
  if (partner_[token] != kNone && partner_[token] > token) return partner_[token] + 1;
  return token + 1;
}

std::uint32_t Chart::unit_begin(std::uint32_t token) const {
  const std::uint32_t last = token - 1;
  if (cover_[last] != kNone) return annotations_[cover_[last]].tokens.begin;
  if (partner_[last] != kNone && partner_[last] < last) return partner_[last];
  return last;
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
    for (std::uint32_t t = annotation.tokens.begin; t < annotation.tokens.end; ++t)
      labels_over_[t] |= label_bit(annotation.label);
  } else {
    for (std::uint32_t t = annotation.tokens.begin; t < annotation.tokens.end; ++t) {
      cover_[t] = id;
      what_begins_[t].hide_words();
      what_ends_[t + 1].hide_words();
    }
  }
  what_begins_[annotation.tokens.begin].add_label(annotation.label);
  what_ends_[annotation.tokens.end].add_label(annotation.label);
  labels_in_[annotation.sentence] |= label_bit(annotation.label);
  labels_ |= label_bit(annotation.label);
  by_label_[annotation.label].push_back(id);
  annotations_.push_back(annotation);
  return id;
}

bool Chart::free_of(LabelId label, TokenSpan tokens) const {
  std::uint64_t over = 0;
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) over |= labels_over_[t];
  if (!(over & label_bit(label))) return true;
  // Bits are shared when there are very many labels.
  return std::none_of(by_label_[label].begin(), by_label_[label].end(), [&](AnnotationId a) {
    return annotations_[a].tokens.begin < tokens.end && tokens.begin < annotations_[a].tokens.end;
  });
}

void Chart::sort_labels() {
  for (LabelId label = 0; label < by_label_.size(); ++label) {
    auto& list = by_label_[label];
    if (sorted_[label] == list.size()) continue;
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
}

const Feature* Chart::feature(AnnotationId id, KeyId key) const {
  const Annotation& a = annotations_[id];
  for (std::uint32_t f = a.first_feature; f < a.first_feature + a.feature_count; ++f)
    if (features_[f].key == key) return &features_[f];
  return nullptr;
}

}  // namespace newsgraph
