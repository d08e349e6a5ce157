// SPDX-License-Identifier: Apache-2.0
#include "extract/article/language.h"

#include <gtest/gtest.h>

#include "tests/extract/data_file.h"

namespace newsgraph {
namespace {

TEST(LanguageDetector, counts_the_short_words_of_each_language) {
  const LanguageDetector detector(data_of(
      parse_boilerplate, "language vi và của là không\nlanguage en the of is\nlanguage da er de og the\n"));
  const struct {
    std::string_view text, expected;
  } rows[] = {
      {"Đây là cầu của tỉnh", "vi"},
      {"This is the bridge of the town", "en"},
      {"the bridge, og the town", "da"},          // a word of two languages counts for both
      {"the", "da"},                              // a tie goes to the first in byte order
      {"la\u0300 ke\u0302nh", "vi"},              // decomposed
      {"Theatre oft issue", ""},                  // words are whole
      {"the a b c d e f g h i k l m n o p", ""},  // one in sixteen is not enough
      {"\u201cLà\u201d (là)[là]-là;là", "vi"},    // between marks
      {"khôngkhông không", "vi"},                 // longer than any of them
      {"", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(detector.detect(row.text), row.expected) << row.text;
}

}  // namespace
}  // namespace newsgraph
