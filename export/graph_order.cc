// SPDX-License-Identifier: Apache-2.0
#include "export/graph_order.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
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
    sorted.push_back(records[old]);
  }
  records = std::move(sorted);
  return new_index;
}

/// The list in order, each item once.
template <class Item>
std::span<const Item> as_set(std::span<const Item> list, Arena& memory) {
  if (std::ranges::adjacent_find(list, std::ranges::greater_equal()) == list.end()) return list;
  std::vector<Item> items(list.begin(), list.end());
  std::ranges::sort(items);
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return memory.keep(items);
}

using Articles = std::span<const ArticleIndex>;

/// The articles under their new numbers, if there are any, in order.
Articles in_order(Articles articles, const std::vector<ArticleIndex>& new_index, Arena& memory) {
  if (new_index.empty()) return as_set(articles, memory);
  const auto list = memory.make<ArticleIndex>(articles.size());
  std::ranges::transform(articles, list.begin(), [&](ArticleIndex a) { return new_index[a]; });
  return as_set(Articles(list), memory);
}

using Pieces = std::span<const Evidence* const>;

Pieces in_order(Pieces evidence, const std::vector<ArticleIndex>& new_index, Arena& memory) {
  const auto before = [](const Evidence* a, const Evidence* b) { return comes_before(*a, *b); };
  if (new_index.empty() && std::ranges::is_sorted(evidence, before)) return evidence;
  const auto pieces = memory.make<Evidence>(evidence.size());
  const auto list = memory.make<const Evidence*>(evidence.size());
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    pieces[i] = *evidence[i];
    if (!new_index.empty()) pieces[i].article = new_index[pieces[i].article];
    list[i] = &pieces[i];
  }
  std::ranges::stable_sort(list, before);
  return list;
}

void sort_articles(Graph& graph) {
  const auto new_index = sort_by_id(graph.articles);
  for (Node& node : graph.nodes) node.articles = in_order(node.articles, new_index, *graph.memory);
  for (Edge& edge : graph.edges) {
    edge.articles = in_order(edge.articles, new_index, *graph.memory);
    edge.evidence = in_order(edge.evidence, new_index, *graph.memory);
  }
}

void sort_nodes(Graph& graph) {
  for (Node& node : graph.nodes) node.aliases = as_set(node.aliases, *graph.memory);
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
