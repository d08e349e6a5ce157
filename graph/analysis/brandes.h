// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// What a vertex gets, searching from s, of a path from s to t. Searching from t it gets the rest of 2, so
/// sums over all sources are the same; but an estimate from some sources must not favour what lies near them,
/// of which a few see all and the others nothing. (Geisberger, Sanders, Schultes, "Better approximation of
/// betweenness centrality", 2008, have kByLength.) All but kEven need undirected.
enum class Sharing : std::uint8_t {
  kEven,      ///< 1
  kByLength,  ///< 2 d(s, v) / d(s, t)
  /// 2 (d(s, v) - 1) / (d(s, t) - 2), or 1 of a path of two hops: of longer ones a neighbour of s gets
  /// nothing. In a network neighbours of the sources make nine tenths of the variance of kByLength.
  kByHops,
};

/// Sharing as factors that depend on the distance from the source alone.
struct Shares {
  double target = 1;      ///< of a vertex as a target
  double dependency = 1;  ///< of a vertex's dependency, as it counts for the score
  double passed_on = 1;   ///< of the dependency, as it counts for vertices nearer to the source
};

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
  Sharing sharing = Sharing::kEven;

  [[nodiscard]] Shares shares(double distance) const {
    if (sharing == Sharing::kEven) return {};
    if (sharing == Sharing::kByLength) return {1 / distance, 2 * distance, 1};
    // Neighbours get something of paths of two hops alone: nothing from further on is passed to them.
    if (distance <= 2) return {1, 1, 0};
    return {2 / (distance - 2), distance - 1, 1};
  }

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
