// SPDX-License-Identifier: Apache-2.0
// Cores, by peeling level after level (Kabir, Madduri, "Parallel k-Core Decomposition on Multicore
// Platforms", 2017): what has k neighbours left is queued and taken away, and a neighbour that comes down to
// k is queued behind it. The queue's end moves on or not, without a jump. Each level reads once
// which vertices stay: over all levels in proportion to the sum of the cores, which is no more than the arcs.
//
// Clustering: every edge is directed from the end of lower degree to the other, so that no row is longer than
// about sqrt(2 m); a triangle is then found once, from its lowest vertex, by marking that vertex' row.
#include "graph/analysis/cores.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <numeric>

#include "graph/analysis/parallel.h"

namespace newsgraph {
namespace {

// Vertices by rising degree, equals by number: a counting sort. `begins` receives where each degree begins.
std::vector<Vertex> by_degree(const Adjacency& rows, std::vector<std::uint32_t>& begins) {
  const Vertex n = rows.vertices();
  std::uint32_t most = 0;
  for (Vertex v = 0; v < n; ++v) most = std::max(most, rows.degree(v));
  begins.assign(std::size_t{most} + 2, 0);
  for (Vertex v = 0; v < n; ++v) ++begins[rows.degree(v) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::uint32_t> next(begins.begin(), begins.end());
  std::vector<Vertex> order(n);
  for (Vertex v = 0; v < n; ++v) order[next[rows.degree(v)]++] = v;
  return order;
}

}  // namespace

std::vector<std::uint32_t> core_numbers(const Adjacency& rows) {
  constexpr std::uint32_t kMany = std::numeric_limits<std::uint32_t>::max();
  const Vertex n = rows.vertices();
  std::vector<std::uint32_t> left(n);  // neighbours not taken away, and the core of those that are
  for (Vertex v = 0; v < n; ++v) left[v] = rows.degree(v);
  std::vector<Vertex> stay(n);
  std::iota(stay.begin(), stay.end(), 0);
  const auto queue = std::make_unique_for_overwrite<Vertex[]>(std::size_t{n} + 1);
  for (std::uint32_t core = 0; !stay.empty();) {
    Vertex end = 0, kept = 0;
    std::uint32_t least = kMany;  // of those that stay
    for (const Vertex v : stay) {
      const std::uint32_t here = left[v];
      stay[kept] = v;
      kept += here > core;
      queue[end] = v;
      end += here == core;
      least = std::min(least, here > core ? here : kMany);
    }
    stay.resize(kept);
    for (Vertex i = 0; i < end; ++i)
      for (const Vertex w : rows.row(queue[i])) {
        const std::uint32_t before = left[w];
        left[w] = before - (before > core);
        queue[end] = w;
        end += before == core + 1;
      }
    core = end == 0 ? least : core + 1;
  }
  return left;
}

std::vector<double> clustering(const Adjacency& rows, unsigned threads) {
  const Vertex n = rows.vertices();
  std::vector<std::uint32_t> begins;
  const std::vector<Vertex> order = by_degree(rows, begins);
  std::vector<std::uint32_t> rank(n);
  for (Vertex i = 0; i < n; ++i) rank[order[i]] = i;
  // Rows of later neighbours, under ranks.
  std::vector<std::uint32_t> offsets(std::size_t{n} + 1, 0);
  std::vector<std::uint32_t> later;
  later.reserve(rows.arcs() / 2);
  for (Vertex i = 0; i < n; ++i) {
    for (const Vertex w : rows.row(order[i]))
      if (rank[w] > i) later.push_back(rank[w]);
    offsets[i + 1] = static_cast<std::uint32_t>(later.size());
  }
  // Counts are whole numbers, so threads may add in any order.
  std::vector<std::atomic<std::uint32_t>> triangles(n);
  constexpr Vertex kBlock = 1024;
  std::vector<std::vector<std::uint32_t>> marks(worker_count(threads));
  parallel_blocks(threads, (std::size_t{n} + kBlock - 1) / kBlock, [&](std::size_t block, unsigned worker) {
    auto& mark = marks[worker];
    if (mark.empty()) mark.assign(n, 0xFFFFFFFF);
    const auto end = static_cast<Vertex>(std::min<std::size_t>((block + 1) * kBlock, n));
    for (auto a = static_cast<Vertex>(block * kBlock); a < end; ++a) {
      for (std::uint32_t i = offsets[a]; i < offsets[a + 1]; ++i) mark[later[i]] = a;
      std::uint32_t at_a = 0;
      for (std::uint32_t i = offsets[a]; i < offsets[a + 1]; ++i) {
        const std::uint32_t b = later[i];
        std::uint32_t at_b = 0;
        for (std::uint32_t k = offsets[b]; k < offsets[b + 1]; ++k) {
          if (mark[later[k]] != a) continue;
          ++at_b;
          triangles[later[k]].fetch_add(1, std::memory_order_relaxed);
        }
        at_a += at_b;
        if (at_b != 0) triangles[b].fetch_add(at_b, std::memory_order_relaxed);
      }
      if (at_a != 0) triangles[a].fetch_add(at_a, std::memory_order_relaxed);
    }
  });
  std::vector<double> result(n, 0.0);
  for (Vertex v = 0; v < n; ++v) {
    const double degree = rows.degree(v);
    if (degree > 1) result[v] = 2.0 * triangles[rank[v]] / (degree * (degree - 1));
  }
  return result;
}

}  // namespace newsgraph
