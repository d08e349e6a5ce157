// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/measures.h"

#include <array>
#include <stdexcept>

#include "graph/analysis/betweenness.h"
#include "graph/analysis/components.h"
#include "graph/analysis/cores.h"
#include "graph/analysis/distances.h"
#include "graph/analysis/pagerank.h"
#include "graph/analysis/spectral.h"
#include "graph/analysis/suggest.h"

namespace newsgraph {
namespace {

Scores row_lengths(const Adjacency& rows) {
  Scores scores;
  for (Vertex v = 0; v < rows.vertices(); ++v) scores.values.push_back(rows.degree(v));
  return scores;
}

Scores row_weights(const Adjacency& rows) {
  Scores scores;
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    double sum = 0;
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) sum += rows.weight(i);
    scores.values.push_back(sum);
  }
  return scores;
}

Scores degree(const Network& network, const MeasureOptions&) { return row_lengths(network.ties.out()); }
Scores in_degree(const Network& network, const MeasureOptions&) { return row_lengths(network.arcs.in()); }
Scores out_degree(const Network& network, const MeasureOptions&) { return row_lengths(network.arcs.out()); }
Scores strength(const Network& network, const MeasureOptions&) { return row_weights(network.ties.out()); }
Scores in_strength(const Network& network, const MeasureOptions&) { return row_weights(network.arcs.in()); }
Scores out_strength(const Network& network, const MeasureOptions&) { return row_weights(network.arcs.out()); }

Scores pagerank_scores(const Network& network, const MeasureOptions& options) {
  PageRankOptions rank;
  rank.threads = options.threads;
  if (!options.start.empty()) {
    rank.start.assign(network.nodes.size(), 0.0);
    for (const Vertex v : options.start) rank.start.at(v) = 1;
  }
  return {{}, pagerank(network.arcs.out(), network.arcs.in(), rank), options.start.empty() ? "" : "personalised"};
}

Scores betweenness_scores(const Network& network, const MeasureOptions& options) {
  BetweennessOptions how;
  how.threads = options.threads;
  how.seed = options.seed;
  how.pivots = options.pivots;
  how.undirected = !network.directed;
  return {{}, betweenness(network.out(), network.in(), how), ""};
}

Scores closeness_scores(const Network& network, const MeasureOptions& options) {
  return {{}, distance_sums(network.out(), network.in(), options.threads).closeness(), ""};
}
Scores harmonic_scores(const Network& network, const MeasureOptions& options) {
  return {{}, distance_sums(network.out(), network.in(), options.threads).harmonic, ""};
}

Scores eigenvector_scores(const Network& network, const MeasureOptions& options) {
  return {{}, eigenvector(network.ties.out(), options.threads), ""};
}
Scores hub_scores(const Network& network, const MeasureOptions& options) {
  return {{}, hits(network.arcs.out(), network.arcs.in(), options.threads).hubs, ""};
}
Scores authority_scores(const Network& network, const MeasureOptions& options) {
  return {{}, hits(network.arcs.out(), network.arcs.in(), options.threads).authorities, ""};
}

Scores core_scores(const Network& network, const MeasureOptions&) {
  const auto core = core_numbers(network.ties.out());
  return {{}, std::vector<double>(core.begin(), core.end()), ""};
}
Scores clustering_scores(const Network& network, const MeasureOptions& options) {
  return {{}, clustering(network.ties.out(), options.threads), ""};
}

constexpr std::array kMeasures = {
    Measure{"degree", "nodes it is tied to", "ties", degree},
    Measure{"in_degree", "nodes that act on it", "arcs", in_degree},
    Measure{"out_degree", "nodes it acts on", "arcs", out_degree},
    Measure{"strength", "weight of its ties", "ties, weighted", strength},
    Measure{"in_strength", "weight of the arcs that reach it", "arcs, weighted", in_strength},
    Measure{"out_strength", "weight of the arcs that leave it", "arcs, weighted", out_strength},
    Measure{"pagerank", "importance passed on along arcs", "arcs, weighted", pagerank_scores},
    Measure{"betweenness", "share of shortest paths that pass it", "ties (arcs with --directed)", betweenness_scores},
    Measure{"closeness", "how near it is to all that reach it", "ties (arcs with --directed)", closeness_scores},
    Measure{"harmonic", "sum of 1 / distance from all others", "ties (arcs with --directed)", harmonic_scores},
    Measure{"eigenvector", "tied to those who are well tied", "ties, weighted", eigenvector_scores},
    Measure{"hub", "acts on good authorities", "arcs, weighted", hub_scores},
    Measure{"authority", "good hubs act on it", "arcs, weighted", authority_scores},
    Measure{"k_core", "largest k with k neighbours as well tied", "ties", core_scores},
    Measure{"clustering", "share of its neighbours tied to each other", "ties", clustering_scores},
};

}  // namespace

std::span<const Measure> measures() { return kMeasures; }

const Measure& measure(std::string_view name) {
  std::vector<std::string> known;
  std::string list;
  for (const Measure& row : kMeasures) {
    if (row.name == name) return row;
    known.emplace_back(row.name);
    list += (list.empty() ? "" : ", ") + known.back();
  }
  throw std::invalid_argument("unknown measure '" + std::string(name) + "'" + did_you_mean(name, known) + (nearest(name, known).empty() ? "; measures are " : " Measures are ") + list);
}

}  // namespace newsgraph
