// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/network.h"

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>
#include <unordered_set>

#include "extract/suggest.h"

namespace newsgraph {
namespace {

constexpr Vertex kNoVertex = std::numeric_limits<Vertex>::max();

// The named types, split by what they name.
struct TypeFilter {
  std::set<std::string, std::less<>> node_types, edge_types;

  static TypeFilter of(const Graph& graph, const std::vector<std::string>& names) {
    std::set<std::string, std::less<>> nodes, edges;
    for (const Node& node : graph.nodes) nodes.emplace(node.type);
    for (const Edge& edge : graph.edges) edges.emplace(edge.type);
    for (const NodeType& type : graph.node_types) nodes.insert(type.name);
    for (const EdgeType& type : graph.edge_types) edges.insert(type.name);
    TypeFilter filter;
    for (const std::string& name : names) {
      const bool is_node = nodes.contains(name);
      const bool is_edge = edges.contains(name);
      if (is_node) filter.node_types.insert(name);
      if (is_edge) filter.edge_types.insert(name);
      if (is_node || is_edge) continue;
      std::vector<std::string> known(nodes.begin(), nodes.end());
      known.insert(known.end(), edges.begin(), edges.end());
      std::string list;
      for (const std::string& type : known) list += (list.empty() ? "" : ", ") + type;
      throw std::invalid_argument("the graph has no type '" + name + "'" + did_you_mean(name, known) +
                                  (list.empty() ? "" : " Its types are " + list));
    }
    return filter;
  }
  [[nodiscard]] bool keeps(const Node& node) const {
    return node_types.empty() || node_types.contains(node.type);
  }
  [[nodiscard]] bool keeps(const Edge& edge) const {
    return edge_types.empty() || edge_types.contains(edge.type);
  }
};

void check_date(const std::string& date, const char* bound) {
  static constexpr std::string_view kShape = "dddd-dd-dd";
  bool good = date.empty() || date.size() == 4 || date.size() == 7 || date.size() == 10;
  for (std::size_t i = 0; good && i < date.size(); ++i)
    good = kShape[i] == 'd' ? date[i] >= '0' && date[i] <= '9' : date[i] == kShape[i];
  if (!good)
    throw std::invalid_argument(std::string("the ") + bound + " date '" + date +
                                "' is not a date like 2024-11-06, 2024-11 or 2024");
}

// Dates of less than a day's precision compare by what both sides say: 2024-11 is neither before nor after
// 2024-11-06.
int compare_dates(std::string_view a, std::string_view b) {
  const std::size_t both = std::min(a.size(), b.size());
  return a.substr(0, both).compare(b.substr(0, both));
}

bool in_time(const Edge& edge, const GraphView& view) {
  if (view.from.empty() && view.to.empty()) return true;
  if (edge.first_date.empty() && edge.last_date.empty()) return false;
  const std::string_view first = edge.first_date.empty() ? edge.last_date : edge.first_date;
  const std::string_view last = edge.last_date.empty() ? edge.first_date : edge.last_date;
  return (view.from.empty() || compare_dates(last, view.from) >= 0) &&
         (view.to.empty() || compare_dates(first, view.to) <= 0);
}

bool has_status(const Edge& edge, const GraphView& view) {
  if (view.statuses.empty()) return edge.status != Status::kDenied;
  return std::find(view.statuses.begin(), view.statuses.end(), edge.status) != view.statuses.end();
}

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
  check_date(view.from, "from");
  check_date(view.to, "to");
  const TypeFilter filter = TypeFilter::of(graph, view.types);
  std::set<std::string, std::less<>> symmetric(view.symmetric_types.begin(), view.symmetric_types.end());
  for (const EdgeType& type : graph.edge_types)
    if (type.symmetric) symmetric.insert(type.name);

  Network network;
  network.graph = &graph;
  network.directed = view.directed;
  std::vector<Vertex> vertex_of(graph.nodes.size(), kNoVertex);
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    if (!filter.keeps(graph.nodes[i])) continue;
    vertex_of[i] = static_cast<Vertex>(network.nodes.size());
    network.nodes.push_back(i);
  }
  std::vector<Arc> ties, arcs;
  for (EdgeIndex e = 0; e < graph.edges.size(); ++e) {
    const Edge& edge = graph.edges[e];
    const Vertex source = vertex_of[edge.source];
    const Vertex target = vertex_of[edge.target];
    if (source == kNoVertex || target == kNoVertex || !filter.keeps(edge) || !has_status(edge, view) ||
        !in_time(edge, view)) {
      ++network.edges_outside;
      continue;
    }
    if (source == target) {
      ++network.loops;
      continue;
    }
    network.edges.push_back(e);
    const std::uint32_t weight = weight_of(edge, view.weight);
    ties.push_back({source, target, weight});
    arcs.push_back({source, target, weight});
    if (symmetric.contains(edge.type)) arcs.push_back({target, source, weight});
  }
  const auto n = static_cast<Vertex>(network.nodes.size());
  network.ties = UndirectedGraph(n, ties);
  network.arcs = DirectedGraph(n, arcs);
  if (view.weight == GraphView::Weight::kNone) {
    network.ties.drop_weights();
    network.arcs.drop_weights();
  }
  return network;
}

}  // namespace newsgraph
