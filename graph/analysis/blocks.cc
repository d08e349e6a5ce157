// SPDX-License-Identifier: Apache-2.0
// One depth-first search finds, for every vertex, the earliest vertex that its subtree reaches by one back
// edge (low). When a child comes back with low not before its parent, the parent cuts off all that the search
// has put on the stack since: one block. Only vertices are stacked, not edges: an edge belongs to the block
// of its later end, so blocks cost no memory an edge.
#include "graph/analysis/blocks.h"

#include <algorithm>

namespace newsgraph {

Blocks find_blocks(const Adjacency& rows) {
  const Vertex n = rows.vertices();
  Blocks blocks;
  blocks.member_of.assign(n, Blocks::kNoBlock);
  blocks.order.assign(n, Blocks::kNoBlock);
  blocks.offsets.push_back(0);
  blocks.members.reserve(n);
  struct Frame {
    Vertex vertex;
    std::uint32_t next, low;
  };
  std::vector<Frame> path;
  std::vector<Vertex> stack;
  std::uint32_t clock = 0;
  for (Vertex root = 0; root < n; ++root) {
    if (blocks.order[root] != Blocks::kNoBlock) continue;
    blocks.order[root] = clock;
    path.push_back({root, rows.offsets[root], clock++});
    while (!path.empty()) {
      Frame& top = path.back();
      const std::uint32_t end = rows.offsets[top.vertex + 1];
      std::uint32_t low = top.low;
      std::uint32_t next = top.next;
      Vertex child = n;
      while (next < end) {
        const Vertex w = rows.targets[next++];
        const std::uint32_t seen = blocks.order[w];
        if (seen == Blocks::kNoBlock) {
          child = w;
          break;
        }
        low = std::min(low, seen);  // the edge to the parent too: low == parent's order still means a cut
      }
      top.low = low;
      top.next = next;
      if (child != n) {
        blocks.order[child] = clock;
        stack.push_back(child);
        path.push_back({child, rows.offsets[child], clock++});
        continue;
      }
      const Vertex done = top.vertex;
      path.pop_back();
      if (path.empty()) break;
      Frame& parent = path.back();
      parent.low = std::min(parent.low, low);
      if (low < blocks.order[parent.vertex]) continue;
      const auto block = static_cast<std::uint32_t>(blocks.heads.size());
      Vertex member = n;
      do {
        member = stack.back();
        stack.pop_back();
        blocks.member_of[member] = block;
        blocks.members.push_back(member);
      } while (member != done);
      blocks.heads.push_back(parent.vertex);
      blocks.offsets.push_back(static_cast<std::uint32_t>(blocks.members.size()));
    }
  }
  return blocks;
}

std::vector<Vertex> articulation_points(const Blocks& blocks) {
  std::vector<std::uint32_t> in_blocks(blocks.member_of.size(), 0);
  for (std::size_t v = 0; v < in_blocks.size(); ++v) in_blocks[v] = blocks.member_of[v] != Blocks::kNoBlock;
  for (const Vertex head : blocks.heads) ++in_blocks[head];
  std::vector<Vertex> points;
  for (Vertex v = 0; v < in_blocks.size(); ++v)
    if (in_blocks[v] > 1) points.push_back(v);
  return points;
}

std::vector<std::pair<Vertex, Vertex>> bridges(const Blocks& blocks) {
  std::vector<std::pair<Vertex, Vertex>> result;
  for (std::size_t b = 0; b < blocks.size(); ++b)
    if (blocks.members_of(b).size() == 1)
      result.push_back(std::minmax(blocks.heads[b], blocks.members_of(b)[0]));
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace newsgraph
