// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "bench/graph/bench.h"
#ifdef HAVE_IGRAPH
#include <igraph/igraph.h>
#endif

namespace newsgraph::bench {
#ifdef HAVE_IGRAPH
namespace {

class Vector {
 public:
  explicit Vector(igraph_integer_t size) { igraph_vector_init(&vector_, size); }
  ~Vector() { igraph_vector_destroy(&vector_); }
  Vector(const Vector&) = delete;
  Vector& operator=(const Vector&) = delete;
  operator igraph_vector_t*() { return &vector_; }
  [[nodiscard]] double sum() const { return igraph_vector_sum(&vector_); }
  [[nodiscard]] double most() const { return igraph_vector_max(&vector_); }

 private:
  igraph_vector_t vector_{};
};

class IntVector {
 public:
  explicit IntVector(igraph_integer_t size) { igraph_vector_int_init(&vector_, size); }
  ~IntVector() { igraph_vector_int_destroy(&vector_); }
  IntVector(const IntVector&) = delete;
  IntVector& operator=(const IntVector&) = delete;
  operator igraph_vector_int_t*() { return &vector_; }
  igraph_vector_int_t* operator->() { return &vector_; }

 private:
  igraph_vector_int_t vector_{};
};

struct Loaded {
  igraph_t graph{};
  Vector weights;

  Loaded(const EdgeList& list, bool directed) : weights(static_cast<igraph_integer_t>(list.edges.size())) {
    IntVector ends(static_cast<igraph_integer_t>(2 * list.edges.size()));
    igraph_integer_t i = 0;
    for (const Arc& e : list.edges) {
      VECTOR(*static_cast<igraph_vector_t*>(weights))[i / 2] = e.weight;
      VECTOR(*static_cast<igraph_vector_int_t*>(ends))[i++] = e.source;
      VECTOR(*static_cast<igraph_vector_int_t*>(ends))[i++] = e.target;
    }
    igraph_create(&graph, ends, list.vertices, directed ? IGRAPH_DIRECTED : IGRAPH_UNDIRECTED);
  }
  ~Loaded() { igraph_destroy(&graph); }
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;
};

double modularity(const igraph_t* graph, igraph_vector_int_t* membership) {
  double q = 0;
  igraph_modularity(graph, membership, nullptr, 1, false, &q);
  return q;
}

Outcome communities(const igraph_t* graph, bool leiden) {
  igraph_rng_seed(igraph_rng_default(), 42);
  IntVector membership(0);
  const Stopwatch watch;
  if (leiden) {
    const igraph_integer_t n = igraph_vcount(graph);
    Vector degrees(n);
    igraph_strength(graph, degrees, igraph_vss_all(), IGRAPH_ALL, true, nullptr);
    igraph_integer_t count = 0;
    double quality = 0;
    igraph_community_leiden(graph, nullptr, degrees, 1.0 / (2.0 * static_cast<double>(igraph_ecount(graph))),
                            0.01, false, 2, membership, &count, &quality);
  } else {
    Vector q(0);
    igraph_community_multilevel(graph, nullptr, 1, membership, nullptr, q);
  }
  const double seconds = watch.seconds();
  return {seconds, 1, modularity(graph, membership)};
}

}  // namespace

std::optional<Outcome> run_igraph(const EdgeList& list, const Task& task) {
  const std::string& measure = task.measure;
  Loaded loaded(list, measure == "hits");
  const igraph_t* graph = &loaded.graph;
  const igraph_integer_t n = list.vertices;
  const igraph_integer_t sources = task.sources == 0 ? n : std::min<igraph_integer_t>(task.sources, n);
  const double share = static_cast<double>(sources) / static_cast<double>(n);
  Vector result(n);
  if (measure.starts_with("betweenness") || measure == "weighted_betweenness") {
    igraph_vs_t from;
    igraph_vs_range(&from, 0, sources);
    const Stopwatch watch;
    igraph_betweenness_subset(
        graph, result, igraph_vss_all(), false, from, igraph_vss_all(),
        measure == "weighted_betweenness" ? static_cast<igraph_vector_t*>(loaded.weights) : nullptr);
    return Outcome{watch.seconds(), share, result.sum()};
  }
  if (measure == "harmonic" || measure == "closeness") {
    igraph_vs_t from;
    igraph_vs_range(&from, 0, sources);
    const Stopwatch watch;
    if (measure == "harmonic")
      igraph_harmonic_centrality(graph, result, from, IGRAPH_ALL, nullptr, false);
    else
      igraph_closeness(graph, result, nullptr, nullptr, from, IGRAPH_ALL, nullptr, false);
    return Outcome{watch.seconds(), share, result.sum()};
  }
  if (measure == "louvain") return communities(graph, false);
  if (measure == "leiden") return communities(graph, true);
  const Stopwatch watch;
  if (measure == "pagerank") {
    igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, result, nullptr, igraph_vss_all(), false, 0.85,
                    nullptr, nullptr);
    return Outcome{watch.seconds(), 1, result.most()};
  }
  if (measure == "eigenvector") {
    double value = 0;
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    igraph_eigenvector_centrality(graph, result, &value, false, true, nullptr, &options);
    return Outcome{watch.seconds(), 1, value};
  }
  if (measure == "hits") {
    Vector authorities(n);
    double value = 0;
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    igraph_hub_and_authority_scores(graph, result, authorities, &value, true, nullptr, &options);
    return Outcome{watch.seconds(), 1, result.most() / result.sum()};
  }
  if (measure == "clustering") {
    igraph_transitivity_local_undirected(graph, result, igraph_vss_all(), IGRAPH_TRANSITIVITY_ZERO);
    return Outcome{watch.seconds(), 1, result.sum()};
  }
  if (measure == "components") {
    IntVector member(0);
    igraph_integer_t count = 0;
    igraph_connected_components(graph, member, nullptr, &count, IGRAPH_WEAK);
    return Outcome{watch.seconds(), 1, static_cast<double>(count)};
  }
  if (measure == "k_core") {
    IntVector core(0);
    igraph_coreness(graph, core, IGRAPH_ALL);
    return Outcome{watch.seconds(), 1, static_cast<double>(igraph_vector_int_sum(core))};
  }
  if (measure == "biconnected") {
    igraph_integer_t count = 0;
    IntVector points(0);
    igraph_biconnected_components(graph, &count, nullptr, nullptr, nullptr, points);
    return Outcome{watch.seconds(), 1, static_cast<double>(count)};
  }
  return std::nullopt;
}

std::string igraph_version() {
  return IGRAPH_VERSION;
}
#else
std::string igraph_version() {
  return "none";
}
std::optional<Outcome> run_igraph(const EdgeList&, const Task&) {
  return std::nullopt;
}
#endif

}  // namespace newsgraph::bench
