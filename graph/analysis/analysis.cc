// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/analysis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace newsgraph {
namespace {

void set_attribute(Node& node, std::string_view key, std::string value) {
  auto& attributes = node.attributes;
  const auto place =
      std::lower_bound(attributes.begin(), attributes.end(), key,
                       [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  if (place != attributes.end() && place->first == key)
    place->second = std::move(value);
  else
    attributes.emplace(place, std::string(key), std::move(value));
}

}  // namespace

const Scores* Analysis::find(std::string_view measure) const {
  for (const Scores& s : scores)
    if (s.measure == measure) return &s;
  return nullptr;
}

Analysis analyze(const Graph& graph, const GraphView& view, const AnalysisOptions& options) {
  std::vector<std::string> names = options.measures;
  if (names.empty()) names = {"degree", "strength", "pagerank", "betweenness"};
  for (const std::string& name : names) measure(name);  // before the work, not after
  Analysis analysis;
  analysis.network = project(graph, view);
  analysis.components = weak_components(analysis.network.ties.out());
  for (const std::string& name : names) {
    if (analysis.find(name) != nullptr) continue;
    Scores scores = measure(name).compute(analysis.network, options.options);
    scores.measure = name;
    analysis.scores.push_back(std::move(scores));
  }
  return analysis;
}

std::vector<CentralActor> most_central(const Analysis& analysis, std::string_view measure, std::size_t top,
                                       std::string_view node_type, std::size_t edges) {
  const Scores* scores = analysis.find(measure);
  if (scores == nullptr)
    throw std::invalid_argument("measure '" + std::string(measure) + "' was not computed");
  const Network& network = analysis.network;
  std::vector<CentralActor> actors;
  for (Vertex v = 0; v < network.nodes.size(); ++v)
    if (node_type.empty() || network.node(v).type == node_type) actors.push_back({v, scores->values[v], {}});
  const auto kept = static_cast<std::ptrdiff_t>(std::min(top, actors.size()));
  std::partial_sort(actors.begin(), actors.begin() + kept, actors.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.vertex < b.vertex;
  });
  actors.resize(static_cast<std::size_t>(kept));

  // One pass over the edges for all of them.
  std::vector<CentralActor*> actor_of(network.graph->nodes.size(), nullptr);
  for (CentralActor& actor : actors) actor_of[network.nodes[actor.vertex]] = &actor;
  for (const EdgeIndex e : network.edges) {
    const Edge& edge = network.graph->edges[e];
    for (const NodeIndex end : {edge.source, edge.target})
      if (actor_of[end] != nullptr) actor_of[end]->strongest.push_back(e);
  }
  for (CentralActor& actor : actors) {
    std::stable_sort(actor.strongest.begin(), actor.strongest.end(), [&](EdgeIndex a, EdgeIndex b) {
      return network.graph->edges[a].weight > network.graph->edges[b].weight;
    });
    if (actor.strongest.size() > edges) actor.strongest.resize(edges);
  }
  return actors;
}

std::string score_text(double score) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), score).ptr;
  return {buffer.data(), end};
}

void add_attributes(const Analysis& analysis, Graph& graph) {
  for (const Scores& scores : analysis.scores)
    for (Vertex v = 0; v < analysis.network.nodes.size(); ++v)
      set_attribute(graph.nodes[analysis.network.nodes[v]], scores.measure, score_text(scores.values[v]));
}

}  // namespace newsgraph
