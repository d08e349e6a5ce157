// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/rule_file.h"

namespace newsgraph {

/// A name cut into syllables, each in the form in which syllables are compared.
using Syllables = std::vector<std::string>;

/// Makes names comparable for scoring: case, tone-mark placement (hoà = hòa), i/y and abbreviations do not
/// count. Coarser than canonical(): it decides whether an annotator and the program mean one thing, never
/// what a graph holds.
class NameFolding {
 public:
  /// Reads rules/eval.txt. A line that cannot be read becomes an error in `problems`.
  NameFolding(std::span<const RuleFile> files, std::vector<RuleProblem>& problems);

  [[nodiscard]] Syllables syllables(std::string_view name) const;
  /// The syllables without titles and unit words, and of two names of one thing always the same one.
  /// `group`: "person", "place" ...
  [[nodiscard]] Syllables folded(std::string_view name, std::string_view group) const;
  /// The number of the edition in the name of an event, written in Roman or Arabic figures.
  [[nodiscard]] std::optional<long> edition(const Syllables& name) const;

 private:
  std::vector<std::pair<std::string, std::string>> replacements_;  ///< in order
  std::map<std::string, std::string, std::less<>> long_forms_;
  std::map<std::string, std::set<std::string>, std::less<>> leads_;
  std::map<std::string, std::map<Syllables, Syllables>, std::less<>> same_;
  std::string edition_word_;
};

/// Whether all characters of `word` are digits; false when it is empty.
bool is_number(std::string_view word);

}  // namespace newsgraph
