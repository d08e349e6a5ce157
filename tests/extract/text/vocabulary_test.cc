// SPDX-License-Identifier: Apache-2.0
#include "extract/text/vocabulary.h"

#include <string>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

constexpr TermId kMissing = ~TermId{0};

std::string word(TermId number) {
  return "w" + std::to_string(number);
}

TEST(TermTable, numbers_spellings_in_the_order_in_which_they_come) {
  TermTable terms;
  EXPECT_EQ(terms.find("lào", kMissing), kMissing);
  EXPECT_EQ(terms.add("lào").term, 0U);
  EXPECT_EQ(terms.add("").term, 1U);
  EXPECT_TRUE(terms.add("việt").is_new);
  EXPECT_FALSE(terms.add("lào").is_new);
  EXPECT_EQ(terms.size(), 3U);
  EXPECT_EQ(terms.find("", kMissing), 1U);
  EXPECT_EQ(terms.spelling(2), "việt");
}

TEST(TermTable, keeps_all_while_it_grows_and_forgets_all_when_cleared) {
  constexpr TermId kMany = 10'000;
  TermTable terms;
  for (TermId number = 0; number < kMany; ++number) terms.add(word(number));
  const std::string_view first = terms.spelling(0);
  for (TermId number = 0; number < kMany; ++number) {
    ASSERT_EQ(terms.find(word(number), kMissing), number);
    ASSERT_EQ(terms.spelling(number), word(number));
  }
  EXPECT_EQ(first.data(), terms.spelling(0).data());
  EXPECT_EQ(terms.find(word(kMany), kMissing), kMissing);
  terms.clear();
  EXPECT_EQ(terms.size(), 0U);
  EXPECT_EQ(terms.find(word(0), kMissing), kMissing);
  EXPECT_EQ(terms.add(word(1)).term, 0U);
}

}  // namespace
}  // namespace newsgraph
