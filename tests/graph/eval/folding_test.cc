// SPDX-License-Identifier: Apache-2.0
#include "graph/eval/folding.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace newsgraph {
namespace {

NameFolding shipped() {
  std::ifstream file(std::string(NEWSGRAPH_ROOT) + "/rules/eval.txt", std::ios::binary);
  return NameFolding(std::string(std::istreambuf_iterator<char>(file), {}));
}

std::string syllables(std::string_view name) {
  return fmt::format("{}", fmt::join(shipped().syllables(name), " "));
}
std::string folded(std::string_view name, std::string_view group) {
  return fmt::format("{}", fmt::join(shipped().folded(name, group), " "));
}

TEST(Folding, TonePlaceAndSpellingDoNotCount) {
  EXPECT_EQ(syllables("Khánh Hoà"), syllables("KHÁNH HÒA"));
  EXPECT_EQ(syllables("Khánh Hòa"), "khanh2 hoa1");
  EXPECT_EQ(syllables("kỹ sư Mỹ"), syllables("kĩ sư Mĩ"));
  EXPECT_EQ(syllables("Đắk Lắk"), "đăk2 lăk2");
  EXPECT_NE(syllables("Hòa"), syllables("Hóa"));
}

TEST(Folding, DecomposedTextIsTheSame) {
  EXPECT_EQ(syllables("Tha\u0301i Bi\u0300nh"), syllables("Thái Bình"));
}

TEST(Folding, AbbreviationsAreWrittenOut) {
  EXPECT_EQ(syllables("UBND TP.HCM"), syllables("Ủy ban nhân dân thành phố Hồ Chí Minh"));
  EXPECT_EQ(syllables("Bộ KH&ĐT"), syllables("bộ kh và đt"));
  EXPECT_EQ(syllables("số 6010/QĐ-UBND"), "sô2 6010 qđ ui4 ban nhân dân");
}

TEST(Folding, TitlesAndUnitWordsAreLeftOutUnlessTheyAreAll) {
  EXPECT_EQ(folded("ông Đỗ Thế Vinh", "person"), syllables("Đỗ Thế Vinh"));
  EXPECT_EQ(folded("đ/c Bà Huyện", "person"), syllables("Huyện"));
  EXPECT_EQ(folded("thành phố Huế", "place"), syllables("Huế"));
  EXPECT_EQ(folded("thành phố", "place"), syllables("phố"));
  EXPECT_EQ(folded("tỉnh Lào Cai", "organization"), syllables("tỉnh Lào Cai"));
  EXPECT_EQ(folded("Sài Gòn", "place"), folded("TP.HCM", "place"));
}

TEST(Folding, EditionIsReadInRomanAndArabicFigures) {
  const NameFolding folding = shipped();
  const auto edition = [&](std::string_view name) { return folding.edition(folding.syllables(name)); };
  EXPECT_EQ(edition("Hội nghị lần thứ X"), 10);
  EXPECT_EQ(edition("Hội nghị lần thứ 10 năm 2023"), 10);
  EXPECT_EQ(edition("Đại hội lần thứ XIV"), 14);
  EXPECT_EQ(edition("kỳ họp thứ XLIX"), 49);
  EXPECT_EQ(edition("Thứ trưởng"), std::nullopt);
  EXPECT_EQ(edition("lần thứ nhất"), std::nullopt);
  EXPECT_EQ(edition("lần thứ IIX"), std::nullopt);
}

TEST(Folding, BadLineIsNamed) {
  const auto error = [](const char* rules) -> std::string {
    try {
      NameFolding folding(rules);
    } catch (const std::runtime_error& e) {
      return e.what();
    }
    return "no exception";
  };
  EXPECT_EQ(error("# fine\nlong\tubnd\n"), "eval.txt:2: 'long' wants 3 fields, has 2");
  EXPECT_EQ(error("joined\t\tx\n"),
            "eval.txt:1: 'joined' has nothing in its second field, wanted the text that it is about");
  EXPECT_THROW(NameFolding("short\ta\tb"), std::runtime_error);
}

}  // namespace
}  // namespace newsgraph
