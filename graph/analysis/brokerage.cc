// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/brokerage.h"

#include <algorithm>
#include <map>

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

}  // namespace

std::vector<Vertex> homes(const Network& network, std::string_view type) {
  constexpr int kSteps = 3;
  const Adjacency rows = network.ties.out();
  std::vector<Vertex> home(rows.vertices(), kNoHome);
  for (Vertex v = 0; v < rows.vertices(); ++v)
    if (network.node(v).type == type) home[v] = v;
  for (int step = 0; step < kSteps; ++step) {
    std::vector<Vertex> next = home;
    for (Vertex v = 0; v < rows.vertices(); ++v) {
      if (home[v] != kNoHome) continue;
      std::uint64_t most = 0;
      for (const auto& [candidate, weight] : weight_by_home(rows, v, home))
        if (weight > most) {
          most = weight;
          next[v] = candidate;
        }
    }
    home.swap(next);
  }
  return home;
}

std::vector<double> brokerage(const Network& network, const std::vector<Vertex>& home, unsigned threads) {
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

std::vector<HomeBridge> home_bridges(const Network& network, const std::vector<Vertex>& home,
                                     std::size_t most) {
  const Adjacency rows = network.ties.out();
  std::map<std::pair<Vertex, Vertex>, HomeBridge> found;
  for (Vertex v = 0; v < rows.vertices(); ++v) {
    if (home[v] == v) continue;  // a home is no bridge between itself and others
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
