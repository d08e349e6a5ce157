// SPDX-License-Identifier: Apache-2.0
// Which names of one article are one thing, as a type's `merges` and a rule's `apart` say.
#include <algorithm>

#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

/// The names of the entities of `text`, where "Mr" names a person.
std::vector<std::string> persons_in(const std::string& text, const std::string& merges = "initials") {
  const auto rules = compile_text("type Person \"p\" merges " + merges +
                                  "\n"
                                  "macro part = (Capitalized | /\\p{Lu}/ \".\"? | \"III\")\n"
                                  "rule person -> Person\n  find \"Mr\" name:(<part>{1,4})\n  span name\n");
  Extractor extractor(*rules);
  std::vector<std::string> names;
  for (const Entity& entity : extractor.extract(article_of(text)).entities) names.push_back(entity.name);
  std::sort(names.begin(), names.end());
  return names;
}

using Names = std::vector<std::string>;

/// The names of the entities that some rules find in `text`, in order of their first mentions.
Names names_in(const std::string& text, const std::string& rules) {
  const auto compiled = compile_text(rules);
  Extractor extractor(*compiled);
  Names names;
  for (const Entity& entity : extractor.extract(article_of(text)).entities) names.push_back(entity.name);
  return names;
}

TEST(Initials, AreNoDifferenceBetweenNames) {
  EXPECT_EQ(persons_in("Mr Benigno S. Aquino III and Mr Benigno Aquino met."),
            Names{"Benigno S. Aquino III"});
  EXPECT_EQ(persons_in("Mr Rodrigo Duterte and Mr R. Duterte met."), Names{"Rodrigo Duterte"});
  EXPECT_EQ(persons_in("Mr John F. Kennedy and Mr J. F. Kennedy met."), Names{"John F. Kennedy"});
}

TEST(Initials, LeaveDifferentPersonsApart) {
  EXPECT_EQ(persons_in("Mr Rodrigo Duterte and Mr S. Duterte met.").size(), 2U);     // another initial
  EXPECT_EQ(persons_in("Mr Benigno Aquino and Mr Benigno Simeon met.").size(), 2U);  // another last name
  EXPECT_EQ(persons_in("Mr Benigno Aquino and Mr Aquino met.").size(), 2U);  // no first name, no initial
  EXPECT_EQ(persons_in("Mr Benigno Jose Aquino and Mr Benigno Aquino met.").size(), 2U);  // a whole word more
}

TEST(Initials, LetTheLastNameEndANameBeforeItsNumeral) {
  EXPECT_EQ(persons_in("Mr Benigno S. Aquino III and Mr Aquino met.", "suffix, initials"),
            Names{"Benigno S. Aquino III"});
}

/// A body named by what follows "of" is `apart`, any other may be short for a longer one.
std::size_t bodies_in(const std::string& text, const std::string& clause) {
  return names_in(
             text,
             "type Body \"b\" merges prefix\n"
             "rule body -> Body\n  find name:(\"Office\" Capitalized{1,3})\n  unless \"of\" before match\n"
             "rule owned -> Body\n  find \"of\" name:(\"Office\" Capitalized{1,3})\n  span name\n" +
                 clause)
      .size();
}

TEST(Apart, KeepsAShorterNameFromTheLongerOne) {
  const std::string text = "Office Foreign Affairs Norway wrote to the head of Office Foreign Affairs.";
  EXPECT_EQ(bodies_in(text, ""), 1U);
  EXPECT_EQ(bodies_in(text, "  apart\n"), 2U);
}

/// Names of bodies, joined only where one leaves out a legal form.
Names bodies_but_for_forms(const std::string& text) {
  return names_in(text,
                  "type Body \"b\" omits [legal-form]\n"
                  "list legal-form = \"Ltd\" | [joint-stock]\nlist joint-stock = \"Joint Stock\"\n"
                  "rule body -> Body\n  find name:(\"Firm\" Capitalized{1,4})\n");
}

TEST(Omits, JoinANameToTheOneWithTheFormItLeavesOut) {
  EXPECT_EQ(bodies_but_for_forms("The Firm Alder came. Then Firm Ltd Alder left."), Names{"Firm Ltd Alder"});
  EXPECT_EQ(bodies_but_for_forms("The Firm Joint Stock Alder, later Firm Alder."),
            Names{"Firm Joint Stock Alder"});
}

TEST(Omits, LeaveOtherNamesApart) {
  EXPECT_EQ(bodies_but_for_forms("The Firm Old Alder, later Firm Alder.").size(), 2U) << "no form";
  EXPECT_EQ(bodies_but_for_forms("The Firm Ltd Alder, later Firm Elm.").size(), 2U) << "another name";
  EXPECT_EQ(bodies_but_for_forms("The Firm Ltd Alder, later Firm Stock Alder.").size(), 2U) << "half a form";
  EXPECT_EQ(bodies_but_for_forms("The Firm Ltd Alder, later Firm Joint Stock Alder.").size(), 2U)
      << "two forms";
}

std::size_t documents_in(const std::string& text) {
  return names_in(text,
                  "type Document \"d\" merges prefix, words, numbers-apart\n"
                  "rule document -> Document\n  find name:((\"Decree\" | \"Circular\") (Any except (\".\" | "
                  "\";\")){1,20})\n")
      .size();
}

TEST(Codes, JoinTheNamesOfADocumentWhateverIsSaidOfIt) {
  EXPECT_EQ(documents_in(
                "Decree No 139/2025/ND on the tasks of 2030; Decree 139/2025/ND on duties of towns in 2025."),
            1U);
  EXPECT_EQ(documents_in("Decree No 139/2025/ND on the tasks; Decree No 140/2025/ND on the tasks."), 2U);
  EXPECT_EQ(documents_in("Decree 139/2025/ND on the tasks; Circular 139/2025/ND on the tasks of all."), 2U);
  EXPECT_EQ(documents_in("Decree of 21/10/2013 on roads; Decree of 21/10/2013 about quite other things."), 2U)
      << "a date is no code";
  EXPECT_EQ(documents_in(
                "Decree on the duties under Circular 9/2013/TT; Decree on roads besides Circular 9/2013/TT."),
            2U)
      << "the code of another document";
}

Names seasons_in(const std::string& text) {
  return names_in(
      text,
      "type Event \"e\" merges prefix, words, numbers-apart\n"
      "rule event -> Event\n  find name:((\"League\" | \"Old League\") Num (\"-\" Num)? \"Finals\"?)\n");
}

TEST(Ranges, AreOneHoweverTheirDashIsSetAndNotTheirFirstYear) {
  EXPECT_EQ(seasons_in("They won the League 2013 - 2014, then the League 2013-2014."),
            Names{"League 2013 - 2014"});
  EXPECT_EQ(seasons_in("They won the League 2013-2014, then League 2013–2014 and League 2013 — 2014.").size(),
            1U);
  EXPECT_EQ(seasons_in("They won the League 2013-2014 Finals of the League 2013 - 2014."),
            Names{"League 2013-2014 Finals"});
  EXPECT_EQ(seasons_in("They won the League 2013-2014, then the League 2013-2015.").size(), 2U);
  EXPECT_EQ(seasons_in("They won the League 2013 - 2014, then the League 2013.").size(), 2U);
  EXPECT_EQ(seasons_in("They won the League 2013-2014, then the League 2013.").size(), 2U);
}

TEST(MostlySameWords, MakeOneNameUnlessEachEndsInAWordOfItsOwn) {
  EXPECT_EQ(documents_in("Decree on the duties of all towns; Decree on duties of all towns."), 1U);
  EXPECT_EQ(
      documents_in("Decree on the duties under the Land Act; Decree on the duties under the Water Act."), 1U)
      << "both end in a word that they share";
  EXPECT_EQ(documents_in("Decree that amends the Act on Land; Decree that amends the Act on Water."), 2U);
  EXPECT_EQ(documents_in("Decree that amends the Act on Land; Decree that amends the Act on Land II."), 1U);
}

TEST(Names, AreShownOnOneLineWhateverWhiteSpaceStandsInThem) {
  constexpr const char* kWords[] = {"An", "Benigno", "Aquino", "Nguyễn"};
  constexpr const char* kSpaces[] = {" ", "  ", "\t", " \t", "   "};
  for (std::size_t place = 0; place < 3; ++place) {
    for (const char* const space : kSpaces) {
      for (std::size_t count = place + 2; count <= 4; ++count) {
        std::string written, wanted;
        for (std::size_t word = 0; word < count; ++word) {
          if (word > 0) written += word - 1 == place ? space : " ", wanted += ' ';
          written += kWords[word], wanted += kWords[word];
        }
        EXPECT_EQ(persons_in("Mr " + written + " came."), Names{wanted}) << written;
      }
    }
  }
}

/// A name that ends in digits or has a word of eight letters and more is cut into words like any other.
TEST(Names, AreCutIntoWordsOfAnyLength) {
  EXPECT_EQ(persons_in("Mr Maximilian Mustermann and Mr Mustermann met.", "suffix, initials"),
            Names{"Maximilian Mustermann"});
  EXPECT_EQ(
      persons_in("Mr Maximilia Mustermann and Mr Maximilian Mustermann met.", "suffix, initials").size(), 2U);
  EXPECT_EQ(persons_in("Mr Max Ng and Mr Ng met.", "suffix, initials"), Names{"Max Ng"});
}

}  // namespace
}  // namespace newsgraph
