// SPDX-License-Identifier: Apache-2.0
// Weak components by union-find that links to the smaller root: a vertex's parent is never larger than
// itself, and a root is its set's smallest vertex. One pass in rising order that asks each parent for its own
// then shortens every way to one step, and no search is needed to number the sets.
//
// The first links, each to a row's smallest vertex, read no parent at all. After those and one neighbour
// more, nearly all of a large component hangs together; what already belongs to the most frequent set is then
// skipped, so most arcs are never read (Sutton, Ben-Nun, Barak, "Optimizing Parallel Graph Connectivity
// Computation via Subgraph Sampling", 2018). Skipping is safe because every edge stands in both rows.
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

// The smallest of each vertex and its neighbours.
std::vector<Vertex> smallest_neighbours(const Adjacency& rows) {
  std::vector<Vertex> smallest(rows.vertices());
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    const auto row = rows.row(v);
    smallest[v] = row.empty() ? v : std::min(v, row.front());
  }
  return smallest;
}

// Afterwards every parent is a root.
void shorten(std::vector<Vertex>& parent) {
  for (Vertex& p : parent) p = parent[p];
}

// The root that most of a few spread vertices have. Requires: every parent is a root.
Vertex frequent_parent(const std::vector<Vertex>& parent) {
  std::vector<Vertex> sample;
  const std::size_t step = std::max<std::size_t>(1, parent.size() / 1024);
  for (std::size_t v = 0; v < parent.size(); v += step) sample.push_back(parent[v]);
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

// Numbers the sets by their roots.
Components numbered(const std::vector<Vertex>& parent) {
  Components result;
  result.of.resize(parent.size());
  for (Vertex v = 0; v < parent.size(); ++v) {
    if (parent[v] == v) {
      result.of[v] = static_cast<std::uint32_t>(result.sizes.size());
      result.sizes.push_back(1);
    } else {
      result.of[v] = result.of[parent[v]];
      ++result.sizes[result.of[v]];
    }
  }
  return result;
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
  std::vector<Vertex> parent = smallest_neighbours(rows);
  shorten(parent);
  for (Vertex v = 0; v < n; ++v)
    if (rows.degree(v) > 1) join(parent, v, rows.row(v)[1]);
  shorten(parent);
  const Vertex frequent = frequent_parent(parent);
  for (Vertex v = 0; v < n; ++v)
    if (parent[v] != frequent)
      for (const Vertex w : rows.row(v)) join(parent, v, w);
  return numbered(parent);
}

Components strong_components(const DirectedGraph& graph) {
  std::vector<std::uint32_t> group(graph.vertices(), 0);
  boost::strong_components(graph,
                           boost::make_iterator_property_map(group.begin(), get(boost::vertex_index, graph)));
  return renumbered(group);
}

}  // namespace newsgraph
