// SPDX-License-Identifier: Apache-2.0
#include "graph/roman.h"

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(Roman, NumbersBelowAHundredInCapitals) {
  EXPECT_EQ(roman_value("I"), 1);
  EXPECT_EQ(roman_value("IV"), 4);
  EXPECT_EQ(roman_value("XIV"), 14);
  EXPECT_EQ(roman_value("XLIX"), 49);
  EXPECT_EQ(roman_value("LXXXVIII"), 88);
  EXPECT_EQ(roman_value("XCIX"), 99);
}

TEST(Roman, OtherWordsAreNone) {
  for (const char* word : {"", "vi", "IIX", "IIII", "VIV", "XIX ", "C", "MM"})
    EXPECT_FALSE(roman_value(word)) << word;
}

}  // namespace
}  // namespace newsgraph
