// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace newsgraph {

/// What a character does to the cutting of tokens.
enum class CharClass : std::uint8_t {
  kSpace,    ///< ends a token and is no part of one: white space, controls, zero width space, byte order mark
  kIgnored,  ///< invisible: soft hyphen, joiners, direction marks, variation selectors
  kLetter,   ///
  kIdeograph,  ///< a letter that is a word by itself
  kMark,       ///< belongs to the letter before it
  kDigit,      ///< decimal digit
  kNumeral,    ///< other numeral ("²"): goes on with a word, begins none
  kPunct,      ///
  kSymbol,     ///< the rest
};

/// The class of a code point; negative (broken UTF-8) gives kSymbol. A table look-up, for rare ones inside ICU.
CharClass char_class(UChar32 character);

/// One decoded character of a text.
struct Character {
  UChar32 value = 0;       ///< negative for broken UTF-8
  std::uint32_t next = 0;  ///< where the character after it begins
  CharClass char_class = CharClass::kSpace;
};

/// Decodes the character at `position`; at the end of `text` gives a space of no length.
Character character_at(std::string_view text, std::uint32_t position);

}  // namespace newsgraph
