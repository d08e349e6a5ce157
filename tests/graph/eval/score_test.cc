// SPDX-License-Identifier: Apache-2.0
#include "graph/eval/score.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "graph/eval/sentences.h"

namespace newsgraph {
namespace {

constexpr std::string_view kFolding =
    "lead\tperson\tông bà\nlead\tplace\ttỉnh thành phố\nedition\tthứ\nlong\tubnd\tủy ban nhân dân\n";

/// One article: a conference that the province's committee hosts and a minister attends.
Gold conference() {
  return parse_gold(R"({"id": "a", "entities": [
    {"id": "e1", "type": "Organization", "name": "UBND tỉnh Lào Cai", "aliases": []},
    {"id": "e2", "type": "Event", "name": "Hội nghị hợp tác lần thứ X", "aliases": ["Hội nghị hợp tác"], "date": "2023-11-13"},
    {"id": "e3", "type": "Person", "name": "Trần Lưu Hải"},
    {"id": "e4", "type": "Province", "name": "Lào Cai"},
    {"id": "e5", "type": "Facility", "name": "cửa khẩu Kim Thành", "optional": true}],
   "relations": [
    {"type": "HOSTS", "source": "e1", "target": "e2"},
    {"type": "SPEAKS_AT", "source": "e3", "target": "e2"},
    {"type": "HOLDS_POSITION", "source": "e3", "target": "e1", "role": "Chủ tịch", "alts": [{"target": "e4"}]},
    {"type": "LOCATED_IN", "source": "e2", "target": "e4", "optional": true}]})",
                    "a.json");
}

NameFolding test_folding() {
  const RuleFile file{"eval.txt", kFolding};
  std::vector<RuleProblem> problems;
  return {{&file, 1}, problems};
}

struct Result {
  Tally tally;
  std::vector<Finding> findings;
};

Result score(const Gold& gold, const std::vector<ScoredNode>& nodes, const std::vector<ScoredEdge>& edges) {
  Result out;
  score_article(gold, nodes, edges, test_folding(), out.tally, out.findings);
  return out;
}

std::vector<std::string> lines(const Result& result) {
  std::vector<std::string> out;
  for (const Finding& finding : result.findings) out.push_back(finding.line);
  return out;
}

const std::vector<ScoredNode> kNodes = {
    {"n1", "Organization", "Ủy ban nhân dân tỉnh Lào Cai", {}, ""},
    {"n2", "Event", "Hội nghị hợp tác lần thứ 10 năm 2023", {}, "2023-11-13"},
    {"n3", "Person", "ông Trần Lưu Hải", {}, ""},
    {"n4", "Province", "tỉnh Lào Cai", {}, ""},
};

ScoredEdge edge(std::string type, std::string source, std::string target, std::string role = "") {
  return {std::move(type), std::move(source), std::move(target), std::move(role), "", ""};
}

TEST(Score, EverythingFoundIsAllRight) {
  const Result result = score(conference(), kNodes,
                              {edge("HOSTS", "n1", "n2"), edge("SPEAKS_AT", "n3", "n2"),
                               edge("HOLDS_POSITION", "n3", "n1", "chủ tịch")});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.tally.nodes.at("Person").right, 1U);
  EXPECT_EQ(result.tally.edges.at("HOSTS").f1(), 1.0);
  EXPECT_EQ(result.tally.types.right, 4U);
  EXPECT_EQ(result.tally.roles.right, 1U);
  EXPECT_EQ(result.tally.dates.right, 1U);
}

TEST(Score, NothingFoundIsAllMissingButTheOptional) {
  const Result result = score(conference(), {}, {});
  EXPECT_EQ(lines(result), (std::vector<std::string>{
                               "edge  missing Trần Lưu Hải -HOLDS_POSITION-> UBND tỉnh Lào Cai",
                               "edge  missing Trần Lưu Hải -SPEAKS_AT-> Hội nghị hợp tác lần thứ X",
                               "edge  missing UBND tỉnh Lào Cai -HOSTS-> Hội nghị hợp tác lần thứ X",
                               "node  missing Event: Hội nghị hợp tác lần thứ X",
                               "node  missing Organization: UBND tỉnh Lào Cai",
                               "node  missing Person: Trần Lưu Hải",
                               "node  missing Province: Lào Cai",
                           }));
}

TEST(Score, AnotherEndThatIsAsRightCounts) {
  const Result result = score(conference(), kNodes, {edge("HOLDS_POSITION", "n3", "n4", "Bí thư")});
  EXPECT_EQ(result.tally.edges.at("HOLDS_POSITION").right, 1U);
  EXPECT_EQ(result.tally.roles.right, 0U);
  EXPECT_EQ(result.tally.roles.of, 1U);
}

TEST(Score, SpeakingImpliesTakingPartAndPlacesMayLieInPlaces) {
  const Result result =
      score(conference(), kNodes,
            {edge("ATTENDS", "n3", "n2"), edge("ATTENDS", "n1", "n2"), edge("LOCATED_IN", "n2", "n4"),
             edge("LOCATED_IN", "n1", "n4"), edge("ATTENDS", "n4", "n2"), edge("NO_SUCH", "n1", "n2")});
  EXPECT_EQ(result.tally.edges.at("ATTENDS").extra, 1U) << "the province was not said to take part";
  EXPECT_FALSE(result.tally.edges.contains("LOCATED_IN"));
  EXPECT_FALSE(result.tally.edges.contains("NO_SUCH"));
}

TEST(Score, AnotherEditionIsAnotherEvent) {
  const Result result = score(conference(), {{"n2", "Event", "Hội nghị hợp tác lần thứ 9", {}, ""}}, {});
  EXPECT_EQ(result.tally.nodes.at("Event").extra, 0U) << "the alias without a number still names it";
  Gold gold = conference();
  gold.entities[1].aliases.clear();
  EXPECT_EQ(
      score(gold, {{"n2", "Event", "Hội nghị hợp tác lần thứ 9", {}, ""}}, {}).tally.nodes.at("Event").extra,
      1U);
}

TEST(Score, AWrongTypeIsExtraAndMissingAndAWorkMayBeASite) {
  const Result result =
      score(conference(),
            {{"n4", "Locality", "Lào Cai", {}, ""}, {"n5", "Project", "cửa khẩu Kim Thành", {}, ""}}, {});
  EXPECT_EQ(result.tally.nodes.at("Locality").extra, 1U);
  EXPECT_EQ(result.tally.nodes.at("Province").missing, 1U);
  EXPECT_EQ(result.tally.types.right, 1U);
  EXPECT_EQ(result.tally.types.of, 2U);
  EXPECT_FALSE(result.tally.nodes.contains("Project"));
}

TEST(Score, SymmetricRelationsHaveNoDirection) {
  const Gold gold = parse_gold(R"({"id": "b", "entities": [{"id": "e1", "type": "Person", "name": "An"},
    {"id": "e2", "type": "Person", "name": "Bình"}],
    "relations": [{"type": "MEETS", "source": "e1", "target": "e2"}, {"type": "MEETS", "source": "e2", "target": "e1"}]})",
                               "b");
  const Result result = score(gold, {{"x", "Person", "Bình", {}, ""}, {"y", "Person", "An", {}, ""}},
                              {edge("MEETS", "x", "y"), edge("MEETS", "y", "x")});
  EXPECT_EQ(result.tally.edges.at("MEETS").right, 1U);
  EXPECT_EQ(result.tally.edges.at("MEETS").extra, 0U);
}

TEST(Score, NodesArePairedOnceMostAlikeFirst) {
  const Result result = score(conference(),
                              {{"p1", "Organization", "UBND tỉnh Lào Cai mới", {}, ""},
                               {"p2", "Organization", "UBND tỉnh Lào Cai", {}, ""}},
                              {});
  EXPECT_EQ(result.tally.nodes.at("Organization").right, 1U);
  EXPECT_EQ(lines(result).back(), "node  missing Province: Lào Cai");
  EXPECT_EQ(lines(result)[3], "node  extra   Organization: UBND tỉnh Lào Cai mới");
}

TEST(Score, FiguresAreThoseOfTheCounts) {
  const Counts counts{3, 1, 2};
  EXPECT_DOUBLE_EQ(counts.precision(), 0.75);
  EXPECT_DOUBLE_EQ(counts.recall(), 0.6);
  EXPECT_DOUBLE_EQ(counts.f1(), 2 * 0.75 * 0.6 / 1.35);
  EXPECT_EQ(Counts{}.f1(), 0.0);
}

TEST(Gold, FaultsAreNamed) {
  const auto fault = [](std::string_view json) -> std::string {
    try {
      parse_gold(json, "x.json");
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "none";
  };
  EXPECT_EQ(fault("{"), "x.json: Missing a name for object member. at byte 1");
  EXPECT_EQ(fault("[]"), "x.json: wanted an object with id, entities and relations");
  EXPECT_EQ(fault(R"({"id": "a"})"), "x.json: no list \"entities\"");
  EXPECT_EQ(fault(R"({"id": "a", "entities": [{"id": "e1", "type": "Ship", "name": "A"}]})"),
            "x.json: e1 has the unknown type 'Ship'");
  EXPECT_EQ(fault(R"({"id": "a", "entities": [{"id": "e1", "type": "Person", "name": "A"}],
                      "relations": [{"type": "MEETS", "source": "e1", "target": "e2"}]})"),
            "x.json: MEETS: no entity is called e2");
}

TEST(Sentences, TheShortestThatNamesBothIsShown) {
  const NameFolding folding = test_folding();
  const std::string text =
      "Ông An tiếp ông Bình và nhiều người khác tại Hà Nội. An gặp Bình.\\nBình về nước.";
  EXPECT_EQ(sentence_naming(text, {"An"}, {"Bình"}, folding), "An gặp Bình.");
  EXPECT_EQ(sentence_naming(text, {"An"}, {"Lan"}, folding), "");
}

}  // namespace
}  // namespace newsgraph
