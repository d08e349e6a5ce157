// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/text/text.h"

#ifdef __SSE4_1__
#include <smmintrin.h>
#endif

namespace newsgraph {

using LabelId = std::uint32_t;

/// Bit i: Shape i of a word (none, lower, capitalized, upper, mixed); then number, code, punctuation, symbol.
using ShapeMask = std::uint32_t;
inline constexpr ShapeMask kLowerShape = 1U << 1, kCapitalizedShape = 1U << 2, kUpperShape = 1U << 3,
                           kMixedShape = 1U << 4;
inline constexpr ShapeMask kNumberShape = 1U << 5, kCodeShape = 1U << 6, kPunctShape = 1U << 7,
                           kSymbolShape = 1U << 8, kAnyShape = 0x1FF;

/// Which bit of a ShapeMask a token has.
inline unsigned shape_index(const Token& token) {
  constexpr unsigned kShapes = 5;
  return token.token_class == TokenClass::kWord ? static_cast<unsigned>(token.shape)
                                                : kShapes - 1 + static_cast<unsigned>(token.token_class);
}
inline ShapeMask shape_of(const Token& token) {
  return ShapeMask{1} << shape_index(token);
}

/// A label's bit in a set of labels; those from this one on share one.
inline constexpr LabelId kFirstSharing = 52;
inline std::uint64_t label_bit(LabelId label) {
  return std::uint64_t{1} << std::min(label, kFirstSharing);
}
inline bool shares_bit(LabelId label) {
  return label >= kFirstSharing;
}

/// Of a list set or a term that no program asks for: instead of a bit of Lookahead.
inline constexpr std::uint8_t kNoBit = 0xFF;

/// What stands at a place of a text, or what a program can begin with. When the two have no bit in common the
/// program cannot match there; a bit in common means "perhaps", for list sets and words share bits.
struct alignas(32) Lookahead {  // none lies across two lines of the cache
  /// At every place of a text, and in what a program can begin with that may match without reading anything.
  static constexpr std::uint64_t kPlace = std::uint64_t{1} << 53U;
  /// Where there is a unit to read, and in what can begin with any.
  static constexpr std::uint64_t kUnit = std::uint64_t{1} << 54U;

  std::uint64_t marks = 0;  ///< label_bit()s, the two above, then nine shapes
  std::array<std::uint64_t, 2> sets{};
  std::uint64_t terms = 0;

  void add_label(LabelId label) { marks |= label_bit(label); }
  constexpr void add_shapes(ShapeMask shapes) { marks |= std::uint64_t{shapes} << 55U; }
  /// `bit`: RuleSet::Impl::bit_of_list_set.
  void add_list_set(std::uint8_t bit) { sets[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  [[nodiscard]] bool has_list_set(std::uint8_t bit) const { return (sets[bit / 64] >> (bit % 64) & 1) != 0; }
  void add_sets(const std::array<std::uint64_t, 2>& more) {
    const auto [first, second] = more;  // both before a store that might change them, as far as is known
    sets[0] |= first;
    sets[1] |= second;
  }
  /// `bit`: RuleSet::Impl::bit_of_term.
  void add_term(std::uint8_t bit) {
    if (bit != kNoBit) terms |= std::uint64_t{1} << bit;
  }

  [[nodiscard]] std::uint64_t labels() const { return marks & (kPlace - 1); }
  [[nodiscard]] ShapeMask shapes() const { return static_cast<ShapeMask>(marks >> 55U); }
  [[nodiscard]] bool meets(const Lookahead& other) const {
#ifdef __SSE4_1__
    // Half by half: a processor asks this of a register and of aligned memory at once.
    const auto half = [](const void* at) { return _mm_load_si128(static_cast<const __m128i*>(at)); };
    return _mm_testz_si128(half(&marks), half(&other.marks)) == 0 ||
           _mm_testz_si128(half(&sets[1]), half(&other.sets[1])) == 0;
#else
    return ((marks & other.marks) | (sets[0] & other.sets[0]) | (sets[1] & other.sets[1]) |
            (terms & other.terms)) != 0;
#endif
  }
  Lookahead& operator|=(const Lookahead& other) {
    marks |= other.marks;
    sets[0] |= other.sets[0];
    sets[1] |= other.sets[1];
    terms |= other.terms;
    return *this;
  }
  /// An entity covers the words: only labels are seen here.
  void hide_words() {
    marks &= (kUnit << 1U) - 1;
    sets = {};
    terms = 0;
  }
  friend auto operator<=>(const Lookahead&, const Lookahead&) = default;
};
static_assert(sizeof(Lookahead) == 32);

/// What stands behind a sentence's last token, and before its first.
inline constexpr Lookahead kNothingThere{Lookahead::kPlace, {}, 0};

/// Into RuleSet::Impl::lookaheads.
using LookaheadId = std::uint32_t;
inline constexpr LookaheadId kMayBeEmpty = 0;  ///< can match without reading anything
inline constexpr LookaheadId kAnyUnit = 1;     ///< can begin with whatever there is, but with something

}  // namespace newsgraph
