// SPDX-License-Identifier: Apache-2.0
// Communities, paths, projection and brokerage.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "graph/analysis/betweenness.h"
#include "graph/analysis/brokerage.h"
#include "graph/analysis/communities.h"
#include "graph/analysis/paths.h"
#include "graph/analysis/projection.h"
#include "graph/analysis/random.h"
#include "graph/analysis/report.h"

namespace newsgraph {
namespace {

using Edges = std::vector<Arc>;

// A property graph of nodes (id = label) and edges for tests.
class Builder {
 public:
  NodeIndex node(const std::string& id, const std::string& type = "Person") {
    Node n;
    n.id = n.label = graph_.memory->keep(id);
    n.type = graph_.memory->keep(type);
    graph_.nodes.push_back(n);
    return static_cast<NodeIndex>(graph_.nodes.size() - 1);
  }
  Builder& edge(NodeIndex a, NodeIndex b, std::uint32_t weight = 1, const char* type = "MEETS") {
    Edge e;
    e.id = graph_.memory->keep(std::to_string(graph_.edges.size()));
    e.source = a;
    e.target = b;
    e.type = type;
    e.weight = weight;
    graph_.edges.push_back(e);
    return *this;
  }
  void set_parent(NodeIndex node, const char* parent) {
    graph_.nodes[node].attributes = graph_.memory->keep<Attribute>({{"parent", parent}});
  }
  Graph& graph() { return graph_; }

 private:
  Graph graph_;
};

// Two cliques of `size` joined by one edge.
UndirectedGraph two_cliques(Vertex size) {
  Edges arcs = {{0, size, 1}};
  for (Vertex first : {Vertex{0}, size})
    for (Vertex a = 0; a < size; ++a)
      for (Vertex b = a + 1; b < size; ++b) arcs.push_back({first + a, first + b, 1});
  return {2 * size, arcs};
}

TEST(Communities, AreTheTwoCliques) {
  const UndirectedGraph g = two_cliques(6);
  for (const auto method : {CommunityOptions::Method::kLeiden, CommunityOptions::Method::kLouvain}) {
    CommunityOptions options;
    options.method = method;
    const Components found = communities(g.out(), options);
    EXPECT_EQ(found.sizes, (std::vector<std::uint32_t>{6, 6}));
    // 31 edges, 15 inside each; strengths 31 of 62 each: 30 / 31 - 2 * (1 / 2)^2
    EXPECT_NEAR(modularity(g.out(), found.of), 30.0 / 31 - 0.5, 1e-12);
  }
}

// Weight decides: 1 is torn between 0 and 2.
TEST(Communities, FollowWeights) {
  const UndirectedGraph g(4, Edges{{0, 1, 10}, {1, 2, 1}, {2, 3, 10}});
  EXPECT_EQ(communities(g.out()).of, (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

TEST(Communities, DoNotChangeWithTheRunAndHoldTogether) {
  Random random(11);
  for (int round = 0; round < 20; ++round) {
    Edges arcs;
    const Vertex n = 50 + random.below(400);
    for (Vertex i = 0; i < 2 * n; ++i)
      arcs.push_back({random.below(n), random.below(n), 1 + random.below(3)});
    const UndirectedGraph g(n, arcs);
    const Components found = communities(g.out());
    EXPECT_EQ(communities(g.out()).of, found.of);
    // The parts that ties inside communities make are the communities.
    Edges inside;
    for (Vertex v = 0; v < n; ++v)
      for (const Vertex w : g.out().row(v))
        if (found.of[v] == found.of[w]) inside.push_back({v, w, 1});
    EXPECT_EQ(weak_components(UndirectedGraph(n, inside).out()).of, found.of);
    EXPECT_GE(modularity(g.out(), found.of), 0);
  }
}

TEST(Communities, OfNothingAreSingletons) {
  EXPECT_TRUE(communities(UndirectedGraph(0, {}).out()).of.empty());
  EXPECT_EQ(communities(UndirectedGraph(2, {}).out()).sizes, (std::vector<std::uint32_t>{1, 1}));
}

// By lengths the way 0 - 1 - 2 (1 + 1) is as long as 0 - 2 (2), and 0 - 3 - 2 (1 + 2) longer.
TEST(WeightedBetweenness, SharesEqualLengths) {
  const UndirectedGraph g(4, Edges{{0, 1, 1}, {1, 2, 1}, {0, 2, 2}, {0, 3, 1}, {3, 2, 2}});
  BetweennessOptions options;
  options.lengths = true;
  // 1 has half of {0, 2}; {1, 3} has 1-0-3 (2) alone; {2, 3} is tied by 2 itself.
  EXPECT_EQ(betweenness(g, options), (std::vector<double>{1, 0.5, 0, 0}));
}

TEST(WeightedBetweenness, TakesLongAndShortArcs) {
  // A heap serves where a ring of buckets would be too large; scaled lengths change no path.
  Random random(3);
  Edges arcs, longer;
  for (int i = 0; i < 400; ++i) {
    const Arc arc{random.below(120), random.below(120), 1 + random.below(9)};
    arcs.push_back(arc);
    longer.push_back({arc.source, arc.target, arc.weight * 5000});
  }
  BetweennessOptions options;
  options.lengths = true;
  const auto a = betweenness(UndirectedGraph(120, arcs), options);
  const auto b = betweenness(UndirectedGraph(120, longer), options);
  for (std::size_t v = 0; v < a.size(); ++v) EXPECT_NEAR(a[v], b[v], 1e-9 * std::max(1.0, a[v]));
}

TEST(SampledBetweenness, StatesErrorsThatHold) {
  Random random(21);
  Edges arcs;
  for (int i = 0; i < 6000; ++i) {
    const Vertex a = random.below(2000);
    arcs.push_back({a, a == 0 ? 1 : random.below(a), 1});  // early vertices have the more neighbours
  }
  const UndirectedGraph g(2000, arcs);
  const auto exact = betweenness(g);
  BetweennessOptions options;
  options.pivots = 256;
  const SampledScores sampled = sampled_betweenness(g.out(), g.out(), options);
  ASSERT_EQ(sampled.errors.size(), exact.size());
  const double highest = *std::max_element(exact.begin(), exact.end());
  int outside = 0, looked = 0;
  for (std::size_t v = 0; v < exact.size(); ++v) {
    if (exact[v] < highest / 10) continue;
    ++looked;
    outside += std::abs(sampled.scores[v] - exact[v]) > sampled.errors[v];
  }
  EXPECT_GT(looked, 30);
  EXPECT_LT(outside, looked / 8);  // 5 % are expected
  options.threads = 3;
  EXPECT_EQ(sampled_betweenness(g.out(), g.out(), options).scores, sampled.scores);
}

//   0 - 1 - 3     two ways from 0 to 3
//    \- 2 -/
Graph square() {
  Builder b;
  for (const char* id : {"a", "b", "c", "d"}) b.node(id);
  b.edge(0, 1, 1).edge(0, 2, 5).edge(1, 3, 1).edge(2, 3, 5);
  return b.graph();
}

TEST(Paths, AreAllShortestOnesInOrder) {
  const Graph graph = square();
  const Network network = project(graph, {});
  const auto paths = shortest_paths(network, 0, 3, 10);
  ASSERT_EQ(paths.size(), 2u);
  EXPECT_EQ(paths[0].vertices, (std::vector<Vertex>{0, 1, 3}));
  EXPECT_EQ(paths[0].edges, (std::vector<EdgeIndex>{0, 2}));
  EXPECT_EQ(paths[1].vertices, (std::vector<Vertex>{0, 2, 3}));
  EXPECT_EQ(paths[1].edges, (std::vector<EdgeIndex>{1, 3}));
  EXPECT_EQ(shortest_paths(network, 0, 3, 1).size(), 1u);
}

TEST(Paths, ByStrengthTakeTheFirmerWay) {
  const Graph graph = square();
  const auto paths = shortest_paths(project(graph, {}), 0, 3, 10, true);
  ASSERT_EQ(paths.size(), 1u);
  EXPECT_EQ(paths[0].vertices, (std::vector<Vertex>{0, 2, 3}));
  EXPECT_EQ(paths[0].length, 24u);  // 60 / 5 twice
}

TEST(Paths, TakeTheHeaviestOfParallelEdgesInEitherDirection) {
  Builder b;
  for (const char* id : {"a", "b", "c"}) b.node(id);
  b.edge(0, 1, 2).edge(1, 0, 3).edge(2, 1, 1).edge(1, 2, 1);
  const Graph graph = b.graph();
  const auto paths = shortest_paths(project(graph, {}), 0, 2);
  ASSERT_EQ(paths.size(), 1u);
  EXPECT_EQ(paths[0].edges, (std::vector<EdgeIndex>{1, 2}));
  GraphView view;
  view.directed = true;
  EXPECT_EQ(shortest_paths(project(graph, view), 0, 2).at(0).edges, (std::vector<EdgeIndex>{0, 3}));
}

TEST(Paths, FollowArcsWhenAsked) {
  const Graph graph = square();
  GraphView view;
  view.directed = true;
  const Network network = project(graph, view);
  EXPECT_TRUE(shortest_paths(network, 3, 0).empty());
  EXPECT_EQ(shortest_paths(network, 0, 0).at(0).vertices, (std::vector<Vertex>{0}));
}

// an and binh attend both meetings, chi one.
TEST(Projection, TiesActorsByWhatTheyShare) {
  Builder b;
  b.node("an");
  b.node("binh");
  b.node("chi");
  b.node("m1", "Event");
  b.node("m2", "Event");
  b.edge(0, 3).edge(1, 3).edge(2, 3).edge(0, 4).edge(1, 4);
  const Network network = project(b.graph(), {});
  const Graph actors = project_actors(network);
  ASSERT_EQ(actors.nodes.size(), 3u);
  ASSERT_EQ(actors.edges.size(), 3u);
  EXPECT_EQ(actors.edges[0].weight, 2u);  // an - binh
  EXPECT_EQ(actors.edges[1].weight, 1u);
  std::vector<NodeIndex> skipped;
  ProjectionOptions options;
  options.most_actors = 2;
  EXPECT_EQ(project_actors(network, options, &skipped).edges.size(), 1u);
  EXPECT_EQ(skipped, (std::vector<NodeIndex>{3}));
}

// vn - an - m - binh - cn: m lies between the countries of an and binh.
TEST(Brokerage, CountsPairsThatNeedIt) {
  Builder b;
  b.node("an");
  b.node("binh");
  b.node("cn", "Country");
  b.node("m", "Event");
  b.node("vn", "Country");
  b.edge(0, 4, 3).edge(1, 2, 3).edge(0, 3).edge(1, 3);
  const Network network = project(b.graph(), {});
  const auto home = homes(network, "Country");
  EXPECT_EQ(home.of, (std::vector<Vertex>{4, 2, 2, 2, 4}));  // m: equal weight to both, the smaller
  const auto score = brokerage(network, home, 1);
  EXPECT_EQ(score, (std::vector<double>{1, 0, 0, 1, 0}));  // an ties vn and m (cn); m ties an and binh
  const auto bridges = home_bridges(network, home, 5);
  ASSERT_EQ(bridges.size(), 1u);
  EXPECT_EQ(bridges[0].first, 2u);
  EXPECT_EQ(bridges[0].second, 4u);
}

// A place lies where its `parent` says, whatever it has ties to; what contains homes has none and brokers
// nothing.
TEST(Brokerage, TakesPlacesFromTheirParents) {
  Builder b;
  b.node("cn", "Country");
  b.node("district", "Locality");
  b.node("lc", "Province");
  b.node("vn", "Country");
  b.node("yn", "Province");
  b.set_parent(1, "lc");
  b.set_parent(2, "vn");
  b.set_parent(4, "cn");
  b.edge(0, 2, 9).edge(1, 4, 9).edge(2, 3).edge(3, 4);
  const Network network = project(b.graph(), {});
  EXPECT_EQ(homes(network, "Country").of, (std::vector<Vertex>{0, 3, 3, 3, 0}));
  const Homes provinces = homes(network, "Province");
  EXPECT_EQ(provinces.of, (std::vector<Vertex>{kNoHome, 2, 2, kNoHome, 4}));
  EXPECT_EQ(provinces.above, (std::vector<char>{1, 0, 0, 1, 0}));
  EXPECT_EQ(brokerage(network, provinces, 1),
            std::vector<double>(5, 0.0));  // vn ties lc and yn, but contains one
  b.set_parent(3, "lc");                   // a circle ends
  EXPECT_EQ(homes(project(b.graph(), {}), "Country").of[1], 3u);
}

TEST(Report, SaysWhenTheExactResultWouldTakeTooLong) {
  Builder b;
  Random random(2);
  for (int i = 0; i < 300; ++i) b.node(std::to_string(1000 + i));
  for (int i = 0; i < 900; ++i) b.edge(random.below(300), random.below(300));
  AnalysisOptions options;
  options.measures = {"betweenness"};
  options.options.budget_seconds = 0;
  options.options.pivots = 64;
  const Analysis analysis = analyze(b.graph(), {}, options);
  EXPECT_EQ(analysis.scores[0].note.rfind("sampled from about 64 sources, seed 1; 95 % interval", 0), 0u);
  EXPECT_NE(text_report(analysis, {}).find("sampled from about 64"), std::string::npos);
}

TEST(BoostEngine, AgreesWithOurs) {
  Builder b;
  Random random(8);
  for (int i = 0; i < 60; ++i) b.node(std::to_string(1000 + i));
  for (int i = 0; i < 150; ++i) b.edge(random.below(60), random.below(60));
  AnalysisOptions options;
  options.measures = {"betweenness", "k_core"};
  const Analysis ours = analyze(b.graph(), {}, options);
  options.options.boost_engine = true;
  const Analysis boost = analyze(b.graph(), {}, options);
  EXPECT_EQ(ours.scores[1].values, boost.scores[1].values);
  for (std::size_t v = 0; v < 60; ++v) EXPECT_NEAR(ours.scores[0].values[v], boost.scores[0].values[v], 1e-9);
}

}  // namespace
}  // namespace newsgraph
