// SPDX-License-Identifier: Apache-2.0
#include "extract/text/character.h"

#include <string>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(CharacterAt, has_the_class_of_its_code_point) {
  for (UChar32 value = 0; value < 0x3000; ++value) {
    std::string text(U8_MAX_LENGTH, '\0');
    std::uint32_t size = 0;
    U8_APPEND_UNSAFE(text.data(), size, value);
    text.resize(size);
    const Character character = character_at(text, 0);
    EXPECT_EQ(character.value, value);
    EXPECT_EQ(character.next, size);
    EXPECT_EQ(character.char_class, char_class(value)) << value;
  }
}

TEST(CharacterAt, knows_classes) {
  const struct {
    std::string_view text;
    CharClass expected;
  } rows[] = {
      {"a", CharClass::kLetter},       {"Ở", CharClass::kLetter},       {"đ", CharClass::kLetter},
      {"\u0301", CharClass::kMark},    {"中", CharClass::kIdeograph},   {"7", CharClass::kDigit},
      {"²", CharClass::kNumeral},      {"-", CharClass::kPunct},        {"“", CharClass::kPunct},
      {"$", CharClass::kSymbol},       {"×", CharClass::kSymbol},       {" ", CharClass::kSpace},
      {"\x7f", CharClass::kSpace},     {"\u00a0", CharClass::kSpace},   {"\u200b", CharClass::kSpace},
      {"\u00ad", CharClass::kIgnored}, {"\u200d", CharClass::kIgnored}, {"\xff", CharClass::kSymbol},
      {"", CharClass::kSpace},
  };
  for (const auto& row : rows) EXPECT_EQ(character_at(row.text, 0).char_class, row.expected) << row.text;
}

TEST(LetterCaseOf, is_what_icu_says) {
  EXPECT_EQ(letter_case(U_SENTINEL), LetterCase::kNone);
  for (UChar32 value = 0; value < 0x3000; ++value) {
    EXPECT_EQ(is_upper(value), u_isupper(value) != 0) << value;
    EXPECT_EQ(is_lower(value), u_islower(value) != 0) << value;
    EXPECT_EQ(letter_case(value) == LetterCase::kTitle, u_istitle(value) != 0) << value;
  }
}

}  // namespace
}  // namespace newsgraph
