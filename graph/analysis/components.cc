// SPDX-License-Identifier: Apache-2.0
// Weak components, in one of two ways that give the same numbers.
//
//   1. Sparse graphs that fit the cache: breadth-first search. A neighbour is written behind the end of the
//   queue in any case, and the end moves on only if it was new: no jump that is hard to foresee. Vertices of
//   degree 1 are never queued, those of degree 0 need no search.
//   2. Others: union-find that links to the smaller root. A vertex's parent is never larger than itself, and
//   a root is its set's smallest vertex. One pass in rising order that asks each parent for its own then
//   shortens every way to one step, and no search is needed to number the sets. The first links, each to a
//   row's smallest vertex, read no parent at all. After those and one neighbour more, nearly all of a large
//   component hangs together; what already belongs to the most frequent set is then skipped, so most arcs are
//   never read (Sutton, Ben-Nun, Barak, "Optimizing Parallel Graph Connectivity Computation via Subgraph
//   Sampling", 2018). Skipping is safe because every edge stands in both rows.
#include "graph/analysis/components.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include <boost/graph/strong_components.hpp>

namespace newsgraph {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kNoneOfLeaf = kNone - 1;

// Reading all rows is cheaper than asking for parents while there are few of them and they lie near.
bool suits_search(const Adjacency& rows) {
  constexpr Vertex kInCache = 1 << 18;
  return rows.vertices() <= kInCache && rows.arcs() < 5 * std::size_t{rows.vertices()};
}

// Gives the component of `first` the number `number`, in `of`; returns its size. Requires: `of` holds kNone,
// or kNoneOfLeaf at vertices of degree 1, in all of it; `queue` has room for all vertices and one more.
std::uint32_t number_reached(const Adjacency& rows, Vertex first, std::uint32_t number, std::uint32_t* of,
                             Vertex* queue) {
  of[first] = number;
  queue[0] = first;
  std::uint32_t size = 1;
  Vertex end = 1;
  for (Vertex i = 0; i < end; ++i)
    for (const Vertex w : rows.row(queue[i])) {
      const std::uint32_t before = of[w];
      of[w] = number;
      size += before >= kNoneOfLeaf;
      queue[end] = w;
      end += before == kNone;
    }
  return size;
}

Components by_search(const Adjacency& rows) {
  const Vertex n = rows.vertices();
  Components result;
  result.of.resize(n);
  constexpr std::uint32_t kBefore[] = {0, kNoneOfLeaf, kNone};  // by degree; one without ties is not found
  for (Vertex v = 0; v < n; ++v) result.of[v] = kBefore[std::min(rows.degree(v), 2U)];
  const auto queue = std::make_unique_for_overwrite<Vertex[]>(std::size_t{n} + 1);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sizes;  // number and size of those with ties
  std::uint32_t count = 0;
  for (Vertex v = 0; v < n; ++v) {
    if (result.of[v] >= kNoneOfLeaf) {
      sizes.emplace_back(count, number_reached(rows, v, count, result.of.data(), queue.get()));
      ++count;
    } else {
      const std::uint32_t alone = rows.degree(v) == 0;
      result.of[v] += alone * count;
      count += alone;
    }
  }
  result.sizes.assign(count, 1);
  for (const auto& [number, size] : sizes) result.sizes[number] = size;
  return result;
}

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

// A root that more than half of a few spread vertices have, if there is one; else any (Boyer and Moore's
// vote). Requires: every parent is a root.
Vertex frequent_parent(const std::vector<Vertex>& parent) {
  Vertex leader = kNone;
  std::size_t lead = 0;
  const std::size_t step = std::max<std::size_t>(1, parent.size() / 256);
  for (std::size_t v = 0; v < parent.size(); v += step) {
    if (lead == 0) leader = parent[v];
    parent[v] == leader ? ++lead : --lead;
  }
  return leader;
}

// Numbers the sets by their roots, in place: a parent stands before its child.
Components numbered(std::vector<Vertex> parent) {
  Components result;
  std::uint32_t count = 0;
  for (Vertex v = 0; v < parent.size(); ++v) {
    const bool is_root = parent[v] == v;
    parent[v] = is_root ? count : parent[parent[v]];
    count += is_root;
  }
  result.of = std::move(parent);
  result.sizes.resize(count);
  for (const std::uint32_t number : result.of) ++result.sizes[number];
  return result;
}

Components by_linking(const Adjacency& rows) {
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
  return numbered(std::move(parent));
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
  return suits_search(rows) ? by_search(rows) : by_linking(rows);
}

Components strong_components(const DirectedGraph& graph) {
  std::vector<std::uint32_t> group(graph.vertices(), 0);
  boost::strong_components(graph,
                           boost::make_iterator_property_map(group.begin(), get(boost::vertex_index, graph)));
  return renumbered(group);
}

}  // namespace newsgraph
