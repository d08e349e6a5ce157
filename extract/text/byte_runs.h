// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/article/article.h"

namespace newsgraph {

/// Runs of bytes of an article. A buffer, reused.
struct ByteRuns {
  std::vector<Span> room;  ///< the first is the reader's, for what stands before; `count` runs follow
  std::size_t count = 0;

  Span* begin() { return room.data() + 1; }
  Span* end() { return begin() + count; }
};

/// How the first look sees a byte.
enum class ByteClass : std::uint8_t {
  kWord,   ///< ASCII letter or digit, byte of a letter or mark in the usual alphabets, or a continuation byte
  kSpace,  ///< ASCII white space and controls
  kOther,  ///< ASCII punctuation and symbols, and lead bytes that need decoding
};

constexpr ByteClass byte_class(unsigned char byte) {
  if (byte <= ' ') return ByteClass::kSpace;
  const bool is_letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
  const bool is_digit = byte >= '0' && byte <= '9';
  // E1 leads Vietnamese letters with two marks; C2, E0 and E2.. lead quotation marks, spaces, other scripts,
  // emoji.
  const bool is_usual = (byte >= 0x80 && byte < 0xC0) || (byte >= 0xC3 && byte < 0xE0) || byte == 0xE1;
  return is_letter || is_digit || is_usual ? ByteClass::kWord : ByteClass::kOther;
}

/// The lead byte of curly quotation marks, dashes and "…", and of some symbols; two bytes follow.
inline constexpr unsigned char kMarkLead = 0xE2;

/// Cuts text[block.begin, block.end) into longest runs of word bytes, characters that begin with kMarkLead,
/// and single other bytes, spaces left out. Only white space lies between runs. In broken UTF-8 runs may hold
/// anything, but they are ascending, not empty, and stay in the block.
void find_runs(std::string_view text, Span block, ByteRuns& found);

}  // namespace newsgraph
