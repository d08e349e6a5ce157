// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/network.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string_view>
#include <unordered_set>

namespace newsgraph {
namespace {

std::uint32_t weight_of(const Edge& edge, GraphView::Weight weight) {
  if (weight == GraphView::Weight::kEvidence) return edge.weight;
  if (weight == GraphView::Weight::kNone) return 1;
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(edge.articles.size()));
}

void check_graph(const Graph& graph) {
  std::unordered_set<std::string_view> ids;
  for (const Node& node : graph.nodes)
    if (!ids.insert(node.id).second)
      throw std::invalid_argument("two nodes have the id '" + std::string(node.id) + "'; ids must differ");
  for (const Edge& edge : graph.edges) {
    if (edge.source >= graph.nodes.size() || edge.target >= graph.nodes.size())
      throw std::invalid_argument("edge '" + std::string(edge.id) +
                                  "' ends in a node that the graph does not have");
    if (edge.weight == 0)
      throw std::invalid_argument("edge '" + std::string(edge.id) + "' has weight 0; a weight is at least 1");
  }
}

}  // namespace

bool parse_weight(const std::string& name, GraphView::Weight& weight) {
  if (name == "evidence")
    weight = GraphView::Weight::kEvidence;
  else if (name == "articles")
    weight = GraphView::Weight::kArticles;
  else if (name == "none")
    weight = GraphView::Weight::kNone;
  else
    return false;
  return true;
}

Network project(const Graph& graph, const GraphView& view) {
  check_graph(graph);
  std::set<std::string_view> symmetric;
  for (const EdgeType& type : graph.edge_types)
    if (type.symmetric) symmetric.insert(type.name);

  Network network;
  network.graph = &graph;
  network.directed = view.directed;
  std::vector<Arc> ties, arcs;
  for (EdgeIndex e = 0; e < graph.edges.size(); ++e) {
    const Edge& edge = graph.edges[e];
    if (edge.status == Status::kDenied && !view.keep_denied) {
      ++network.denied;
      continue;
    }
    if (edge.source == edge.target) {
      ++network.loops;
      continue;
    }
    network.edges.push_back(e);
    const std::uint32_t weight = weight_of(edge, view.weight);
    ties.push_back({edge.source, edge.target, weight});
    arcs.push_back({edge.source, edge.target, weight});
    if (symmetric.contains(edge.type)) arcs.push_back({edge.target, edge.source, weight});
  }
  const auto n = static_cast<Vertex>(graph.nodes.size());
  network.ties = UndirectedGraph(n, ties);
  network.arcs = DirectedGraph(n, arcs);
  if (view.weight == GraphView::Weight::kNone) {
    network.ties.drop_weights();
    network.arcs.drop_weights();
  }
  return network;
}

}  // namespace newsgraph
