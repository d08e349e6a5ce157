// SPDX-License-Identifier: Apache-2.0
#include "graph/review.h"

#include <gtest/gtest.h>

#include "tests/graph/articles.h"

namespace newsgraph {
namespace {

using testing_articles::Draft;
using testing_articles::graph_of;

struct Reviewed {
  Graph graph;
  GraphReport report;
};

/// Two namesakes, an acronym with its organisation, and a name that two articles share.
Reviewed reviewed(const std::string& review) {
  const auto holder = [](const char* id, const char* body) {
    Draft draft(id);
    const auto p = draft.entity("Person", "Nguyễn Văn Hùng");
    draft.fact("HOLDS_POSITION", p, draft.entity("Organization", body), "Giám đốc");
    return draft.facts;
  };
  Draft c("3");
  c.entity("Organization", "Liên đoàn Thương mại Việt Nam", {"VCCI"});
  Draft d("4");
  d.entity("Organization", "VCCI");
  Draft e("5");
  e.entity("Organization", "Công ty Hòa Phát");
  Draft f("6");
  f.entity("Organization", "Công ty Hòa Phát");
  GraphBuilder builder;
  for (const auto& facts :
       {holder("1", "Công ty Một"), holder("2", "Công ty Hai"), c.facts, d.facts, e.facts, f.facts})
    builder.add(facts);
  GraphOptions options = testing_articles::options();
  options.decisions = parse_review(review, "review.tsv");
  Reviewed result;
  result.graph = builder.finish(options, &result.report);
  return result;
}

std::size_t count(const Reviewed& reviewed, const std::string& begin) {
  std::size_t number = 0;
  for (const Node& node : reviewed.graph.nodes) number += node.id.rfind(begin, 0) == 0;
  return number;
}

std::string problems(const Reviewed& reviewed) {
  std::string lines;
  for (const std::string& problem : reviewed.report.problems) lines += problem + "\n";
  return lines;
}

TEST(Review, WithoutDecisionsNamesakesAreTwoAndProposed) {
  const auto result = reviewed("");
  EXPECT_EQ(count(result, "person:nguyen-van-hung--"), 2u);
  ASSERT_EQ(result.report.proposals.size(), 1u);
  EXPECT_EQ(result.report.proposals[0].first, "person:nguyen-van-hung--cong-ty-hai");
  EXPECT_EQ(result.report.proposals[0].second, "person:nguyen-van-hung--cong-ty-mot");
  EXPECT_EQ(result.report.proposals[0].why, "one name, 'Công ty Hai' and 'Công ty Một'");
}

TEST(Review, SameJoinsAndALaterDifferentUndoesIt) {
  const std::string pair =
      "\tperson:nguyen-van-hung--cong-ty-hai\tperson:nguyen-van-hung--cong-ty-mot\tLan\t2026-01-02\tasked\n";
  const auto same = reviewed("same" + pair);
  EXPECT_EQ(count(same, "person:"), 1u);
  EXPECT_TRUE(same.report.proposals.empty());
  const auto undone = reviewed("same" + pair + "different" + pair);
  EXPECT_EQ(count(undone, "person:"), 2u);
  EXPECT_TRUE(undone.report.proposals.empty());  // decided, so not proposed again
  EXPECT_TRUE(undone.report.problems.empty());
}

TEST(Review, DifferentKeepsApartWhatAnAliasWouldJoin) {
  EXPECT_EQ(count(reviewed(""), "organization:vcci"), 0u);
  EXPECT_EQ(count(reviewed("different\tOrganization:vcci\tOrganization:Liên đoàn Thương mại Việt Nam\n"),
                  "organization:vcci"),
            1u);
}

TEST(Review, DifferentWithArticlesSeparatesOneName) {
  const auto result =
      reviewed("different\torganization:cong-ty-hoa-phat@5\torganization:cong-ty-hoa-phat@6\n");
  EXPECT_EQ(count(result, "organization:cong-ty-hoa-phat"), 2u);
  EXPECT_EQ(count(result, "organization:cong-ty-hoa-phat--6"), 1u);
  EXPECT_EQ(problems(result), "");
}

TEST(Review, TheLastLineOnAPairCountsWithArticlesAndOtherSpellings) {
  const std::string pair = "\torganization:cong-ty-hoa-phat@5\torganization:cong-ty-hoa-phat@6\n";
  const auto one = reviewed("different" + pair + "same" + pair);
  EXPECT_EQ(count(one, "organization:cong-ty-hoa-phat"), 1u);
  EXPECT_EQ(problems(one), "");
  const auto two = reviewed("same" + pair + "different" + pair);
  EXPECT_EQ(count(two, "organization:cong-ty-hoa-phat"), 2u);
  EXPECT_EQ(problems(two), "");
  const auto spelt = reviewed(
      "same\torganization:vcci\torganization:cong-ty-hoa-phat\n"
      "different\tOrganization:Công ty Hòa Phát\tOrganization:VCCI\n");
  EXPECT_EQ(count(spelt, "organization:cong-ty-hoa-phat"), 1u);
  EXPECT_EQ(problems(spelt), "");
}

TEST(Review, DifferentOfTwoNamesTakesOutWhatTheArticleSays) {
  const std::string first = "Organization:Liên đoàn Thương mại Việt Nam";
  for (const std::string& line : {first + "@3\tOrganization:VCCI@4", first + "\tOrganization:VCCI@4",
                                  "Organization:VCCI@4\t" + first}) {
    const auto result = reviewed("different\t" + line + "\n");
    EXPECT_EQ(count(result, "organization:vcci"), 1u) << line;
    EXPECT_EQ(problems(result), "") << line;
  }
  const auto one_of_two = reviewed("different\tOrganization:VCCI\tOrganization:Công ty Hòa Phát@6\n");
  EXPECT_EQ(count(one_of_two, "organization:cong-ty-hoa-phat"), 2u);
  EXPECT_EQ(problems(one_of_two), "");
}

TEST(Review, AnArticleTellsWhichNamesakeIsMeant) {
  const auto result = reviewed("same\tperson:nguyen-van-hung@1\tperson:nguyen-van-hung@2\n");
  EXPECT_EQ(count(result, "person:"), 1u);
  EXPECT_EQ(problems(result), "");
}

TEST(Review, WhatCannotBeIsReported) {
  EXPECT_EQ(
      problems(reviewed("same\torganization:vcci\torganization:cong-ty-hoa-phat@5\n"
                        "different\torganization:cong-ty-hoa-phat@5\torganization:cong-ty-hoa-phat@6\n"
                        "same\torganization:vcci\torganization:cong-ty-hoa-phat@6\n")),
      "review line 3: 'organization:vcci' and 'organization:cong-ty-hoa-phat@6' cannot be the same by other "
      "lines; the line has no effect\n");
  EXPECT_EQ(
      problems(reviewed("different\torganization:vcci\tOrganization:VCCI\n")),
      "review line 1: 'organization:vcci' and 'Organization:VCCI' are one name, write '@' and the id of an "
      "article behind one to take out what it says; the line has no effect\n");
}

TEST(Review, DifferentGoesBeforeTheGazetteerAndSigns) {
  Draft a("1");
  a.entity("Province", "Lào Cai", {}, "vn-lao-cai");
  a.entity("Person", "Ban Ki-moon");
  Draft b("2");
  b.entity("Province", "Lào Cai");
  b.entity("Person", "Ban Ki Moon");
  GraphOptions options = testing_articles::options();
  EXPECT_EQ(graph_of({a.facts, b.facts}, options).nodes.size(), 2u);
  options.decisions = parse_review(
      "different\tvn-lao-cai\tprovince:lao-cai\n"
      "different\tPerson:Ban Ki-moon\tPerson:Ban Ki Moon\n",
      "review.tsv");
  EXPECT_EQ(graph_of({a.facts, b.facts}, options).nodes.size(), 4u);
}

TEST(Review, DecisionsThatNameNothingOrTooMuchAreReported) {
  const auto result = reviewed(
      "# kept\nsame\tperson:nobody\tperson:nguyen-van-hung--cong-ty-mot\nsame\tPerson:Nguyễn Văn "
      "Hùng\tOrganization:VCCI\n");
  ASSERT_EQ(result.report.problems.size(), 2u);
  EXPECT_NE(result.report.problems[0].find("review line 2: 'person:nobody' names nothing"), std::string::npos)
      << result.report.problems[0];
  EXPECT_NE(result.report.problems[1].find("review line 3: 'Person:Nguyễn Văn Hùng' names 2 nodes"),
            std::string::npos)
      << result.report.problems[1];
}

TEST(Review, BadLinesAreErrorsWithTheirPlace) {
  const auto error = [](const char* content) {
    try {
      parse_review(content, "r.tsv");
    } catch (const ReviewError& e) {
      return std::string(e.what());
    }
    return std::string("no error");
  };
  EXPECT_EQ(error("# x\n\nmaybe\ta\tb\n"),
            "r.tsv:3: found 'maybe', wanted same, different or unsure and a tab");
  EXPECT_EQ(error("same\ta\n"), "r.tsv:1: found 'a' and '', wanted two names, each after a tab");
  EXPECT_EQ(error("same\ta\ta\n"), "r.tsv:1: found 'a' and 'a', wanted two names, each after a tab");
}

TEST(Review, AByteOrderMarkDoesNotCount) {
  const std::string content = "\xEF\xBB\xBFsame\tx:a\tx:b\r\n";
  EXPECT_EQ(parse_review(content, "r").size(), 1u);
  EXPECT_EQ(with_proposals(content, {{"x:a", "x:b", "a", "b", "why", 0.5}}), content);
}

TEST(Review, ProposalsAreAppendedOnceAndLinesStay) {
  const auto proposals = reviewed("").report.proposals;
  const std::string once = with_proposals("# mine\nsame\tx\ty", proposals);
  EXPECT_EQ(once.rfind("# mine\nsame\tx\ty\nunsure\tperson:nguyen-van-hung--cong-ty-hai\tperson:", 0), 0u)
      << once;
  EXPECT_EQ(with_proposals(once, proposals), once);
  EXPECT_EQ(parse_review(once, "r").size(), 1u);  // "unsure" decides nothing
}

}  // namespace
}  // namespace newsgraph
