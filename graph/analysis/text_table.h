// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsgraph {

/// `text` on one line, in at most `most` columns; an ellipsis tells what is missing. Combining marks take no
/// column.
std::string cut(std::string_view text, std::size_t most);
/// Cut, or filled up with spaces on the right, to `width` columns.
std::string padded(std::string_view text, std::size_t width);
/// ASCII text filled up on the left.
std::string right(const std::string& text, std::size_t width);
/// A score for people: whole numbers and those above 1,000 as "35,250", others with four digits.
std::string rounded(double score);
/// "35,250"
std::string grouped(std::uint64_t number);
/// "1 node", "1,234 nodes"; `plural` where it is not the noun with an s.
std::string count_of(std::size_t count, const char* noun, const char* plural = nullptr);

}  // namespace newsgraph
