// SPDX-License-Identifier: Apache-2.0
// What cannot match is foreseen and not tried, unless somebody wants to follow all. Nothing may be lost by
// that: all the program's own rules make the same of their example sentences either way.
#include <map>

#include "extract/fact/fact_file.h"
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

class Watcher : public ExtractionObserver {};

std::string facts_of(Extraction& extraction, const Article& article, ExtractionObserver* observer) {
  extraction.observe(observer);
  FactRecord facts;
  extraction.run(article, facts);
  std::string line;
  append_facts(facts, article.text, line);
  return line;
}

TEST(Gates, LoseNothing) {
  std::vector<RuleProblem> problems;
  const auto rules = RuleSet::load({}, false, problems);
  ASSERT_NE(rules, nullptr);
  // Each sentence by itself, and all of a file as one article, where one sentence refers to another.
  std::vector<std::string> texts;
  std::map<std::uint32_t, std::string> of_file;
  for (const ast::Rule& rule : rules->impl().parsed) {
    for (const ast::Example& example : rule.examples) {
      texts.push_back(example.text);
      of_file[rule.place.file] += example.text + "\n";
    }
  }
  for (const auto& [file, text] : of_file) texts.push_back(text);
  ASSERT_GT(texts.size(), 1000U);
  Extraction extraction(rules->impl());
  Watcher watcher;
  for (const std::string& text : texts) {
    const Article article = article_of(text);
    const std::string watched = facts_of(extraction, article, &watcher);
    EXPECT_EQ(facts_of(extraction, article, nullptr), watched) << text;
  }
}

/// Instructions that matching takes in `text`, by the rule "find PATTERN" alone.
std::uint64_t steps_in(const std::string& pattern, const std::string& text) {
  const auto rules = compile_text(
      "type Thing \"t\"\nlist ends = \"omega\" | \"last one\"\nrule r -> Thing\n  find " + pattern + "\n");
  Extraction extraction(rules->impl());
  extraction.run(article_of(text));
  return extraction.steps();
}

TEST(Gates, SpareTheSearchForAWordThatTheSentenceLacks) {
  for (const char* const pattern :
       {"@\"alpha\" ~5 \"omega\"", "@\"alpha\" ~5 [ends]", "@\"alpha\" ~5 (\"omega\" | \"psi\")",
        "@\"alpha\" ~5 Num", "\"omega\" ~5 @\"alpha\""}) {
    EXPECT_EQ(steps_in(pattern, "alpha beta gamma delta."), 0U) << pattern;
    EXPECT_EQ(steps_in(pattern, "alpha beta gamma delta. Omega 12 omega."), 0U)
        << pattern << ": one behind it";
    EXPECT_GT(steps_in(pattern, "12 omega beta alpha beta omega 12."), 0U) << pattern;
  }
}

/// Counts tries and matches.
class Counter : public ExtractionObserver {
 public:
  explicit Counter(bool follows_all) : follows_all_(follows_all) {}
  [[nodiscard]] bool follows_all() const override { return follows_all_; }
  void tried(const Attempt& attempt, const Chart&) override {
    ++tries;
    matches += attempt.end == Attempt::End::kMatched;
    steps += attempt.steps;
  }
  int tries = 0, matches = 0;
  std::uint64_t steps = 0;

 private:
  bool follows_all_;
};

TEST(Gates, SpareTriesOfWhoeverDoesNotFollowAll) {
  const auto rules = compile_text("type Thing \"t\"\nrule r -> Thing\n  find @\"alpha\" \"omega\"\n");
  const Article article = article_of("Alpha beta. Alpha omega. Alpha.");
  Counter all(true), spared(false);
  Extraction extraction(rules->impl());
  for (Counter* const counter : {&all, &spared}) {
    extraction.observe(counter);
    extraction.run(article);
    EXPECT_EQ(counter->matches, 1);
  }
  EXPECT_EQ(all.tries, 3);
  EXPECT_EQ(spared.tries, 1);
  EXPECT_GT(all.steps, spared.steps);
  extraction.observe(nullptr);
  const std::uint64_t before = extraction.steps();
  extraction.run(article);
  EXPECT_EQ(extraction.steps() - before, spared.steps) << "a profile tells what a run costs";
}

TEST(Gates, DoNotAskForWhatABranchLeadsPast) {
  for (const char* const pattern : {"@\"alpha\" ~5 \"omega\"? \"delta\"", "@\"alpha\" ~5 (\"omega\" | Lower)",
                                    "@\"alpha\" ~5 !\"omega\"", "@\"alpha\" ~5 \"delta\"{1,3}"})
    EXPECT_GT(steps_in(pattern, "alpha beta gamma delta."), 0U) << pattern;
}

}  // namespace
}  // namespace newsgraph
