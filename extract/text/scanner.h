// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/text/text.h"

namespace newsgraph {

/// A token that has not been looked up yet.
struct RawToken {
  Span span;
  TokenClass token_class = TokenClass::kWord;
  bool space_before = false;  ///< white space was passed on the way to it
};

/// Longest token in bytes; a longer run of letters is cut.
inline constexpr std::uint32_t kMaxTokenBytes = 0xFFFF;

/// Finds the next token in text[position, text.size()), character by character. `block_begin` bounds the look
/// back of an e-mail address, whose token begins before `position`: the caller drops the tokens that it
/// swallows. False if only blanks are left; then token.span is empty at the end of the text. Requires:
/// `position` is at a character.
bool next_token(std::string_view text, std::uint32_t block_begin, std::uint32_t position, RawToken& token);

}  // namespace newsgraph
