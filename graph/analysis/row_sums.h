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

/// Where blocks of about equal work end, each a range of vertices: they depend on nothing but the rows. O(n).
inline std::vector<Vertex> even_blocks(const Adjacency& rows) {
  constexpr std::size_t kWork = 65536;  // arcs and vertices
  std::vector<Vertex> ends;
  std::size_t work = 0;
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    work += 1 + rows.degree(v);
    if (work < kWork && v + 1 < rows.vertices()) continue;
    ends.push_back(v + 1);
    work = 0;
  }
  return ends;
}

/// Runs body(begin, end) over all blocks and returns what it gave for each, in their order.
inline std::vector<double> over_blocks(unsigned threads, std::span<const Vertex> ends,
                                       const std::function<double(Vertex begin, Vertex end)>& body) {
  std::vector<double> parts(ends.size());
  parallel_blocks(threads, ends.size(), [&](std::size_t block, unsigned) {
    parts[block] = body(block == 0 ? 0 : ends[block - 1], ends[block]);
  });
  return parts;
}

}  // namespace newsgraph
