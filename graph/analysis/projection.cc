// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/projection.h"

#include <algorithm>
#include <limits>
#include <map>
#include <span>
#include <string>

namespace newsgraph {
namespace {

/// An edge that is being put together, and its articles.
struct Draft {
  Edge edge;
  std::vector<ArticleIndex> articles;
};

void add_articles(std::vector<ArticleIndex>& all, std::span<const ArticleIndex> more) {
  std::vector<ArticleIndex> merged;
  std::set_union(all.begin(), all.end(), more.begin(), more.end(), std::back_inserter(merged));
  all = std::move(merged);
}

void widen(Draft& draft, const Edge& by) {
  Edge& edge = draft.edge;
  if (!by.first_date.empty() && (edge.first_date.empty() || by.first_date < edge.first_date))
    edge.first_date = by.first_date;
  if (by.last_date > edge.last_date) edge.last_date = by.last_date;
  add_articles(draft.articles, by.articles);
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
  result.memory = graph.memory;
  result.node_types = graph.node_types;
  result.edge_types = {{"SHARES", "shares an event or document with", "", true}};
  std::vector<NodeIndex> actor(graph.nodes.size(), kNone);
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
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
  std::map<std::pair<NodeIndex, NodeIndex>, Draft> pairs;
  for (const auto& [node, actors] : shared) {
    if (actors.size() > options.most_actors) {
      if (skipped != nullptr) skipped->push_back(node);
      continue;
    }
    for (auto a = actors.begin(); a != actors.end(); ++a)
      for (auto b = std::next(a); b != actors.end(); ++b) {
        const auto [place, fresh] = pairs.try_emplace({a->first, b->first});
        Draft& draft = place->second;
        if (!fresh) ++draft.edge.weight;
        for (const auto* side : {&a->second, &b->second})
          for (const EdgeIndex e : *side) widen(draft, graph.edges[e]);
      }
  }
  for (const auto& [ends, draft] : pairs) {
    Edge edge = draft.edge;
    edge.source = ends.first;
    edge.target = ends.second;
    edge.type = "SHARES";
    std::string id(result.nodes[edge.source].id);
    edge.id = result.memory->keep(id.append("|SHARES|").append(result.nodes[edge.target].id));
    edge.articles = result.memory->keep(draft.articles);
    result.edges.push_back(edge);
  }
  return result;
}

}  // namespace newsgraph
