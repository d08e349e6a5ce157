// SPDX-License-Identifier: Apache-2.0
#include "extract/text/character.h"

#include "extract/latin_table.h"

namespace newsgraph {
namespace {

constexpr UChar32 kZeroWidthSpace = 0x200B;
constexpr UChar32 kByteOrderMark = 0xFEFF;  // in crawled text it stands where two paragraphs were glued

CharClass looked_up_class(UChar32 character) {
  if (character < 0) return CharClass::kSymbol;
  if (character == kZeroWidthSpace || character == kByteOrderMark) return CharClass::kSpace;
  switch (u_charType(character)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
      return CharClass::kLetter;
    case U_OTHER_LETTER:
      return u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC) != 0 ? CharClass::kIdeograph
                                                                    : CharClass::kLetter;
    case U_NON_SPACING_MARK:
      // Variation selectors are marks by category and invisible by property.
      return u_hasBinaryProperty(character, UCHAR_VARIATION_SELECTOR) != 0 ? CharClass::kIgnored
                                                                           : CharClass::kMark;
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharClass::kMark;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharClass::kDigit;
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return CharClass::kNumeral;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR:
      return CharClass::kSpace;
    case U_FORMAT_CHAR:
      return CharClass::kIgnored;
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return CharClass::kPunct;
    default:
      return CharClass::kSymbol;
  }
}

LetterCase looked_up_case(UChar32 character) {
  if (u_isupper(character) != 0) return LetterCase::kUpper;
  if (u_islower(character) != 0) return LetterCase::kLower;
  return u_istitle(character) != 0 ? LetterCase::kTitle : LetterCase::kNone;
}

struct Known {
  CharClass char_class = CharClass::kSymbol;
  LetterCase letter_case = LetterCase::kNone;
};

/// Null for characters that are not Latin.
const Known* find_latin(UChar32 character) {
  static const LatinTable<Known> latin([](UChar32 c) {
    return Known{looked_up_class(c), looked_up_case(c)};
  });
  return latin.find(character);
}

}  // namespace

CharClass char_class(UChar32 character) {
  const Known* const known = find_latin(character);
  return known != nullptr ? known->char_class : looked_up_class(character);
}

LetterCase other_letter_case(UChar32 character) {
  const Known* const known = find_latin(character);
  return known != nullptr ? known->letter_case : looked_up_case(character);
}

Character other_character_at(std::string_view text, std::uint32_t position) {
  if (position >= text.size()) return {' ', position, CharClass::kSpace};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto next = static_cast<std::int64_t>(position);
  const auto size = static_cast<std::int64_t>(text.size());
  UChar32 value = 0;
  U8_NEXT(bytes, next, size, value);
  return {value, static_cast<std::uint32_t>(next), char_class(value)};
}

}  // namespace newsgraph
