// SPDX-License-Identifier: Apache-2.0
// Power iteration that pulls: a vertex sums what its in-neighbours pass on, so no two threads write the same
// place. What a vertex passes on is divided by its out-weight once a round, not once an arc. Vertices are
// first put in order of falling in-degree: neighbours in memory then have loops of equal length, which the
// branch predictor likes, and the often-read hubs share cache lines. The sums over all vertices (residual,
// dangling mass) are taken over fixed blocks in fixed order.
//
// Over ties the walk is reversible: with the inner product that divides by degree its matrix is symmetric,
// and the scores, up to a factor, solve a positive definite system. Conjugate gradients (Hestenes, Stiefel,
// "Methods of conjugate gradients for solving linear systems", 1952) solve it in half the rounds or fewer,
// for they adapt to where the eigenvalues lie. Directed, eigenvalues are complex, and power iteration it is.
#include "graph/analysis/pagerank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>

#include "graph/analysis/order.h"
#include "graph/analysis/row_sums.h"

namespace newsgraph {
namespace {

std::vector<double> checked_start(Vertex n, const PageRankOptions& options) {
  if (!(options.damping >= 0 && options.damping < 1))
    throw std::invalid_argument("PageRank's damping is " + std::to_string(options.damping) +
                                "; it must be at least 0 and below 1");
  if (options.start.empty()) return std::vector<double>(n, 1.0 / std::max<Vertex>(n, 1));
  if (options.start.size() != n)
    throw std::invalid_argument("PageRank's start has " + std::to_string(options.start.size()) +
                                " entries for " + std::to_string(n) + " vertices");
  double sum = 0;
  for (const double s : options.start) {
    if (!(s >= 0) || !std::isfinite(s))
      throw std::invalid_argument("PageRank's start has an entry that is negative or not finite");
    sum += s;
  }
  if (!(sum > 0)) throw std::invalid_argument("PageRank's start is 0 everywhere; name at least one node");
  std::vector<double> start = options.start;
  for (double& s : start) s /= sum;
  return start;
}

// The rows that the rounds read: in-neighbours under the new numbers, and 1 / out-weight (0 where no arc goes
// on).
struct PullGraph {
  std::vector<Vertex> order;  // old number of each new one
  Rows in;
  std::vector<double> share;
  std::vector<Vertex> dangling;  // those of share 0

  PullGraph(const Adjacency& out_rows, const Adjacency& in_rows) {
    const Vertex n = in_rows.vertices();
    order = degree_order(in_rows);
    in = renumbered_rows(in_rows, out_rows, order);
    share.resize(n);
    for (Vertex i = 0; i < n; ++i) {
      const Vertex v = order[i];
      double sum = out_rows.degree(v);
      if (!out_rows.weights.empty()) {
        sum = 0;
        for (std::uint32_t k = out_rows.offsets[v]; k < out_rows.offsets[v + 1]; ++k)
          sum += out_rows.weights[k];
      }
      share[i] = sum > 0 ? 1 / sum : 0;
      if (sum == 0) dangling.push_back(i);
    }
  }
};

/// Sums over all vertices, of the three that a pass may want.
struct Sums {
  double a = 0, b = 0, c = 0;
};

/// Runs body(begin, end, sums) over all blocks; the sums are added up in the order of the blocks.
template <class Body>
Sums summed(unsigned threads, std::span<const Vertex> ends, const Body& body) {
  std::vector<Sums> parts(ends.size());
  parallel_blocks(threads, ends.size(), [&](std::size_t block, unsigned) {
    body(block == 0 ? 0 : ends[block - 1], ends[block], parts[block]);
  });
  Sums all;
  for (const Sums& part : parts) {
    all.a += part.a;
    all.b += part.b;
    all.c += part.c;
  }
  return all;
}

/// Scores over ties. What x passes on along the ties is A x / d; the scores are R z, where z - damping A z /
/// d = start, and R start where no tie is; R makes their sum 1. The error is that of one round of power
/// iteration: how much it would still move, summed.
std::vector<double> by_gradients(const PullGraph& graph, std::span<const double> start,
                                 const PageRankOptions& options) {
  const auto n = static_cast<Vertex>(start.size());
  const Adjacency rows = graph.in.view();
  const std::vector<Vertex> ends = even_blocks(rows);
  const std::vector<double>& share = graph.share;
  std::vector<double> z(n), left(n), step(n), passed(n), moved(n);
  // The part of the solution that is in proportion to the degrees is known: it is the slowest to find.
  const Sums total = summed(options.threads, ends, [&](Vertex begin, Vertex end, Sums& sums) {
    for (Vertex v = begin; v < end; ++v) {
      sums.a += share[v] > 0 ? start[v] : 0;
      sums.b += share[v] > 0 ? 1 / share[v] : 0;
      sums.c += share[v] > 0 ? 0 : start[v];
    }
  });
  const double unit = total.b > 0 ? total.a / ((1 - options.damping) * total.b) : 0;
  Sums state = summed(options.threads, ends, [&](Vertex begin, Vertex end, Sums& sums) {
    for (Vertex v = begin; v < end; ++v) {
      if (!(share[v] > 0)) continue;
      z[v] = unit / share[v];
      left[v] = step[v] = start[v] - (1 - options.damping) * z[v];
      passed[v] = step[v] * share[v];
      sums.a += left[v] * passed[v];
      sums.b += std::abs(left[v]);
      sums.c += z[v];
    }
  });
  for (std::uint32_t round = 0; round < options.most_rounds; ++round) {
    if (state.b < options.tolerance * (state.c + total.c)) break;
    const double along = summed(options.threads, ends, [&](Vertex begin, Vertex end, Sums& sums) {
                           for (Vertex v = begin; v < end; ++v) {
                             moved[v] = step[v] - options.damping * row_sum(rows, v, passed);
                             sums.a += passed[v] * moved[v];
                           }
                         }).a;
    if (!(along > 0)) break;
    const double length = state.a / along;
    const Sums next = summed(options.threads, ends, [&](Vertex begin, Vertex end, Sums& sums) {
      for (Vertex v = begin; v < end; ++v) {
        z[v] += length * step[v];
        left[v] -= length * moved[v];
        sums.a += left[v] * left[v] * share[v];
        sums.b += std::abs(left[v]);
        sums.c += z[v];
      }
    });
    const double turn = next.a / state.a;
    state = next;
    summed(options.threads, ends, [&](Vertex begin, Vertex end, Sums&) {
      for (Vertex v = begin; v < end; ++v) {
        step[v] = left[v] + turn * step[v];
        passed[v] = step[v] * share[v];
      }
    });
  }
  const double scale = 1 / (state.c + total.c);
  for (Vertex v = 0; v < n; ++v) z[v] = scale * (share[v] > 0 ? z[v] : start[v]);
  return z;
}

/// Scores along arcs, by power iteration.
std::vector<double> by_rounds(const PullGraph& graph, std::span<const double> start,
                              const PageRankOptions& options) {
  const auto n = static_cast<Vertex>(start.size());
  std::vector<double> rank(start.begin(), start.end()), next(n), passed(n), next_passed(n);
  for (Vertex v = 0; v < n; ++v) passed[v] = rank[v] * graph.share[v];
  const Adjacency rows = graph.in.view();
  const std::vector<Vertex> ends = even_blocks(rows);
  for (std::uint32_t round = 0; round < options.most_rounds; ++round) {
    double dangling = 0;
    for (const Vertex v : graph.dangling) dangling += rank[v];
    const double restart = (1 - options.damping) + options.damping * dangling;
    const auto moved = over_blocks(options.threads, ends, [&](Vertex begin, Vertex end) {
      double moved_here = 0;
      for (Vertex v = begin; v < end; ++v) {
        next[v] = restart * start[v] + options.damping * row_sum(rows, v, passed);
        moved_here += std::abs(next[v] - rank[v]);
        next_passed[v] = next[v] * graph.share[v];
      }
      return moved_here;
    });
    rank.swap(next);
    passed.swap(next_passed);
    if (std::accumulate(moved.begin(), moved.end(), 0.0) < options.tolerance) break;
  }
  return rank;
}

}  // namespace

std::vector<double> pagerank(const Adjacency& out, const Adjacency& in, const PageRankOptions& options) {
  const Vertex n = in.vertices();
  const std::vector<double> start_of = checked_start(n, options);
  if (n == 0) return {};
  const PullGraph graph(out, in);
  std::vector<double> start(n);
  for (Vertex v = 0; v < n; ++v) start[v] = start_of[graph.order[v]];
  const bool is_symmetric = out.offsets.data() == in.offsets.data();
  const std::vector<double> rank =
      is_symmetric ? by_gradients(graph, start, options) : by_rounds(graph, start, options);
  std::vector<double> result(n);
  for (Vertex v = 0; v < n; ++v) result[graph.order[v]] = std::max(0.0, rank[v]);
  return result;
}

}  // namespace newsgraph
