// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/analysis.h"

#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

#include "graph/analysis/text_table.h"

namespace newsgraph {
namespace {

// Three people and a meeting:  an --ATTENDS--> m, binh --ATTENDS--> m, binh --MEETS-- chi (twice), chi denies
// m.
Graph meeting() {
  Graph graph;
  const auto node = [&](const char* id, const char* type) {
    Node n;
    n.id = n.label = id;
    n.type = type;
    graph.nodes.push_back(n);
  };
  node("an", "Person");
  node("binh", "Person");
  node("chi", "Person");
  node("m", "Event");
  const auto edge = [&](NodeIndex a, NodeIndex b, const char* type, std::uint32_t weight, Status status) {
    Edge e;
    e.id = graph.memory->keep(std::to_string(graph.edges.size()));
    e.source = a;
    e.target = b;
    e.type = type;
    e.weight = weight;
    e.status = status;
    e.articles = graph.memory->keep<ArticleIndex>({0});
    graph.edges.push_back(e);
  };
  edge(0, 3, "ATTENDS", 1, Status::kStated);
  edge(1, 2, "MEETS", 2, Status::kStated);
  edge(1, 3, "ATTENDS", 3, Status::kPlanned);
  edge(2, 3, "ATTENDS", 1, Status::kDenied);
  graph.edge_types = {{"ATTENDS", "attends", "", false}, {"MEETS", "meets", "", true}};
  return graph;
}

std::string message_of(const auto& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

TEST(Network, LeavesDeniedEdgesOutUnlessAsked) {
  const Graph graph = meeting();
  EXPECT_EQ(project(graph, {}).edges, (std::vector<EdgeIndex>{0, 1, 2}));
  EXPECT_EQ(project(graph, {}).denied, 1u);
  GraphView view;
  view.keep_denied = true;
  EXPECT_EQ(project(graph, view).edges, (std::vector<EdgeIndex>{0, 1, 2, 3}));
  EXPECT_EQ(project(graph, view).denied, 0u);
}

TEST(Network, RunsSymmetricRelationsBothWays) {
  const Graph graph = meeting();
  const Network network = project(graph, {});
  EXPECT_EQ(network.ties.edges(), 3u);
  EXPECT_EQ(network.arcs.edges(), 4u);
  EXPECT_EQ(network.arcs.out().degree(2), 1u);  // chi meets binh
}

TEST(Network, WeighsByWhatIsAsked) {
  const Graph graph = meeting();
  GraphView view;
  const auto weight = [&] {
    const Network network = project(graph, view);
    return network.ties.out().weight(network.ties.find_arc(1, 3));
  };
  EXPECT_EQ(weight(), 3u);
  view.weight = GraphView::Weight::kArticles;
  EXPECT_EQ(weight(), 1u);
}

TEST(Network, RefusesWhatItCannotRead) {
  Graph graph = meeting();
  graph.edges[1].weight = 0;
  EXPECT_EQ(message_of([&] { project(graph, {}); }), "edge '1' has weight 0; a weight is at least 1");
  graph.edges[1].weight = 1;
  graph.edges[1].target = 9;
  EXPECT_EQ(message_of([&] { project(graph, {}); }), "edge '1' ends in a node that the graph does not have");
  graph = meeting();
  graph.nodes[1].id = "an";
  EXPECT_EQ(message_of([&] { project(graph, {}); }), "two nodes have the id 'an'; ids must differ");
}

TEST(Analysis, NamesTheMostCentralAndWhy) {
  const Graph graph = meeting();
  const Analysis analysis = analyze(graph, {}, {});
  const auto actors = most_central(analysis, "betweenness", 2);
  ASSERT_EQ(actors.size(), 2u);
  EXPECT_EQ(analysis.network.node(actors[0].vertex).id, "binh");  // an - m - binh - chi
  EXPECT_EQ(actors[0].score, 2);
  EXPECT_EQ(actors[0].strongest, (std::vector<EdgeIndex>{2, 1}));
  EXPECT_EQ(analysis.network.node(actors[1].vertex).id, "m");
  EXPECT_EQ(most_central(analysis, "degree", 9, "Event").size(), 1u);
}

TEST(Analysis, WritesScoresAsAttributes) {
  Graph graph = meeting();
  AnalysisOptions options;
  options.measures = {"strength", "betweenness"};
  const Analysis analysis = analyze(graph, {}, options);
  add_attributes(analysis, graph);
  add_attributes(analysis, graph);
  const std::vector<Attribute> wanted = {{"betweenness", "2"}, {"strength", "5"}};
  EXPECT_TRUE(std::ranges::equal(graph.nodes[1].attributes, wanted));
}

TEST(Analysis, CommunitiesCarryTheirNames) {
  Graph graph = meeting();
  AnalysisOptions options;
  options.measures = {"community"};
  add_attributes(analyze(graph, {}, options), graph);
  EXPECT_FALSE(graph.nodes[0].attribute("community").empty());
  EXPECT_TRUE(graph.nodes[1].attribute("community_label").starts_with("binh; "));  // who has the most weight
}

// Of equal weight, the tie to the higher score comes first; of two edges to one neighbour, the heavier alone.
TEST(Analysis, StrongestEdgesNameTheirNeighbourOnce) {
  Graph graph = meeting();
  for (Edge& edge : graph.edges) edge.weight = 1;
  graph.edges.push_back(graph.edges[2]);
  graph.edges.back().id = "again";
  graph.edges.back().type = "VISITS";
  const auto actors = most_central(analyze(graph, {}, {}), "betweenness", 1);
  ASSERT_EQ(actors.size(), 1u);
  EXPECT_EQ(actors[0].strongest, (std::vector<EdgeIndex>{2, 1}));  // m, who also lies between; then the other
}

TEST(Text, CutsAtColumnsAndRoundsForPeople) {
  EXPECT_EQ(cut("Nguyễn", 6), "Nguyễn");
  EXPECT_EQ(cut("Nguyễn Ái", 7), "Nguyễn…");
  EXPECT_EQ(padded("Lào", 5), "Lào  ");
  EXPECT_EQ(rounded(35250.4), "35,250");
  EXPECT_EQ(rounded(-1234), "-1,234");
  EXPECT_EQ(rounded(0.123456), "0.1235");
  EXPECT_EQ(count_of(1, "node"), "1 node");
  EXPECT_EQ(count_of(1000, "node"), "1,000 nodes");
}

TEST(Analysis, SuggestsAMeasureThatExists) {
  const std::string message = message_of([] { measure("betweeness"); });
  EXPECT_NE(message.find("unknown measure 'betweeness', did you mean 'betweenness'?"), std::string::npos)
      << message;
}

TEST(Analysis, OfAnEmptyGraphIsEmpty) {
  const Graph graph;
  const Analysis analysis = analyze(graph, {}, {});
  EXPECT_TRUE(most_central(analysis, "pagerank", 5).empty());
}

}  // namespace
}  // namespace newsgraph
