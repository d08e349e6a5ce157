// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace newsgraph {

/// Lets a table keyed by strings be asked with a view, without a copy.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename T>
using StringTable = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

}  // namespace newsgraph
