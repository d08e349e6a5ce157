// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

struct BetweennessOptions {
  unsigned threads = 0;    ///< 0: one a processor. The bits of the result do not depend on it.
  bool undirected = true;  ///< rows hold every edge both ways, and an unordered pair counts once
  bool lengths = false;  ///< paths are short by the sum of their arcs' weights, read as lengths; else by hops
  std::uint32_t pivots = 0;  ///< about so many sources are sampled, rounded up to 32; 0: all, which is exact
  std::uint64_t seed = 1;    ///< of the sample
  /// Test hooks: each gives the same result (to rounding) a slower way.
  bool split_blocks = true;
  enum class Kernel : std::uint8_t {
    kAuto,
    kScalar,
    kLanes,
    kBaselineLanes,
    kScaled,
    kWeighted
  } kernel = Kernel::kAuto;
};

/// Betweenness of every vertex: over all pairs of others, the share of their shortest paths that pass it.
/// For n >= 3, divide by (n-1)(n-2)/2, or (n-1)(n-2) directed, to get [0, 1]. With pivots, an unbiased
/// estimate. `in` is `out` turned round, or `out` itself when undirected. No loops, no parallel arcs. Time
/// O(n m), less where the graph falls into blocks; memory O(n + m) and about 64 bytes a lane and vertex a
/// thread. Source: Brandes, "A faster algorithm for betweenness centrality", 2001, and the essays in the .cc
/// files.
std::vector<double> betweenness(const Adjacency& out, const Adjacency& in, const BetweennessOptions& options);

/// The same, and with pivots how far an estimate may be off.
struct SampledScores {
  std::vector<double> scores;
  /// Half of a 95 % interval, each vertex for itself; empty when exact. Holds for high scores, which many
  /// pivots see; too narrow for low ones, which few do.
  std::vector<double> errors;
};
SampledScores sampled_betweenness(const Adjacency& out, const Adjacency& in,
                                  const BetweennessOptions& options);

/// Sources times arcs that the exact result takes, after cutting into blocks: about 2 to 9 ns each on one
/// core.
double exact_betweenness_steps(const Adjacency& rows, bool undirected);

/// The same for an undirected or bidirectional graph of ours, or any graph of Boost.Graph.
template <class Directed>
std::vector<double> betweenness(const CsrGraph<Directed>& graph, BetweennessOptions options = {}) {
  options.undirected = CsrGraph<Directed>::kUndirected;
  return betweenness(graph.out(), graph.in(), options);
}
template <class Graph>
std::vector<double> betweenness(const Graph& graph, BetweennessOptions options = {}) {
  using Category = typename boost::graph_traits<Graph>::directed_category;
  options.undirected = std::is_convertible_v<Category, boost::undirected_tag>;
  const Rows out = copy_rows(graph);
  const Rows in = options.undirected ? Rows{} : reversed(out.view());
  return betweenness(out.view(), options.undirected ? out.view() : in.view(), options);
}

}  // namespace newsgraph
