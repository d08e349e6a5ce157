// SPDX-License-Identifier: Apache-2.0
#include "graph/wording.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(Wording, LinesAreWordsAndWhatTheyStandFor) {
  const std::vector<Wording> expected = {{"và", ""}, {"GD ĐT", "giáo dục đào tạo"}};
  EXPECT_EQ(parse_wordings("# comment\n\nvà\t\nGD ĐT\tgiáo dục đào tạo"), expected);
  EXPECT_TRUE(parse_wordings("").empty());
}

TEST(Wording, LocalHeadsAreLinesAndTheirExceptions) {
  const std::vector<LocalHead> expected = {{"Sở"}, {"Sở Giao dịch", false}};
  EXPECT_EQ(parse_local_heads("# comment\nSở\n\n-Sở Giao dịch\n"), expected);
}

TEST(Wording, ALineWithoutOneTabIsAnError) {
  for (const char* line : {"TAND tòa án", "\ttòa án", "TAND\ttòa\tán"}) {
    try {
      parse_wordings(std::string("TP\tthành phố\n") + line);
      FAIL() << line;
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(
          error.what(),
          std::string("wordings.txt:2: wanted words, a tab and what they stand for, found '") + line + "'");
    }
  }
}

}  // namespace
}  // namespace newsgraph
