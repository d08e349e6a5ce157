// SPDX-License-Identifier: Apache-2.0
#include "graph/plain_letters.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extract/text/text.h"

namespace newsgraph {
namespace {

std::string plain(std::string_view text) {
  std::string result;
  append_without_diacritics(text, result);
  return result;
}

std::string utf8(unsigned c) {
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
  return {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
          static_cast<char>(0x80 | (c & 0x3f))};
}

TEST(PlainLetters, AppendsToWhatIsThere) {
  std::string text = "Ông ";
  append_without_diacritics("Đặng Thị Ngọc", text);
  EXPECT_EQ(text, "Ông Dang Thi Ngoc");
}

TEST(PlainLetters, AreThoseOfTheSlowWayInAnyOrder) {
  std::vector<unsigned> letters;
  for (unsigned c = 0x20; c < 0x0400; ++c) letters.push_back(c);  // some Greek, which is not known by letters
  for (unsigned c = 0x1e00; c < 0x2040; ++c) letters.push_back(c);
  for (const unsigned c : letters) EXPECT_EQ(plain(utf8(c)), without_diacritics(utf8(c))) << c;
  std::mt19937 random(3);
  for (int i = 0; i < 50000; ++i) {
    std::string word;
    for (auto size = 2 + random() % 6; size > 0; --size) {
      const bool mark = random() % 4 == 0;
      word += utf8(mark ? 0x300 + random() % 0x70 : letters[random() % letters.size()]);
    }
    ASSERT_EQ(plain(word), without_diacritics(word)) << word;
  }
}

TEST(PlainLetters, OfBrokenTextAsTheSlowWay) {
  for (const std::string text : {"Hu\xcc", "\xe1\xba",
                                 "a\xff"
                                 "b",
                                 "Hà \xf0\x9f\x98\x80"}) {
    EXPECT_EQ(plain(text), without_diacritics(text)) << text;
  }
}

}  // namespace
}  // namespace newsgraph
