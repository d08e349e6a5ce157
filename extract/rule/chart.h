// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule/compiled.h"
#include "extract/rule/word_looks.h"

namespace newsgraph {

using AnnotationId = std::uint32_t;

/// What a capture, a let or a feature stands for.
struct Value {
  enum class Kind : std::uint8_t { kEmpty, kTokens, kText } kind = Kind::kEmpty;
  TokenSpan tokens;                 ///< kTokens
  AnnotationId annotation = kNone;  ///< the annotation those tokens are, if one was matched
  RecordId record = kNone;          ///< the list row they matched, if it has attributes
  std::uint32_t regex = kNone;      ///< the regular expression they matched
  std::string_view text;            ///< kText; lives as long as the chart's article
};

struct Feature {
  KeyId key = 0;
  Value value;
};

/// A labelled stretch of tokens: a mention of an entity, or a helper such as a post or a date.
struct Annotation {
  LabelId label = 0;
  TokenSpan tokens;
  std::uint32_t sentence = 0;
  std::uint32_t entity = kNone;
  RuleId rule = 0;
  std::uint32_t first_feature = 0, feature_count = 0;
  AnnotationId next_begin = kNone;  ///< next that begins here, shorter or equal
  AnnotationId next_end = kNone;    ///< next that ends here, shorter or equal
  bool refers = false;              ///< a reference ("the conference"), not a name
};

/// A phrase found in the text, of one word or of several.
struct FoundPhrase {
  TokenSpan tokens;
  std::uint32_t phrase = 0;  ///< into Automaton::phrases()
  std::uint32_t kind = 0;    ///< into RuleSet::Impl::phrase_kinds
};

/// One article while it is read: its tokens, the phrases found in it and what the rules have made of it so
/// far. Words that are part of an entity are seen only as that entity: rules match its label, gaps step over
/// it whole.
class Chart {
 public:
  explicit Chart(const RuleSet::Impl& rules)
      : rules_(&rules),
        looks_(rules),
        over_(rules.labels.size()),
        sorted_(rules.labels.size()),
        by_label_(rules.labels.size()) {}

  /// Forgets the last article, keeps the buffers.
  void reset(const Article& article);
  /// Finds all phrases and links them; `text` must be filled, by `lexer`.
  void find_phrases(const Lexer& lexer);

  AnnotationId add(Annotation annotation, const std::vector<Feature>& features);
  /// Call when a stratum has added its annotations: sorts what lookups read.
  void sort_labels();

  [[nodiscard]] const RuleSet::Impl& rules() const { return *rules_; }
  [[nodiscard]] const Article& article() const { return *article_; }
  [[nodiscard]] std::string_view bytes(TokenSpan tokens) const;
  [[nodiscard]] Span span(TokenSpan tokens) const;
  [[nodiscard]] const Annotation& annotation(AnnotationId id) const { return annotations_[id]; }
  [[nodiscard]] Annotation& annotation(AnnotationId id) { return annotations_[id]; }
  [[nodiscard]] const std::vector<Annotation>& annotations() const { return annotations_; }
  [[nodiscard]] const std::vector<AnnotationId>& with_label(LabelId label) const { return by_label_[label]; }
  /// How many of with_label() are in the order of their tokens; those behind were made in this stratum.
  [[nodiscard]] std::size_t sorted_with_label(LabelId label) const { return sorted_[label]; }
  [[nodiscard]] const Feature* feature(AnnotationId id, KeyId key) const;
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t token) const { return sentence_of_[token]; }

  /// label_bit() of every label that begins in the sentence at `token` or behind it; ends at it or before.
  [[nodiscard]] std::uint64_t labels_behind(std::uint32_t token, TokenSpan sentence) const {
    return token == sentence.end ? kNoLabelBit : labels_behind_[token];
  }
  [[nodiscard]] std::uint64_t labels_before(std::uint32_t token, TokenSpan sentence) const {
    return token == sentence.begin ? kNoLabelBit : labels_before_[token];
  }
  /// Of every label in the article.
  [[nodiscard]] std::uint64_t labels() const { return labels_; }
  /// The outermost entity annotation over a token, or kNone.
  [[nodiscard]] AnnotationId cover(std::uint32_t token) const { return cover_[token]; }
  /// Whether an entity annotation lies over any of these tokens.
  [[nodiscard]] bool is_covered(TokenSpan tokens) const {
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t)
      if (cover_[t] != kNone) return true;
    return false;
  }
  /// Whether no helper with this label lies over any of these tokens.
  [[nodiscard]] bool free_of(LabelId label, TokenSpan tokens) const;
  /// Whether rules can see an annotation: no longer entity lies over it.
  [[nodiscard]] bool visible(AnnotationId id) const;
  [[nodiscard]] AnnotationId first_beginning(std::uint32_t token) const { return begins_[token]; }
  [[nodiscard]] AnnotationId first_ending(std::uint32_t token) const { return ends_[token]; }

  /// What can be read from `token` on, and backward from before it.
  [[nodiscard]] const Lookahead& what_begins(std::uint32_t token) const { return places_[token + 1].begins; }
  [[nodiscard]] const Lookahead& what_ends(std::uint32_t token) const { return places_[token].ends; }
  /// How far what_begins() of a token lies behind that of the token before it; what_ends() too.
  static constexpr std::size_t kStride = 2;
  /// The same inside a sentence.
  [[nodiscard]] const Lookahead& what_begins(std::uint32_t token, TokenSpan sentence) const {
    return token == sentence.end ? kNothingThere : what_begins(token);
  }
  [[nodiscard]] const Lookahead& what_ends(std::uint32_t token, TokenSpan sentence) const {
    return token == sentence.begin ? kNothingThere : what_ends(token);
  }

  /// All words of a sentence, those under entities too.
  [[nodiscard]] const Lookahead& words_of(std::uint32_t sentence) const { return words_of_[sentence]; }

  /// Calls `visit(token)` for every token of one of these shapes, ascending. Requires: noted shapes.
  template <typename Visit>
  void for_each_of(ShapeMask shapes, const Visit& visit) const {
    for (std::size_t word = 0; word < of_shape_.size(); ++word) {
      std::uint64_t bits = 0;
      for (ShapeMask rest = shapes; rest != 0; rest &= rest - 1)
        bits |= of_shape_[word][static_cast<std::size_t>(std::countr_zero(rest))];
      for (; bits != 0; bits &= bits - 1)
        visit(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
    }
  }

  /// What a token is by its spelling, whatever stands beside it.
  [[nodiscard]] const WordLook& look_of(std::uint32_t token) const { return looks_[text.tokens[token].type]; }
  /// The phrases of several words.
  [[nodiscard]] const Hits& hits() const { return hits_; }
  /// Those that begin at a token stand behind each other from here on; kNone if there are none.
  [[nodiscard]] std::uint32_t first_hit_beginning(std::uint32_t token) const { return hit_begins_[token]; }
  [[nodiscard]] std::uint32_t next_hit_beginning(std::uint32_t hit) const {
    return hit + 1 < hits_.size() && hits_[hit + 1].tokens.begin == hits_[hit].tokens.begin ? hit + 1 : kNone;
  }
  [[nodiscard]] std::uint32_t first_hit_ending(std::uint32_t token) const { return hit_ends_[token]; }
  /// The phrases at which rules wait that make mentions, and those at which rules wait that make facts: first
  /// those of one word, then the others, ascending by begin each. For found().
  [[nodiscard]] std::span<const std::uint32_t> starts_of_mentions() const {
    return {starts_of_mentions_.data(), mention_start_count_};
  }
  [[nodiscard]] std::span<const std::uint32_t> starts_of_facts() const {
    return {starts_of_facts_.data(), fact_start_count_};
  }
  [[nodiscard]] FoundPhrase found(std::uint32_t start) const {
    if (start < text.tokens.size()) {
      const WordLook& look = look_of(start);
      return {{start, start + 1}, look.start.word, look.kind};
    }
    const Hit& hit = hits_[start - static_cast<std::uint32_t>(text.tokens.size())];
    return {hit.tokens, hit.phrase, hit.kind};
  }
  [[nodiscard]] bool breaks_clause(std::uint32_t token) const {
    return look_of(token).breaks_clause || breaks_[token] != 0;
  }

  /// Where the unit that begins at `token` ends: past an entity, past a bracket's partner, else the next
  /// token.
  [[nodiscard]] std::uint32_t unit_end(std::uint32_t token) const;
  /// Where the unit that ends before `token` begins.
  [[nodiscard]] std::uint32_t unit_begin(std::uint32_t token) const;

  /// Keeps a text until the next article.
  std::string_view keep(std::string_view bytes);

  Text text;

 private:
  void link_brackets();
  void spread_label(const Annotation& annotation);
  struct Place;
  [[nodiscard]] Place* place_at(std::size_t token) { return places_.data() + token + 1; }
  void forget_links();
  void make_room();
  void look_at_words();
  void look_at_words(TokenSpan sentence);
  void look_at_block(TokenSpan block);
  void note_traits(std::uint32_t token, std::uint8_t traits);
  void link_hits();

  const RuleSet::Impl* rules_;
  WordLooks looks_;
  static constexpr std::uint32_t kBlock = 32;
  std::array<const WordLook*, kBlock> block_looks_{};  ///< of the tokens of the block in work
  std::vector<Automaton::Walk> walks_;  ///< the first walk_count_: from words that more may follow
  std::size_t walk_count_ = 0;
  const Article* article_ = nullptr;
  std::vector<Annotation> annotations_;
  std::vector<Feature> features_;
  // By token, kNone where there is nothing: what an article has written there forget_links() takes back.
  std::vector<AnnotationId> begins_, ends_, cover_;
  std::vector<std::uint32_t> hit_begins_, hit_ends_, partner_;
  std::vector<std::uint32_t> sentence_of_;
  std::vector<std::uint8_t> breaks_;  ///< of each token: whether a phrase of several words there does
  std::vector<std::uint32_t> brackets_, open_;  ///< tokens; those that no bracket has closed yet
  std::vector<std::uint64_t> labels_behind_, labels_before_;  ///< of each token
  std::uint64_t labels_ = kNoLabelBit;
  /// Of each 64 tokens a bit a token, by shape.
  std::vector<std::array<std::uint64_t, std::popcount(kAnyShape)>> of_shape_;
  std::vector<std::vector<std::uint64_t>> over_;  ///< label -> a bit a token under a helper with it, or empty
  /// What a token begins and what it ends.
  struct Place {
    Lookahead begins, ends;
  };
  static_assert(sizeof(Place) == kStride * sizeof(Lookahead));
  std::vector<Place> places_;          ///< of each token; one more on either side
  std::vector<Lookahead> words_of_;    ///< of each sentence
  std::vector<std::uint32_t> sorted_;  ///< label -> how many of by_label_ are in order
  std::vector<LabelId> unsorted_;      ///< labels with more than those
  Hits hits_;
  std::vector<std::uint32_t> starts_of_mentions_, starts_of_facts_;  ///< tokens; hits, counted on from them
  std::size_t mention_start_count_ = 0, fact_start_count_ = 0;
  std::vector<std::vector<AnnotationId>> by_label_;
  std::vector<char> first_texts_ = std::vector<char>(std::size_t{1} << 16U);
  std::pmr::monotonic_buffer_resource texts_{first_texts_.data(), first_texts_.size()};
};

inline bool Chart::visible(AnnotationId id) const {
  const Annotation& a = annotations_[id];
  const AnnotationId over = cover_[a.tokens.begin];
  if (over == kNone || over == id) return true;
  const TokenSpan outer = annotations_[over].tokens;
  if (rules_->labels[a.label].entity) return false;
  // A helper is hidden only by an entity that is larger than it.
  return !(outer.begin <= a.tokens.begin && a.tokens.end <= outer.end && outer != a.tokens);
}

inline std::uint32_t Chart::unit_end(std::uint32_t token) const {
  if (cover_[token] != kNone) return annotations_[cover_[token]].tokens.end;
  if (partner_[token] != kNone && partner_[token] > token) return partner_[token] + 1;
  return token + 1;
}

inline std::uint32_t Chart::unit_begin(std::uint32_t token) const {
  const std::uint32_t last = token - 1;
  if (cover_[last] != kNone) return annotations_[cover_[last]].tokens.begin;
  if (partner_[last] != kNone && partner_[last] < last) return partner_[last];
  return last;
}

}  // namespace newsgraph
