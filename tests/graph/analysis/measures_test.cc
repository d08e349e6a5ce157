// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <gtest/gtest.h>

#include "graph/analysis/analysis.h"
#include "graph/analysis/betweenness.h"
#include "graph/analysis/blocks.h"
#include "graph/analysis/cores.h"
#include "graph/analysis/distances.h"
#include "graph/analysis/pagerank.h"
#include "graph/analysis/random.h"
#include "graph/analysis/spectral.h"

namespace newsgraph {
namespace {

using Edges = std::vector<Arc>;

//   0       3
//   | \   / |
//   |   2   |
//   | /   \ |
//   1       4
UndirectedGraph bow_tie() {
  return {5, Edges{{0, 1, 1}, {0, 2, 1}, {1, 2, 1}, {3, 4, 1}, {3, 2, 1}, {4, 2, 1}}};
}

UndirectedGraph random_graph(Vertex n, std::uint32_t edges, std::uint64_t seed) {
  Random random(seed);
  Edges arcs;
  for (std::uint32_t i = 0; i < edges; ++i)
    arcs.push_back({random.below(n), random.below(n), 1 + random.below(5)});
  return {n, arcs};
}

template <class G>
std::vector<double> stock_betweenness(const G& g) {
  std::vector<double> score(num_vertices(g));
  boost::brandes_betweenness_centrality(
      g, boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, g)));
  return score;
}

void expect_near(const std::vector<double>& a, const std::vector<double>& b, double relative) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    ASSERT_NEAR(a[i], b[i], relative * std::max(1.0, std::abs(b[i]))) << "vertex " << i;
}

constexpr auto kKernels = {BetweennessOptions::Kernel::kAuto, BetweennessOptions::Kernel::kScalar,
                           BetweennessOptions::Kernel::kLanes, BetweennessOptions::Kernel::kBaselineLanes,
                           BetweennessOptions::Kernel::kScaled};

TEST(Betweenness, IsHighestWhereTwoTrianglesMeet) {
  EXPECT_EQ(betweenness(bow_tie()), (std::vector<double>{0, 0, 4, 0, 0}));  // 2 lies between all 2 * 2 pairs
}

// 0 - 1 - 2 - 3 and an isolated 4: 1 lies between 0 and each of 2, 3.
TEST(Betweenness, OfAChainCountsThePairsItHoldsApart) {
  const UndirectedGraph g(5, Edges{{0, 1, 1}, {1, 2, 1}, {2, 3, 1}});
  EXPECT_EQ(betweenness(g), (std::vector<double>{0, 2, 2, 0, 0}));
}

// 0 - 1        a square with a tail: of the two paths between 0 and 2, one passes 1 and one 3
// |   |        tail 4 hangs from 0
// 3 - 2
TEST(Betweenness, SharesEqualPaths) {
  const UndirectedGraph g(5, Edges{{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 0, 1}, {0, 4, 1}});
  EXPECT_EQ(betweenness(g), (std::vector<double>{0.5 + 3, 1, 0.5, 1, 0}));
}

TEST(Betweenness, OfDirectedArcsFollowsThem) {
  // 0 -> 1 -> 2 -> 0
  const DirectedGraph g(3, Edges{{0, 1, 1}, {1, 2, 1}, {2, 0, 1}});
  EXPECT_EQ(betweenness(g), (std::vector<double>{1, 1, 1}));
}

TEST(Betweenness, AgreesWithBoostGraphForEveryKernel) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto n = static_cast<Vertex>(1 + seed * 3);
    const UndirectedGraph g = random_graph(n, n * (1 + seed % 4) / 2, seed);
    const std::vector<double> stock = stock_betweenness(g);
    for (const auto kernel : kKernels)
      for (const bool split : {true, false}) {
        BetweennessOptions options;
        options.kernel = kernel;
        options.split_blocks = split;
        expect_near(betweenness(g, options), stock, 1e-12);
      }
  }
}

TEST(Betweenness, TakesAnyBoostGraph) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> g(4);
  add_edge(0, 1, g);
  add_edge(1, 2, g);
  add_edge(2, 3, g);
  EXPECT_EQ(betweenness(g), stock_betweenness(g));
}

TEST(Betweenness, HasTheSameBitsForAnyNumberOfThreads) {
  const UndirectedGraph g = random_graph(700, 1500, 7);
  BetweennessOptions options;
  options.threads = 1;
  const auto one = betweenness(g, options);
  for (const unsigned threads : {2u, 3u, 7u}) {
    options.threads = threads;
    EXPECT_EQ(betweenness(g, options), one) << threads;
  }
}

TEST(Betweenness, HasTheSameBitsForAnyVectorWidth) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const UndirectedGraph g = random_graph(900, 2500, seed);
    BetweennessOptions options;
    options.kernel = BetweennessOptions::Kernel::kLanes;
    const auto lanes = betweenness(g, options);
    options.kernel = BetweennessOptions::Kernel::kBaselineLanes;
    EXPECT_EQ(betweenness(g, options), lanes);
  }
}

// 330 layers of 10, each wholly joined to the next: 10^329 shortest paths from end to end.
TEST(Betweenness, SurvivesPathCountsThatOverflow) {
  constexpr Vertex kLayers = 330, kWidth = 10;
  Edges arcs;
  for (Vertex layer = 0; layer + 1 < kLayers; ++layer)
    for (Vertex a = 0; a < kWidth; ++a)
      for (Vertex b = 0; b < kWidth; ++b) arcs.push_back({layer * kWidth + a, (layer + 1) * kWidth + b, 1});
  const DirectedGraph g(kLayers * kWidth, arcs);
  const auto score = betweenness(g);
  // Layer i lies between i * 10 vertices above and (329 - i) * 10 below, shared by its 10 vertices.
  for (Vertex v = 0; v < g.vertices(); ++v) {
    const double above = v / kWidth;
    ASSERT_NEAR(score[v], above * (kLayers - 1 - above) * 10, 1e-9 * std::max(1.0, score[v])) << v;
  }
}

TEST(Betweenness, OfNothingIsNothing) {
  EXPECT_TRUE(betweenness(UndirectedGraph(0, {})).empty());
  EXPECT_EQ(betweenness(UndirectedGraph(1, {})), std::vector<double>{0});
}

TEST(Betweenness, SampledIsUnbiased) {
  const UndirectedGraph g = random_graph(400, 1200, 3);
  const auto exact = betweenness(g);
  std::vector<double> mean(exact.size());
  constexpr int kRuns = 100;
  for (int run = 0; run < kRuns; ++run) {
    BetweennessOptions options;
    options.pivots = 100;
    options.seed = static_cast<std::uint64_t>(run) + 1;
    const auto estimate = betweenness(g, options);
    for (std::size_t v = 0; v < mean.size(); ++v) mean[v] += estimate[v] / kRuns;
  }
  double wrong = 0, all = 0;
  for (std::size_t v = 0; v < mean.size(); ++v) {
    wrong += std::abs(mean[v] - exact[v]);
    all += exact[v];
  }
  EXPECT_LT(wrong, 0.05 * all);
}

// A source gives its own neighbours much that other vertices do not see. Here chance moves scores by 8 %; it
// would be 10 % if paths were shared by length alone, 17 % if evenly.
TEST(Betweenness, SampledDoesNotFavourNeighboursOfTheSources) {
  Random random(5);
  Edges arcs;
  for (int i = 0; i < 15000; ++i) {
    const Vertex a = 1 + random.below(4999);
    arcs.push_back({a, random.below(1 + random.below(a)), 1});
  }
  const UndirectedGraph g(5000, arcs);
  const auto exact = betweenness(g);
  BetweennessOptions options;
  options.pivots = 256;
  const auto estimate = betweenness(g, options);
  std::vector<Vertex> order(exact.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](Vertex a, Vertex b) { return exact[a] > exact[b]; });
  double wrong = 0;
  for (int i = 0; i < 100; ++i) wrong += std::abs(estimate[order[i]] / exact[order[i]] - 1) / 100;
  EXPECT_LT(wrong, 0.09);
}

TEST(PageRank, AddsUpToOneAndCountsDanglingMass) {
  const DirectedGraph g(3, Edges{{0, 2, 1}, {1, 2, 1}});  // 2 leads nowhere
  const auto rank = pagerank(g.out(), g.in());
  EXPECT_NEAR(rank[0] + rank[1] + rank[2], 1, 1e-12);
  // r0 = r1 = t, r2 = t + 0.85 * 2 t with t the restart share
  EXPECT_NEAR(rank[2] / rank[0], 2.7, 1e-9);
}

TEST(PageRank, PersonalisedStaysNearItsStart) {
  const UndirectedGraph g = bow_tie();
  PageRankOptions options;
  options.start = {1, 0, 0, 0, 0};
  const auto rank = pagerank(g.out(), g.out(), options);
  EXPECT_GT(rank[0], rank[3]);
  EXPECT_NEAR(rank[3], rank[4], 1e-12);
}

// A copy of the rows does not count as the same ties: power iteration takes it. Half of the vertices are
// leaves or alone, so both ways of leaving vertices out are tried.
TEST(PageRank, OverTiesIsWhatPowerIterationFinds) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const UndirectedGraph g = random_graph(2000, 1500, seed);
    const Rows copy = reversed(g.out());
    PageRankOptions options;
    expect_near(pagerank(g.out(), g.out(), options), pagerank(g.out(), copy.view(), options), 1e-11);
    options.start.assign(2000, 0.0);
    options.start[17] = 1;
    options.start[1234] = 3;
    expect_near(pagerank(g.out(), g.out(), options), pagerank(g.out(), copy.view(), options), 1e-11);
  }
}

TEST(PageRank, HasTheSameBitsForAnyNumberOfThreads) {
  const UndirectedGraph g = random_graph(30000, 90000, 7);
  PageRankOptions options;
  options.threads = 1;
  const auto one = pagerank(g.out(), g.out(), options);
  options.threads = 3;
  EXPECT_EQ(pagerank(g.out(), g.out(), options), one);
}

TEST(PageRank, RefusesOptionsOutOfRange) {
  const UndirectedGraph g = bow_tie();
  PageRankOptions options;
  options.damping = 1;
  EXPECT_THROW(pagerank(g.out(), g.out(), options), std::invalid_argument);
  options = {};
  options.start = {0, 0, 0, 0, 0};
  EXPECT_THROW(pagerank(g.out(), g.out(), options), std::invalid_argument);
}

// 0 - 1 - 2 and 3 - 4: half of the others reach 1, at distance 1.
TEST(Distances, OfAChainAndAPair) {
  const UndirectedGraph g(5, Edges{{0, 1, 1}, {1, 2, 1}, {3, 4, 1}});
  const DistanceSums sums = distance_sums(g.out(), g.out(), 1);
  EXPECT_EQ(sums.reach, (std::vector<double>{2, 2, 2, 1, 1}));
  EXPECT_EQ(sums.farness, (std::vector<double>{3, 2, 3, 1, 1}));
  EXPECT_EQ(sums.harmonic, (std::vector<double>{1.5, 2, 1.5, 1, 1}));
  EXPECT_EQ(sums.closeness()[1], 0.5);
}

TEST(Distances, OfArcsCountTowardsTheVertex) {
  const DirectedGraph g(3, Edges{{0, 1, 1}, {1, 2, 1}});
  EXPECT_EQ(distance_sums(g.out(), g.in(), 1).farness, (std::vector<double>{0, 1, 3}));
}

// More than one batch of 512 searches, long chains and a crowded part: pushing and pulling levels.
TEST(Distances, AgreeWithPlainSearches) {
  Edges arcs;
  Random random(5);
  for (Vertex v = 0; v + 1 < 600; ++v) arcs.push_back({v, v + 1, 1});
  for (int i = 0; i < 4000; ++i) arcs.push_back({600 + random.below(700), 599 + random.below(700), 1});
  const DirectedGraph g(1300, arcs);
  const DistanceSums sums = distance_sums(g.out(), g.in(), 2);
  for (Vertex t = 0; t < g.vertices(); t += 37) {
    std::vector<int> distance(g.vertices(), -1);
    std::vector<Vertex> queue = {t};
    distance[t] = 0;
    double farness = 0, harmonic = 0;
    for (std::size_t head = 0; head < queue.size(); ++head)
      for (const Vertex w : g.in().row(queue[head]))
        if (distance[w] < 0) {
          distance[w] = distance[queue[head]] + 1;
          farness += distance[w];
          harmonic += 1.0 / distance[w];
          queue.push_back(w);
        }
    ASSERT_EQ(sums.reach[t], static_cast<double>(queue.size() - 1));
    ASSERT_EQ(sums.farness[t], farness);
    ASSERT_NEAR(sums.harmonic[t], harmonic, 1e-9);
  }
  const DistanceSums again = distance_sums(g.out(), g.in(), 7);
  EXPECT_EQ(again.harmonic, sums.harmonic);
}

TEST(Cores, OfATriangleWithATail) {
  // 0 - 1 - 2 - 0, 2 - 3 - 4, and 5 alone
  const UndirectedGraph g(6, Edges{{0, 1, 1}, {1, 2, 1}, {0, 2, 1}, {2, 3, 1}, {3, 4, 1}});
  EXPECT_EQ(core_numbers(g.out()), (std::vector<std::uint32_t>{2, 2, 2, 1, 1, 0}));
  EXPECT_EQ(clustering(g.out(), 1), (std::vector<double>{1, 1, 1.0 / 3, 0, 0, 0}));
}

TEST(Cores, AreBoostsInAnyDensity) {
  for (const Vertex n : {1u, 2u, 40u, 3000u})
    for (const double ties : {0.0, 0.5, 3.0, 20.0}) {
      const UndirectedGraph g = random_graph(n, static_cast<std::uint32_t>(ties * n), n + 1);
      std::vector<std::uint32_t> stock(n);
      boost::core_numbers(g, boost::make_iterator_property_map(stock.begin(), get(boost::vertex_index, g)));
      EXPECT_EQ(core_numbers(g.out()), stock) << n << " vertices, " << ties;
    }
  EXPECT_TRUE(core_numbers(UndirectedGraph(0, {}).out()).empty());
}

// Nothing has 2 to 9 neighbours: levels without vertices are passed over.
TEST(Cores, OfACliqueWithATail) {
  Edges arcs = {{0, 11, 1}};
  for (Vertex a = 0; a < 11; ++a)
    for (Vertex b = 0; b < a; ++b) arcs.push_back({a, b, 1});
  std::vector<std::uint32_t> expected(12, 10);
  expected[11] = 1;
  EXPECT_EQ(core_numbers(UndirectedGraph(12, arcs).out()), expected);
}

TEST(Eigenvector, SettlesOnABipartiteStar) {
  const UndirectedGraph g(5, Edges{{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {0, 4, 1}});
  double value = 0;
  const auto score = eigenvector(g.out(), 1, &value);
  EXPECT_NEAR(value, 2, 1e-8);  // sqrt(4)
  EXPECT_EQ(score[0], 1);
  EXPECT_NEAR(score[1], 0.5, 1e-9);
}

// The two largest eigenvalues of a long chain differ by less than a thousandth.
TEST(Eigenvector, OfALongChainIsASine) {
  const Vertex n = 300;
  Edges arcs;
  for (Vertex v = 1; v < n; ++v) arcs.push_back({v - 1, v, 1});
  double value = 0;
  const auto score = eigenvector(UndirectedGraph(n, arcs).out(), 1, &value);
  const double turn = std::acos(-1.0) / (n + 1);
  EXPECT_NEAR(value, 2 * std::cos(turn), 1e-12);
  for (Vertex v = 0; v < n; ++v)
    ASSERT_NEAR(score[v], std::sin((v + 1) * turn) / std::sin(n / 2 * turn), 1e-7) << v;
}

// Two triangles of the same eigenvalue have the same right; a pair and a vertex alone have none.
TEST(Eigenvector, OfSeveralComponents) {
  const UndirectedGraph g(9,
                          Edges{{0, 1, 1}, {1, 2, 1}, {0, 2, 1}, {3, 4, 1}, {5, 6, 1}, {6, 7, 1}, {5, 7, 1}});
  expect_near(eigenvector(g.out(), 1), {1, 1, 1, 0, 0, 1, 1, 1, 0}, 1e-9);
  EXPECT_EQ(eigenvector(g.out(), 1)[8], 0);
  EXPECT_EQ(eigenvector(UndirectedGraph(1, {}).out(), 1), (std::vector<double>{0}));
  EXPECT_TRUE(eigenvector(UndirectedGraph(0, {}).out(), 1).empty());
}

TEST(Eigenvector, AndHitsHaveTheSameBitsForAnyNumberOfThreads) {
  const UndirectedGraph g = random_graph(20000, 100000, 5);
  const auto score = eigenvector(g.out(), 1);
  const HubsAuthorities scores = hits(g.out(), g.out(), 1);
  for (const unsigned threads : {2u, 3u, 7u}) {
    EXPECT_EQ(eigenvector(g.out(), threads), score);
    EXPECT_EQ(hits(g.out(), g.out(), threads).hubs, scores.hubs);
    EXPECT_EQ(hits(g.out(), g.out(), threads).authorities, scores.authorities);
  }
}

TEST(Hits, TellsHubsFromAuthorities) {
  const DirectedGraph g(3, Edges{{0, 2, 1}, {1, 2, 1}});
  const HubsAuthorities scores = hits(g.out(), g.in(), 1);
  EXPECT_EQ(scores.hubs, (std::vector<double>{0.5, 0.5, 0}));
  EXPECT_EQ(scores.authorities, (std::vector<double>{0, 0, 1}));
}

TEST(Components, AreNumberedByTheirSmallestVertex) {
  const UndirectedGraph g(6, Edges{{5, 1, 1}, {2, 3, 1}, {3, 4, 1}});
  const Components components = weak_components(g.out());
  EXPECT_EQ(components.of, (std::vector<std::uint32_t>{0, 1, 2, 2, 2, 1}));
  EXPECT_EQ(components.sizes, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(components.largest(), 2u);
}

TEST(Components, OfNothingAndOfOneVertex) {
  EXPECT_TRUE(weak_components(UndirectedGraph(0, {}).out()).of.empty());
  EXPECT_EQ(weak_components(UndirectedGraph(1, {}).out()).sizes, (std::vector<std::uint32_t>{1}));
}

// Few ties are searched, many linked, and a graph beyond the cache is linked in any case.
TEST(Components, AreBoostsInAnyDensity) {
  for (const Vertex n : {2u, 7u, 300u, 270000u})
    for (const double ties : {0.2, 0.6, 1.2, 4.0}) {
      const UndirectedGraph g = random_graph(n, static_cast<std::uint32_t>(ties * n), n);
      std::vector<std::uint32_t> stock(n);
      boost::connected_components(g, stock.data());
      const Components expected = renumbered(stock), found = weak_components(g.out());
      EXPECT_EQ(found.of, expected.of) << n << " vertices, " << ties;
      EXPECT_EQ(found.sizes, expected.sizes) << n << " vertices, " << ties;
    }
}

// Rows of another Boost.Graph graph may hold loops and parallel ties.
TEST(Components, OfRowsWithLoopsAndParallelTies) {
  const std::vector<std::uint32_t> offsets = {0, 1, 3, 5, 6, 7};  // 0 - 0, 1 = 2 twice, 3 - 4
  const std::vector<Vertex> targets = {0, 2, 2, 1, 1, 4, 3};
  EXPECT_EQ(weak_components(Adjacency{offsets, targets, {}}).of, (std::vector<std::uint32_t>{0, 1, 1, 2, 2}));
}

TEST(Components, StrongOnesNeedAWayBack) {
  const DirectedGraph g(4, Edges{{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 3, 1}});
  EXPECT_EQ(strong_components(g).of, (std::vector<std::uint32_t>{0, 0, 1, 2}));
}

TEST(Blocks, FindArticulationPointsAndBridges) {
  //  the bow tie with a tail:  4 - 5
  const UndirectedGraph g(6,
                          Edges{{0, 1, 1}, {0, 2, 1}, {1, 2, 1}, {3, 4, 1}, {3, 2, 1}, {4, 2, 1}, {4, 5, 1}});
  const Blocks blocks = find_blocks(g.out());
  EXPECT_EQ(blocks.size(), 3u);
  EXPECT_EQ(articulation_points(blocks), (std::vector<Vertex>{2, 4}));
  EXPECT_EQ(bridges(blocks), (std::vector<std::pair<Vertex, Vertex>>{{4, 5}}));
}

}  // namespace
}  // namespace newsgraph
