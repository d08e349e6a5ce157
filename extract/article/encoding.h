// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsgraph {

/// First byte that is not part of valid UTF-8, or npos.
std::size_t first_invalid_utf8(std::string_view bytes);

/// Text as UTF-8 and what had to be done for it.
struct Decoded {
  std::string text;           ///< valid UTF-8, without byte order mark
  std::string encoding;       ///< what the bytes were taken for: "UTF-8", "windows-1258" ...
  std::size_t replaced = 0;   ///< ill-formed sequences replaced by U+FFFD
  std::size_t first_bad = 0;  ///< byte of the first of them
};

/// Decodes by byte order mark, then as UTF-8, then by `declared` (an IANA name, may be empty), then by what
/// the bytes look like (Vietnamese windows-1258, else ICU's detector). Mostly good UTF-8 is repaired, not
/// taken for another encoding. Decomposed text stays decomposed. Moves `bytes` through when nothing has to be
/// done.
Decoded decode(std::string bytes, std::string_view declared = {});

}  // namespace newsgraph
