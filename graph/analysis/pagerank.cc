// SPDX-License-Identifier: Apache-2.0
// Power iteration that pulls: a vertex sums what its in-neighbours pass on, so no two threads write the same
// place. What a vertex passes on is divided by its out-weight once a round, not once an arc. Vertices are
// first put in order of falling in-degree: neighbours in memory then have loops of equal length, which the
// branch predictor likes, and the often-read hubs share cache lines. The sums over all vertices (residual,
// dangling mass) are taken over fixed blocks in fixed order.
#include "graph/analysis/pagerank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "graph/analysis/order.h"
#include "graph/analysis/parallel.h"

namespace newsgraph {
namespace {

constexpr std::size_t kBlock = 4096;

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

  PullGraph(const Adjacency& out_rows, const Adjacency& in_rows) {
    const Vertex n = in_rows.vertices();
    // A counting sort by degree keeps equals in their old order.
    std::uint32_t most = 0;
    for (Vertex v = 0; v < n; ++v) most = std::max(most, in_rows.degree(v));
    std::vector<std::uint32_t> place(std::size_t{most} + 2, 0);
    for (Vertex v = 0; v < n; ++v) ++place[most - in_rows.degree(v) + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    order.resize(n);
    for (Vertex v = 0; v < n; ++v) order[place[most - in_rows.degree(v)]++] = v;
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
    }
  }

  [[nodiscard]] double pull(Vertex v, const std::vector<double>& passed) const {
    double sum = 0;
    if (in.weights.empty()) {
      for (std::uint32_t k = in.offsets[v]; k < in.offsets[v + 1]; ++k) sum += passed[in.targets[k]];
    } else {
      for (std::uint32_t k = in.offsets[v]; k < in.offsets[v + 1]; ++k)
        sum += in.weights[k] * passed[in.targets[k]];
    }
    return sum;
  }
};

// Blocks of about equal work: the first vertices have the most arcs.
std::vector<Vertex> block_ends(const Rows& rows) {
  std::vector<Vertex> ends;
  const auto n = static_cast<Vertex>(rows.offsets.size() - 1);
  std::size_t work = 0;
  for (Vertex v = 0; v < n; ++v) {
    work += 1 + rows.offsets[v + 1] - rows.offsets[v];
    if (work < 16 * kBlock && v + 1 < n) continue;
    ends.push_back(v + 1);
    work = 0;
  }
  return ends;
}

}  // namespace

std::vector<double> pagerank(const Adjacency& out, const Adjacency& in, const PageRankOptions& options) {
  const Vertex n = in.vertices();
  const std::vector<double> start_of = checked_start(n, options);
  if (n == 0) return {};
  const PullGraph graph(out, in);
  std::vector<double> start(n), rank(n), passed(n), next_passed(n);
  for (Vertex v = 0; v < n; ++v) {
    start[v] = rank[v] = start_of[graph.order[v]];
    passed[v] = rank[v] * graph.share[v];
  }
  const std::vector<Vertex> ends = block_ends(graph.in);
  std::vector<double> moved(ends.size()), stuck(ends.size());
  double dangling = 0;
  for (Vertex v = 0; v < n; ++v)
    if (graph.share[v] == 0) dangling += rank[v];
  for (std::uint32_t round = 0; round < options.most_rounds; ++round) {
    const double restart = (1 - options.damping) + options.damping * dangling;
    parallel_blocks(options.threads, ends.size(), [&](std::size_t block, unsigned) {
      double moved_here = 0;
      double stuck_here = 0;
      for (Vertex v = block == 0 ? 0 : ends[block - 1]; v < ends[block]; ++v) {
        const double now = restart * start[v] + options.damping * graph.pull(v, passed);
        moved_here += std::abs(now - rank[v]);
        if (graph.share[v] == 0) stuck_here += now;
        rank[v] = now;
        next_passed[v] = now * graph.share[v];
      }
      moved[block] = moved_here;
      stuck[block] = stuck_here;
    });
    passed.swap(next_passed);
    dangling = std::accumulate(stuck.begin(), stuck.end(), 0.0);
    if (std::accumulate(moved.begin(), moved.end(), 0.0) < options.tolerance) break;
  }
  std::vector<double> result(n);
  for (Vertex v = 0; v < n; ++v) result[graph.order[v]] = rank[v];
  return result;
}

}  // namespace newsgraph
