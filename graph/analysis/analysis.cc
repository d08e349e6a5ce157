// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/analysis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <stdexcept>
#include <utility>

#include "graph/analysis/community_names.h"

namespace newsgraph {
namespace {

/// In place of attributes of the same keys; all at once, because the arena frees no list that was replaced.
void set_attributes(Node& node, std::vector<Attribute> changed, Arena& memory) {
  for (const Attribute& old : node.attributes)
    if (std::ranges::find(changed, old.key, &Attribute::key) == changed.end()) changed.push_back(old);
  std::ranges::sort(changed, {}, &Attribute::key);
  node.attributes = memory.keep(changed);
}

/// A label for each community by its number; empty for one without a name.
std::vector<std::string_view> community_labels(const Network& network, const Scores& communities,
                                               Arena& memory) {
  std::vector<std::string_view> labels(network.graph->nodes.size());
  for (const CommunityName& community : name_communities(network, communities.values))
    labels[community.number] = memory.keep(community.label);
  return labels;
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
  return most_central(analysis.network, *scores, top, node_type, edges);
}

std::vector<CentralActor> most_central(const Network& network, const Scores& scores, std::size_t top,
                                       std::string_view node_type, std::size_t edges) {
  std::vector<CentralActor> actors;
  for (Vertex v = 0; v < network.graph->nodes.size(); ++v)
    if (node_type.empty() || network.node(v).type == node_type) actors.push_back({v, scores.values[v], {}});
  const auto kept = static_cast<std::ptrdiff_t>(std::min(top, actors.size()));
  std::partial_sort(actors.begin(), actors.begin() + kept, actors.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.vertex < b.vertex;
  });
  actors.resize(static_cast<std::size_t>(kept));

  // One pass over the edges for all of them.
  std::vector<CentralActor*> actor_of(network.graph->nodes.size(), nullptr);
  for (CentralActor& actor : actors) actor_of[actor.vertex] = &actor;
  for (const EdgeIndex e : network.edges) {
    const Edge& edge = network.graph->edges[e];
    for (const NodeIndex end : {edge.source, edge.target})
      if (actor_of[end] != nullptr) actor_of[end]->strongest.push_back(e);
  }
  for (CentralActor& actor : actors) {
    const auto other_end = [&](EdgeIndex e) {
      const Edge& edge = network.graph->edges[e];
      return edge.source == actor.vertex ? edge.target : edge.source;
    };
    const auto strength = [&](EdgeIndex e) {
      return std::pair(network.graph->edges[e].weight, scores.values[other_end(e)]);
    };
    std::stable_sort(actor.strongest.begin(), actor.strongest.end(),
                     [&](EdgeIndex a, EdgeIndex b) { return strength(a) > strength(b); });
    std::vector<EdgeIndex> kept_edges;
    std::set<NodeIndex> named;
    for (const EdgeIndex e : actor.strongest)
      if (kept_edges.size() < edges && named.insert(other_end(e)).second) kept_edges.push_back(e);
    actor.strongest = std::move(kept_edges);
  }
  return actors;
}

std::string score_text(double score) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), score).ptr;
  return {buffer.data(), end};
}

void add_attributes(const Analysis& analysis, Graph& graph) {
  const Network& network = analysis.network;
  Arena& memory = *graph.memory;
  std::vector<std::string_view> keys;
  for (const Scores& scores : analysis.scores) keys.push_back(memory.keep(scores.measure));
  const Scores* const communities = analysis.find("community");
  std::vector<std::string_view> labels;
  if (communities != nullptr) labels = community_labels(network, *communities, memory);
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    std::vector<Attribute> changed;
    for (std::size_t i = 0; i < keys.size(); ++i)
      changed.push_back({keys[i], memory.keep(score_text(analysis.scores[i].values[v]))});
    if (communities != nullptr) {
      const std::string_view name = labels[static_cast<std::size_t>(communities->values[v])];
      changed.push_back({"community_label", name.empty() ? network.node(v).label : name});
    }
    set_attributes(graph.nodes[v], std::move(changed), memory);
  }
}

}  // namespace newsgraph
