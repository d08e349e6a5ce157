// SPDX-License-Identifier: Apache-2.0
// Doubts about rules that compile, examples that run, and why a fact is missing.
#include "extract/rule/lint.h"

#include "extract/check.h"
#include "extract/explain.h"
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

const std::string kTypes =
    "type Person \"p\"\ntype Firm \"f\"\nrelation LEADS \"l\" \"l\" (Person -> Firm)\n"
    "rule person -> Person\n  find name:(\"Ms\" Capitalized)\nrule firm -> Firm\n  find name:(\"Elm\" "
    "Capitalized)\n";

std::string doubts_of(const std::string& content) {
  const auto rules = compile_text(content);
  std::string text;
  for (const RuleProblem& problem : lint(*rules)) text += problem.message + "\n";
  return text;
}

struct Case {
  const char* what;
  const char* rules;
  const char* told;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.what;
}

class Doubts : public testing::TestWithParam<Case> {};

TEST_P(Doubts, AreTold) {
  EXPECT_EQ(doubts_of(kTypes + GetParam().rules), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Lint, Doubts,
    testing::Values(
        Case{"nothing is wrong", "rule leads -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n", ""},
        Case{"the same pattern twice",
             "rule one -> Firm\n  find \"oak\" Capitalized\nrule two -> Firm\n  find \"oak\" Capitalized\n",
             "rule 'two' never wins here: 'one' at a.rules:9 has the same pattern\n"},
        Case{"the same pattern for another label",
             "rule one -> Firm\n  find \"oak\" Capitalized\nrule two -> Person\n  find \"oak\" Capitalized\n",
             ""},
        Case{"a capture nobody reads", "rule leads -> LEADS(p, f)\n  find p:Person how:\"leads\" f:Firm\n",
             "nothing in rule 'leads' reads the capture 'how'\n"},
        Case{"a capture that a guard reads",
             "rule leads -> LEADS(p, f)\n  find p:Person how:\"leads\" f:Firm\n  unless \"not\" before how\n",
             ""},
        Case{"arguments the wrong way round", "rule leads -> LEADS(f, p)\n  find p:Person \"leads\" f:Firm\n",
             "'f' is Firm, which is never the source of LEADS: that wants Person\n'p' is Person, which is "
             "never the target of LEADS: that wants Firm\n"},
        Case{"an argument that fits at times",
             "rule leads -> LEADS(p, f)\n  find p:(Person|Firm) \"leads\" f:Firm\n", ""},
        Case{"a guard whose words the pattern rules out",
             "rule leads -> LEADS(p, f)\n  find p:Person \"now\" t:\"leads\" f:Firm\n"
             "  unless \"not\" | \"never\" before t\n",
             "this 'unless' never holds: just before 't' the pattern itself wants \"now\"\n"},
        Case{"a guard whose words the pattern allows",
             "list how = \"now\" | \"did not\"\nrule leads -> LEADS(p, f)\n"
             "  find p:Person [how] t:\"leads\" f:Firm\n  unless \"not\" before t\n",
             ""},
        Case{"a guard past a gap",
             "rule leads -> LEADS(p, f)\n  find p:Person ~2 t:\"leads\" f:Firm\n  unless \"not\" before t\n",
             ""},
        Case{"a guard inside words that do not hold its own",
             "list leads = \"leads\" | \"is head of\"\nrule leads -> LEADS(p, f)\n"
             "  find p:Person [leads] f:Firm\n  unless \"heads\" inside trigger\n",
             "this 'unless' never holds: 'trigger' is \"is head of\" | \"leads\" here\n"},
        Case{"a guard inside words that hold its own",
             "list leads = \"leads\" | \"is head of\"\nrule leads -> LEADS(p, f)\n"
             "  find p:Person [leads] f:Firm\n  unless \"head of\" inside trigger\n",
             ""},
        Case{"a guard of words inside an entity's mention",
             "rule leads -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n  unless \"son\" inside f\n",
             "this 'unless' never holds: the words of 'f' are seen only as Firm; ask with 'where f.name "
             "contains ...'\n"},
        Case{"a guard of labels inside an entity's mention",
             "rule leads -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n  unless Firm inside f\n", ""},
        Case{"a sentence that ends before its middle",
             "rule leads -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n  unless \"once\" $ before p\n",
             "this 'unless' never holds: the sentence would end ('$') before the match does\n"},
        Case{"a label that no rule makes",
             "label Ghost\nrule leads -> LEADS(p, f)\n  find p:Person \"leads\" Ghost f:Firm\n",
             "rule 'leads' never matches: it waits for 'Ghost', which no rule makes\n"},
        Case{"a label that may be absent",
             "label Ghost\nrule leads -> LEADS(p, f)\n  find p:Person \"leads\" Ghost? f:Firm\n", ""},
        Case{"a feature that nothing sets",
             "rule leads -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n  where p.nmae = f.name\n",
             "nothing has a feature 'nmae', did you mean 'name'?\n"},
        Case{"eth for Đ", "list a = \"\u00D0ồng\"\n",
             "'\u00D0ồng' has the letter U+00D0, which only looks like U+0110 'Đ'\n"},
        Case{"a Cyrillic letter among Latin ones", "list a = \"B\u0430nk\"\n",
             "'B\u0430nk' mixes Latin letters with U+0430, which only looks like one\n"},
        Case{"marks apart from their letters", "list a = \"ho\u0323p\"\n",
             "'ho\u0323p' is not in composed form (NFC): marks stand apart from their letters\n"}));

TEST(Lint, TellsOfNamesInTwoGazetteers) {
  const auto rules = compile_files({{"a.rules",
                                     "type Town \"t\"\ntype River \"r\"\ngazetteer town from "
                                     "\"towns.csv\"\ngazetteer river from \"rivers.csv\"\n"
                                     "rule t -> Town\n  find [town]\nrule r -> River\n  find [river]\n"},
                                    {"towns.csv", "name,id\nElm,t1\nOak,t2\n"},
                                    {"rivers.csv", "name,id\nOak,r1\n"}});
  const std::vector<RuleProblem> problems = lint(*rules);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].to_string(),
            "towns.csv:3: warning: a name here stands also in rivers.csv: Oak (lines 3 and 2); the rules "
            "decide which is meant");
}

TEST(Lint, TellsOfTwoNamesWithOneId) {
  const auto rules =
      compile_files({{"a.rules",
                      "type Town \"t\"\ngazetteer town from \"towns.csv\"\n"
                      "rule t -> Town\n  find [town]\n"},
                     {"towns.csv", "name,id,aliases\nElm,t1,Elms\nOak,t1,\nElm,t1,Elm Town\n"}});
  const std::vector<RuleProblem> problems = lint(*rules);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].to_string(), "towns.csv:3: warning: 'Oak' has the id 't1' of 'Elm' (line 2)");
}

TEST(Lint, TellsAliasesThatFindNothingOfTheirOwn) {
  const auto doubts = [](const std::string& row) {
    const auto rules = compile_files({{"a.rules",
                                       "type Town \"t\"\ngazetteer town from \"towns.csv\"\n"
                                       "rule t -> Town\n  find [town]\n"},
                                      {"towns.csv", "name,aliases\n" + row + "\n"}});
    std::string text;
    for (const RuleProblem& problem : lint(*rules)) text += problem.to_string() + "\n";
    return text;
  };
  const auto told = [](const std::string& alias, const std::string& other) {
    return "towns.csv:2: warning: the alias '" + alias + "' finds nothing more than '" + other +
           "' does; leave it out\n";
  };
  EXPECT_EQ(doubts("Elm Town,Elm town"), "") << "a small letter finds more than the name";
  EXPECT_EQ(doubts("Elm Town,elm Town|Elm town"), "") << "neither finds all that the other does";
  EXPECT_EQ(doubts("Elm town,Elm Town"), told("Elm Town", "Elm town"));
  EXPECT_EQ(doubts("Elm,Oak Town|Oak town"), told("Oak Town", "Oak town"));
  EXPECT_EQ(doubts("Elm,Oak-Town|Oak - Town"), told("Oak - Town", "Oak-Town"))
      << "of two alike the first stays";
  EXPECT_EQ(doubts("Elm,Elm"), told("Elm", "Elm"));
}

TEST(Lint, FindsNoSuchAliasInOurGazetteers) {
  std::vector<RuleProblem> problems;
  const auto rules = RuleSet::load({}, false, problems);
  ASSERT_NE(rules, nullptr);
  for (const RuleProblem& problem : lint(*rules))
    EXPECT_EQ(problem.message.find("the alias"), std::string::npos) << problem.to_string();
}

TEST(Lint, TellsByACorpusWhichRulesAreIdle) {
  const auto rules = compile_text("label A, B\nrule a -> A\n  find \"x\"\nrule b -> B\n  find \"y\"\n");
  std::string text;
  for (const RuleProblem& problem : lint_usage(*rules, {{20000, 1, 1}, {0, 0, 0}}, 100000))
    text += problem.message + "\n";
  EXPECT_EQ(
      text,
      "rule 'a' starts at something too common: 20000 tries for 1 matches; put '@' before a rarer word\n"
      "rule 'b' never starts on this corpus: what it begins from, or what must stand beside that, "
      "is not there\n");
}

TEST(Examples, FailWithWhatWasFoundInstead) {
  const auto rules = compile_text(
      "label A\nrule a -> A\n  find x:\"elm\" \"tree\"?\n  yes \"the {x elm} tree\"\n  yes \"the elm {x "
      "tree}\"\n  yes \"oak\"\n  no \"elm\"\n  no \"oak\"\n  todo \"{x elm}\"\n  todo \"{x oak}\"\n");
  const ExampleReport report = run_examples(*rules);
  EXPECT_EQ(report.yes, 3u);
  EXPECT_EQ(report.no, 2u);
  EXPECT_EQ(report.todo, 2u);
  EXPECT_EQ(report.todo_passing, 1u);
  EXPECT_EQ(report.failed, 3u);
  Strings told;
  for (const RuleProblem& problem : report.problems)
    told.push_back(std::to_string(problem.line) + " " + problem.message);
  EXPECT_EQ(told,
            (Strings{"5 a: binds other words in \"the elm tree\"\n    found {match elm tree} {x elm}",
                     "6 a: does not match \"oak\"\n    it never started: nothing it begins from stands there",
                     "7 a: must not match \"elm\"\n    found {match elm} {x elm}",
                     "9 a: this todo passes now; make it a yes"}));
}

TEST(Examples, TellHowFarARuleCameThatFoundNothing) {
  const auto rules = compile_text(
      "type P \"p\"\nrule p -> P\n  find name:(\"ada\" | \"bo\")\nlabel A\n"
      "rule a -> A\n  find P ~1 @\"met\" P\n  yes \"ada met old bo\"\n");
  const ExampleReport report = run_examples(*rules);
  ASSERT_EQ(report.problems.size(), 1u);
  EXPECT_EQ(
      report.problems[0].message,
      "a: does not match \"ada met old bo\"\n"
      "    it started at 'met', came as far as 'met' and stopped after it: it met 'old', which the pattern "
      "does not allow here (at 6:20)\n"
      "    mentions here: 'ada' (P, by p), 'bo' (P, by p)");
}

struct WhyCase {
  const char* text;
  const char* source;
  const char* target;
  WhyNot::Kind kind;
  const char* told;  // stands in the answer
};

void PrintTo(const WhyCase& c, std::ostream* out) {
  *out << c.text;
}

class Why : public testing::TestWithParam<WhyCase> {};

TEST_P(Why, TellsWhatStoodInTheWay) {
  const auto rules = compile_text(
      kTypes +
      "rule leads -> LEADS(p, f)\n  find p:Person ~1 @\"leads\" f:Firm\n  unless \"never\" before trigger\n"
      "rule heads -> LEADS(p, f)\n  find p:Person \"heads\" f:Firm\n  beats runs\n"
      "rule runs -> LEADS(q, f)\n  find p:Person \"heads\" f:Firm \"with\" q:Person\n");
  const WhyNot answer =
      why_not(*rules, article_of(GetParam().text), GetParam().source, "leads", GetParam().target);
  EXPECT_EQ(answer.kind, GetParam().kind) << answer.text;
  EXPECT_NE(answer.text.find(GetParam().told), std::string::npos) << answer.text;
}

INSTANTIATE_TEST_SUITE_P(
    Explain, Why,
    testing::Values(WhyCase{"Ms Ada leads Elm Rail.", "ada", "elm", WhyNot::Kind::kFound,
                            "is found by leads (a.rules:8)"},
                    WhyCase{"Ms Ada leads the old Elm Rail.", "ada", "elm", WhyNot::Kind::kStopped,
                            "stopped after it: it met 'the'"},
                    WhyCase{"Ms Ada so seldom leads Elm Rail.", "ada", "elm", WhyNot::Kind::kStopped,
                            "stopped before it: it met 'so'"},
                    WhyCase{"Ms Ada never leads Elm Rail.", "ada", "elm", WhyNot::Kind::kStopped,
                            "its guard forbids it\n    at a.rules:10:10"},
                    WhyCase{"Ms Ada saw Elm Rail.", "ada", "elm", WhyNot::Kind::kNeverTried,
                            "nothing to start from had: heads (from \"heads\"), leads (from \"leads\")"},
                    WhyCase{"Ms Ada left. Elm Rail grew.", "ada", "elm", WhyNot::Kind::kNeverTried,
                            "no sentence mentions both 'ada' and 'elm'"},
                    WhyCase{"Ms Ada heads Elm Rail with Ms Bea.", "bea", "elm", WhyNot::Kind::kElsewhere,
                            "against heads (a.rules:11), which beats it"},
                    WhyCase{"Ms Ada leads Elm Rail.", "elm", "ada", WhyNot::Kind::kSignature,
                            "Elm Rail (Firm) is never the source of LEADS: that wants Person"},
                    WhyCase{"Ms Ada leads Elm Rail.", "cy", "elm", WhyNot::Kind::kUnknownName,
                            "'cy' is no mention of this article: its words do not stand in it"}));

TEST(Explain, RefusesAnUnknownRelationWithAHint) {
  const auto rules = compile_text(kTypes);
  try {
    why_not(*rules, article_of("Ms Ada."), "ada", "leades", "elm");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "unknown relation 'leades', did you mean 'LEADS'?");
  }
}

}  // namespace
}  // namespace newsgraph
