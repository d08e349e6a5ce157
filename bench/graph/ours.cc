// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "bench/graph/bench.h"
#include "graph/analysis/betweenness.h"
#include "graph/analysis/blocks.h"
#include "graph/analysis/communities.h"
#include "graph/analysis/components.h"
#include "graph/analysis/cores.h"
#include "graph/analysis/distances.h"
#include "graph/analysis/pagerank.h"
#include "graph/analysis/spectral.h"

namespace newsgraph::bench {
namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double largest(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end());
}

// Sources that exact betweenness searches from: the vertices of all blocks but the trivial ones.
double searched(const UndirectedGraph& graph) {
  const Blocks blocks = find_blocks(graph.out());
  double count = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b)
    if (blocks.members_of(b).size() > 1) count += static_cast<double>(blocks.members_of(b).size()) + 1;
  return count;
}

Outcome time_betweenness(const UndirectedGraph& graph, const Task& task, BetweennessOptions::Kernel kernel) {
  BetweennessOptions options;
  options.threads = task.threads;
  options.pivots = task.sources;
  options.kernel = kernel;
  options.lengths = true;  // 1 everywhere but in the weighted measure
  const Stopwatch watch;
  const double total = sum(betweenness(graph, options));
  return {watch.seconds(), task.sources == 0 ? 1 : std::min(1.0, task.sources / searched(graph)), total};
}

}  // namespace

std::optional<Outcome> run_ours(const EdgeList& list, const Task& task) {
  UndirectedGraph graph(list.vertices, list.edges);
  const std::string& measure = task.measure;
  if (measure != "weighted_betweenness") graph.drop_weights();
  using Kernel = BetweennessOptions::Kernel;
  if (measure == "betweenness") return time_betweenness(graph, task, Kernel::kAuto);
  if (measure == "betweenness_baseline") return time_betweenness(graph, task, Kernel::kBaselineLanes);
  if (measure == "betweenness_scalar") return time_betweenness(graph, task, Kernel::kScalar);
  if (measure == "weighted_betweenness") return time_betweenness(graph, task, Kernel::kAuto);
  if (measure == "hits") {  // every edge as one arc
    DirectedGraph arcs(list.vertices, list.edges);
    arcs.drop_weights();
    const Stopwatch watch;
    const auto scores = hits(arcs.out(), arcs.in(), task.threads);
    return Outcome{watch.seconds(), 1, largest(scores.hubs)};
  }
  const Stopwatch watch;
  if (measure.starts_with("pagerank")) {
    PageRankOptions options;
    options.threads = task.threads;
    if (measure == "pagerank_1e-10") options.tolerance = 1e-10;
    const auto rank = pagerank(graph.out(), graph.out(), options);
    return Outcome{watch.seconds(), 1, largest(rank)};
  }
  if (measure == "components") {
    const auto count = weak_components(graph.out()).sizes.size();
    return Outcome{watch.seconds(), 1, static_cast<double>(count)};
  }
  if (measure == "biconnected") {
    const auto count = find_blocks(graph.out()).size();
    return Outcome{watch.seconds(), 1, static_cast<double>(count)};
  }
  if (measure == "harmonic" || measure == "closeness") {  // both come out of one run
    const DistanceSums sums = distance_sums(graph.out(), graph.out(), task.threads, task.sources);
    const double share =
        task.sources == 0 ? 1 : std::min(1.0, static_cast<double>(task.sources) / list.vertices);
    return Outcome{watch.seconds(), share, sum(measure == "harmonic" ? sums.harmonic : sums.closeness())};
  }
  if (measure == "leiden" || measure == "louvain") {
    CommunityOptions options;
    options.method =
        measure == "leiden" ? CommunityOptions::Method::kLeiden : CommunityOptions::Method::kLouvain;
    if (measure == "louvain") options.iterations = 1;
    const auto found = communities(graph.out(), options);
    const double seconds = watch.seconds();
    return Outcome{seconds, 1, modularity(graph.out(), found.of)};
  }
  if (measure == "k_core") {
    const auto core = core_numbers(graph.out());
    return Outcome{watch.seconds(), 1, std::accumulate(core.begin(), core.end(), 0.0)};
  }
  if (measure == "clustering") {
    const double total = sum(clustering(graph.out(), task.threads));
    return Outcome{watch.seconds(), 1, total};
  }
  if (measure == "eigenvector") {
    double value = 0;
    eigenvector(graph.out(), task.threads, &value);
    return Outcome{watch.seconds(), 1, value};
  }
  return std::nullopt;
}

}  // namespace newsgraph::bench
