// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace newsgraph {

/// `content` without the byte order mark that spreadsheets and editors put before the first line.
inline std::string_view without_mark(std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  return content;
}

/// The first line of `rest` without its end ("\n" or "\r\n"), which it is taken off. Requires: `rest` is not
/// empty, else there is no line.
inline std::string_view take_line(std::string_view& rest) {
  const std::size_t feed = rest.find('\n');
  std::string_view line = rest.substr(0, feed);
  rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace newsgraph
