// SPDX-License-Identifier: Apache-2.0
#include "extract/one_line.h"

#include <string>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(OneLine, has_single_spaces_inside_alone) {
  for (const std::string_view text : {"", "Lào", "Hà Nội", "thành phố Hồ Chí Minh", "a b c d e f g h i"})
    EXPECT_TRUE(is_on_one_line(text)) << text;
  for (const std::string_view text : {" Lào", "Lào ", "Hà  Nội", "Hà\nNội", "thành phố Hồ Chí  Minh", "\tLào",
                                      "thành phố Hồ Chí Minh\n", "a b c d e f  g h i"})
    EXPECT_FALSE(is_on_one_line(text)) << text;
}

TEST(OneLine, is_told_wherever_the_white_space_stands) {
  for (std::size_t size = 2; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '\n';
      EXPECT_FALSE(is_on_one_line(text)) << size << ' ' << at;
      text[at] = ' ';
      EXPECT_EQ(is_on_one_line(text), at > 0 && at + 1 < size) << size << ' ' << at;
      if (at + 1 < size) text[at + 1] = ' ';
      EXPECT_FALSE(is_on_one_line(text)) << size << ' ' << at;
    }
  }
}

TEST(OneLine, is_made_of_control_characters_too) {
  EXPECT_EQ(on_one_line("Lào Cai"), "Lào Cai");
  EXPECT_EQ(on_one_line("a\nb\tc\r\x1b[2J\x7f"), "a b c  [2J ");
  EXPECT_EQ(on_one_line("a\xC2\x9B"
                        "b\xC2\xA0"
                        "c"),
            "a  b\xC2\xA0"
            "c");  // U+009B is one, U+00A0 is none
  EXPECT_EQ(on_one_line("\xC2"), "\xC2");
}

}  // namespace
}  // namespace newsgraph
