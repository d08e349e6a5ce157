// SPDX-License-Identifier: Apache-2.0
#include "graph/similar_sets.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <utility>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

using Set = std::vector<std::uint32_t>;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

Pairs found(const std::vector<Set>& sets) {
  Pairs pairs;
  each_similar_pair(sets, [&](std::size_t i, std::size_t j) { pairs.emplace_back(i, j); });
  return pairs;
}

bool alike(const Set& a, const Set& b) {
  Set common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return !common.empty() && 4 * common.size() >= 3 * (a.size() + b.size() - common.size());
}

TEST(SimilarSets, FindsEveryPairThatComparingAllFinds) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Set> sets;
    for (int i = 0; i < 40; ++i) {
      std::set<std::uint32_t> words;
      const std::size_t size = random() % 12;
      while (words.size() < size) words.insert(random() % 16);
      sets.emplace_back(words.begin(), words.end());
    }
    const Pairs pairs = found(sets);
    EXPECT_TRUE(std::is_sorted(pairs.begin(), pairs.end()));
    EXPECT_EQ(std::adjacent_find(pairs.begin(), pairs.end()), pairs.end());
    for (std::size_t i = 0; i < sets.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (alike(sets[i], sets[j])) {
          EXPECT_TRUE(std::binary_search(pairs.begin(), pairs.end(), std::pair(i, j)));
        }
      }
    }
  }
}

/// Three words that all share and one of its own: too little in common, and never looked at.
TEST(SimilarSets, ManySetsThatShareMostWordsAreNoSquare) {
  std::vector<Set> sets;
  for (std::uint32_t i = 0; i < 100'000; ++i) sets.push_back({0, 1, 2, 3 + i});
  EXPECT_TRUE(found(sets).empty());
}

}  // namespace
}  // namespace newsgraph
