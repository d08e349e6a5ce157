// SPDX-License-Identifier: Apache-2.0
// Articles that are cut together give what each gives alone, in any order, with words that only one has.
#include "extract/fact/fact_file.h"
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

std::string facts_of(const FactRecord& facts, const Article& article) {
  std::string out;
  append_facts(facts, article.text, out);
  return out;
}

TEST(CutAhead, GivesWhatEachArticleGivesAlone) {
  const auto rules = compile_text(
      "type Person \"p\"\ntype Event \"e\"\nrelation ATTENDS (Person -> Event)\n"
      "rule person -> Person\n  find \"Mr\" Capitalized{1,2}\n"
      "rule event -> Event\n  find Capitalized{0,2} \"Fair\"\n"
      "rule attends -> ATTENDS(p, e)\n  find p:Person \"attends\" \"the\"? e:Event\n");
  const std::vector<Article> articles = {
      article_of("Mr Abel attends the Spring Fair. Mr Zyx attends the Qwv Fair."), article_of(""),
      article_of("Mr Zyx attends the Qwv Fair, with others."),
      article_of("Nobody came.\nMr Abel Zyx attends the Fair.")};
  Extractor alone(*rules), together(*rules);
  FactRecord facts;
  std::vector<std::string> wanted;
  for (const Article& article : articles) {
    alone.extract(article, facts);
    wanted.push_back(facts_of(facts, article));
  }
  EXPECT_NE(wanted[0].find("ATTENDS"), std::string::npos);
  for (int round = 0; round < 2; ++round) {
    together.cut(articles);
    for (const std::size_t i : {3U, 0U, 2U, 1U, 0U}) {
      together.extract_cut(i, facts);
      EXPECT_EQ(facts_of(facts, articles[i]), wanted[i]) << "article " << i;
    }
    together.extract(articles[2], facts);
    EXPECT_EQ(facts_of(facts, articles[2]), wanted[2]);
  }
}

}  // namespace
}  // namespace newsgraph
