// SPDX-License-Identifier: Apache-2.0
// Rows of a gazetteer that bear one name: which is meant?
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

constexpr const char* kRules =
    "type Town \"t\"\ntype Shire \"s\"\ngazetteer town from \"towns.csv\"\ngazetteer shire from "
    "\"shires.csv\"\n"
    "rule town -> Town\n  find name:[town]\nrule shire -> Shire\n  find name:[shire]\n";
constexpr const char* kShires = "name,id,parent\nNorth,s-north,c-1\nSouth,s-south,c-1\nUpland,c-1,\n";
// Another town's alias stands between the namesakes.
constexpr const char* kTowns =
    "name,aliases,id,parent,valid_from,valid_to\n"
    "Hill,,t-1,s-north,,\n"
    "Peak,Hill,t-8,s-south,,\n"
    "Hill,,t-2,s-south,,2020-06-30\n"
    "Hill,,t-3,c-1,2020-07-01,\n"
    "Lake,,t-4,s-north,,2020-06-30\n"
    "Lake,,t-5,c-1,2020-07-01,\n"
    "Mill,,t-6,s-north,,\n"
    "Mill,,t-7,s-south,,\n";

/// The row of the first town of the text.
std::string row_in(const std::string& text, const std::string& date) {
  const auto rules = compile_files({{"a.rules", kRules}, {"towns.csv", kTowns}, {"shires.csv", kShires}});
  Article article = article_of(text);
  article.date = date;
  Extractor extractor(*rules);
  for (const Entity& entity : extractor.extract(article).entities)
    if (entity.type == "Town") return entity.gazetteer;
  return "no town";
}

struct Row {
  const char* what;
  const char* text;
  const char* date;
  const char* wanted;
};

class Namesakes : public testing::TestWithParam<Row> {};

TEST_P(Namesakes, AreToldApart) {
  EXPECT_EQ(row_in(GetParam().text, GetParam().date), GetParam().wanted);
}

constexpr Row kRows[] = {
    {"what it lies in is named before", "In North, at Hill today.", "2019-01-01", "t-1"},
    {"and behind, in another sentence", "At Hill today. It rains in South.", "2019-01-01", "t-2"},
    {"what that lies in is named", "In Upland, at Lake today.", "2019-01-01", "t-4"},
    {"neither is named, one was valid", "At Lake today.", "2021-01-01", "t-5"},
    {"no date: the last of a succession", "At Lake today.", "", "t-5"},
    {"a year is a date", "At Lake today.", "2019", "t-4"},
    {"none was valid there: all are asked", "In South, at Mill today.", "1999-01-01", "t-7"},
    {"two are left", "At Mill today.", "2019-01-01", ""},
    {"two are left of those that are named", "In North and South, at Mill today.", "2019-01-01", ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, Namesakes, testing::ValuesIn(kRows),
                         [](const auto& row) { return "case_" + std::to_string(row.index); });

TEST(NamesakesOf, AGazetteerWithoutParentsAreLeftAlone) {
  const auto rules = compile_files(
      {{"a.rules",
        "type Town \"t\"\ngazetteer town from \"towns.csv\"\nrule town -> Town\n  find name:[town]\n"},
       {"towns.csv", "name,id\nHill,t-1\nHill,t-2\n"}});
  Extractor extractor(*rules);
  EXPECT_NE(extractor.extract(article_of("At Hill today.")).entities.at(0).gazetteer, "");
}

}  // namespace
}  // namespace newsgraph
