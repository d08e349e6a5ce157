// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// The biconnected components (blocks) of an undirected graph. Every edge lies in one block; a vertex lies in
/// several when it is an articulation point. A block hangs from its head, the vertex nearest to the root of
/// the search; its members are the other vertices. A vertex is a member of at most one block (roots of none)
/// and heads any number.
struct Blocks {
  std::vector<std::uint32_t> member_of;  ///< block each vertex is a member of, or kNoBlock
  std::vector<std::uint32_t> order;      ///< when the search reached each vertex
  std::vector<Vertex> heads;             ///< of each block; blocks come children before parents
  std::vector<std::uint32_t>
      offsets;  ///< members of block b: members[offsets[b]] up to members[offsets[b + 1]]
  std::vector<Vertex> members;

  static constexpr std::uint32_t kNoBlock = 0xFFFFFFFF;
  [[nodiscard]] std::size_t size() const { return heads.size(); }
  [[nodiscard]] std::span<const Vertex> members_of(std::size_t block) const {
    return std::span(members).subspan(offsets[block], offsets[block + 1] - offsets[block]);
  }
  /// The block of the edge between `a` and `b`.
  [[nodiscard]] std::uint32_t block_of(Vertex a, Vertex b) const {
    return member_of[order[a] > order[b] ? a : b];
  }
};

/// Linear time, no recursion. `rows` must hold every edge in both rows.
/// Source: Hopcroft, Tarjan, "Efficient algorithms for graph manipulation", 1973.
Blocks find_blocks(const Adjacency& rows);

/// Vertices whose removal cuts their component, ascending.
std::vector<Vertex> articulation_points(const Blocks& blocks);

/// Edges whose removal cuts their component, smaller end first, ascending.
std::vector<std::pair<Vertex, Vertex>> bridges(const Blocks& blocks);

}  // namespace newsgraph
