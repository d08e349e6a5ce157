// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/eight_bytes.h"

namespace newsgraph {

/// A copy in which the bytes of control characters, line ends and tabs among them, are spaces.
inline std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < ' ' || byte == 0x7f) line[i] = ' ';
    const bool above_ascii = byte == 0xC2 && i + 1 < line.size() && (line[i + 1] & 0xE0) == 0x80;
    if (above_ascii) line[i] = line[i + 1] = ' ';  // U+0080 to U+009F
  }
  return line;
}

/// Whether a text surely has no white space but single spaces inside it; a control character of another kind
/// makes it unsure. Eight bytes at a time, each beside the byte that follows it.
inline bool is_on_one_line(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() == ' ' || text.back() == ' ') return false;
  const std::size_t pairs = text.size() - 1;
  if (pairs < 8) {
    for (std::size_t at = 0; at < text.size(); ++at)
      if (static_cast<unsigned char>(text[at]) < ' ' || (text[at] == ' ' && text[at + 1] == ' '))
        return false;
    return true;
  }
  const auto suspicious = [&](std::size_t at) {
    const std::uint64_t bytes = eight_bytes(text.data() + at), next = eight_bytes(text.data() + at + 1);
    const std::uint64_t spaces = find_byte((bytes ^ eight_of(' ')) | (next ^ eight_of(' ')), '\0');
    const std::uint64_t controls = ((bytes - eight_of(' ')) & ~bytes) | ((next - eight_of(' ')) & ~next);
    return (spaces | (controls & eight_of('\x80'))) != 0;
  };
  for (std::size_t at = 0; at + 8 < pairs; at += 8)
    if (suspicious(at)) return false;
  return !suspicious(pairs - 8);
}

}  // namespace newsgraph
