// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/utf8.h>

namespace newsgraph {

/// A character of bytes that should be UTF-8.
struct CodePoint {
  std::int32_t code = -1;  ///< -1 where the bytes are ill-formed; then they are taken one by one
  std::uint32_t size = 1;  ///< bytes
};

/// The character that begins at `at`. Requires: at < bytes.size().
inline CodePoint code_point_at(std::string_view bytes, std::size_t at) {
  CodePoint found;
  std::int32_t size = 0;
  U8_NEXT(bytes.data() + at, size, static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - at, 4)),
          found.code);
  if (found.code >= 0) found.size = static_cast<std::uint32_t>(size);
  return found;
}

/// First byte that is not part of valid UTF-8, or npos.
std::size_t first_invalid_utf8(std::string_view bytes);

/// "UTF-16LE", "UTF-16BE", "UTF-32LE" or "UTF-32BE" if the bytes are one of these, else empty: by the mark
/// they begin with, or by where their zero bytes stand. Looks at 4 KB, and at 64 bytes of what is none of
/// them.
std::string_view wide_encoding(std::string_view bytes);

/// Text as UTF-8 and what had to be done for it.
struct Decoded {
  std::string text;           ///< valid UTF-8, without byte order mark
  std::string encoding;       ///< what the bytes were taken for: "UTF-8", "windows-1258" ...
  std::size_t replaced = 0;   ///< ill-formed sequences replaced by U+FFFD
  std::size_t first_bad = 0;  ///< byte of the first of them
};

/// Decodes UTF-16 and UTF-32 (see wide_encoding), then as UTF-8, then by `declared` (an IANA name, may be
/// empty), then by what the bytes look like (Vietnamese windows-1258, else ICU's detector). Mostly good UTF-8
/// is repaired, not taken for another encoding. Decomposed text stays decomposed. Moves `bytes` through when
/// nothing has to be done.
Decoded decode(std::string bytes, std::string_view declared = {});

/// The text in Unicode's composed form (NFC). `utf8` is valid UTF-8.
std::string composed(std::string_view utf8);

}  // namespace newsgraph
