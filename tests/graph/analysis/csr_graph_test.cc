// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/csr_graph.h"

#include <algorithm>
#include <set>

#include <boost/concept/assert.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/page_rank.hpp>
#include <gtest/gtest.h>

namespace newsgraph {
namespace {

template <class G>
void check_concepts() {
  BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraph<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::EdgeListGraph<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraph<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraph<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::AdjacencyGraph<G>));
  BOOST_CONCEPT_ASSERT((boost::concepts::ReadablePropertyGraph<G, Vertex, boost::vertex_index_t>));
  using Edge = typename boost::graph_traits<G>::edge_descriptor;
  BOOST_CONCEPT_ASSERT((boost::concepts::ReadablePropertyGraph<G, Edge, boost::edge_index_t>));
  BOOST_CONCEPT_ASSERT((boost::concepts::ReadablePropertyGraph<G, Edge, boost::edge_weight_t>));
}
TEST(CsrGraph, ModelsTheBoostGraphConcepts) {  // at compile time
  check_concepts<UndirectedGraph>();
  check_concepts<DirectedGraph>();
}

std::vector<Vertex> row(const Adjacency& rows, Vertex v) {
  return {rows.row(v).begin(), rows.row(v).end()};
}

// 0 -- 1 == 2, and a loop on 0: the parallel edges become one of weight 3, the loop goes.
TEST(CsrGraph, MergesParallelEdgesAndDropsLoops) {
  const std::vector<Arc> arcs = {{0, 0, 5}, {1, 2, 1}, {2, 1, 2}, {0, 1, 1}};
  const UndirectedGraph g(3, arcs);
  EXPECT_EQ(g.edges(), 2u);
  EXPECT_EQ(row(g.out(), 1), (std::vector<Vertex>{0, 2}));
  EXPECT_EQ(g.out().weight(g.find_arc(1, 2)), 3u);
  EXPECT_EQ(g.out().weight(g.find_arc(2, 1)), 3u);
  const DirectedGraph d(3, arcs);
  EXPECT_EQ(d.edges(), 3u);
  EXPECT_EQ(row(d.in(), 1), (std::vector<Vertex>{0, 2}));
  EXPECT_EQ(d.in().weights[d.in().offsets[1] + 1], 2u);
}

TEST(CsrGraph, TakesFourBytesAVertexAndEightAnUndirectedEdge) {
  const std::vector<Arc> arcs = {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}};
  EXPECT_EQ(UndirectedGraph(4, arcs).bytes(),
            4u * 5 + 8u * 3 + 4u);  // and the one entry of the unused in-rows
}

// An in-edge must end in the vertex asked for; an out-edge instead compiles and spoils page_rank silently.
TEST(CsrGraph, GivesInEdgesTurnedRound) {
  const UndirectedGraph g(3, std::vector<Arc>{{0, 1, 1}, {1, 2, 1}});
  const auto [begin, end] = in_edges(1, g);
  std::vector<Vertex> sources;
  for (auto e = begin; e != end; ++e) {
    EXPECT_EQ(target(*e, g), 1u);
    sources.push_back(source(*e, g));
  }
  EXPECT_EQ(sources, (std::vector<Vertex>{0, 2}));
  std::vector<double> rank(3);
  boost::graph::page_rank(g, boost::make_iterator_property_map(rank.begin(), get(boost::vertex_index, g)));
  EXPECT_GT(rank[1], 1.3 * rank[0]);
}

TEST(CsrGraph, NumbersAnUndirectedEdgeTheSameFromBothEnds) {
  const UndirectedGraph g(4, std::vector<Arc>{{0, 1, 1}, {1, 2, 1}, {0, 2, 7}, {3, 1, 1}});
  std::set<std::uint32_t> numbers;
  std::size_t count = 0;
  const auto [begin, end] = edges(g);
  for (auto e = begin; e != end; ++e, ++count) {
    const auto [first, last] = out_edges(target(*e, g), g);
    const auto back = std::find_if(first, last, [&](const auto& b) { return b == *e; });
    ASSERT_NE(back, last);
    EXPECT_EQ(get(get(boost::edge_index, g), *e), get(get(boost::edge_index, g), *back));
    EXPECT_EQ(get(get(boost::edge_weight, g), *e), get(get(boost::edge_weight, g), *back));
    numbers.insert(get(get(boost::edge_index, g), *e));
  }
  EXPECT_EQ(count, 4u);
  EXPECT_EQ(numbers.size(), 4u);
}

TEST(CsrGraph, StockBetweennessRunsOnItAndHalves) {
  //   0       3
  //   | \   / |
  //   |   2   |
  //   | /   \ |
  //   1       4
  const UndirectedGraph g(5,
                          std::vector<Arc>{{0, 1, 1}, {0, 2, 1}, {1, 2, 1}, {3, 4, 1}, {3, 2, 1}, {4, 2, 1}});
  std::vector<double> score(5);
  boost::brandes_betweenness_centrality(
      g, boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, g)));
  EXPECT_EQ(score, (std::vector<double>{0, 0, 4, 0, 0}));  // 2 lies between all 2 * 2 pairs
}

TEST(CsrGraph, RefusesEndsThatDoNotExistAndWeightZero) {
  EXPECT_THROW(UndirectedGraph(2, std::vector<Arc>{{0, 2, 1}}), std::invalid_argument);
  EXPECT_THROW(UndirectedGraph(2, std::vector<Arc>{{0, 1, 0}}), std::invalid_argument);
}

TEST(CsrGraph, MayBeEmpty) {
  const UndirectedGraph none(0, {});
  EXPECT_EQ(num_vertices(none), 0u);
  EXPECT_EQ(edges(none).first, edges(none).second);
  const UndirectedGraph one(1, {});
  EXPECT_EQ(num_edges(one), 0u);
}

}  // namespace
}  // namespace newsgraph
