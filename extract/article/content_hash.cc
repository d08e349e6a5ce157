// SPDX-License-Identifier: Apache-2.0
#include "extract/article/content_hash.h"

#include "extract/article/byte_set.h"
#include "extract/article/encoding.h"

#define XXH_INLINE_ALL  // header only: no library to link
#include <xxhash.h>

namespace newsgraph {

std::string content_hash(std::string_view bytes) {
  const XXH64_hash_t hash = XXH3_64bits(bytes.data(), bytes.size());
  std::string out(16, '0');
  for (int digit = 0; digit < 16; ++digit) {
    out[static_cast<std::size_t>(digit)] = "0123456789abcdef"[(hash >> (60 - 4 * digit)) & 15];
  }
  return out;
}

std::string content_id(std::string_view utf8) {
  // A carriage return, and the lead bytes of combining marks: most texts have neither.
  static constexpr ByteSet kWaysOfWriting("\r\xcc\xcd");
  std::string id = "a";
  if (kWaysOfWriting.find(utf8, 0) == utf8.size()) return id += content_hash(utf8);
  std::string text;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if (utf8[at] != '\r')
      text += utf8[at];
    else if (utf8.substr(at + 1, 1) != "\n")
      text += '\n';
  }
  return id += content_hash(composed(text));
}

bool is_content_id(std::string_view id) {
  return id.size() == 17 && id.front() == 'a' &&
         id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace newsgraph
