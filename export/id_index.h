// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace newsgraph {

/// A set of indexes into `records`, looked up by the records' ids.
template <class Record>
class IdIndex {
 public:
  explicit IdIndex(const std::vector<Record>& records) : set_(0, Hash{&records}, Equal{&records}) {}

  bool insert(std::uint32_t index) { return set_.insert(index).second; }
  /// False when there is no such id.
  bool find(std::string_view id, std::uint32_t& index) const {
    const auto found = set_.find(id);
    if (found == set_.end()) return false;
    index = *found;
    return true;
  }

 private:
  struct Hash {
    using is_transparent = void;
    const std::vector<Record>* records;
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
    std::size_t operator()(std::uint32_t index) const {
      return (*this)(std::string_view((*records)[index].id));
    }
  };
  struct Equal {
    using is_transparent = void;
    const std::vector<Record>* records;
    [[nodiscard]] std::string_view id(std::uint32_t index) const { return (*records)[index].id; }
    [[nodiscard]] std::string_view id(std::string_view text) const { return text; }
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return id(a) == id(b);
    }
  };
  std::unordered_set<std::uint32_t, Hash, Equal> set_;
};

}  // namespace newsgraph
