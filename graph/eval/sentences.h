// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/eval/folding.h"

namespace newsgraph {

/// The shortest sentence of `text` that names one of `sources` and one of `targets`: where a reader would
/// look for a relation that was missed. `text` may be a JSON record: escaped line ends part sentences as real
/// ones do. Empty when no sentence names both.
std::string sentence_naming(std::string_view text, const std::vector<std::string>& sources,
                            const std::vector<std::string>& targets, const NameFolding& folding);

}  // namespace newsgraph
