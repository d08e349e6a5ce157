// SPDX-License-Identifier: Apache-2.0
// Compressed rows from a list of arcs, in linear time: a counting sort by target, then a stable one by
// source, leaves every row ascending; one sweep then merges parallel arcs. Comparison sorts are several times
// slower at 5 M edges.
#include "graph/analysis/csr_graph.h"

#include <limits>
#include <stdexcept>
#include <string>

namespace newsgraph {
namespace {

constexpr std::uint32_t kMaxWeight = std::numeric_limits<std::uint32_t>::max();

void check_arcs(Vertex vertices, std::span<const Arc> arcs) {
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const Arc& arc = arcs[i];
    if (arc.source >= vertices || arc.target >= vertices)
      throw std::invalid_argument("arc " + std::to_string(i) + " joins " + std::to_string(arc.source) +
                                  " and " + std::to_string(arc.target) + ", but the graph has only " +
                                  std::to_string(vertices) + " vertices");
    if (arc.weight == 0)
      throw std::invalid_argument("arc " + std::to_string(i) + " has weight 0; a weight is at least 1");
  }
}

void sums_to_offsets(std::vector<std::uint32_t>& counts) {
  std::uint32_t sum = 0;
  for (auto& count : counts) {
    const std::uint32_t here = count;
    count = sum;
    sum += here;
  }
}

// Merges equal neighbours in each row, in place.
void merge_parallel(Rows& rows) {
  std::uint32_t out = 0;
  std::uint32_t begin = 0;
  for (std::size_t v = 0; v + 1 < rows.offsets.size(); ++v) {
    const std::uint32_t end = rows.offsets[v + 1];
    const std::uint32_t first = out;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (out > first && rows.targets[out - 1] == rows.targets[i]) {
        const std::uint64_t sum = std::uint64_t{rows.weights[out - 1]} + rows.weights[i];
        rows.weights[out - 1] = static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, kMaxWeight));
        continue;
      }
      rows.targets[out] = rows.targets[i];
      rows.weights[out] = rows.weights[i];
      ++out;
    }
    begin = end;
    rows.offsets[v + 1] = out;
  }
  rows.targets.resize(out);
  rows.weights.resize(out);
}

}  // namespace

Rows build_rows(Vertex vertices, std::span<const Arc> arcs, bool both_ways) {
  check_arcs(vertices, arcs);
  const std::uint64_t most = std::uint64_t{arcs.size()} * (both_ways ? 2 : 1);
  if (most >= kMaxWeight || vertices == kMaxWeight)
    throw std::invalid_argument("the graph has " + std::to_string(most) +
                                " arcs; this program counts them in 32 bits");

  // By target. A pair of arrays instead of an array of pairs keeps the second pass to what it reads.
  std::vector<std::uint32_t> by_target(std::size_t{vertices} + 1, 0);
  Rows rows;
  rows.offsets.assign(std::size_t{vertices} + 1, 0);
  std::size_t kept = 0;
  for (const Arc& arc : arcs) {
    if (arc.source == arc.target) continue;
    ++by_target[arc.target];
    ++rows.offsets[arc.source];
    if (both_ways) {
      ++by_target[arc.source];
      ++rows.offsets[arc.target];
    }
    kept += both_ways ? 2 : 1;
  }
  sums_to_offsets(by_target);
  sums_to_offsets(rows.offsets);
  // Ones stay ones until parallel arcs add up, so weights are carried always and dropped at the end.
  std::vector<Arc> sorted(kept);
  for (const Arc& arc : arcs) {
    if (arc.source == arc.target) continue;
    sorted[by_target[arc.target]++] = arc;
    if (both_ways) sorted[by_target[arc.source]++] = {arc.target, arc.source, arc.weight};
  }
  by_target = {};
  rows.targets.resize(kept);
  rows.weights.resize(kept);
  for (const Arc& arc : sorted) {
    const std::uint32_t place = rows.offsets[arc.source]++;
    rows.targets[place] = arc.target;
    rows.weights[place] = arc.weight;
  }
  sorted = {};
  // Filling moved every offset to the end of its row: shift them back.
  for (std::size_t v = vertices; v > 0; --v) rows.offsets[v] = rows.offsets[v - 1];
  rows.offsets[0] = 0;
  merge_parallel(rows);
  if (std::all_of(rows.weights.begin(), rows.weights.end(), [](auto w) { return w == 1; })) rows.weights = {};
  rows.targets.shrink_to_fit();
  rows.weights.shrink_to_fit();
  return rows;
}

Rows reversed(const Adjacency& rows) {
  Rows result;
  result.offsets.assign(rows.offsets.size(), 0);
  for (const Vertex w : rows.targets) ++result.offsets[w];
  sums_to_offsets(result.offsets);
  result.targets.resize(rows.targets.size());
  result.weights.resize(rows.weights.size());
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) {
      const std::uint32_t place = result.offsets[rows.targets[i]]++;
      result.targets[place] = v;
      if (!rows.weights.empty()) result.weights[place] = rows.weights[i];
    }
  }
  for (std::size_t v = rows.vertices(); v > 0; --v) result.offsets[v] = result.offsets[v - 1];
  result.offsets[0] = 0;
  return result;
}

}  // namespace newsgraph
