// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace newsgraph {

/// Gives out names of which no two are the same, whatever the case of ASCII letters.
class UniqueNames {
 public:
  [[nodiscard]] bool contains(std::string_view name) const { return used_.contains(folded(name)); }
  /// `base`, or `base`, "_" and a number from 2 on.
  std::string take(const std::string& base) {
    std::string name = base;
    int& number = numbers_.try_emplace(folded(base), 1).first->second;
    while (!used_.insert(folded(name)).second) name = base + "_" + std::to_string(++number);
    return name;
  }

 private:
  static std::string folded(std::string_view name) {
    std::string result(name);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
  }

  std::set<std::string> used_;
  std::map<std::string, int>
      numbers_;  ///< the last behind each base, so that many of one base cost no more each
};

}  // namespace newsgraph
