// SPDX-License-Identifier: Apache-2.0
// Reads graphs from standard input and writes all their measures, for compare.py.
//   in   "graph VERTICES ARCS DIRECTED THREADS", then ARCS lines "source target weight"
//   out  "NAME value value ..." for every measure, then "end"; after the last graph, nothing
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "graph/analysis/betweenness.h"
#include "graph/analysis/blocks.h"
#include "graph/analysis/boost_engine.h"
#include "graph/analysis/communities.h"
#include "graph/analysis/components.h"
#include "graph/analysis/cores.h"
#include "graph/analysis/distances.h"
#include "graph/analysis/pagerank.h"
#include "graph/analysis/paths.h"
#include "graph/analysis/spectral.h"

namespace newsgraph {
namespace {

template <class Values>
void print_row(const char* name, const Values& values) {
  std::printf("%s", name);
  for (const auto value : values) std::printf(" %.17g", static_cast<double>(value));
  std::printf("\n");
}

std::vector<double> strengths(const Adjacency& rows) {
  std::vector<double> result(rows.vertices(), 0.0);
  for (Vertex v = 0; v < rows.vertices(); ++v)
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) result[v] += rows.weight(i);
  return result;
}

template <class G>
void measure_distances(const G& graph, unsigned threads) {
  BetweennessOptions options;
  options.threads = threads;
  using Kernel = BetweennessOptions::Kernel;
  constexpr std::pair<const char*, Kernel> kKernels[] = {{"betweenness", Kernel::kAuto},
                                                         {"betweenness_scalar", Kernel::kScalar},
                                                         {"betweenness_lanes", Kernel::kLanes},
                                                         {"betweenness_baseline", Kernel::kBaselineLanes},
                                                         {"betweenness_scaled", Kernel::kScaled}};
  for (const auto& [name, kernel] : kKernels) {
    options.kernel = kernel;
    print_row(name, betweenness(graph, options));
  }
  options.kernel = Kernel::kAuto;
  options.lengths = true;
  print_row("betweenness_lengths", betweenness(graph, options));
  const DistanceSums sums = distance_sums(graph.out(), graph.in(), threads);
  print_row("closeness", sums.closeness());
  print_row("harmonic", sums.harmonic);
  PageRankOptions rank;
  rank.threads = threads;
  rank.tolerance = 1e-13;
  print_row("pagerank", pagerank(graph.out(), graph.in(), rank));
  if (graph.vertices() > 0) {
    rank.start.assign(graph.vertices(), 0.0);
    rank.start[0] = 1;
    rank.start[graph.vertices() / 2] += 2;
    print_row("pagerank_started", pagerank(graph.out(), graph.in(), rank));
  }
}

void measure_undirected(const UndirectedGraph& graph, unsigned threads) {
  const Adjacency rows = graph.out();
  print_row("strength", strengths(rows));
  measure_distances(graph, threads);
  print_row("eigenvector", eigenvector(rows, threads));
  print_row("k_core", core_numbers(rows));
  print_row("k_core_boost", boost_core_numbers(graph));
  print_row("clustering", clustering(rows, threads));
  print_row("component", weak_components(rows).of);
  const Blocks blocks = find_blocks(rows);
  print_row("articulation", articulation_points(blocks));
  std::vector<Vertex> ends;
  for (const auto& [a, b] : bridges(blocks)) ends.insert(ends.end(), {a, b});
  print_row("bridges", ends);
  for (const auto method : {CommunityOptions::Method::kLeiden, CommunityOptions::Method::kLouvain}) {
    CommunityOptions options;
    options.method = method;
    const Components found = communities(rows, options);
    const bool leiden = method == CommunityOptions::Method::kLeiden;
    print_row(leiden ? "leiden" : "louvain", found.of);
    print_row(leiden ? "leiden_modularity" : "louvain_modularity",
              std::vector<double>{modularity(rows, found.of)});
  }
}

void measure_directed(const DirectedGraph& graph, unsigned threads) {
  print_row("out_strength", strengths(graph.out()));
  print_row("in_strength", strengths(graph.in()));
  measure_distances(graph, threads);
  const HubsAuthorities scores = hits(graph.out(), graph.in(), threads);
  print_row("hub", scores.hubs);
  print_row("authority", scores.authorities);
  print_row("strong_component", strong_components(graph).of);
}

}  // namespace
}  // namespace newsgraph

int main() {
  using namespace newsgraph;
  std::string word;
  while (std::cin >> word) {
    Vertex vertices = 0;
    std::size_t arcs = 0;
    bool directed = false;
    unsigned threads = 1;
    std::cin >> vertices >> arcs >> directed >> threads;
    std::vector<Arc> list(arcs);
    for (Arc& arc : list) std::cin >> arc.source >> arc.target >> arc.weight;
    if (directed)
      measure_directed(DirectedGraph(vertices, list), threads);
    else
      measure_undirected(UndirectedGraph(vertices, list), threads);
    std::printf("end\n");
  }
  return 0;
}
