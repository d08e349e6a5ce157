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

/// What names of bodies begin with that every province has.
struct LocalHead {
  std::string words;
  bool local = true;  ///< false: names that begin so are no such bodies, though a shorter head says so
  friend bool operator==(const LocalHead&, const LocalHead&) = default;
};

/// Reads the text of rules/*/local_bodies.txt: a head a line, "-" before it: not local; "#" begins a comment
/// line.
std::vector<LocalHead> parse_local_heads(std::string_view text);

}  // namespace newsgraph
