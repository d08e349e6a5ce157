// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/article/article.h"
#include "extract/article/boilerplate.h"

namespace newsgraph {

inline constexpr std::size_t kShortLine =
    240;  ///< bytes: longer lines are paragraphs, whatever they look like
inline constexpr std::size_t kCreditLine = 80;  ///< bytes of a photo credit or a source line
inline constexpr std::size_t kLinkTail =
    300;  ///< bytes behind an invitation: more may be the article going on

/// White space of ASCII.
inline bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
/// `span` without white space at its ends, no-break spaces included.
Span trimmed(std::string_view text, Span span);
/// `line` without quotes and brackets that close at its end.
std::string_view without_closers(std::string_view line);
/// Whether a line ends like a sentence or like the head of a list.
bool ends_sentence(std::string_view line);
/// Whether a line begins with a dash, bullet or digit. `line` is not empty.
bool is_list_item(std::string_view line);
/// "z60041-d77c.jpg"
bool is_image_name(std::string_view line);
/// "X X": a link and its picture's text.
bool is_doubled(std::string_view line);
/// One to five words that each begin with a capital or are no words: "A.Smith", "Mary Jones/", "T.H (ABC)".
bool is_namelike(std::string_view line);
/// Whether one of `phrases` begins `key` (see phrase_key) and ends with one of its words. `starts` are
/// theirs.
bool begins_with_any(const std::vector<std::string>& phrases, const PhraseStarts& starts,
                     std::string_view key);

}  // namespace newsgraph
