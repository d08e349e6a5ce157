// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "extract/article/byte_set.h"

namespace newsgraph {

inline constexpr auto kJsonStringEndBytes = [] {
  std::array<char, 34> bytes{};
  for (std::size_t i = 0; i < 32; ++i) bytes[i] = static_cast<char>(i);
  bytes[32] = '"';
  bytes[33] = '\\';
  return bytes;
}();
/// What ends a run of plain bytes in a JSON string: a quote, a backslash, a byte that must not stand there.
inline constexpr ByteSet kJsonStringEnd(std::string_view(kJsonStringEndBytes.data(),
                                                         kJsonStringEndBytes.size()));

}  // namespace newsgraph
