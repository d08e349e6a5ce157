// SPDX-License-Identifier: Apache-2.0
#include "graph/query.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/graph/articles.h"

namespace newsgraph {
namespace {

using testing_articles::Draft;
using testing_articles::graph_of;

Graph names() {
  Draft draft("1");
  const auto cai = draft.entity("Province", "Lào Cai");
  draft.entity("Organization", "UBND tỉnh Lào Cai");
  draft.entity("Project", "Lào Cai - Hà Nội");
  draft.entity("Person", "Nguyễn Văn Hùng", {"Hùng"});
  const auto hung = draft.entity("Person", "Nguyễn Văn Hưng");
  draft.fact("VISITS", hung, cai);
  return graph_of({draft.facts});
}

std::string found(const Graph& graph, const char* name) {
  std::string out;
  for (const NodeMatch& match : find_nodes(graph, name))
    out.append(graph.nodes[match.node].label).append(";");
  return out;
}

TEST(Query, FindsANodeByNameWithoutToneMarksAndCase) {
  const Graph graph = names();
  EXPECT_EQ(found(graph, "lao cai"), "Lào Cai;");
  EXPECT_EQ(found(graph, "LÀO  CAI"), "Lào Cai;");
  EXPECT_EQ(found(graph, "hung"), "Nguyễn Văn Hùng;");
  EXPECT_EQ(found(graph, "ubnd tinh"), "UBND tỉnh Lào Cai;");
  EXPECT_EQ(found(graph, "tinh lao"), "UBND tỉnh Lào Cai;");
  EXPECT_EQ(found(graph, "province:lao-cai"), "Lào Cai;");
  EXPECT_EQ(found(graph, "ha giang"), "");
  EXPECT_EQ(found(graph, ""), "");
}

TEST(Query, FindsANodeByItsEnglishName) {
  Draft draft("1");
  draft.entity("Country", "Trung Quốc");
  draft.facts.entities[0].attributes = {{"name_en", "China"}};
  EXPECT_EQ(found(graph_of({draft.facts}), "china"), "Trung Quốc;");
}

TEST(Query, AnAmbiguousNameGivesAllItMayMeanTheBestConnectedFirst) {
  EXPECT_EQ(found(names(), "nguyen van hung"), "Nguyễn Văn Hưng;Nguyễn Văn Hùng;");
  EXPECT_EQ(found(names(), "nguyễn văn hùng"), "Nguyễn Văn Hùng;");
}

/// a - b - c - d in a row; a HOSTS b in 2023 (stated) and 2024 (planned), the others once in 2024.
Graph row() {
  Draft one("1", "2023-05-01");
  one.fact("HOSTS", one.entity("Organization", "Aa"), one.entity("Event", "Bb 2023"));
  Draft two("2", "2024-06-01");
  const auto a = two.entity("Organization", "Aa");
  const auto b = two.entity("Event", "Bb 2023");
  const auto c = two.entity("Person", "Cc");
  const auto d = two.entity("Country", "Dd");
  two.entity("Person", "Lone");
  two.fact("HOSTS", a, b).status = Status::kPlanned;
  two.fact("ATTENDS", c, b);
  two.fact("VISITS", c, d);
  return graph_of({one.facts, two.facts});
}

std::string edges(const Graph& graph) {
  std::string out;
  for (const Edge& edge : graph.edges) {
    out += fmt::format("{} {} {} {};", graph.nodes[edge.source].label, edge.type,
                       graph.nodes[edge.target].label, edge.weight);
  }
  return out;
}

std::string filtered(const GraphFilter& filter) {
  return edges(filter_graph(row(), filter));
}

TEST(Query, AnEmptyFilterKeepsAllButIsolatedNodes) {
  EXPECT_EQ(filtered({}), edges(row()));
  EXPECT_EQ(filter_graph(row(), {}).nodes.size(), 4u);
  GraphFilter all;
  all.keep_isolated = true;
  EXPECT_EQ(testing_articles::print(filter_graph(row(), all)), testing_articles::print(row()));
}

TEST(Query, TheBestStayAloneUnlessIsolatedNodesAreDropped) {
  GraphFilter filter;
  filter.top = 1;
  EXPECT_EQ(filter_graph(row(), filter).nodes.size(), 1u);
  filter.drop_isolated = true;
  EXPECT_EQ(filter_graph(row(), filter).nodes.size(), 0u);
}

TEST(Query, FiltersByTypesDatesStatusAndEvidence) {
  GraphFilter filter;
  filter.edge_types = {"VISITS"};
  EXPECT_EQ(filtered(filter), "Cc VISITS Dd 1;");
  filter = {};
  filter.node_types = {"Organization", "Event"};
  EXPECT_EQ(filtered(filter), "Aa HOSTS Bb 2023 2;");
  filter = {};
  filter.min_evidence = 2;
  EXPECT_EQ(filtered(filter), "Aa HOSTS Bb 2023 2;");
  filter = {};
  filter.to = "2023";
  EXPECT_EQ(filtered(filter), "Aa HOSTS Bb 2023 1;");
  EXPECT_EQ(filter_graph(row(), filter).articles.size(), 2u);  // the nodes still know the second
  filter = {};
  filter.from = "2024-06-02";
  EXPECT_EQ(filtered(filter), "");
  filter = {};
  filter.statuses = {Status::kPlanned};
  const Graph planned = filter_graph(row(), filter);
  EXPECT_EQ(edges(planned), "Aa HOSTS Bb 2023 1;");
  EXPECT_EQ(planned.edges[0].status, Status::kPlanned);
  EXPECT_EQ(planned.edges[0].first_date, "2024-06-01");
}

TEST(Query, KeepsTheArticlesThatOnlyEdgesSpeakOf) {
  Graph graph = row();
  for (Node& node : graph.nodes) node.articles = {};
  for (Edge& edge : graph.edges) edge.articles = {};
  GraphFilter filter;
  filter.edge_types = {"ATTENDS"};
  const Graph part = filter_graph(graph, filter);
  ASSERT_EQ(part.articles.size(), 1u);
  EXPECT_EQ(part.articles[0].id, "2");
  EXPECT_EQ(part.edges.at(0).evidence[0]->article, 0u);
}

TEST(Query, KeepsTheNeighbourhoodOfANode) {
  const Graph graph = row();
  GraphFilter filter;
  filter.around = {find_nodes(graph, "dd").at(0).node};
  EXPECT_EQ(edges(filter_graph(graph, filter)), "Cc VISITS Dd 1;");
  filter.hops = 2;
  EXPECT_EQ(filter_graph(graph, filter).edges.size(), 2u);
  filter.hops = 99;
  EXPECT_EQ(filter_graph(graph, filter).edges.size(), 3u);
  filter.around = {99};
  EXPECT_THROW(filter_graph(graph, filter), std::invalid_argument);
}

TEST(Query, KeepsTheTopNodesByDegreeOrByAScore) {
  GraphFilter filter;
  filter.top = 2;
  EXPECT_EQ(filtered(filter), "Cc ATTENDS Bb 2023 1;");
  const Graph graph = row();
  filter.scores.assign(graph.nodes.size(), 0);
  filter.scores[find_nodes(graph, "dd").at(0).node] = 2;
  filter.scores[find_nodes(graph, "cc").at(0).node] = 1;
  EXPECT_EQ(edges(filter_graph(graph, filter)), "Cc VISITS Dd 1;");
  filter.scores.pop_back();
  EXPECT_THROW(filter_graph(graph, filter), std::invalid_argument);
}

}  // namespace
}  // namespace newsgraph
