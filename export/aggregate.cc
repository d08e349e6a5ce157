// SPDX-License-Identifier: Apache-2.0
#include "export/aggregate.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace newsgraph {
namespace {

/// Firmest first: what happened, what somebody says happened, what will, what might, what did not.
int firmness(Status status) {
  switch (status) {
    case Status::kStated:
      return 0;
    case Status::kReported:
      return 1;
    case Status::kPlanned:
      return 2;
    case Status::kProposed:
      return 3;
    case Status::kDenied:
      return 4;
  }
  return 4;
}

void merge_into(Edge& edge, const Edge& other) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  edge.weight =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{edge.weight} + other.weight, kMost));
  if (!other.role.empty()) edge.role += edge.role.empty() ? other.role : "; " + other.role;
  if (firmness(other.status) < firmness(edge.status)) edge.status = other.status;
  edge.articles.insert(edge.articles.end(), other.articles.begin(), other.articles.end());
  if (edge.first_date.empty() || (!other.first_date.empty() && other.first_date < edge.first_date)) {
    edge.first_date = other.first_date;
  }
  edge.last_date = std::max(edge.last_date, other.last_date);
  edge.evidence.insert(edge.evidence.end(), other.evidence.begin(), other.evidence.end());
}

void put_in_order(Edge& edge) {
  std::sort(edge.articles.begin(), edge.articles.end());
  edge.articles.erase(std::unique(edge.articles.begin(), edge.articles.end()), edge.articles.end());
  const auto key = [](const Evidence& e) { return std::tie(e.article, e.in_title, e.sentence, e.rule); };
  std::stable_sort(edge.evidence.begin(), edge.evidence.end(),
                   [&](const Evidence& a, const Evidence& b) { return key(a) < key(b); });
}

}  // namespace

Graph aggregated(const Graph& graph) {
  Graph result;
  result.articles = graph.articles;
  result.nodes = graph.nodes;
  result.node_types = graph.node_types;
  result.edge_types = graph.edge_types;
  result.texts = graph.texts;
  std::size_t merged = 0;  // edges in the group at the back
  const auto finish = [&] {
    if (merged > 1) put_in_order(result.edges.back());
  };
  for (const Edge& edge : graph.edges) {
    const auto key = [](const Edge& e) { return std::tie(e.source, e.target, e.type); };
    if (!result.edges.empty() && key(result.edges.back()) == key(edge)) {
      merge_into(result.edges.back(), edge);
      ++merged;
      continue;
    }
    finish();
    result.edges.push_back(edge);
    merged = 1;
  }
  finish();
  return result;
}

}  // namespace newsgraph
