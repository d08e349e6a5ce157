// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/text_table.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "extract/one_line.h"

namespace newsgraph {
namespace {

// Columns a label takes: code points that are no combining marks (U+0300 to U+036F).
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) == 0x80) continue;
    const bool combining = byte == 0xCC || (byte == 0xCD && i + 1 < text.size() &&
                                            static_cast<unsigned char>(text[i + 1]) < 0xB0);
    count += !combining;
  }
  return count;
}

}  // namespace

std::string cut(std::string_view words, std::size_t most) {
  std::string text = on_one_line(words);
  if (columns(text) <= most) return text;
  std::size_t end = 0;
  std::size_t count = 0;
  while (end < text.size() && count + 1 < most) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    count = columns(std::string_view(text).substr(0, end));
  }
  text.resize(end);
  return text + "…";
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result = cut(text, width);
  const std::size_t taken = columns(result);
  if (taken < width) result.append(width - taken, ' ');
  return result;
}

std::string right(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string rounded(double score) {
  std::array<char, 32> buffer{};
  const bool whole = std::floor(score) == score || std::abs(score) >= 1000;
  if (whole && std::abs(score) < 1e15) {
    std::string text = score < 0 ? "-" : "";
    return text.append(grouped(static_cast<std::uint64_t>(std::llround(std::abs(score)))));
  }
  std::snprintf(buffer.data(), buffer.size(), "%.4g", score);
  return buffer.data();
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string count_of(std::size_t count, const char* noun, const char* plural) {
  return grouped(count) + " " +
         (count == 1          ? std::string(noun)
          : plural != nullptr ? plural
                              : std::string(noun) + "s");
}

}  // namespace newsgraph
