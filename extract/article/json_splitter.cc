// SPDX-License-Identifier: Apache-2.0
#include "extract/article/json_splitter.h"

namespace newsgraph {

JsonSplitter::Found JsonSplitter::next(BufferedSource& source, std::string& out, std::uint64_t limit) {
  std::uint64_t depth = 0;
  bool in_string = false;
  bool escaped = false;
  bool fits = true;
  for (;;) {
    const std::string_view view = source.peek(1);
    if (view.empty()) break;
    std::size_t begin = depth > 0 ? 0 : view.size();
    std::size_t at = 0;
    bool complete = false;
    for (; at < view.size() && !complete; ++at) {
      const char c = view[at];
      if (in_string) {
        if (escaped) {
          escaped = false;
        } else if (c == '\\') {
          escaped = true;
        } else if (c == '"') {
          in_string = false;
        }
      } else if (c == '"') {
        in_string = depth > 0;  // between objects a quote means nothing
      } else if (c == '{' || (c == '[' && depth > 0)) {
        if (depth++ == 0) begin = at;
      } else if (c == '}' || (c == ']' && depth > 0)) {
        if (depth > 0) complete = --depth == 0;
      } else if (c == '[') {
        in_array_ = true;
      } else if (c == ']') {
        in_array_ = false;
      }
    }
    if (begin < at) {
      fits = fits && out.size() + (at - begin) <= limit;
      if (fits) out.append(view.substr(begin, at - begin));
    }
    source.skip(at);
    if (complete) return fits ? Found::kObject : Found::kTooLarge;
  }
  if (depth == 0) return Found::kEnd;
  return fits ? Found::kObject : Found::kTooLarge;
}

}  // namespace newsgraph
