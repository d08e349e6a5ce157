// SPDX-License-Identifier: Apache-2.0
#include "graph/eval/folding.h"

#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "tests/extract/data_file.h"

namespace newsgraph {
namespace {

NameFolding folding_of(std::span<const RuleFile> files, std::vector<RuleProblem>& problems) {
  return {files, problems};
}

NameFolding shipped() {
  std::ifstream file(std::string(NEWSGRAPH_ROOT) + "/rules/eval.txt", std::ios::binary);
  return data_of(folding_of, std::string(std::istreambuf_iterator<char>(file), {}));
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
  EXPECT_EQ(errors_of(folding_of, "# fine\nlong\tubnd\n"),
            "data.txt:2:1: error: 'long' wants 3 fields parted by tabs, has 2\n  long\tubnd\n  ^^^^^^^^^\n");
  EXPECT_EQ(errors_of(folding_of, "joined\t\tx\n").substr(0, 69),
            "data.txt:1:1: error: 'joined' has nothing in its second field, wanted");
  EXPECT_NE(errors_of(folding_of, "short\ta\tb").find("unknown line 'short'"), std::string::npos);
}

}  // namespace
}  // namespace newsgraph
