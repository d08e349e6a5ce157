// SPDX-License-Identifier: Apache-2.0
#include "graph/name_share.h"

#include <gtest/gtest.h>

#include "tests/extract/data_file.h"

namespace newsgraph {
namespace {

double share_of(const NameShares& shares, const std::vector<std::string>& words) {
  std::vector<std::string> forms;
  for (const std::string& word : words) forms.push_back(canonical(word, {}));
  return shares.of(std::vector<std::string_view>(forms.begin(), forms.end()));
}

TEST(NameShare, LinesAreAPlaceAWordAndANumber) {
  using enum NameShare::Place;
  const std::vector<NameShare> expected = {{kFirst, "Nguyễn", 2700}, {kMiddle, "-", 400}, {kLast, "*", 0.5}};
  EXPECT_EQ(data_of(parse_name_shares, "# comment\n\nfirst\tNguyễn\t2700\nmiddle\t-\t400\nlast\t*\t0.5"),
            expected);
  EXPECT_TRUE(data_of(parse_name_shares, "").empty());
}

TEST(NameShare, ALineThatCannotBeReadIsTold) {
  for (const char* line : {"first\tNguyễn", "second\tNguyễn\t3", "first\t\t3", "first\tNguyễn\tmany",
                           "first\tNguyễn\t3 %", "first\tNguyễn\t0", "first\tNguyễn\t10001"}) {
    const std::string errors = errors_of(parse_name_shares, std::string("last\tHùng\t140\n") + line);
    EXPECT_EQ(
        errors.find("data.txt:2:1: error: wanted first, middle or last, a tab, a word, a tab and how many "
                    "of 10000 people have it there\n"),
        0U)
        << errors;
  }
}

TEST(NameShare, TheShareOfANameIsThatOfItsWords) {
  const NameShares shares(data_of(parse_name_shares,
                                  "first\tNguyễn\t3000\nfirst\t*\t10\nmiddle\tVăn\t1500\nmiddle\t-"
                                  "\t500\nmiddle\t*\t20\nlast\tHùng\t100\nlast\t*\t10"),
                          {});
  EXPECT_DOUBLE_EQ(share_of(shares, {"nguyễn", "văn", "hùng"}), 0.3 * 0.15 * 0.01);
  EXPECT_DOUBLE_EQ(share_of(shares, {"nguyễn", "văn", "đức", "hùng"}), 0.3 * 0.15 * 0.002 * 0.01);
  EXPECT_DOUBLE_EQ(share_of(shares, {"hun", "sen"}), 0.001 * 0.05 * 0.001);
  EXPECT_DOUBLE_EQ(share_of(shares, {"văn", "hùng"}), 0.15 * 0.01) << "a name without its family name";
  EXPECT_DOUBLE_EQ(share_of(shares, {"hùng"}), 1) << "one word tells nothing";
  EXPECT_DOUBLE_EQ(share_of(NameShares(), {"nguyễn", "văn", "hùng"}), 1) << "nothing is known";
}

}  // namespace
}  // namespace newsgraph
