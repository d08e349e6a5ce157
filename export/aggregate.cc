// SPDX-License-Identifier: Apache-2.0
#include "export/aggregate.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <tuple>

namespace newsgraph {
namespace {

/// Edges that become one.
using Group = std::span<const Edge>;

/// The roles, with "; " between them.
std::string_view joined_roles(Group edges, Arena& memory) {
  std::string roles;
  for (const Edge& edge : edges) {
    if (!edge.role.empty()) roles.append(roles.empty() ? "" : "; ").append(edge.role);
  }
  return memory.keep(roles);
}

std::span<const ArticleIndex> all_articles(Group edges, Arena& memory) {
  std::vector<ArticleIndex> articles;
  for (const Edge& edge : edges) articles.insert(articles.end(), edge.articles.begin(), edge.articles.end());
  std::sort(articles.begin(), articles.end());
  articles.erase(std::unique(articles.begin(), articles.end()), articles.end());
  return memory.keep(articles);
}

std::span<const Evidence* const> all_evidence(Group edges, Arena& memory) {
  std::vector<const Evidence*> evidence;
  for (const Edge& edge : edges) evidence.insert(evidence.end(), edge.evidence.begin(), edge.evidence.end());
  std::stable_sort(evidence.begin(), evidence.end(),
                   [](const Evidence* a, const Evidence* b) { return comes_before(*a, *b); });
  return memory.keep(evidence);
}

Edge aggregated(Group edges, Arena& memory) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  Edge edge = edges.front();
  if (edges.size() == 1) return edge;
  for (const Edge& other : edges.subspan(1)) {
    edge.weight =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{edge.weight} + other.weight, kMost));
    if (firmness(other.status) > firmness(edge.status)) edge.status = other.status;
    if (edge.first_date.empty() || (!other.first_date.empty() && other.first_date < edge.first_date)) {
      edge.first_date = other.first_date;
    }
    edge.last_date = std::max(edge.last_date, other.last_date);
  }
  edge.role = joined_roles(edges, memory);
  edge.articles = all_articles(edges, memory);
  edge.evidence = all_evidence(edges, memory);
  return edge;
}

}  // namespace

Graph aggregated(const Graph& graph) {
  Graph result;
  result.articles = graph.articles;
  result.nodes = graph.nodes;
  result.node_types = graph.node_types;
  result.edge_types = graph.edge_types;
  result.memory = graph.memory;
  const auto key = [](const Edge& e) { return std::tie(e.source, e.target, e.type); };
  const std::span<const Edge> edges = graph.edges;
  for (std::size_t begin = 0, end = 0; begin < edges.size(); begin = end) {
    while (end < edges.size() && key(edges[end]) == key(edges[begin])) ++end;
    result.edges.push_back(aggregated(edges.subspan(begin, end - begin), *result.memory));
  }
  return result;
}

}  // namespace newsgraph
