// SPDX-License-Identifier: Apache-2.0
// Weak components by union-find that links to the smaller root, so a root is always its set's smallest
// vertex. After two neighbours a vertex, nearly all of a large component hangs together; what already belongs
// to the most frequent set is then skipped, so most arcs are never read (Sutton, Ben-Nun, Barak, "Optimizing
// Parallel Graph Connectivity Computation via Subgraph Sampling", 2018). Skipping is safe because every edge
// stands in both rows.
#include "graph/analysis/components.h"

#include <algorithm>
#include <limits>

#include <boost/graph/strong_components.hpp>

namespace newsgraph {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

Vertex root_of(std::vector<Vertex>& parent, Vertex v) {
  while (parent[v] != v) {
    parent[v] = parent[parent[v]];
    v = parent[v];
  }
  return v;
}

void join(std::vector<Vertex>& parent, Vertex a, Vertex b) {
  if (parent[a] == parent[b]) return;
  a = root_of(parent, a);
  b = root_of(parent, b);
  if (a != b) parent[std::max(a, b)] = std::min(a, b);
}

// The set that most of a few spread vertices belong to.
Vertex frequent_root(std::vector<Vertex>& parent) {
  std::vector<Vertex> sample;
  const std::size_t step = std::max<std::size_t>(1, parent.size() / 1024);
  for (std::size_t v = 0; v < parent.size(); v += step)
    sample.push_back(root_of(parent, static_cast<Vertex>(v)));
  std::sort(sample.begin(), sample.end());
  Vertex best = kNone;
  std::size_t best_count = 0;
  for (std::size_t i = 0; i < sample.size();) {
    std::size_t j = i;
    while (j < sample.size() && sample[j] == sample[i]) ++j;
    if (j - i > best_count) {
      best_count = j - i;
      best = sample[i];
    }
    i = j;
  }
  return best;
}

}  // namespace

std::uint32_t Components::largest() const {
  return static_cast<std::uint32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
}

Components renumbered(const std::vector<std::uint32_t>& group) {
  Components result;
  result.of.resize(group.size());
  std::uint32_t most = 0;
  for (const auto g : group) most = std::max(most, g);
  std::vector<std::uint32_t> number(group.empty() ? 0 : std::size_t{most} + 1, kNone);
  for (std::size_t v = 0; v < group.size(); ++v) {
    auto& here = number[group[v]];
    if (here == kNone) {
      here = static_cast<std::uint32_t>(result.sizes.size());
      result.sizes.push_back(0);
    }
    result.of[v] = here;
    ++result.sizes[here];
  }
  return result;
}

Components weak_components(const Adjacency& rows) {
  const Vertex n = rows.vertices();
  std::vector<Vertex> parent(n);
  for (Vertex v = 0; v < n; ++v) parent[v] = v;
  constexpr std::uint32_t kSampled = 2;
  for (Vertex v = 0; v < n; ++v) {
    const auto row = rows.row(v);
    for (std::uint32_t i = 0; i < std::min<std::size_t>(kSampled, row.size()); ++i) join(parent, v, row[i]);
  }
  for (Vertex v = 0; v < n; ++v) parent[v] = root_of(parent, v);
  const Vertex frequent = frequent_root(parent);
  for (Vertex v = 0; v < n; ++v) {
    if (parent[v] == frequent) continue;
    const auto row = rows.row(v);
    for (std::size_t i = kSampled; i < row.size(); ++i) join(parent, v, row[i]);
  }
  for (Vertex v = 0; v < n; ++v) parent[v] = root_of(parent, v);
  return renumbered(parent);
}

Components strong_components(const DirectedGraph& graph) {
  std::vector<std::uint32_t> group(graph.vertices(), 0);
  boost::strong_components(graph,
                           boost::make_iterator_property_map(group.begin(), get(boost::vertex_index, graph)));
  return renumbered(group);
}

}  // namespace newsgraph
