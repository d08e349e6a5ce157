// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "extract/text/text.h"

namespace newsgraph {

/// Longest sentence in tokens; a longer run without a stop is cut at a weaker mark.
inline constexpr std::uint32_t kMaxSentenceTokens = 400;

/// Appends the sentences of one block. `marks` has a sentence_mark (type_table.h) for each of `tokens`;
/// `range` are the tokens of the block. Linear.
void split_sentences(const Token* tokens, const std::uint8_t* marks, TokenSpan range, std::uint32_t block,
                     std::vector<Sentence>& sentences);

}  // namespace newsgraph
