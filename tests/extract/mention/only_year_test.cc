// SPDX-License-Identifier: Apache-2.0
// An article without a date whose text names one year lends it to its dates.
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

std::string date_in(const std::string& text, const std::string& article_date) {
  const auto rules = compile_text(
      "type Event \"e\"\nlabel Date\nrelation DATE (Event -> Date) attribute\n"
      "rule day -> Date\n  find d:/(?<day>\\d+)-(?<month>\\d+)/\n  set day = d.day, month = d.month\n"
      "rule event -> Event\n  find \"Fair\"\n"
      "rule dated -> DATE(e, d)\n  find e:Event Lower{0,3} d:Date\n");
  Article article = article_of(text);
  article.date = article_date;
  Extractor extractor(*rules);
  for (const Entity& entity : extractor.extract(article).entities)
    for (const auto& [key, value] : entity.attributes)
      if (key == "date") return value;
  return "";
}

TEST(OnlyYear, LendsItselfToDatesWithoutOne) {
  EXPECT_EQ(date_in("The Fair opens on 24-10.\nSales doubled in 2016, says the report of 2016.", ""),
            "2016-10-24");
}

TEST(OnlyYear, YieldsToTheArticlesDate) {
  EXPECT_EQ(date_in("The Fair opens on 24-10.\nSales doubled in 2016.", "2017-10-20"), "2017-10-24");
}

TEST(OnlyYear, IsNoneWhenTheTextNamesTwo) {
  EXPECT_EQ(date_in("The Fair opens on 24-10.\nSales doubled in 2015 and 2016.", ""), "");
}

}  // namespace
}  // namespace newsgraph
