// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>

namespace newsgraph {

/// Dense vertex number of a CsrGraph.
using Vertex = std::uint32_t;

/// One arc of the input of a CsrGraph.
struct Arc {
  Vertex source = 0;
  Vertex target = 0;
  std::uint32_t weight = 1;
};

/// Rows of neighbours: those of v are targets[offsets[v]] up to targets[offsets[v + 1]], ascending in a
/// CsrGraph. `weights` runs beside `targets`, or is empty when every arc weighs 1. This is what the kernels
/// read.
struct Adjacency {
  std::span<const std::uint32_t> offsets;  ///< vertices + 1 entries
  std::span<const Vertex> targets;
  std::span<const std::uint32_t> weights;

  [[nodiscard]] Vertex vertices() const { return static_cast<Vertex>(offsets.size() - 1); }
  [[nodiscard]] std::size_t arcs() const { return targets.size(); }
  [[nodiscard]] std::uint32_t degree(Vertex v) const { return offsets[v + 1] - offsets[v]; }
  [[nodiscard]] std::span<const Vertex> row(Vertex v) const {
    return targets.subspan(offsets[v], offsets[v + 1] - offsets[v]);
  }
  [[nodiscard]] std::uint32_t weight(std::size_t arc) const { return weights.empty() ? 1 : weights[arc]; }
};

/// The storage behind an Adjacency.
struct Rows {
  std::vector<std::uint32_t> offsets = {0};
  std::vector<Vertex> targets;
  std::vector<std::uint32_t> weights;

  [[nodiscard]] Adjacency view() const { return {offsets, targets, weights}; }
};

/// Rows of `arcs` sorted by target, in linear time (two counting sorts). Loops are dropped, parallel arcs
/// merged and their weights added (to at most 2^32 - 1). `both_ways` enters every arc in both rows. Weights
/// are kept only if one differs from 1. Throws std::invalid_argument on an end >= `vertices`, on a weight of
/// 0, or when the arcs do not fit 32 bits.
Rows build_rows(Vertex vertices, std::span<const Arc> arcs, bool both_ways);

/// The same arcs turned round: the row of v lists the sources of its in-arcs, ascending. Linear time.
Rows reversed(const Adjacency& rows);

/// An immutable graph in compressed sparse rows with 32-bit ids: 4 (n + 1) + 8 m bytes undirected and
/// unweighted. `Directed` is boost::undirected_tag or boost::bidirectional_tag. It models the Boost.Graph
/// concepts VertexListGraph, EdgeListGraph, IncidenceGraph, BidirectionalGraph and AdjacencyGraph, with the
/// property maps vertex_index, edge_index and edge_weight, so Boost.Graph algorithms take it as it is. It
/// holds no parallel edges and no loops (build_rows says how they go).
template <class Directed>
class CsrGraph {
 public:
  static constexpr bool kUndirected = std::is_same_v<Directed, boost::undirected_tag>;

  /// `arc` is the position in the row of `source` (out-edges) of the arc. Seen from its other end an
  /// undirected edge has another `arc`, and compares equal.
  struct Edge {
    Vertex source = 0;
    Vertex target = 0;
    std::uint32_t arc = 0;

    friend bool operator==(const Edge& a, const Edge& b) {
      return (a.source == b.source && a.target == b.target) ||
             (kUndirected && a.source == b.target && a.target == b.source);
    }
    friend bool operator!=(const Edge& a, const Edge& b) { return !(a == b); }
    friend bool operator<(const Edge& a, const Edge& b) { return key(a) < key(b); }

   private:
    static std::pair<Vertex, Vertex> key(const Edge& e) {
      return kUndirected ? std::minmax(e.source, e.target) : std::pair(e.source, e.target);
    }
  };

  class OutEdgeIterator;
  class InEdgeIterator;
  class EdgeIterator;

  // The names that boost::graph_traits reads.
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using directed_category = Directed;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  struct traversal_category : virtual boost::bidirectional_graph_tag,
                              virtual boost::adjacency_graph_tag,
                              virtual boost::vertex_list_graph_tag,
                              virtual boost::edge_list_graph_tag {};
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint32_t;
  using degree_size_type = std::uint32_t;
  using vertex_iterator = boost::counting_iterator<Vertex>;
  using adjacency_iterator = const Vertex*;
  using out_edge_iterator = OutEdgeIterator;
  using in_edge_iterator = InEdgeIterator;
  using edge_iterator = EdgeIterator;
  static Vertex null_vertex() { return std::numeric_limits<Vertex>::max(); }

  CsrGraph() = default;
  /// Throws as build_rows does. Linear time.
  CsrGraph(Vertex vertices, std::span<const Arc> arcs) : out_(build_rows(vertices, arcs, kUndirected)) {
    if constexpr (!kUndirected) in_ = reversed(out_.view());
  }

  [[nodiscard]] Vertex vertices() const { return static_cast<Vertex>(out_.offsets.size() - 1); }
  /// Edges; an undirected edge counts once.
  [[nodiscard]] std::uint32_t edges() const {
    return static_cast<std::uint32_t>(kUndirected ? out_.targets.size() / 2 : out_.targets.size());
  }
  [[nodiscard]] Adjacency out() const { return out_.view(); }
  [[nodiscard]] Adjacency in() const { return kUndirected ? out_.view() : in_.view(); }
  [[nodiscard]] std::size_t bytes() const {
    return 4 * (out_.offsets.size() + out_.targets.size() + out_.weights.size() + in_.offsets.size() +
                in_.targets.size() + in_.weights.size());
  }
  /// From here on every edge weighs 1.
  void drop_weights() {
    out_.weights = {};
    in_.weights = {};
  }
  /// Position of `target` in the row of `source`. Requires: the arc exists.
  [[nodiscard]] std::uint32_t find_arc(Vertex source, Vertex target) const {
    const auto row = out_.view().row(source);
    const auto place = std::lower_bound(row.begin(), row.end(), target) - row.begin();
    return out_.offsets[source] + static_cast<std::uint32_t>(place);
  }

 private:
  Rows out_;
  Rows in_;  // empty when undirected
};

using UndirectedGraph = CsrGraph<boost::undirected_tag>;
using DirectedGraph = CsrGraph<boost::bidirectional_tag>;

template <class Directed>
class CsrGraph<Directed>::OutEdgeIterator
    : public boost::iterator_facade<OutEdgeIterator, Edge, boost::random_access_traversal_tag, Edge> {
 public:
  OutEdgeIterator() = default;
  OutEdgeIterator(const CsrGraph& graph, Vertex source, std::uint32_t arc)
      : targets_(graph.out_.targets.data()), source_(source), arc_(arc) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] Edge dereference() const { return {source_, targets_[arc_], arc_}; }
  [[nodiscard]] bool equal(const OutEdgeIterator& other) const { return arc_ == other.arc_; }
  void increment() { ++arc_; }
  void decrement() { --arc_; }
  void advance(std::ptrdiff_t n) { arc_ = static_cast<std::uint32_t>(arc_ + n); }
  [[nodiscard]] std::ptrdiff_t distance_to(const OutEdgeIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.arc_) - static_cast<std::ptrdiff_t>(arc_);
  }
  const Vertex* targets_ = nullptr;
  Vertex source_ = 0;
  std::uint32_t arc_ = 0;
};

/// An in-edge ends in the vertex that was asked: for an undirected graph it is the out-edge turned round.
template <class Directed>
class CsrGraph<Directed>::InEdgeIterator
    : public boost::iterator_facade<InEdgeIterator, Edge, boost::random_access_traversal_tag, Edge> {
 public:
  InEdgeIterator() = default;
  InEdgeIterator(const CsrGraph& graph, Vertex target, std::uint32_t position)
      : graph_(&graph), target_(target), position_(position) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] Edge dereference() const {
    const Vertex source = graph_->in().targets[position_];
    return {source, target_, graph_->find_arc(source, target_)};
  }
  [[nodiscard]] bool equal(const InEdgeIterator& other) const { return position_ == other.position_; }
  void increment() { ++position_; }
  void decrement() { --position_; }
  void advance(std::ptrdiff_t n) { position_ = static_cast<std::uint32_t>(position_ + n); }
  [[nodiscard]] std::ptrdiff_t distance_to(const InEdgeIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.position_) - static_cast<std::ptrdiff_t>(position_);
  }
  const CsrGraph* graph_ = nullptr;
  Vertex target_ = 0;
  std::uint32_t position_ = 0;
};

/// Every edge once; an undirected one from its smaller end.
template <class Directed>
class CsrGraph<Directed>::EdgeIterator
    : public boost::iterator_facade<EdgeIterator, Edge, boost::forward_traversal_tag, Edge> {
 public:
  EdgeIterator() = default;
  EdgeIterator(const CsrGraph& graph, std::uint32_t arc) : graph_(&graph), arc_(arc) { settle(); }

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] Edge dereference() const { return {source_, graph_->out_.targets[arc_], arc_}; }
  [[nodiscard]] bool equal(const EdgeIterator& other) const { return arc_ == other.arc_; }
  void increment() {
    ++arc_;
    settle();
  }
  void settle() {
    const auto& rows = graph_->out_;
    for (; arc_ < rows.targets.size(); ++arc_) {
      while (rows.offsets[source_ + 1] <= arc_) ++source_;
      if (!kUndirected || source_ < rows.targets[arc_]) return;
    }
  }
  const CsrGraph* graph_ = nullptr;
  Vertex source_ = 0;
  std::uint32_t arc_ = 0;
};

/// edge_index: one number an edge, the same from both ends, below the number of arcs. O(log degree) from the
/// larger end of an undirected edge.
template <class Directed>
struct EdgeIndexMap {
  using key_type = typename CsrGraph<Directed>::Edge;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
  const CsrGraph<Directed>* graph = nullptr;

  friend std::uint32_t get(const EdgeIndexMap& map, const key_type& e) {
    if (!CsrGraph<Directed>::kUndirected || e.source < e.target) return e.arc;
    return map.graph->find_arc(e.target, e.source);
  }
};

/// edge_weight: what build_rows added up.
template <class Directed>
struct EdgeWeightMap {
  using key_type = typename CsrGraph<Directed>::Edge;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
  std::span<const std::uint32_t> weights;

  friend std::uint32_t get(const EdgeWeightMap& map, const key_type& e) {
    return map.weights.empty() ? 1 : map.weights[e.arc];
  }
};

// The functions of the Boost.Graph concepts.
template <class D>
std::pair<boost::counting_iterator<Vertex>, boost::counting_iterator<Vertex>> vertices(const CsrGraph<D>& g) {
  return {boost::counting_iterator<Vertex>(0), boost::counting_iterator<Vertex>(g.vertices())};
}
template <class D>
std::uint32_t num_vertices(const CsrGraph<D>& g) {
  return g.vertices();
}
template <class D>
std::uint32_t num_edges(const CsrGraph<D>& g) {
  return g.edges();
}
template <class D>
auto edges(const CsrGraph<D>& g) {
  using Iterator = typename CsrGraph<D>::EdgeIterator;
  return std::pair(Iterator(g, 0), Iterator(g, static_cast<std::uint32_t>(g.out().arcs())));
}
template <class D>
Vertex source(const typename CsrGraph<D>::Edge& e, const CsrGraph<D>&) {
  return e.source;
}
template <class D>
Vertex target(const typename CsrGraph<D>::Edge& e, const CsrGraph<D>&) {
  return e.target;
}
template <class D>
auto out_edges(Vertex v, const CsrGraph<D>& g) {
  using Iterator = typename CsrGraph<D>::OutEdgeIterator;
  return std::pair(Iterator(g, v, g.out().offsets[v]), Iterator(g, v, g.out().offsets[v + 1]));
}
template <class D>
std::uint32_t out_degree(Vertex v, const CsrGraph<D>& g) {
  return g.out().degree(v);
}
template <class D>
auto in_edges(Vertex v, const CsrGraph<D>& g) {
  using Iterator = typename CsrGraph<D>::InEdgeIterator;
  return std::pair(Iterator(g, v, g.in().offsets[v]), Iterator(g, v, g.in().offsets[v + 1]));
}
template <class D>
std::uint32_t in_degree(Vertex v, const CsrGraph<D>& g) {
  return g.in().degree(v);
}
template <class D>
std::uint32_t degree(Vertex v, const CsrGraph<D>& g) {
  return CsrGraph<D>::kUndirected ? out_degree(v, g) : out_degree(v, g) + in_degree(v, g);
}
template <class D>
std::pair<const Vertex*, const Vertex*> adjacent_vertices(Vertex v, const CsrGraph<D>& g) {
  const auto row = g.out().row(v);
  return {row.data(), row.data() + row.size()};
}
template <class D>
boost::typed_identity_property_map<Vertex> get(boost::vertex_index_t, const CsrGraph<D>&) {
  return {};
}
template <class D>
Vertex get(boost::vertex_index_t, const CsrGraph<D>&, Vertex v) {
  return v;
}
template <class D>
EdgeIndexMap<D> get(boost::edge_index_t, const CsrGraph<D>& g) {
  return {&g};
}
template <class D>
EdgeWeightMap<D> get(boost::edge_weight_t, const CsrGraph<D>& g) {
  return {g.out().weights};
}
template <class D>
std::uint32_t get(boost::edge_index_t, const CsrGraph<D>& g, const typename CsrGraph<D>::Edge& e) {
  return get(EdgeIndexMap<D>{&g}, e);
}
template <class D>
std::uint32_t get(boost::edge_weight_t, const CsrGraph<D>& g, const typename CsrGraph<D>::Edge& e) {
  return g.out().weight(e.arc);
}

/// Rows of any graph that models VertexListGraph and AdjacencyGraph and has a vertex_index: the way into our
/// kernels for graphs of other classes. A CsrGraph is not copied. Linear time.
template <class Graph>
Rows copy_rows(const Graph& graph) {
  std::vector<Arc> arcs;
  const auto index = get(boost::vertex_index, graph);
  const auto [begin, end] = vertices(graph);
  for (auto v = begin; v != end; ++v) {
    const auto [first, last] = adjacent_vertices(*v, graph);
    for (auto w = first; w != last; ++w)
      arcs.push_back({static_cast<Vertex>(get(index, *v)), static_cast<Vertex>(get(index, *w)), 1});
  }
  return build_rows(static_cast<Vertex>(num_vertices(graph)), arcs, false);
}

}  // namespace newsgraph

template <class D>
struct boost::property_map<newsgraph::CsrGraph<D>, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<newsgraph::Vertex>;
  using const_type = type;
};
template <class D>
struct boost::property_map<newsgraph::CsrGraph<D>, boost::edge_index_t> {
  using type = newsgraph::EdgeIndexMap<D>;
  using const_type = type;
};
template <class D>
struct boost::property_map<newsgraph::CsrGraph<D>, boost::edge_weight_t> {
  using type = newsgraph::EdgeWeightMap<D>;
  using const_type = type;
};
