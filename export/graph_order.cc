// SPDX-License-Identifier: Apache-2.0
#include "export/graph_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace newsgraph {
namespace {

/// Sorts records by id; returns the new index of each old one, or nothing when they were in order.
template <class Record>
std::vector<std::uint32_t> sort_by_id(std::vector<Record>& records) {
  const auto by_id = [](const Record& a, const Record& b) { return a.id < b.id; };
  if (std::is_sorted(records.begin(), records.end(), by_id)) return {};
  std::vector<std::uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return records[a].id < records[b].id; });
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  std::vector<std::uint32_t> new_index(records.size());
  for (const std::uint32_t old : order) {
    new_index[old] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(records[old]));
  }
  records = std::move(sorted);
  return new_index;
}

void sort_if_needed(std::vector<ArticleIndex>& articles) {
  if (!std::is_sorted(articles.begin(), articles.end())) std::sort(articles.begin(), articles.end());
}

void sort_articles(Graph& graph) {
  const auto new_index = sort_by_id(graph.articles);
  const auto renumber = [&](std::vector<ArticleIndex>& list) {
    if (!new_index.empty()) {
      for (ArticleIndex& article : list) article = new_index[article];
    }
    sort_if_needed(list);
  };
  for (Node& node : graph.nodes) renumber(node.articles);
  for (Edge& edge : graph.edges) {
    renumber(edge.articles);
    if (new_index.empty()) continue;
    for (Evidence& evidence : edge.evidence) evidence.article = new_index[evidence.article];
    std::stable_sort(edge.evidence.begin(), edge.evidence.end(),
                     [](const Evidence& a, const Evidence& b) { return a.article < b.article; });
  }
}

void sort_nodes(Graph& graph) {
  const auto new_index = sort_by_id(graph.nodes);
  if (new_index.empty()) return;
  for (Edge& edge : graph.edges) {
    edge.source = new_index[edge.source];
    edge.target = new_index[edge.target];
  }
}

void sort_edges(Graph& graph) {
  const auto key = [](const Edge& edge) { return std::tie(edge.source, edge.target, edge.type, edge.role); };
  const auto before = [&key](const Edge& a, const Edge& b) { return key(a) < key(b); };
  if (!std::is_sorted(graph.edges.begin(), graph.edges.end(), before)) {
    std::stable_sort(graph.edges.begin(), graph.edges.end(), before);
  }
}

}  // namespace

void put_in_order(Graph& graph) {
  sort_articles(graph);
  sort_nodes(graph);
  sort_edges(graph);
}

}  // namespace newsgraph
