// SPDX-License-Identifier: Apache-2.0
// Power iteration. Eigenvector centrality iterates A + I instead of A: on a bipartite graph A has -lambda
// beside lambda and plain iteration swings for ever; the shift leaves the vectors and moves -lambda out of
// the way. Sums over all vertices run over fixed blocks in fixed order.
#include "graph/analysis/spectral.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "graph/analysis/parallel.h"

namespace newsgraph {
namespace {

constexpr Vertex kBlock = 4096;
constexpr double kTolerance = 1e-10;
constexpr int kMostRounds = 10000;

double row_sum(const Adjacency& rows, Vertex v, const std::vector<double>& values) {
  double sum = 0;
  if (rows.weights.empty()) {
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) sum += values[rows.targets[i]];
  } else {
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i)
      sum += rows.weights[i] * values[rows.targets[i]];
  }
  return sum;
}

// Calls body(v) for all v and adds up what it returns, or takes the largest.
double over_all(Vertex n, unsigned threads, bool largest,
                const std::function<double(Vertex, Vertex)>& block_body) {
  const std::size_t blocks = (std::size_t{n} + kBlock - 1) / kBlock;
  std::vector<double> parts(blocks);
  parallel_blocks(threads, blocks, [&](std::size_t block, unsigned) {
    const auto begin = static_cast<Vertex>(block * kBlock);
    parts[block] = block_body(begin, std::min<Vertex>(begin + kBlock, n));
  });
  double result = 0;
  for (const double part : parts) result = largest ? std::max(result, part) : result + part;
  return result;
}

void scale(std::vector<double>& values, double factor) {
  for (double& v : values) v *= factor;
}

}  // namespace

std::vector<double> eigenvector(const Adjacency& rows, unsigned threads, double* value) {
  const Vertex n = rows.vertices();
  if (value != nullptr) *value = 0;
  if (rows.arcs() == 0) return std::vector<double>(n, 0.0);
  std::vector<double> now(n, 1.0), next(n);
  double largest = 1;
  for (int round = 0; round < kMostRounds; ++round) {
    largest = over_all(n, threads, true, [&](Vertex begin, Vertex end) {
      double most = 0;
      for (Vertex v = begin; v < end; ++v) {
        next[v] = now[v] + row_sum(rows, v, now);
        most = std::max(most, next[v]);
      }
      return most;
    });
    const double moved = over_all(n, threads, true, [&](Vertex begin, Vertex end) {
      double most = 0;
      for (Vertex v = begin; v < end; ++v) {
        next[v] /= largest;
        most = std::max(most, std::abs(next[v] - now[v]));
      }
      return most;
    });
    now.swap(next);
    if (moved < kTolerance) break;
  }
  if (value != nullptr) *value = largest - 1;
  return now;
}

HubsAuthorities hits(const Adjacency& out, const Adjacency& in, unsigned threads) {
  const Vertex n = out.vertices();
  HubsAuthorities scores{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  if (out.arcs() == 0) return scores;
  std::vector<double>&hubs = scores.hubs, &authorities = scores.authorities, next(n);
  std::fill(hubs.begin(), hubs.end(), 1.0 / n);
  const auto pass = [&](const Adjacency& rows, const std::vector<double>& from, std::vector<double>& to) {
    const double sum = over_all(n, threads, false, [&](Vertex begin, Vertex end) {
      double part = 0;
      for (Vertex v = begin; v < end; ++v) part += to[v] = row_sum(rows, v, from);
      return part;
    });
    scale(to, 1 / sum);
  };
  for (int round = 0; round < kMostRounds; ++round) {
    pass(in, hubs, authorities);
    pass(out, authorities, next);
    double moved = 0;
    for (Vertex v = 0; v < n; ++v) moved += std::abs(next[v] - hubs[v]);
    hubs.swap(next);
    if (moved < kTolerance) break;
  }
  return scores;
}

}  // namespace newsgraph
