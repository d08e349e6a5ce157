// SPDX-License-Identifier: Apache-2.0
#include "graph/diff.h"

#include <gtest/gtest.h>

#include "tests/graph/articles.h"

namespace newsgraph {
namespace {

using testing_articles::Draft;
using testing_articles::graph_of;

std::string print(const std::vector<Change>& changes) {
  std::string out;
  for (const Change& change : changes) {
    out += std::string(to_string(change.kind)) + " " + change.label;
    for (const auto& field : change.fields) out += ", " + field;
    out += ": " + std::string(to_string(change.cause)) + " " + change.because + "\n";
  }
  return out;
}

Draft visit(const char* id, const char* person, const char* place) {
  Draft draft(id, "2024-01-01");
  const auto p = draft.entity("Person", person);
  draft.fact("VISITS", p, draft.entity("Country", place)).rule = "visits.by-verb";
  return draft;
}

TEST(Diff, AGraphDoesNotDifferFromItself) {
  const Graph graph = graph_of(testing_articles::five_articles());
  EXPECT_TRUE(diff(graph, graph).empty());
}

TEST(Diff, AnAddedArticleExplainsItsNodesAndEdges) {
  const Graph before = graph_of({visit("1", "An Bình", "Lào").facts});
  const Graph after = graph_of({visit("1", "An Bình", "Lào").facts, visit("2", "Cao Danh", "Lào").facts});
  const GraphDiff forward = diff(before, after);
  EXPECT_EQ(forward.articles_added, std::vector<std::string>{"2"});
  EXPECT_EQ(print(forward.edges), "added Cao Danh VISITS Lào: article added 2\n");
  EXPECT_EQ(
      print(forward.nodes),
      "changed Lào, mentions 1 -> 2, articles 1 -> 2: article added 2\nadded Cao Danh: article added 2\n");
  const GraphDiff backward = diff(after, before);
  EXPECT_EQ(print(backward.edges), "gone Cao Danh VISITS Lào: article removed 2\n");
}

TEST(Diff, AChangedTextIsTheCauseOfWhatItsSentencesSay) {
  Draft changed = visit("1", "An Bình", "Nga");
  changed.facts.source_hash = "another";
  const GraphDiff result = diff(graph_of({visit("1", "An Bình", "Lào").facts}), graph_of({changed.facts}));
  EXPECT_EQ(result.articles_changed, std::vector<std::string>{"1"});
  EXPECT_EQ(print(result.edges),
            "gone An Bình VISITS Lào: article changed 1\nadded An Bình VISITS Nga: article changed 1\n");
}

TEST(Diff, ARuleIsTheCauseWhenTheArticlesAreTheSame) {
  Draft more = visit("1", "An Bình", "Lào");
  more.fact("URGES", 0, 1).rule = "urges.by-verb";
  more.fact("VISITS", 0, 1).rule = "visits.by-noun";
  const GraphDiff result = diff(graph_of({visit("1", "An Bình", "Lào").facts}), graph_of({more.facts}));
  EXPECT_EQ(print(result.edges),
            "added An Bình URGES Lào: rule urges.by-verb\n"
            "changed An Bình VISITS Lào, weight 1 -> 2: rule visits.by-noun\n");
}

TEST(Diff, AnAliasIsTheCauseWhenASentenceNowSpeaksOfAnotherNode) {
  Draft named("1");
  named.entity("Organization", "Liên đoàn Thương mại Việt Nam", {"VCCI"});
  Draft bare("2");
  bare.fact("VISITS", bare.entity("Organization", "VCCI"), bare.entity("Country", "Lào"));
  auto options = testing_articles::options();
  const Graph joined = graph_of({named.facts, bare.facts}, options);
  options.decisions = {
      {false, "Organization:VCCI", "Organization:Liên đoàn Thương mại Việt Nam", "", "", "", 1}};
  const Graph apart = graph_of({named.facts, bare.facts}, options);
  const GraphDiff result = diff(apart, joined);
  EXPECT_EQ(
      print(result.edges),
      "added Liên đoàn Thương mại Việt Nam VISITS Lào: alias organization:lien-doan-thuong-mai-viet-nam\n"
      "gone VCCI VISITS Lào: alias organization:vcci\n");
  EXPECT_NE(print(result.nodes).find("gone VCCI: alias organization:lien-doan-thuong-mai-viet-nam"),
            std::string::npos)
      << print(result.nodes);
}

/// Many names, each of which was a node of its own before.
TEST(Diff, ManyAliasesThatWereNodesTakeNoSquare) {
  constexpr int kNames = 20000;
  const auto node = [](Graph& graph, const std::string& id, const std::string& label) -> Node& {
    Node& made = graph.nodes.emplace_back();
    made.id = graph.memory->keep(id);
    made.type = "Person";
    made.label = graph.memory->keep(label);
    return made;
  };
  Graph before, after;
  for (int i = 0; i < kNames; ++i) {
    const std::string name = fmt::format("{:06}", i);
    node(before, "a" + name, name);
    node(before, "b" + name, "other " + name);
    node(after, "a" + name, "new " + name).aliases =
        after.memory->keep<std::string_view>({after.memory->keep("other " + name)});
  }
  std::ranges::sort(before.nodes, {}, &Node::id);
  const GraphDiff found = diff(before, after);
  ASSERT_EQ(found.nodes.size(), 2u * kNames);
  EXPECT_EQ(found.nodes[0].because, "b000000");
  EXPECT_EQ(found.nodes[kNames - 1].because, fmt::format("b{:06}", kNames - 1));
}

}  // namespace
}  // namespace newsgraph
