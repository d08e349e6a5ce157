// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/rule_file.h"
#include "extract/text/text.h"

namespace newsgraph {

/// How many of ten thousand people have a word at one place of their full name.
struct NameShare {
  enum class Place : std::uint8_t { kFirst, kMiddle, kLast } place = Place::kFirst;
  std::string word;  ///< "*": any that is not listed; "-": no word (in the middle)
  double share = 0;
  friend bool operator==(const NameShare&, const NameShare&) = default;
};

/// Reads rules/*/name_shares.txt: a line has "first", "middle" or "last", a tab, a word, a tab and a number.
/// A line that cannot be read becomes an error in `problems`.
std::vector<NameShare> parse_name_shares(std::span<const RuleFile> files, std::vector<RuleProblem>& problems);

/// Tells how common a full name is from how common its words are, as if they were drawn one by one.
class NameShares {
 public:
  NameShares() = default;
  NameShares(const std::vector<NameShare>& shares, const TextSettings& settings);

  /// The share of people, from 0 to 1, who have the name made of these canonical words. 1 for a single word,
  /// and when nothing is known of names.
  [[nodiscard]] double of(std::span<const std::string_view> words) const;
  /// Whether a canonical word is known from names. Of names without a known word ("Raúl Castro") no marks
  /// tell apart.
  [[nodiscard]] bool knows(std::string_view word) const;

 private:
  [[nodiscard]] double share(NameShare::Place place, std::string_view word) const;
  [[nodiscard]] double share_if_listed(NameShare::Place place, std::string_view word) const;  ///< else 0
  std::array<std::unordered_map<std::string, double>, 3> shares_;  ///< by place; from 0 to 1
};

}  // namespace newsgraph
