// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/boost_engine.h"

#include <numeric>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/page_rank.hpp>

namespace newsgraph {
namespace {

template <class G>
auto vertex_map(std::vector<double>& values, const G& graph) {
  return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph));
}

template <class G>
std::vector<double> page_rank_of(const G& graph) {
  std::vector<double> rank(graph.vertices());
  if (rank.empty()) return rank;
  boost::graph::page_rank(graph, vertex_map(rank, graph), boost::graph::n_iterations(200));
  const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
  for (double& r : rank) r /= sum;
  return rank;
}

}  // namespace

void boost_betweenness(const UndirectedGraph& graph, std::vector<double>& score) {
  score.assign(graph.vertices(), 0.0);
  boost::brandes_betweenness_centrality(graph, vertex_map(score, graph));
}

std::vector<double> boost_core_numbers(const UndirectedGraph& graph) {
  std::vector<std::uint32_t> core(graph.vertices());
  if (!core.empty())
    boost::core_numbers(graph,
                        boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, graph)));
  return {core.begin(), core.end()};
}

std::vector<double> boost_page_rank(const UndirectedGraph& graph) {
  return page_rank_of(graph);
}
std::vector<double> boost_page_rank(const DirectedGraph& graph) {
  return page_rank_of(graph);
}

}  // namespace newsgraph
