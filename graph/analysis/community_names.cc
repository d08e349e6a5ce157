// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/community_names.h"

#include <algorithm>

#include "graph/analysis/text_table.h"

namespace newsgraph {

std::vector<CommunityName> name_communities(const Network& network, const std::vector<double>& of) {
  constexpr std::size_t kNamed = 3;
  constexpr std::size_t kColumns = 40;
  const Adjacency rows = network.ties.out();
  std::vector<std::vector<Vertex>> members;
  std::vector<double> inside(rows.vertices(), 0.0);
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    const auto c = static_cast<std::size_t>(of[v]);
    if (c >= members.size()) members.resize(c + 1);
    members[c].push_back(v);
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i)
      if (of[rows.targets[i]] == of[v]) inside[v] += rows.weight(i);
  }
  std::vector<CommunityName> result;
  for (std::uint32_t c = 0; c < members.size(); ++c) {
    if (members[c].size() < 2) continue;
    std::stable_sort(members[c].begin(), members[c].end(),
                     [&](Vertex a, Vertex b) { return inside[a] > inside[b]; });
    CommunityName name{c, static_cast<std::uint32_t>(members[c].size()), ""};
    for (std::size_t i = 0; i < std::min(kNamed, members[c].size()); ++i)
      name.label += (i == 0 ? "" : "; ") + cut(network.node(members[c][i]).label, kColumns);
    result.push_back(std::move(name));
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.size > b.size; });
  return result;
}

}  // namespace newsgraph
