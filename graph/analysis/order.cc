// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/order.h"

#include <algorithm>
#include <numeric>

namespace newsgraph {

std::vector<Vertex> search_order(const Adjacency& rows, std::uint32_t& levels) {
  const Vertex n = rows.vertices();
  std::vector<Vertex> order;
  order.reserve(n);
  std::vector<bool> seen(n, false);
  Vertex first = 0;
  for (Vertex v = 1; v < n; ++v)
    if (rows.degree(v) > rows.degree(first)) first = v;
  levels = 0;
  for (Vertex start = 0; start <= n; ++start) {
    const Vertex root = start == 0 ? first : start - 1;
    if (n == 0 || seen[root]) continue;
    seen[root] = true;
    std::size_t head = order.size();
    order.push_back(root);
    for (std::uint32_t level = 0; head < order.size(); ++level) {
      const std::size_t level_end = order.size();
      levels = std::max(levels, level + 1);
      for (; head < level_end; ++head)
        for (const Vertex w : rows.row(order[head]))
          if (!seen[w]) {
            seen[w] = true;
            order.push_back(w);
          }
      std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(level_end), order.end(),
                       [&](Vertex a, Vertex b) { return rows.degree(a) > rows.degree(b); });
    }
  }
  return order;
}

std::vector<Vertex> degree_order(const Adjacency& rows) {
  const Vertex n = rows.vertices();
  std::uint32_t most = 0;
  for (Vertex v = 0; v < n; ++v) most = std::max(most, rows.degree(v));
  std::vector<std::uint32_t> place(std::size_t{most} + 2, 0);
  for (Vertex v = 0; v < n; ++v) ++place[most - rows.degree(v) + 1];
  std::partial_sum(place.begin(), place.end(), place.begin());
  std::vector<Vertex> order(n);
  for (Vertex v = 0; v < n; ++v) order[place[most - rows.degree(v)]++] = v;
  return order;
}

namespace {

std::vector<Vertex> inverse(const std::vector<Vertex>& order) {
  std::vector<Vertex> number(order.size());
  for (Vertex i = 0; i < order.size(); ++i) number[order[i]] = i;
  return number;
}

// Rows of the new lengths, not yet filled.
Rows empty_rows(const Adjacency& rows, const std::vector<Vertex>& order) {
  Rows result;
  result.offsets.resize(order.size() + 1);
  for (Vertex i = 0; i < order.size(); ++i) result.offsets[i + 1] = result.offsets[i] + rows.degree(order[i]);
  result.targets.resize(rows.arcs());
  result.weights.resize(rows.weights.size());
  return result;
}

}  // namespace

Rows moved_rows(const Adjacency& rows, const std::vector<Vertex>& order) {
  const std::vector<Vertex> number = inverse(order);
  Rows result = empty_rows(rows, order);
  std::uint32_t place = 0;
  for (const Vertex v : order) {
    for (std::uint32_t k = rows.offsets[v]; k < rows.offsets[v + 1]; ++k, ++place) {
      result.targets[place] = number[rows.targets[k]];
      if (!rows.weights.empty()) result.weights[place] = rows.weights[k];
    }
  }
  return result;
}

Rows renumbered_rows(const Adjacency& rows, const Adjacency& turned, const std::vector<Vertex>& order) {
  const Vertex n = rows.vertices();
  const std::vector<Vertex> number = inverse(order);
  Rows result = empty_rows(rows, order);
  // Targets are handed out in rising order, so every row comes out ascending without a sort.
  std::vector<std::uint32_t> next(result.offsets.begin(), result.offsets.end() - 1);
  for (Vertex i = 0; i < n; ++i) {
    const Vertex target = order[i];
    for (std::uint32_t k = turned.offsets[target]; k < turned.offsets[target + 1]; ++k) {
      const std::uint32_t place = next[number[turned.targets[k]]]++;
      result.targets[place] = i;
      if (!result.weights.empty()) result.weights[place] = turned.weights[k];
    }
  }
  return result;
}

}  // namespace newsgraph
