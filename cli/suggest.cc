// SPDX-License-Identifier: Apache-2.0
#include "cli/suggest.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace newsgraph {
namespace {

// Edit distance in bytes with swaps of neighbours (optimal string alignment), the usual measure for typing slips.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_back, back(b.size() + 1), row(b.size() + 1);
  std::iota(back.begin(), back.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
    two_back = back;
    std::swap(back, row);
  }
  return back[b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view given, const std::vector<std::string>& known) {
  std::size_t best = std::numeric_limits<std::size_t>::max();
  std::string_view name;
  for (const std::string& candidate : known) {
    // A beginning ("graph" of "graphml") is as good a hint as one wrong letter.
    const bool begins = given.size() >= 3 && candidate.starts_with(given);
    const std::size_t distance = begins ? 1 : edit_distance(given, candidate);
    if (distance < best) {
      best = distance;
      name = candidate;
    }
  }
  const bool near = best <= std::max<std::size_t>(1, given.size() / 3);
  return near ? fmt::format(", did you mean '{}'?", name) : std::string();
}

std::string unknown(std::string_view kind, std::string_view given, const std::vector<std::string>& known) {
  const std::string hint = did_you_mean(given, known);
  if (!hint.empty()) return fmt::format("unknown {} '{}'{}", kind, given, hint);
  return fmt::format("unknown {} '{}'; {}s are {}", kind, given, kind, fmt::join(known, ", "));
}

}  // namespace newsgraph
