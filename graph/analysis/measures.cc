// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/measures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "extract/suggest.h"
#include "graph/analysis/analysis.h"
#include "graph/analysis/betweenness.h"
#include "graph/analysis/boost_engine.h"
#include "graph/analysis/brokerage.h"
#include "graph/analysis/communities.h"
#include "graph/analysis/components.h"
#include "graph/analysis/cores.h"
#include "graph/analysis/distances.h"
#include "graph/analysis/pagerank.h"
#include "graph/analysis/paths.h"
#include "graph/analysis/spectral.h"

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

Scores degree(const Network& network, const MeasureOptions&) {
  return row_lengths(network.ties.out());
}
Scores in_degree(const Network& network, const MeasureOptions&) {
  return row_lengths(network.arcs.in());
}
Scores out_degree(const Network& network, const MeasureOptions&) {
  return row_lengths(network.arcs.out());
}
Scores strength(const Network& network, const MeasureOptions&) {
  return row_weights(network.ties.out());
}
Scores in_strength(const Network& network, const MeasureOptions&) {
  return row_weights(network.arcs.in());
}
Scores out_strength(const Network& network, const MeasureOptions&) {
  return row_weights(network.arcs.out());
}

Scores pagerank_scores(const Network& network, const MeasureOptions& options) {
  if (options.boost_engine && options.start.empty())
    return {{},
            network.directed ? boost_page_rank(network.arcs) : boost_page_rank(network.ties),
            "by boost::graph::page_rank, unweighted, scaled to a sum of 1"};
  PageRankOptions rank;
  rank.threads = options.threads;
  if (!options.start.empty()) {
    rank.start.assign(network.graph->nodes.size(), 0.0);
    for (const Vertex v : options.start) rank.start.at(v) = 1;
  }
  return {{}, pagerank(network.out(), network.in(), rank), options.start.empty() ? "" : "personalised"};
}

// Exact where that fits the budget, else from pivots, and says so.
Scores betweenness_by(const Network& network, const MeasureOptions& options, const Adjacency& out,
                      const Adjacency& in, double seconds_a_step) {
  constexpr std::uint32_t kPivots = 1024;
  BetweennessOptions how;
  how.threads = options.threads;
  how.seed = options.seed;
  how.pivots = options.pivots;
  how.undirected = !network.directed;
  how.lengths = !out.weights.empty();
  if (how.pivots == 0) {
    const double seconds = exact_betweenness_steps(out, how.undirected) * seconds_a_step;
    if (seconds > options.budget_seconds) how.pivots = kPivots;
  }
  const SampledScores sampled = sampled_betweenness(out, in, how);
  Scores scores{{}, sampled.scores, ""};
  if (sampled.errors.empty()) return scores;
  // The error of the highest scores, which is what a reader looks at.
  const auto top = static_cast<std::size_t>(std::max_element(scores.values.begin(), scores.values.end()) -
                                            scores.values.begin());
  const double error = scores.values[top] > 0 ? 100 * sampled.errors[top] / scores.values[top] : 0;
  scores.note = "sampled from about " + std::to_string(how.pivots) + " sources, seed " +
                std::to_string(options.seed) + "; 95 % interval of the highest score +-" +
                score_text(std::round(10 * error) / 10) + " %";
  return scores;
}

Scores betweenness_scores(const Network& network, const MeasureOptions& options) {
  constexpr double kSecondsAStep = 4e-9;
  if (options.boost_engine && !network.directed) {
    Scores scores{{},
                  std::vector<double>(network.graph->nodes.size(), 0.0),
                  "by boost::brandes_betweenness_centrality"};
    boost_betweenness(network.ties, scores.values);
    return scores;
  }
  const auto hops = [](const Adjacency& rows) { return Adjacency{rows.offsets, rows.targets, {}}; };
  return betweenness_by(network, options, hops(network.out()), hops(network.in()), kSecondsAStep);
}

Scores weighted_betweenness_scores(const Network& network, const MeasureOptions& options) {
  constexpr double kSecondsAStep = 4e-8;
  const Rows out = with_lengths(network.out());
  const Rows in = network.directed ? with_lengths(network.in()) : Rows{};
  return betweenness_by(network, options, out.view(), network.directed ? in.view() : out.view(),
                        kSecondsAStep);
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

Scores core_scores(const Network& network, const MeasureOptions& options) {
  if (options.boost_engine) return {{}, boost_core_numbers(network.ties), "by boost::core_numbers"};
  const auto core = core_numbers(network.ties.out());
  return {{}, std::vector<double>(core.begin(), core.end()), ""};
}
Scores clustering_scores(const Network& network, const MeasureOptions& options) {
  return {{}, clustering(network.ties.out(), options.threads), ""};
}

Scores community_scores(const Network& network, const MeasureOptions& options) {
  CommunityOptions how;
  how.seed = options.seed;
  const Components found = communities(network.ties.out(), how);
  Scores scores{{}, std::vector<double>(found.of.begin(), found.of.end()), ""};
  const auto real = std::count_if(found.sizes.begin(), found.sizes.end(), [](auto size) { return size > 1; });
  scores.note = std::to_string(real) + " of two and more, modularity " +
                score_text(std::round(1e4 * modularity(network.ties.out(), found.of)) / 1e4);
  return scores;
}

template <const char* Type>
Scores brokerage_scores(const Network& network, const MeasureOptions& options) {
  return {{}, brokerage(network, homes(network, Type), options.threads), ""};
}
constexpr char kCountry[] = "Country";
constexpr char kProvince[] = "Province";

constexpr std::array kMeasures = {
    Measure{"degree", "nodes it is tied to", "ties", degree},
    Measure{"in_degree", "nodes that act on it", "arcs", in_degree},
    Measure{"out_degree", "nodes it acts on", "arcs", out_degree},
    Measure{"strength", "weight of its ties", "ties, weighted", strength},
    Measure{"in_strength", "weight of the arcs that reach it", "arcs, weighted", in_strength},
    Measure{"out_strength", "weight of the arcs that leave it", "arcs, weighted", out_strength},
    Measure{"pagerank", "importance passed on along ties", "ties (arcs with --directed), weighted",
            pagerank_scores},
    Measure{"betweenness", "share of shortest paths that pass it", "ties (arcs with --directed)",
            betweenness_scores},
    Measure{"betweenness_weighted", "the same over strong ties: a tie of weight w is 60 / w long",
            "ties (arcs with --directed), weighted", weighted_betweenness_scores},
    Measure{"closeness", "how near it is to all that reach it", "ties (arcs with --directed)",
            closeness_scores},
    Measure{"harmonic", "sum of 1 / distance from all others", "ties (arcs with --directed)",
            harmonic_scores},
    Measure{"eigenvector", "tied to those who are well tied", "ties, weighted", eigenvector_scores},
    Measure{"hub", "acts on good authorities", "arcs, weighted", hub_scores},
    Measure{"authority", "good hubs act on it", "arcs, weighted", authority_scores},
    Measure{"k_core", "largest k with k neighbours as well tied", "ties", core_scores},
    Measure{"clustering", "share of its neighbours tied to each other", "ties", clustering_scores},
    Measure{"brokerage_country", "pairs of its neighbours of different countries that are not tied",
            "ties, weighted", brokerage_scores<kCountry>},
    Measure{"brokerage_province", "pairs of its neighbours of different provinces that are not tied",
            "ties, weighted", brokerage_scores<kProvince>},
    Measure{"community", "groups that keep to themselves (Leiden)", "ties, weighted", community_scores},
};

}  // namespace

std::span<const Measure> measures() {
  return kMeasures;
}

const Measure& measure(std::string_view name) {
  std::vector<std::string> known;
  std::string list;
  for (const Measure& row : kMeasures) {
    if (row.name == name) return row;
    known.emplace_back(row.name);
    list += (list.empty() ? "" : ", ") + known.back();
  }
  throw std::invalid_argument("unknown measure '" + std::string(name) + "'" + did_you_mean(name, known) +
                              (nearest(name, known).empty() ? "; measures are " : " Measures are ") + list);
}

}  // namespace newsgraph
