// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/article.h"
#include "extract/article/boilerplate_rules.h"

namespace newsgraph {

/// A line of an article before it is decided what it is to the reader.
struct Line {
  Span span;  ///< bytes of the text, white space at the ends left out, never empty
  enum class Hint : std::uint8_t { kNone, kHeading, kCaption } hint = Hint::kNone;
  bool after_blank = true;  ///< a blank line, or the text's begin, is before it
};

/// The lines of a plain text. Linear.
std::vector<Line> split_lines(std::string_view text, std::uint32_t begin = 0);

/// What a text's lines were found to be.
struct Cut {
  std::vector<Block> blocks;  ///< ascending, not overlapping, never empty ones
  std::string date;           ///< ISO day of a dateline among the lines cut off, else empty
};

/// Decides which stretches of `lines` are headline, body and captions. `title` is the article's title where
/// it is known (it recognises repetitions), else empty. Linear in the text.
Cut cut_boilerplate(std::string_view text, const std::vector<Line>& lines, std::string_view title,
                    const BoilerplateRules& rules);

}  // namespace newsgraph
