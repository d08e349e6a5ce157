// SPDX-License-Identifier: Apache-2.0
// Power iteration that pulls: a vertex sums what its in-neighbours pass on, so no two threads write the same
// place. What a vertex passes on is divided by its out-weight once a round, not once an arc. Vertices are
// first put in order of falling in-degree: neighbours in memory then have loops of equal length, which the
// branch predictor likes, and the often-read hubs share cache lines. The sums over all vertices (residual,
// dangling mass) are taken over fixed blocks in fixed order. Over ties there is a faster way:
// pagerank_ties.cc.
#include "graph/analysis/pagerank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>

#include "graph/analysis/order.h"
#include "graph/analysis/pagerank_ties.h"
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
    in = moved_rows(in_rows, order);
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

/// Scores along arcs, by power iteration.
std::vector<double> by_rounds(const PullGraph& graph, std::span<const double> start,
                              const PageRankOptions& options) {
  const auto n = static_cast<Vertex>(start.size());
  std::vector<double> rank(start.begin(), start.end()), next(n), passed(n), next_passed(n);
  for (Vertex v = 0; v < n; ++v) passed[v] = rank[v] * graph.share[v];
  const Adjacency rows = graph.in.view();
  const std::vector<Vertex> bounds = even_blocks(rows, 0, n);
  for (std::uint32_t round = 0; round < options.most_rounds; ++round) {
    double dangling = 0;
    for (const Vertex v : graph.dangling) dangling += rank[v];
    const double restart = (1 - options.damping) + options.damping * dangling;
    const auto moved = over_blocks(options.threads, bounds, [&](Vertex begin, Vertex end) {
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
  const bool is_symmetric = out.offsets.data() == in.offsets.data();
  if (is_symmetric) return pagerank_over_ties(in, start_of, options);
  const PullGraph graph(out, in);
  std::vector<double> start(n);
  for (Vertex v = 0; v < n; ++v) start[v] = start_of[graph.order[v]];
  const std::vector<double> rank = by_rounds(graph, start, options);
  std::vector<double> result(n);
  for (Vertex v = 0; v < n; ++v) result[graph.order[v]] = rank[v];
  return result;
}

}  // namespace newsgraph
