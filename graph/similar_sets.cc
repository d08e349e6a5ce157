// SPDX-License-Identifier: Apache-2.0
// Two sets with much in common share one of the first words of each, if all sets have their words in one
// order; with the rarest first, few sets share these. Where in the sets the shared word stands, and how large
// they are, bounds what they may have in common: the index is by word, place and size, so that pairs which
// cannot be alike are never looked at.
#include "graph/similar_sets.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace newsgraph {
namespace {

using Set = std::vector<std::uint32_t>;

/// Words that two sets of these sizes have in common at least, if three quarters of all are.
std::size_t least_common(std::size_t a, std::size_t b) {
  return (3 * (a + b) + 6) / 7;
}

/// How many of its first words a set must share one of with any that is like it.
std::size_t prefix(std::size_t size) {
  return size - (3 * size + 3) / 4 + 1;
}

/// The words of each set as ranks, ascending: the rarest of all sets is the first.
std::vector<Set> by_rarity(std::span<const Set> sets) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  for (const Set& set : sets) {
    for (const std::uint32_t word : set) ++counts[word];
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // count, word
  for (const auto& [word, count] : counts) order.emplace_back(count, word);
  std::sort(order.begin(), order.end());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) counts[order[rank].second] = rank;
  std::vector<Set> ranked(sets.begin(), sets.end());
  for (Set& set : ranked) {
    for (std::uint32_t& word : set) word = counts[word];
    std::sort(set.begin(), set.end());
  }
  return ranked;
}

}  // namespace

void each_similar_pair(std::span<const Set> sets, const std::function<void(std::size_t, std::size_t)>& take) {
  const std::vector<Set> ranked = by_rarity(sets);
  using Key = std::tuple<std::uint32_t, std::size_t, std::size_t>;  // word, size of the set, place in it
  std::map<Key, std::vector<std::size_t>> index;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const Set& set = ranked[i];
    const std::size_t size = set.size();
    found.clear();
    for (std::size_t at = 0; size > 0 && at < prefix(size); ++at) {
      for (std::size_t other = (3 * size + 3) / 4; other <= 4 * size / 3; ++other) {
        const std::size_t least = least_common(size, other);
        for (std::size_t there = 0; there < prefix(other); ++there) {
          if (1 + std::min(size - at - 1, other - there - 1) < least) break;
          const auto alike = index.find({set[at], other, there});
          if (alike != index.end()) found.insert(found.end(), alike->second.begin(), alike->second.end());
        }
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const std::size_t j : found) take(i, j);
    for (std::size_t at = 0; size > 0 && at < prefix(size); ++at) index[{set[at], size, at}].push_back(i);
  }
}

}  // namespace newsgraph
