// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extract/rule_file.h"

namespace newsgraph {

/// Words of a name, and what they stand for.
using Wording = std::pair<std::string, std::string>;

/// Reads rules/*/wordings.txt: a line has words, a tab, and what they stand for. A line that cannot be read
/// becomes an error in `problems`.
std::vector<Wording> parse_wordings(std::span<const RuleFile> files, std::vector<RuleProblem>& problems);

/// What names of bodies begin with that every province has.
struct LocalHead {
  std::string words;
  bool local = true;  ///< false: names that begin so are no such bodies, though a shorter head says so
  friend bool operator==(const LocalHead&, const LocalHead&) = default;
};

/// Reads rules/*/local_bodies.txt: a head a line, "-" before it: not local. A line that cannot be read
/// becomes an error in `problems`.
std::vector<LocalHead> parse_local_heads(std::span<const RuleFile> files, std::vector<RuleProblem>& problems);

/// Reads rules/*/lasting_names.txt: what names of documents and events begin with that no day makes anew
/// ("Luật"), a line each. A line that cannot be read becomes an error in `problems`.
std::vector<std::string> parse_lasting_names(std::span<const RuleFile> files,
                                             std::vector<RuleProblem>& problems);

}  // namespace newsgraph
