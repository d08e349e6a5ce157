// SPDX-License-Identifier: Apache-2.0
// Every element of a pattern and every clause of a rule, on rules and sentences that can be checked by hand.
#include <algorithm>

#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

const std::string kBase =
    "type Person \"p\" merges suffix\n"
    "type Firm \"f\"\n"
    "type Event \"e\"\n"
    "relation MEETS \"m\" \"g\" (Person -> Person) symmetric\n"
    "relation LEADS \"l\" \"l\" (Person -> Firm)\n"
    "relation HOSTS \"h\" \"h\" (Firm|Person -> Event)\n"
    "label Hit, Post, Date\n"
    "relation DATE (Event -> Date) attribute\n"
    "list cased first = \"Ada\" | \"Bo\" | \"Cy\" | \"Dee\"\n"
    "list firm = \"Alder Foods\" | \"Elm Rail\" | \"Elm\"\n"
    "list clause-break = \";\" | \"but\"\n"
    "macro separator = (\",\" | \"and\")\n"
    "rule person -> Person\n  find name:([first] Capitalized?)\n"
    "rule firm -> Firm\n  find name:[firm]\n";

struct Case {
  const char* pattern;
  const char* text;
  Strings words;  // what the rule covers
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.pattern << " in " << c.text;
}

class Pattern : public testing::TestWithParam<Case> {};

TEST_P(Pattern, CoversTheseWords) {
  const auto rules = compile_text(kBase +
                                  "list greet = \"good day\" | \"good\" | \"day\"\nlist pet = \"cat\" | "
                                  "\"dog\"\nmacro low = Lower\nrule hit -> Hit\n  find " +
                                  GetParam().pattern + "\n  needs Person|Firm\n");
  ASSERT_NE(rules, nullptr);
  EXPECT_EQ(matches_of(*rules, "hit", GetParam().text), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Language, Pattern,
    testing::Values(Case{"\"two words\"", "the two words here", {"two words"}},
                    Case{"\"two words\"", "the Two WORDS here", {"Two WORDS"}},
                    Case{"'Bộ' \"y tế\"", "một bộ y tế, hai Bộ y tế", {"Bộ y tế"}},
                    Case{"\"hoà bình\"", "nền hòa bình", {"hòa bình"}},
                    Case{"[greet]", "a good day then", {"good day"}},
                    Case{"[greet] \"day\"", "a good day then", {"good day"}},
                    Case{"[greet|pet] \"then\"", "a dog then", {"dog then"}},
                    Case{"Person \"sat\"", "so Ada Okafor sat", {"Ada Okafor sat"}},
                    Case{"(Person | Firm) \"sat\"", "Elm Rail sat", {"Elm Rail sat"}},
                    Case{"\"the\" Cap", "the River the sea", {"the River"}},
                    Case{"\"the\" Upper", "the River the NATO", {"the NATO"}},
                    Case{"\"the\" Num", "the old the 13", {"the 13"}},
                    Case{"\"the\" Code", "the 13 the 62/2013/QH13", {"the 62/2013/QH13"}},
                    Case{"\"the\" Punct", "the sea the (", {"the ("}},
                    Case{"\"day\" /(?<d>\\d{1,2})/", "day one, day 123, day 12", {"day 12"}},
                    Case{"\"the\" !\"old\"", "the old, the new", {"the new"}},
                    Case{"\"the\" !Person", "the Ada Okafor, the new", {"the new"}},
                    Case{"\"the\" ~2 \"end\"", "the one two three end", {}},
                    Case{"\"the\" ~3 \"end\"", "the one two three end", {"the one two three end"}},
                    Case{"\"the\" ~1 \"end\"", "the Ada Okafor end", {"the Ada Okafor end"}},
                    Case{"\"the\" ~4 \"end\"", "the one but end", {}},
                    Case{"\"the\" ~~4 \"end\"", "the one but end", {"the one but end"}},
                    Case{"\"the\" ~~4 \"end\"", "the one. The end", {"The end"}},
                    Case{"\"the\" \"old\"? \"end\"", "the end, the old end", {"the old end", "the end"}},
                    Case{"\"the\" \"old\"* \"end\"", "the old old old end", {"the old old old end"}},
                    Case{"\"the\" \"old\"+ \"end\"", "the end, the old end", {"the old end"}},
                    Case{"\"the\" \"old\"{2,3}", "the old, the old old old old", {"the old old old"}},
                    Case{"\"the\" (\"big\" \"cat\" | \"dog\")",
                         "the cat, the dog, the big cat",
                         {"the big cat", "the dog"}},
                    Case{"\"see\" Person...", "see Ada, Bo and Cy there", {"see Ada, Bo and Cy"}},
                    Case{"\"the\" (Lower except \"old\"){1,3}", "the big red old cat", {"the big red"}},
                    Case{"\"the\" (<low> except \"old\"){1,3}", "the big red old cat", {"the big red"}},
                    Case{"^ \"the\"", "then the. The end", {"The"}},
                    Case{"\"end\" $", "the end of the end", {"end"}},
                    Case{"Lower @\"end\" Lower?", "a good end here", {"good end here"}},
                    Case{"\"the\" Any", "the Ada Okafor, the ?", {"the ?"}}));

class Clause : public testing::TestWithParam<Case> {};

TEST_P(Clause, DecidesWhatMatches) {
  const auto rules = compile_text(kBase +
                                  "list old = \"old cat\" | [older]\nlist older = \"old hòa\"\n"
                                  "list young = \"young cat\"\nrule hit -> Hit\n" +
                                  GetParam().pattern);
  ASSERT_NE(rules, nullptr);
  EXPECT_EQ(matches_of(*rules, "hit", GetParam().text), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Language, Clause,
    testing::Values(
        Case{"  find x:\"cat\"\n  unless \"no\" before x\n", "no cat, a cat", {"cat"}},
        Case{"  find \"cat\"\n  unless \"no\" ~1 before match\n", "no big cat, a cat", {"cat"}},
        Case{"  find \"cat\"\n  if \"no\" before match\n", "no cat, a cat", {"cat"}},
        Case{"  find \"cat\"\n  unless \"food\" after trigger\n", "cat food, cat toys", {"cat"}},
        Case{"  find x:(\"a\" Lower \"cat\")\n  unless \"big\" inside x\n",
             "a big cat, a red cat",
             {"a red cat"}},
        Case{"  find x:Capitalized \"and\" @y:Capitalized\n  where x = y\n",
             "Lan and Mai, Mai and Mai",
             {"Mai and Mai"}},
        Case{"  find x:Capitalized \"and\" @y:Capitalized\n  where x != y\n",
             "Lan and Mai, Mai and Mai",
             {"Lan and Mai"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x begins \"old\"\n",
             "the new cat, the old cat",
             {"the old cat"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x ends \"cat\" and x contains \"new\"\n",
             "the new dog, the old cat, the new cat",
             {"the new cat"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x ends \"cat\" | \"cow\" and x != \"old cow\"\n",
             "the new dog, the old cow, the new cow, the old cat",
             {"the new cow", "the old cat"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x != \"old cat\" | \"new cat\"\n",
             "the new cat, the old cat, the red cat",
             {"the red cat"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x = [old] | \"new cow\"\n",
             "the new cat, the old cat, the new cow, the old hoà",
             {"the old cat", "the new cow", "the old hoà"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x != [old|young]\n",
             "the new cat, the old cat, the young cat",
             {"the new cat"}},
        Case{"  find \"the\" x:(Lower Lower)\n"
             "  where x ends \"cat\" or x begins \"old\" and x ends \"cow\"\n",
             "the new cat, the old cow, the new cow, the old dog",
             {"the new cat", "the old cow"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x begins \"old\" or x begins \"new\"\n"
             "  where x ends \"cat\" or x ends \"cow\"\n",
             "the new cat, the old cow, the new dog, the old dog, the red cow",
             {"the new cat", "the old cow"}},
        Case{"  find \"the\" x:(Lower Lower)\n  where x ends \"cat\" and x begins \"new\" or "
             "x ends \"cow\" and x begins \"old\" or x = \"red dog\" and x != \"new dog\"\n",
             "the new cat, the old cow, the new cow, the old cat, the red dog",
             {"the new cat", "the old cow", "the red dog"}},
        Case{"  find \"cat\"\n  find \"dog\"\n", "cat and dog", {"cat", "dog"}},
        Case{"  find \"the\" x:\"cat\"\n  span x\n", "the cat", {"cat"}},
        Case{"  in title\n  find \"cat\"\n", "the cat", {}},
        Case{"  in paragraph\n  find \"cat\"\n", "the cat", {"cat"}}));

struct FactCase {
  const char* rules;
  const char* text;
  Strings facts;
};

void PrintTo(const FactCase& c, std::ostream* out) {
  *out << c.text << " by\n" << c.rules;
}

class Facts : public testing::TestWithParam<FactCase> {};

TEST_P(Facts, AreMade) {
  const auto rules = compile_text(kBase + GetParam().rules);
  ASSERT_NE(rules, nullptr);
  EXPECT_EQ(facts_in(*rules, GetParam().text), GetParam().facts);
}

const char kMeets[] =
    "rule meets -> MEETS(source, target)\n  find source:Person... \"met\" target:Person...\n";

INSTANTIATE_TEST_SUITE_P(
    Language, Facts,
    testing::Values(
        FactCase{kMeets, "Ada met Bo.", {"Ada MEETS Bo"}},
        FactCase{kMeets,
                 "Ada and Bo met Cy, Dee.",
                 {"Ada MEETS Cy", "Ada MEETS Dee", "Bo MEETS Cy", "Bo MEETS Dee"}},
        FactCase{kMeets, "Ada met Ada.", {}},
        FactCase{"rule leads -> LEADS(source, target)\n  find source:(Person | Firm) \"leads\" "
                 "target:(Person | Firm)\n",
                 "Elm leads Ada. Bo leads Elm.",
                 {"Bo LEADS Elm"}},
        FactCase{"rule between -> MEETS(a, b)\n  find \"between\" a:Person \"and\" b:Person\n",
                 "Talks between Ada and Bo.",
                 {"Ada MEETS Bo"}},
        FactCase{"list post = \"head\" | \"chair\"\nrule leads -> LEADS(source, target, role = r)\n  find "
                 "source:Person \",\" r:[post] \"of\" target:Firm\n",
                 "Ada, head of Elm, left.",
                 {"Ada LEADS Elm as head"}},
        FactCase{"rule meets -> MEETS(source, target)\n  find source:Person \"will\"? @\"meet\" "
                 "target:Person\n  status planned if \"will\" before trigger\n",
                 "Ada will meet Bo. Ada meet Cy.",
                 {"Ada MEETS Bo planned", "Ada MEETS Cy"}},
        FactCase{"status denied for MEETS if \"not\" ~1 before trigger\nrule meets -> MEETS(source, "
                 "target)\n  find source:Person ~2 @\"meet\" target:Person\n",
                 "Ada did not meet Bo.",
                 {"Ada MEETS Bo denied"}},
        FactCase{"rule meets -> MEETS(source, target)\n  find source:Person @\"met\" target:Person\n  status "
                 "reported if who:Person \"says\" ~2 before trigger as who\n",
                 "Cy says Ada met Bo.",
                 {"Ada MEETS Bo reported by Cy"}},
        FactCase{"rule host -> HOSTS(f, e)\n  find f:Firm \"hosts\" e:Event\nrule event -> Event\n  find "
                 "\"the\" name:(Capitalized \"Fair\")\n",
                 "Elm hosts the Spring Fair.",
                 {"Elm HOSTS Spring Fair"}},
        FactCase{"rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = last Person where "
                 "text != p.text within 2 sentences\n",
                 "Bo slept. Ada saw him.",
                 {"Ada MEETS Bo"}},
        FactCase{"rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = last Person where "
                 "text != p.text within 0 sentences\n",
                 "Bo slept. Ada saw him.",
                 {}},
        FactCase{"rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = last Person where "
                 "text = \"Bo\" | \"Dee\" and text != p.text\n",
                 "Bo slept. Cy slept. Ada saw him.",
                 {"Ada MEETS Bo"}},
        // A line of its own is a clause of its own, also below a lookup.
        FactCase{"rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = last Person\n"
                 "  where q.text = \"Bo\"\n",
                 "Bo slept. Ada saw him.",
                 {"Ada MEETS Bo"}},
        FactCase{"rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = last Person\n"
                 "  where q.text = \"Cy\"\n",
                 "Cy ran. Bo slept. Ada saw him.",
                 {}},
        FactCase{"list two = \"Bo\" | \"Dee\"\n"
                 "macro another = last Person where text = [two] and text != p.text\n"
                 "macro anybody = <another> or next Person\n"
                 "rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = <anybody>\n",
                 "Bo slept. Cy slept. Ada saw him.\nAda saw him. Cy ran.",
                 {"Ada MEETS Bo", "Ada MEETS Bo"}},
        FactCase{"macro other = last Person where text != p.text within 1 sentences or next Person\n"
                 "rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"him\"\n  let q = <other>\n",
                 "Bo slept. Cy slept. Ada saw him.",
                 {"Ada MEETS Cy"}},
        FactCase{"rule back -> MEETS(p, q)\n  find p:Person \"saw\" \"them\"\n  let q = next Person\n",
                 "Ada saw them. Bo slept.",
                 {"Ada MEETS Bo"}}));

// Longer mentions are made first, so what a stratum makes is not in the order of the text.
TEST(Language, LastAndNextGoByTheTextNotByTheOrderOfMaking) {
  const std::string titled =
      kBase + kMeets + "rule titled -> Person\n  find (\"the old doctor\" | \"doctor\") name:Person\n";
  const auto last = compile_text(titled + "rule she -> Person\n  find \"the lady\"\n  refer last Person\n");
  EXPECT_EQ(facts_in(*last, "Doctor Ada came. The old doctor Bo came. The lady met Cy."),
            (Strings{"Bo MEETS Cy"}));
  const auto next = compile_text(
      titled +
      "rule she -> Person\n  find \"the lady\"\n  refer next Person where text contains \"doctor\"\n");
  EXPECT_EQ(facts_in(*next, "The lady met Cy. Doctor Ada came. The old doctor Bo came."),
            (Strings{"Ada MEETS Cy"}));
}

TEST(Language, AReferenceStandsForTheEntityItRefersTo) {
  const auto rules =
      compile_text(kBase + kMeets + "rule she -> Person\n  find \"the lady\"\n  refer last Person\n");
  EXPECT_EQ(facts_in(*rules, "Ada Okafor came. The lady met Bo."), (Strings{"Ada Okafor MEETS Bo"}));
  EXPECT_EQ(facts_in(*rules, "The lady met Bo."), Strings{}) << "nobody to refer to";
}

// Both are made in one stratum, so that nobody stands yet when the reference starts.
TEST(Language, AReferenceFindsWhatIsNamedInItsOwnStratum) {
  const auto rules = compile_text(kBase + "rule leads -> LEADS(p, f)\n  find p:Person \"leads\" f:Firm\n" +
                                  "rule she -> Person\n  find \"the lady\"\n  refer last Person\n" +
                                  "rule doctor -> Person\n  find name:\"the old doctor\"\n  needs Person\n");
  EXPECT_EQ(facts_in(*rules, "The old doctor slept. The lady leads Elm Rail."),
            (Strings{"The old doctor LEADS Elm Rail"}));
}

TEST(Language, AReferenceToNobodyBeatsNothing) {
  const auto rules =
      compile_text(kBase + kMeets +
                   "rule she -> Person\n  find \"the lady\"\n  refer last Person\n  beats doctor\n"
                   "rule doctor -> Person\n  find name:\"the lady doctor\"\n  needs Person\n");
  EXPECT_EQ(facts_in(*rules, "Ada came. The lady doctor met Bo."), Strings{}) << "the lady is Ada";
  EXPECT_EQ(facts_in(*rules, "The lady doctor met Bo."), (Strings{"The lady doctor MEETS Bo"}));
}

TEST(Language, AnAliasNamesTheEntityFromThenOn) {
  const auto rules = compile_text(kBase +
                                  "rule introduced -> Firm\n  find name:(Capitalized \"Works\") \"(\" "
                                  "short:Upper \")\"\n  alias short\n");
  EXPECT_EQ(entities_in(*rules, "Birch Works (BWX) grew. BWX is old."), (Strings{"Firm: Birch Works = BWX"}));
  EXPECT_EQ(mentions_in(*rules, "Birch Works (BWX) grew. BWX is old.").back(), "Firm[BWX]");
}

TEST(Language, AnAliasIsNotFoundWhereAGuardOfItsWordsForbids) {
  const std::string introduced = kBase +
                                 "rule introduced -> Firm\n  find name:(Capitalized \"Works\") \"(\" "
                                 "short:Upper \")\"\n  alias short\n";
  const std::string text = "Birch Works (BWX) grew. It stands at 30 BWX Road. BWX is old. Mr BWX is not.";
  const auto mentions = [&](const std::string& guards) {
    const auto rules = compile_text(introduced + guards);
    const Strings all = mentions_in(*rules, text);
    return std::count(all.begin(), all.end(), "Firm[BWX]");
  };
  EXPECT_EQ(mentions(""), 3);
  EXPECT_EQ(mentions("  unless Num before short\n  unless \"road\" after short\n"), 2);
  EXPECT_EQ(mentions("  unless Num | \"Mr\" before short\n"), 1);
  EXPECT_EQ(mentions("  unless Num before match\n  unless \"Mr\" before name\n"), 3) << "of other words";
}

TEST(Language, AnEntityHasTheNameThatTheRuleSets) {
  const auto rules =
      compile_text(kBase + "rule event -> Event\n  find \"fair\" \"of\" y:Num\n  name \"Fair {y}\"\n");
  EXPECT_EQ(entities_in(*rules, "The fair of 2024."), (Strings{"Event: Fair 2024"}));
}

TEST(Language, DatesAreResolvedAgainstTheArticlesDate) {
  const auto rules = compile_text(
      kBase +
      "rule event -> Event\n  find \"the\" name:(Capitalized \"Fair\")\n"
      "rule day -> Date\n  find \"on\" d:/(?<day>\\d+)-(?<month>\\d+)/\n  set day = d.day, month = d.month\n"
      "rule tomorrow -> Date\n  find \"tomorrow\"\n  set offset_days = \"1\"\n"
      "rule dated -> DATE(e, d)\n  find e:Event Lower{0,3} d:Date\n");
  EXPECT_EQ(entities_in(*rules, "the Spring Fair opens on 20-6."),
            (Strings{"Event: Spring Fair date=2024-06-20"}));
  EXPECT_EQ(entities_in(*rules, "the Spring Fair opens tomorrow."),
            (Strings{"Event: Spring Fair date=2024-06-16"}));
}

TEST(Language, RowsOfAListGiveTheirAttributes) {
  const auto rules =
      compile_files({{"a.rules", kBase + "list post from \"posts.txt\"\n"
                                         "rule post -> Post\n  find p:[post]\n  set kind = p.kind\n"
                                         "rule leads -> LEADS(source, target, role = p)\n  find "
                                         "source:Person \",\" p:Post{kind=\"top\"} \"of\" target:Firm\n"},
                     {"posts.txt", "# columns: text kind\nhead\ttop\nclerk|scribe\tlow\n"}});
  EXPECT_EQ(facts_in(*rules, "Ada, head of Elm. Bo, clerk of Elm."), (Strings{"Ada LEADS Elm as head"}));
}

TEST(Language, ColumnsAreNamedAboveTheRowsOfAList) {
  std::vector<RuleProblem> problems;
  try_compile({{"a.rules", "list post from \"posts.txt\"\n"}, {"posts.txt", "head\n# columns: text kind\n"}},
              problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].to_string(),
            "posts.txt:2: error: '# columns:' stands below an entry; it must stand above all\n"
            "  # columns: text kind");
}

TEST(Language, GazetteerNamesAskForTheirCapitals) {
  const auto rules = compile_files(
      {{"a.rules",
        "type Town \"t\"\ngazetteer town from \"towns.csv\"\nrule town -> Town\n  find name:[town]\n"},
       {"towns.csv", "name,aliases,id\nHill,Old Hill|The Hill,t-1\n"}});
  EXPECT_EQ(entities_in(*rules, "up the hill"), Strings{});
  EXPECT_EQ(entities_in(*rules, "in Old Hill today"), (Strings{"Town: Hill = Old Hill"}));
}

TEST(Language, TwoListsOfOneGazetteerFindTheSameThing) {
  const auto rules = compile_files(
      {{"a.rules",
        "type Town \"t\"\ngazetteer town from \"towns.csv\"\ngazetteer uncased any-town from \"towns.csv\"\n"
        "rule town -> Town\n  find name:[town]\nrule any -> Town\n  find name:[any-town]\n"},
       {"towns.csv", "name,aliases,id\nHill,Old Village,t-1\n"}});
  EXPECT_EQ(entities_in(*rules, "Hill and the old village"), (Strings{"Town: Hill = old village"}));
}

TEST(Language, TwoGazetteersMayNotCallTwoThingsByOneId) {
  const std::string rule =
      "type Town \"t\"\ngazetteer town from \"towns.csv\"\ngazetteer mine from \"mine.csv\"\n"
      "rule t -> Town\n  find [town] | [mine]\n";
  const std::string towns = "id,name\nt1,Elm\nt2,Oak\nt3,Ash\n";
  std::vector<RuleProblem> problems;
  EXPECT_EQ(
      try_compile({{"a.rules", rule}, {"towns.csv", towns}, {"mine.csv", "id,name\nt2,Yew\n"}}, problems),
      nullptr);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].to_string().find(
                "mine.csv:2:1: error: the id 't2' of 'Yew' is that of 'Oak' at towns.csv:3; give each"),
            0U);
  compile_files(
      {{"a.rules", rule}, {"towns.csv", towns}, {"mine.csv", "id,name,aliases\nt2,Oak,Oak Town\n,Yew,\n"}});
}

TEST(Language, AWordListMayBeginWithAByteOrderMark) {
  std::vector<RuleProblem> problems;
  const auto rules = compile_files(
      {{"a.rules", "type Town \"t\"\nlist town from \"towns.txt\"\nrule t -> Town\n  find [town]\n"},
       {"towns.txt",
        "\xEF\xBB\xBF"
        "Elm\r\n"}});
  Extractor extractor(*rules);
  EXPECT_EQ(extractor.extract(article_of("In Elm.")).mentions.size(), 1U);
}

}  // namespace
}  // namespace newsgraph
