// SPDX-License-Identifier: Apache-2.0
#include "export/graph_layout.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

/// A star of `leaves` leaves, the first of them with most evidence, and nodes without edges.
Graph star(std::uint32_t leaves, std::uint32_t alone) {
  Graph graph;
  graph.nodes.resize(1 + leaves + alone);
  for (std::uint32_t leaf = 1; leaf <= leaves; ++leaf) {
    Edge edge;
    edge.source = 0;
    edge.target = leaf;
    edge.weight = 1 + leaves - leaf;
    graph.edges.push_back(edge);
  }
  return graph;
}

double distance(Place a, Place b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

TEST(NodePlaces, NeighboursLieTogetherAndNobodyLiesOnAnother) {
  const Graph graph = star(12, 3);
  const std::vector<double> sizes(graph.nodes.size(), 0.2);
  const std::vector<Place> places = node_places(graph, sizes, 1);
  ASSERT_EQ(places.size(), graph.nodes.size());
  const double node = 2 * layout_radii(sizes).front();
  for (std::size_t a = 0; a < places.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) EXPECT_GE(distance(places[a], places[b]), node) << a << " " << b;
  EXPECT_LT(distance(places[0], places[1]), distance(places[0], places[13]));
}

TEST(NodePlaces, ScaleAndNothingElseChangesThem) {
  const Graph graph = star(5, 0);
  const std::vector<double> sizes(graph.nodes.size(), 0.5);
  const std::vector<Place> one = node_places(graph, sizes, 1);
  const std::vector<Place> three = node_places(graph, sizes, 3);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_FLOAT_EQ(one[i].x * 3, three[i].x);
}

TEST(NodePlaces, TheWeakestOfALargeGraphLieAroundTheOthers) {
  const Graph graph = star(kMostLaidOut + 300, 0);
  const std::vector<Place> places = node_places(graph, std::vector<double>(graph.nodes.size(), 0.1), 1);
  double rim = 0;
  for (std::size_t i = 0; i < kMostLaidOut; ++i) rim = std::max(rim, distance(places[i], {}));
  for (std::size_t i = kMostLaidOut; i < places.size(); ++i) {
    EXPECT_GT(distance(places[i], {}), rim);
    for (std::size_t k = kMostLaidOut; k < i; ++k) EXPECT_GT(distance(places[i], places[k]), 3);
  }
}

TEST(NodePlaces, AGraphWithoutNodesHasNone) {
  EXPECT_TRUE(node_places(Graph{}, {}, 1).empty());
}

}  // namespace
}  // namespace newsgraph
