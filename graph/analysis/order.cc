// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/order.h"

#include <algorithm>
#include <utility>

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

Rows renumbered_rows(const Adjacency& rows, const std::vector<Vertex>& order) {
  std::vector<Vertex> number(order.size());
  for (Vertex i = 0; i < order.size(); ++i) number[order[i]] = i;
  Rows result;
  result.offsets.reserve(order.size() + 1);
  result.targets.reserve(rows.arcs());
  result.weights.reserve(rows.weights.size());
  std::vector<std::pair<Vertex, std::uint32_t>> row;
  for (const Vertex v : order) {
    row.clear();
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i)
      row.emplace_back(number[rows.targets[i]], rows.weight(i));
    std::sort(row.begin(), row.end());
    for (const auto& [target, weight] : row) {
      result.targets.push_back(target);
      if (!rows.weights.empty()) result.weights.push_back(weight);
    }
    result.offsets.push_back(static_cast<std::uint32_t>(result.targets.size()));
  }
  return result;
}

}  // namespace newsgraph
