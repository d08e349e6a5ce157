// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/projection.h"

#include <algorithm>
#include <limits>
#include <map>

namespace newsgraph {
namespace {

void add_articles(std::vector<ArticleIndex>& all, const std::vector<ArticleIndex>& more) {
  std::vector<ArticleIndex> merged;
  std::set_union(all.begin(), all.end(), more.begin(), more.end(), std::back_inserter(merged));
  all = std::move(merged);
}

void widen(Edge& edge, const Edge& by) {
  if (!by.first_date.empty() && (edge.first_date.empty() || by.first_date < edge.first_date))
    edge.first_date = by.first_date;
  if (by.last_date > edge.last_date) edge.last_date = by.last_date;
  add_articles(edge.articles, by.articles);
}

}  // namespace

Graph project_actors(const Network& network, const ProjectionOptions& options,
                     std::vector<NodeIndex>* skipped) {
  const Graph& graph = *network.graph;
  constexpr NodeIndex kNone = std::numeric_limits<NodeIndex>::max();
  const auto joins = [&](NodeIndex i) {
    return std::find(options.through.begin(), options.through.end(), graph.nodes[i].type) !=
           options.through.end();
  };
  Graph result;
  result.articles = graph.articles;
  result.node_types = graph.node_types;
  result.edge_types = {{"SHARES", "shares an event or document with", "", true}};
  std::vector<NodeIndex> actor(graph.nodes.size(), kNone);
  for (const NodeIndex i : network.nodes) {
    if (joins(i)) continue;
    actor[i] = static_cast<NodeIndex>(result.nodes.size());
    result.nodes.push_back(graph.nodes[i]);
  }
  // The edges of each joining node towards actors.
  std::map<NodeIndex, std::map<NodeIndex, std::vector<EdgeIndex>>> shared;
  for (const EdgeIndex e : network.edges) {
    const Edge& edge = graph.edges[e];
    if (joins(edge.source) && actor[edge.target] != kNone)
      shared[edge.source][actor[edge.target]].push_back(e);
    if (joins(edge.target) && actor[edge.source] != kNone)
      shared[edge.target][actor[edge.source]].push_back(e);
  }
  std::map<std::pair<NodeIndex, NodeIndex>, Edge> pairs;
  for (const auto& [node, actors] : shared) {
    if (actors.size() > options.most_actors) {
      if (skipped != nullptr) skipped->push_back(node);
      continue;
    }
    for (auto a = actors.begin(); a != actors.end(); ++a)
      for (auto b = std::next(a); b != actors.end(); ++b) {
        const auto [place, fresh] = pairs.try_emplace({a->first, b->first});
        Edge& edge = place->second;
        if (!fresh) ++edge.weight;
        for (const auto* side : {&a->second, &b->second})
          for (const EdgeIndex e : *side) widen(edge, graph.edges[e]);
      }
  }
  for (auto& [ends, edge] : pairs) {
    edge.source = ends.first;
    edge.target = ends.second;
    edge.type = "SHARES";
    edge.id = result.nodes[edge.source].id + "|SHARES|" + result.nodes[edge.target].id;
    result.edges.push_back(std::move(edge));
  }
  return result;
}

}  // namespace newsgraph
