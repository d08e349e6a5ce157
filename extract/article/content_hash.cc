// SPDX-License-Identifier: Apache-2.0
#include "extract/article/content_hash.h"

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

}  // namespace newsgraph
