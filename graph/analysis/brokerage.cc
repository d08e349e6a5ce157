// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/brokerage.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "graph/analysis/parallel.h"

namespace newsgraph {
namespace {

// Weight of v's ties towards each home, by home.
std::map<Vertex, std::uint64_t> weight_by_home(const Adjacency& rows, Vertex v,
                                               const std::vector<Vertex>& home) {
  std::map<Vertex, std::uint64_t> weights;
  for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i)
    if (home[rows.targets[i]] != kNoHome) weights[home[rows.targets[i]]] += rows.weight(i);
  return weights;
}

// The vertex that each one's attribute "parent" names; kNoHome where the network has none.
std::vector<Vertex> parents(const Network& network) {
  const std::size_t vertices = network.graph->nodes.size();
  std::unordered_map<std::string_view, Vertex> vertex_of;
  for (Vertex v = 0; v < vertices; ++v) vertex_of.emplace(network.node(v).id, v);
  std::vector<Vertex> parent(vertices, kNoHome);
  for (Vertex v = 0; v < vertices; ++v) {
    const auto found = vertex_of.find(network.node(v).attribute("parent"));
    if (found != vertex_of.end()) parent[v] = found->second;
  }
  return parent;
}

// A vertex, what it lies in, what that lies in ...
std::vector<Vertex> ancestors(const std::vector<Vertex>& parent, Vertex v) {
  constexpr std::size_t kMost = 16;  // a file may hold a circle
  std::vector<Vertex> line;
  for (; v != kNoHome && line.size() < kMost; v = parent[v]) line.push_back(v);
  return line;
}

}  // namespace

Homes homes(const Network& network, std::string_view type) {
  constexpr int kSteps = 2;
  const Adjacency rows = network.ties.out();
  const std::vector<Vertex> parent = parents(network);
  Homes home{std::vector<Vertex>(rows.vertices(), kNoHome), std::vector<char>(rows.vertices(), 0)};
  const auto is_home = [&](Vertex v) { return network.node(v).type == type; };
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    const std::vector<Vertex> line = ancestors(parent, v);
    const auto found = std::find_if(line.begin(), line.end(), is_home);
    if (found == line.end()) continue;
    home.of[v] = *found;
    if (found != line.begin()) continue;
    for (const Vertex place : line)
      if (!is_home(place)) home.above[place] = 1;
  }
  for (int step = 0; step < kSteps; ++step) {
    std::vector<Vertex> next = home.of;
    for (Vertex v = 0; v < rows.vertices(); ++v) {
      if (home.of[v] != kNoHome || home.above[v]) continue;
      std::uint64_t most = 0;
      for (const auto& [candidate, weight] : weight_by_home(rows, v, home.of))
        if (weight > most) {
          most = weight;
          next[v] = candidate;
        }
    }
    home.of.swap(next);
  }
  return home;
}

std::vector<double> brokerage(const Network& network, const Homes& places, unsigned threads) {
  const std::vector<Vertex>& home = places.of;
  const Adjacency rows = network.ties.out();
  const Vertex n = rows.vertices();
  std::vector<double> result(n, 0.0);
  constexpr Vertex kBlock = 256;
  std::vector<std::vector<Vertex>> marks(worker_count(threads));
  parallel_blocks(threads, (std::size_t{n} + kBlock - 1) / kBlock, [&](std::size_t block, unsigned worker) {
    auto& mark = marks[worker];
    if (mark.empty()) mark.assign(n, kNoHome);
    const auto end = static_cast<Vertex>(std::min<std::size_t>((block + 1) * kBlock, n));
    for (auto v = static_cast<Vertex>(block * kBlock); v < end; ++v) {
      if (places.above[v]) continue;
      std::map<Vertex, std::uint64_t> sizes;
      for (const Vertex w : rows.row(v)) {
        if (home[w] == kNoHome) continue;
        ++sizes[home[w]];
        mark[w] = v;
      }
      if (sizes.size() < 2) continue;
      std::uint64_t known = 0, same = 0, tied = 0;
      for (const auto& [_, size] : sizes) {
        known += size;
        same += size * size;
      }
      for (const Vertex a : rows.row(v)) {
        if (home[a] == kNoHome) continue;
        for (const Vertex b : rows.row(a)) tied += b > a && mark[b] == v && home[b] != home[a];
      }
      result[v] = static_cast<double>((known * known - same) / 2 - tied);
    }
  });
  return result;
}

std::vector<HomeBridge> home_bridges(const Network& network, const Homes& places, std::size_t most) {
  const std::vector<Vertex>& home = places.of;
  const Adjacency rows = network.ties.out();
  std::map<std::pair<Vertex, Vertex>, HomeBridge> found;
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    if (home[v] == v || places.above[v]) continue;  // a home is no bridge between itself and others
    const auto weights = weight_by_home(rows, v, home);
    if (weights.size() > 64) continue;  // a list of everything bridges nothing
    for (auto a = weights.begin(); a != weights.end(); ++a)
      for (auto b = std::next(a); b != weights.end(); ++b) {
        HomeBridge& bridge = found[{a->first, b->first}];
        bridge.first = a->first;
        bridge.second = b->first;
        bridge.actors.emplace_back(v, std::min(a->second, b->second));
      }
  }
  std::vector<std::pair<std::uint64_t, HomeBridge>> ranked;
  for (auto& [_, bridge] : found) {
    std::uint64_t total = 0;
    for (const auto& actor : bridge.actors) total += actor.second;
    std::stable_sort(bridge.actors.begin(), bridge.actors.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (bridge.actors.size() > most) bridge.actors.resize(most);
    ranked.emplace_back(total, std::move(bridge));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<HomeBridge> result;
  for (auto& [_, bridge] : ranked) result.push_back(std::move(bridge));
  return result;
}

}  // namespace newsgraph
