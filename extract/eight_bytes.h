// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Text eight bytes at a time, as one number whose lowest byte is the first.
namespace newsgraph {

static_assert(std::endian::native == std::endian::little);

/// `byte` eight times.
constexpr std::uint64_t eight_of(char byte) {
  return 0x0101010101010101U * static_cast<unsigned char>(byte);
}

/// Requires: eight bytes can be read.
inline std::uint64_t eight_bytes(const char* from) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

/// The bytes of `text` from `at` on, zeros where it has no more. Requires: `at` <= size.
inline std::uint64_t eight_bytes(std::string_view text, std::size_t at) {
  const std::size_t rest = text.size() - at;
  if (rest >= 8) return eight_bytes(text.data() + at);
  if (rest == 0) return 0;
  if (text.size() >= 8) return eight_bytes(text.data() + text.size() - 8) >> (8 * (8 - rest));
  std::uint64_t bytes = 0;
  for (std::size_t i = text.size(); i-- > at;) bytes = bytes << 8U | static_cast<unsigned char>(text[i]);
  return bytes;
}

/// The high bit of every byte that is `wanted`; bits above the lowest of these mean nothing.
constexpr std::uint64_t find_byte(std::uint64_t bytes, char wanted) {
  const std::uint64_t others = bytes ^ eight_of(wanted);
  return (others - eight_of(1)) & ~others & eight_of('\x80');
}

}  // namespace newsgraph
