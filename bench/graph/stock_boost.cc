// SPDX-License-Identifier: Apache-2.0
// Boost.Graph's own algorithms on its own compressed sparse rows, with 32-bit ids.
#include <algorithm>
#include <numeric>
#include <queue>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/page_rank.hpp>

#include "bench/graph/bench.h"

namespace newsgraph::bench {
namespace {

using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                               boost::no_property, std::uint32_t, std::uint32_t>;

Csr symmetric(const EdgeList& list) {
  std::vector<std::pair<Vertex, Vertex>> arcs;
  for (const Arc& e : list.edges) {
    arcs.emplace_back(e.source, e.target);
    arcs.emplace_back(e.target, e.source);
  }
  return {boost::edges_are_unsorted_multi_pass, arcs.begin(), arcs.end(), list.vertices};
}

template <class T>
auto vertex_map(std::vector<T>& values, const Csr& graph) {
  return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph));
}

}  // namespace

std::optional<Outcome> run_stock_boost(const EdgeList& list, const Task& task) {
  const Csr graph = symmetric(list);
  const std::string& measure = task.measure;
  if (measure == "components") {
    std::vector<std::uint32_t> component(list.vertices);
    const Stopwatch watch;
    const auto count = boost::connected_components(graph, vertex_map(component, graph));
    return Outcome{watch.seconds(), 1, static_cast<double>(count)};
  }
  if (measure == "k_core") {
    std::vector<std::uint32_t> core(list.vertices);
    const Stopwatch watch;
    boost::core_numbers(graph, vertex_map(core, graph));
    return Outcome{watch.seconds(), 1, std::accumulate(core.begin(), core.end(), 0.0)};
  }
  if (measure == "pagerank") {
    std::vector<double> rank(list.vertices);
    const Stopwatch watch;
    boost::graph::page_rank(graph, vertex_map(rank, graph), boost::graph::n_iterations(60));
    return Outcome{watch.seconds(), 1, *std::max_element(rank.begin(), rank.end()) / list.vertices};
  }
  // Brandes has no subset of sources: take it on small graphs only.
  if (measure == "betweenness" && list.vertices <= 6000) {
    std::vector<double> score(list.vertices);
    const Stopwatch watch;
    boost::brandes_betweenness_centrality(graph, vertex_map(score, graph));
    return Outcome{watch.seconds(), 1, std::accumulate(score.begin(), score.end(), 0.0) / 2};
  }
  if (measure == "weighted_betweenness" && list.vertices <= 6000) {
    const UndirectedGraph ours(list.vertices, list.edges);  // models the concepts; the algorithm is Boost's
    std::vector<double> score(list.vertices);
    const Stopwatch watch;
    boost::brandes_betweenness_centrality(
        ours, boost::centrality_map(
                  boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, ours)))
                  .weight_map(get(boost::edge_weight, ours)));
    return Outcome{watch.seconds(), 1, std::accumulate(score.begin(), score.end(), 0.0)};
  }
  if (measure == "biconnected") {
    // Needs the edges numbered: on our undirected graph, as its own rows are directed.
    const UndirectedGraph ours(list.vertices, list.edges);
    std::vector<std::uint32_t> block(ours.out().arcs());
    const Stopwatch watch;
    const auto count = boost::biconnected_components(
        ours, boost::make_iterator_property_map(block.begin(), get(boost::edge_index, ours)));
    return Outcome{watch.seconds(), 1, static_cast<double>(count)};
  }
  if (measure == "harmonic" || measure == "closeness") {
    const Vertex sources = task.sources == 0 ? list.vertices : std::min(task.sources, list.vertices);
    double total = 0;
    std::vector<std::uint32_t> distance(list.vertices);
    const Stopwatch watch;
    for (Vertex s = 0; s < sources; ++s) {
      std::fill(distance.begin(), distance.end(), 0);
      boost::breadth_first_search(graph, s,
                                  boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                      vertex_map(distance, graph), boost::on_tree_edge()))));
      for (const auto d : distance) total += d > 0 ? 1.0 / d : 0;
    }
    return Outcome{watch.seconds(), static_cast<double>(sources) / list.vertices, total};
  }
  return std::nullopt;
}

}  // namespace newsgraph::bench
