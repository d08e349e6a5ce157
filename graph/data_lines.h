// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace newsgraph {

/// Calls `take(number, line)` for each line of a data file that is neither empty nor a comment ("#"). Lines
/// count from 1.
template <class Take>
void for_each_data_line(std::string_view text, Take take) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.front() != '#') take(number, line);
  }
}

}  // namespace newsgraph
