// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#if defined(__SSSE3__)
#include <tmmintrin.h>
#endif

namespace newsgraph {

/// A set of bytes that is looked for in text sixteen bytes at a time. Each high half of a member gets a bit;
/// a byte is in the set when the bits of its two halves meet, so the members may have at most eight different
/// high halves.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view members) {
    unsigned groups = 0;
    for (const char c : members) {
      const auto byte = static_cast<unsigned char>(c);
      has_[byte] = true;
      if (high_[byte >> 4] == 0) {
        // A constant that comes here does not compile.
        if (groups == kMostGroups) throw std::invalid_argument("bytes with more than eight high halves");
        high_[byte >> 4] = static_cast<std::uint8_t>(1U << groups++);
      }
      low_[byte & 15] |= high_[byte >> 4];
    }
  }

  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  /// First place at or after `at` with a byte of the set, or the text's size.
  [[nodiscard]] std::size_t find(std::string_view text, std::size_t at) const {
    return find_if(text, at, [](std::size_t) { return true; });
  }

  /// First place at or after `at` with a byte of the set that `wanted(place)` wants, or the text's size. It
  /// is asked of each such place in turn, which costs less than to look for the next from each.
  template <class Wanted>
  std::size_t find_if(std::string_view text, std::size_t at, const Wanted& wanted) const {
#if defined(__SSSE3__)
    for (unsigned places = next_sixteen(text, at); places != 0; places = next_sixteen(text, at)) {
      for (; places != 0; places &= places - 1) {
        const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(places));
        if (wanted(place)) return place;
      }
      at += 16;
    }
#endif
    while (at < text.size() && !(has(text[at]) && wanted(at))) ++at;
    return at;
  }

 private:
#if defined(__SSSE3__)
  /// Moves `at` on to sixteen bytes with one of the set: bit i of what is returned says whether the i-th is.
  /// Zero when fewer than sixteen are left.
  unsigned next_sixteen(std::string_view text, std::size_t& at) const {
    const __m128i low = _mm_load_si128(reinterpret_cast<const __m128i*>(low_.data()));
    const __m128i high = _mm_load_si128(reinterpret_cast<const __m128i*>(high_.data()));
    const __m128i half = _mm_set1_epi8(0x0f);
    for (; at + 16 <= text.size(); at += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      const __m128i by_low = _mm_shuffle_epi8(low, _mm_and_si128(bytes, half));
      const __m128i by_high = _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(bytes, 4), half));
      const __m128i none = _mm_cmpeq_epi8(_mm_and_si128(by_low, by_high), _mm_setzero_si128());
      const auto found = static_cast<unsigned>(_mm_movemask_epi8(none)) ^ 0xffffU;
      if (found != 0) return found;
    }
    return 0;
  }
#endif

  static constexpr unsigned kMostGroups = 8;  // bits of a byte

  alignas(16) std::array<std::uint8_t, 16> low_{};
  alignas(16) std::array<std::uint8_t, 16> high_{};
  std::array<bool, 256> has_{};
};

}  // namespace newsgraph
