// SPDX-License-Identifier: Apache-2.0
#include "graph/wording.h"

#include <gtest/gtest.h>

#include "tests/extract/data_file.h"

namespace newsgraph {
namespace {

TEST(Wording, LinesAreWordsAndWhatTheyStandFor) {
  const std::vector<Wording> expected = {{"và", ""}, {"GD ĐT", "giáo dục đào tạo"}};
  EXPECT_EQ(data_of(parse_wordings, "# comment\n\nvà\t\nGD ĐT\tgiáo dục đào tạo"), expected);
  EXPECT_TRUE(data_of(parse_wordings, "").empty());
}

TEST(Wording, LocalHeadsAreLinesAndTheirExceptions) {
  const std::vector<LocalHead> expected = {{"Sở"}, {"Sở Giao dịch", false}};
  EXPECT_EQ(data_of(parse_local_heads, "# comment\nSở\n\n-Sở Giao dịch\n"), expected);
}

TEST(Wording, LastingNamesAreLines) {
  EXPECT_EQ(data_of(parse_lasting_names, "# comment\nluật\n\nHiến pháp\n"),
            (std::vector<std::string>{"luật", "Hiến pháp"}));
  EXPECT_EQ(errors_of(parse_lasting_names, "luật\tlaw"),
            "data.txt:1:1: error: wanted words without a tab\n  luật\tlaw\n  ^^^^^^^^\n");
}

TEST(Wording, ALineWithoutOneTabIsAnError) {
  for (const char* line : {"TAND tòa án", "\ttòa án", "TAND\ttòa\tán"}) {
    const std::string errors = errors_of(parse_wordings, std::string("TP\tthành phố\n") + line);
    EXPECT_EQ(errors.find("data.txt:2:1: error: wanted words, a tab and what they stand for\n"), 0U)
        << errors;
  }
  EXPECT_EQ(errors_of(parse_local_heads, "-"),
            "data.txt:1:1: error: wanted words behind the '-'\n  -\n  ^\n");
}

}  // namespace
}  // namespace newsgraph
