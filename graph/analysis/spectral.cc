// SPDX-License-Identifier: Apache-2.0
// Power iteration. Eigenvector centrality iterates A + I instead of A: on a bipartite graph A has -lambda
// beside lambda and plain iteration swings for ever; the shift leaves the vectors and moves -lambda out of
// the way. Vertices are first put in order of falling degree (pagerank.cc says why). Sums over all vertices
// run over fixed blocks in fixed order.
#include "graph/analysis/spectral.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/analysis/order.h"
#include "graph/analysis/row_sums.h"

namespace newsgraph {
namespace {

constexpr double kTolerance = 1e-10;
constexpr int kMostRounds = 10000;

std::vector<double> in_old_order(const std::vector<double>& values, const std::vector<Vertex>& order) {
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) result[order[i]] = values[i];
  return result;
}

}  // namespace

std::vector<double> eigenvector(const Adjacency& rows, unsigned threads, double* value) {
  const Vertex n = rows.vertices();
  if (value != nullptr) *value = 0;
  if (rows.arcs() == 0) return std::vector<double>(n, 0.0);
  const std::vector<Vertex> order = degree_order(rows);
  const Rows renumbered = moved_rows(rows, order);
  const Adjacency sorted = renumbered.view();
  const std::vector<Vertex> bounds = even_blocks(sorted, 0, n);
  std::vector<double> now(n, 1.0), next(n);
  double largest = 1;
  for (int round = 0; round < kMostRounds; ++round) {
    const auto tops = over_blocks(threads, bounds, [&](Vertex begin, Vertex end) {
      double most = 0;
      for (Vertex v = begin; v < end; ++v) {
        next[v] = now[v] + row_sum(sorted, v, now);
        most = std::max(most, next[v]);
      }
      return most;
    });
    largest = *std::max_element(tops.begin(), tops.end());
    double moved = 0;
    for (Vertex v = 0; v < n; ++v) {
      next[v] /= largest;
      moved = std::max(moved, std::abs(next[v] - now[v]));
    }
    now.swap(next);
    if (moved < kTolerance) break;
  }
  if (value != nullptr) *value = largest - 1;
  return in_old_order(now, order);
}

HubsAuthorities hits(const Adjacency& out, const Adjacency& in, unsigned threads) {
  const Vertex n = out.vertices();
  if (out.arcs() == 0) return {std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  const std::vector<Vertex> order = degree_order(in);
  const Rows sorted_out = moved_rows(out, order);
  const Rows sorted_in = moved_rows(in, order);
  std::vector<double> hubs(n, 1.0 / n), authorities(n), next(n);
  // Sums rows of `from` into `to` and scales them to a sum of 1.
  const auto pass = [&](const Adjacency& rows, const std::vector<Vertex>& bounds,
                        const std::vector<double>& from, std::vector<double>& to) {
    const auto sums = over_blocks(threads, bounds, [&](Vertex begin, Vertex end) {
      double sum = 0;
      for (Vertex v = begin; v < end; ++v) sum += to[v] = row_sum(rows, v, from);
      return sum;
    });
    const double factor = 1 / std::accumulate(sums.begin(), sums.end(), 0.0);
    for (double& score : to) score *= factor;
  };
  const std::vector<Vertex> out_bounds = even_blocks(sorted_out.view(), 0, n);
  const std::vector<Vertex> in_bounds = even_blocks(sorted_in.view(), 0, n);
  for (int round = 0; round < kMostRounds; ++round) {
    pass(sorted_in.view(), in_bounds, hubs, authorities);
    pass(sorted_out.view(), out_bounds, authorities, next);
    double moved = 0;
    for (Vertex v = 0; v < n; ++v) moved += std::abs(next[v] - hubs[v]);
    hubs.swap(next);
    if (moved < kTolerance) break;
  }
  return {in_old_order(hubs, order), in_old_order(authorities, order)};
}

}  // namespace newsgraph
