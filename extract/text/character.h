// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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

/// The class of a code point; negative (broken UTF-8) gives kSymbol. A table look-up, for rare ones inside
/// ICU.
CharClass char_class(UChar32 character);

enum class LetterCase : std::uint8_t { kNone, kLower, kUpper, kTitle };

/// letter_case() of no character of ASCII.
LetterCase other_letter_case(UChar32 character);

/// How a code point is cased; negative gives kNone. Cost and source as of char_class().
inline LetterCase letter_case(UChar32 character) {
  if (character < 0 || character >= 0x80) return other_letter_case(character);
  if (character >= 'a' && character <= 'z') return LetterCase::kLower;
  return character >= 'A' && character <= 'Z' ? LetterCase::kUpper : LetterCase::kNone;
}
inline bool is_upper(UChar32 character) {
  return letter_case(character) == LetterCase::kUpper;
}
inline bool is_lower(UChar32 character) {
  return letter_case(character) == LetterCase::kLower;
}

/// One decoded character of a text.
struct Character {
  UChar32 value = 0;       ///< negative for broken UTF-8
  std::uint32_t next = 0;  ///< where the character after it begins
  CharClass char_class = CharClass::kSpace;
};

/// The class of each character of ASCII.
inline constexpr std::array<CharClass, 128> kAsciiClasses = [] {
  std::array<CharClass, 128> classes{};
  for (unsigned value = 0; value < classes.size(); ++value) {
    const bool is_letter = (value | 0x20U) >= 'a' && (value | 0x20U) <= 'z';
    const bool is_digit = value >= '0' && value <= '9';
    const bool is_symbol =
        std::string_view("$+<=>^`|~").find(static_cast<char>(value)) != std::string_view::npos;
    classes[value] = value <= ' ' || value == 0x7F ? CharClass::kSpace
                     : is_letter                   ? CharClass::kLetter
                     : is_digit                    ? CharClass::kDigit
                     : is_symbol                   ? CharClass::kSymbol
                                                   : CharClass::kPunct;
  }
  return classes;
}();

/// character_at() where no character of ASCII stands.
Character other_character_at(std::string_view text, std::uint32_t position);

/// Decodes the character at `position`; at the end of `text` gives a space of no length.
inline Character character_at(std::string_view text, std::uint32_t position) {
  const auto first = position < text.size() ? static_cast<unsigned char>(text[position]) : 0x80U;
  if (first < 0x80) return {static_cast<UChar32>(first), position + 1, kAsciiClasses[first]};
  return other_character_at(text, position);
}

}  // namespace newsgraph
