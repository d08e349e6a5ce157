// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// One connected piece of a betweenness computation, with its vertices renumbered so that neighbours lie
/// close.
struct BrandesProblem {
  Rows out;                      ///< weights are lengths; empty where paths count hops
  Rows in;                       ///< empty when undirected: then `out` serves
  std::vector<Vertex> original;  ///< of each local vertex
  std::vector<double>
      multiplicity;  ///< how many vertices of the whole graph stand behind each local one, itself included
  bool undirected = true;
  std::uint32_t levels = 0;  ///< of a search from vertex 0
  /// A path from s to t gives v the share d(s, v) / d(s, t) instead of 1, twice. Both ends together give 2 as
  /// before, so sums over all sources stay as they are; estimates from some no longer favour what lies near
  /// the sources. Needs undirected. (Geisberger, Sanders, Schultes, "Better approximation of betweenness
  /// centrality", 2008.)
  bool by_distance = false;

  /// What vertex v at this distance from a source counts as a target, and what its dependency then counts.
  [[nodiscard]] double target_weight(Vertex v, double distance) const {
    return by_distance ? multiplicity[v] / distance : multiplicity[v];
  }
  [[nodiscard]] double dependency_weight(double distance) const { return by_distance ? 2 * distance : 1; }

  [[nodiscard]] Vertex vertices() const { return static_cast<Vertex>(original.size()); }
  [[nodiscard]] Adjacency rows_in() const { return undirected ? out.view() : in.view(); }
};

/// Sources that one call of a kernel takes at most.
constexpr std::uint32_t kBrandesLanes = 16;
/// Path counts above this are left to the scaled kernel: their reciprocals would lose digits.
constexpr double kMaxPathCount = 1e290;

/// A way to run Brandes' algorithm from some sources; owns the memory it works in, for one thread.
class BrandesKernel {
 public:
  virtual ~BrandesKernel() = default;
  /// Adds to score[original[v]] what the paths from `sources` (local, at most kBrandesLanes, all different)
  /// give to v: the sum over sources of their weight (in `weights`) times their dependency on v. Returns
  /// false, having added nothing, when path counts overflow.
  virtual bool run(const BrandesProblem& problem, std::span<const Vertex> sources,
                   std::span<const double> weights, std::span<double> score) = 0;
};

std::unique_ptr<BrandesKernel> make_scalar_kernel();  ///< one source at a time, no unpredictable branch
/// All sources at once, in vector lanes. `baseline`: with the instructions every machine has.
std::unique_ptr<BrandesKernel> make_lanes_kernel(bool baseline);
/// Weights are lengths, whole and positive. Throws std::overflow_error instead of returning false.
std::unique_ptr<BrandesKernel> make_weighted_kernel();
std::unique_ptr<BrandesKernel> make_scaled_kernel();  ///< path counts of any size; slow

}  // namespace newsgraph
