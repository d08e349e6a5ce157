// SPDX-License-Identifier: Apache-2.0
// The order in which rules run, and which of two rules wins.
#include <algorithm>
#include <random>

#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

const std::string kTypes =
    "type Person \"p\"\ntype Firm \"f\"\n"
    "relation LEADS \"l\" \"l\" (Person -> Firm)\n";

TEST(Cascade, ARuleRunsAfterTheMakersOfWhatItReadsWhereverItStands) {
  const std::string reader = "rule a -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n";
  const std::string maker =
      "rule z -> Person\n  find name:(\"Ms\" Capitalized)\nrule y -> Firm\n  find name:(\"Elm\" "
      "Capitalized)\n  unless Person before match\n";
  for (const std::string& file : {kTypes + reader + maker, kTypes + maker + reader}) {
    const auto rules = compile_text(file);
    EXPECT_EQ(facts_in(*rules, "Ms Ada leads Elm Rail."), (Strings{"Ms Ada LEADS Elm Rail"}));
  }
}

TEST(Cascade, RulesThatNeedEachOtherAreAnErrorThatNamesThem) {
  EXPECT_EQ(problems_of("label A, B\nrule a -> A\n  find \"x\" B\nrule b -> B\n  find \"y\" A\n"),
            "a.rules:2:6: error: rules that need each other: a -> b -> a; give one of them a label of its "
            "own to make\n"
            "  rule a -> A\n"
            "       ^\n");
}

TEST(Cascade, CyclesThatShareARuleAreOneError) {
  const std::string problems = problems_of(
      "label A, B, C, D\nrule a -> A\n  find \"x\" B\nrule b -> B\n  find \"y\" A\nrule c -> B\n"
      "  find \"z\" A\nrule d -> C\n  find \"x\" D\nrule e -> D\n  find \"y\" C\n");
  EXPECT_NE(problems.find("a -> b -> a"), std::string::npos) << problems;
  EXPECT_EQ(problems.find("a -> c -> a"), std::string::npos) << problems;
  EXPECT_NE(problems.find("d -> e -> d"), std::string::npos) << problems;
}

TEST(Cascade, ARuleMayBuildOnTheLabelItMakes) {
  const auto rules = compile_text(
      kTypes + "rule short -> Firm\n  find name:\"Elm\"\nrule long -> Firm\n  find name:(Firm \"Rail\")\n");
  EXPECT_EQ(mentions_in(*rules, "Elm Rail grew."), (Strings{"Firm[Elm Rail]"}));
}

struct Conflict {
  const char* what;
  const char* rules;
  const char* text;
  Strings mentions;
};

void PrintTo(const Conflict& c, std::ostream* out) {
  *out << c.what;
}

class Conflicts : public testing::TestWithParam<Conflict> {};

TEST_P(Conflicts, AreDecidedByOneOrder) {
  const auto rules = compile_text(kTypes + GetParam().rules);
  ASSERT_NE(rules, nullptr);
  EXPECT_EQ(mentions_in(*rules, GetParam().text), GetParam().mentions);
}

INSTANTIATE_TEST_SUITE_P(
    Cascade, Conflicts,
    testing::Values(
        Conflict{"the longer wins",
                 "rule a -> Person\n  find \"elm\"\nrule b -> Firm\n  find \"elm rail\"\n",
                 "Elm Rail",
                 {"Firm[Elm Rail]"}},
        Conflict{"of equal length the more specific wins",
                 "rule a -> Person\n  find \"elm\" Lower\nrule b -> Firm\n  find \"elm\" \"rail\"\n",
                 "elm rail",
                 {"Firm[elm rail]"}},
        Conflict{"of equal weight the earlier wins",
                 "rule a -> Person\n  find \"elm\" \"rail\"\nrule b -> Firm\n  find \"old\" \"elm\"\n",
                 "old elm rail",
                 {"Firm[old elm]"}},
        Conflict{"of equals the rule whose name comes first wins",
                 "rule b -> Firm\n  find \"elm\"\nrule a -> Person\n  find \"elm\"\n",
                 "elm",
                 {"Person[elm]"}},
        Conflict{"beats goes before length",
                 "rule a -> Person\n  find \"elm\"\n  beats b\nrule b -> Firm\n  find \"elm rail\"\n",
                 "elm rail",
                 {"Person[elm]"}},
        Conflict{"beats asks for overlap",
                 "rule a -> Person\n  find \"elm\"\n  beats b\nrule b -> Firm\n  find \"oak\"\n",
                 "elm and oak",
                 {"Person[elm]", "Firm[oak]"}},
        Conflict{"a later name takes an earlier one in whole",
                 "rule a -> Person\n  find \"elm\"\nrule b -> Firm\n  find Person \"rail\"\n",
                 "elm rail",
                 {"Firm[elm rail]"}},
        Conflict{
            "a later name never cuts an earlier one",
            "rule a -> Person\n  find \"elm rail\"\nrule b -> Firm\n  find \"rail line\"\n  needs Person\n",
            "elm rail line",
            {"Person[elm rail]"}}));

TEST(Cascade, FactsThatSayTheSameInOneSentenceAreOne) {
  const auto rules =
      compile_text(kTypes +
                   "rule p -> Person\n  find name:\"ada\"\nrule f -> Firm\n  find name:\"elm\"\n"
                   "rule one -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\nrule two -> LEADS(p, f)\n  "
                   "find p:Person ~2 f:Firm\n");
  Extractor extractor(*rules);
  const ArticleFacts found = extractor.extract(article_of("ada leads elm."));
  ASSERT_EQ(found.facts.size(), 1u);
  EXPECT_EQ(found.facts[0].rule, "one") << "the more specific gets the credit";
}

TEST(Cascade, OrderOfFilesAndOfRulesInThemChangesNothing) {
  const Strings rules = {"type Person \"p\"\n",
                         "type Firm \"f\"\n",
                         "relation LEADS \"l\" \"l\" (Person -> Firm)\n",
                         "label Post\n",
                         "list post = \"head\" | \"chair\"\n",
                         "list firm = \"Elm Rail\" | \"Elm\" | \"Alder\"\n",
                         "macro of-firm = \"of\" f:Firm\n",
                         "macro separator = \"and\"\n",
                         "rule firm -> Firm\n  find name:[firm]\n",
                         "rule firm-2 -> Firm\n  find name:(\"Elm\" Capitalized)\n",
                         "rule person -> Person\n  find name:(Capitalized Capitalized)\n",
                         "rule post -> Post\n  find [post]\n",
                         "rule leads -> LEADS(p, f)\n  find p:Person... \",\" Post <of-firm>\n",
                         "rule leads-2 -> LEADS(p, f)\n  find f:Firm \"under\" p:Person\n",
                         "status planned if \"soon\" before match\n",
                         "status denied if \"not\" ~3 before match\n",
                         "spelling \"ky\" = \"ki\"\n",
                         "abbreviation \"Mr\"\n"};
  const std::string text =
      "Ada Okafor and Bo Lund, head of Elm Rail, met. We hear soon Alder under Cy Berg. But not Elm under "
      "Dee Ek.";
  std::mt19937 random(7);
  std::string hash;
  Strings facts;
  for (int round = 0; round < 20; ++round) {
    Strings shuffled = rules;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    std::string file;
    for (const std::string& rule : shuffled) file += rule;
    const auto set = compile_text(file);
    ASSERT_NE(set, nullptr);
    const Strings now = facts_in(*set, text);
    if (round == 0) facts = now;
    EXPECT_EQ(now, facts);
    EXPECT_EQ(now, (Strings{"Ada Okafor LEADS Elm Rail", "Bo Lund LEADS Elm Rail",
                            "Cy Berg LEADS Alder planned", "Dee Ek LEADS Elm denied"}));
  }
  for (int round = 0; round < 5; ++round) {
    std::vector<RuleFile> files;
    Strings names;
    for (std::size_t i = 0; i < rules.size(); ++i) names.push_back("f" + std::to_string(i) + ".rules");
    for (std::size_t i = 0; i < rules.size(); ++i) files.push_back({names[i], rules[i]});
    std::shuffle(files.begin(), files.end(), random);
    std::vector<RuleProblem> problems;
    const auto set = RuleSet::compile(files, problems);
    ASSERT_NE(set, nullptr);
    if (hash.empty()) hash = set->hash();
    EXPECT_EQ(set->hash(), hash);
    EXPECT_EQ(facts_in(*set, text), facts);
  }
}

}  // namespace
}  // namespace newsgraph
