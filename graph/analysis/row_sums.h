// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <numeric>
#include <span>
#include <vector>

#include "graph/analysis/csr_graph.h"
#include "graph/analysis/parallel.h"

namespace newsgraph {

/// Sum over the neighbours of v of weight times value: what power iterations spend their time in.
inline double row_sum(const Adjacency& rows, Vertex v, std::span<const double> values) {
  double sum = 0;
  if (rows.weights.empty()) {
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) sum += values[rows.targets[i]];
  } else {
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i)
      sum += rows.weights[i] * values[rows.targets[i]];
  }
  return sum;
}

/// Cuts [begin, end) into blocks of about equal work: where each begins, and the end. They depend on nothing
/// but the rows. O(n).
inline std::vector<Vertex> even_blocks(const Adjacency& rows, Vertex begin, Vertex end) {
  constexpr std::size_t kWork = 65536;  // arcs and vertices
  std::vector<Vertex> bounds = {begin};
  std::size_t work = 0;
  for (Vertex v = begin; v < end; ++v) {
    work += 1 + rows.degree(v);
    if (work < kWork && v + 1 < end) continue;
    bounds.push_back(v + 1);
    work = 0;
  }
  return bounds;
}

/// Runs body(v, sums) for the vertices of all blocks; the sums are added up (+=) in the order of the blocks.
template <class Sums, class Body>
Sums summed(unsigned threads, std::span<const Vertex> bounds, const Body& body) {
  std::vector<Sums> parts(bounds.size() - 1);
  parallel_blocks(threads, parts.size(), [&](std::size_t block, unsigned) {
    Sums sums;
    for (Vertex v = bounds[block]; v < bounds[block + 1]; ++v) body(v, sums);
    parts[block] = sums;
  });
  Sums all;
  for (const Sums& part : parts) all += part;
  return all;
}

/// Runs body(begin, end) over all blocks and returns what it gave for each, in their order.
inline std::vector<double> over_blocks(unsigned threads, std::span<const Vertex> bounds,
                                       const std::function<double(Vertex begin, Vertex end)>& body) {
  std::vector<double> parts(bounds.size() - 1);
  parallel_blocks(threads, parts.size(), [&](std::size_t block, unsigned) {
    parts[block] = body(bounds[block], bounds[block + 1]);
  });
  return parts;
}

}  // namespace newsgraph
