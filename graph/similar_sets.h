// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace newsgraph {

/// Calls `take(i, j)`, j < i, in ascending order and once a pair, for every pair of `sets` that has at least
/// three quarters of its words in common (those of both among those of either), and for some others: compare
/// them. Requires: each set is ascending, without repetition. Cost: what is called, and for each set about
/// its words squared look-ups; not the square of all sets, unless all are alike. Source: prefix and position
/// filters of Xiao et al., "Efficient similarity joins for near-duplicate detection", 2008.
void each_similar_pair(std::span<const std::vector<std::uint32_t>> sets,
                       const std::function<void(std::size_t, std::size_t)>& take);

}  // namespace newsgraph
