// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgraph {

/// Words of a name, and what they stand for.
using Wording = std::pair<std::string, std::string>;

/// Reads the text of rules/*/wordings.txt: a line has words, a tab, and what they stand for; "#" begins a
/// comment line. Throws std::runtime_error with the line that cannot be read.
std::vector<Wording> parse_wordings(std::string_view text);

}  // namespace newsgraph
