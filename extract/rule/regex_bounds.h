// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

#include "extract/rule/lookahead.h"

namespace newsgraph {

/// What can be told of the tokens that a regular expression matches without running it: a superset of them.
/// Most tokens that it is asked about fall outside, and are not worth a run.
struct RegexBounds {
  static constexpr std::uint32_t kNoLimit = ~std::uint32_t{0};

  ShapeMask shapes = kAnyShape;                  ///< as far as its beginning tells
  std::uint32_t least = 0, most = kNoLimit;      ///< bytes of a match
  std::bitset<256> bytes = ~std::bitset<256>();  ///< that a match may hold
  std::bitset<256> needed;                       ///< one of which a match holds; empty: nobody knows

  /// False when the whole of `text` (UTF-8) cannot match. Cost: its length.
  [[nodiscard]] bool may_match(std::string_view text) const {
    if (text.size() < least || text.size() > most) return false;
    bool holds_needed = needed.none();
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (!bytes[byte]) return false;
      holds_needed = holds_needed || needed[byte];
    }
    return holds_needed;
  }
};

/// Reads digits, letters, \d, \p{Lu}, plain classes, groups, alternatives, repetitions and look-ahead, and
/// takes all else for anything.
RegexBounds bounds_of_regex(std::string_view regex);

}  // namespace newsgraph
