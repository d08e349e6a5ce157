// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "extract/rule/lookahead.h"

namespace newsgraph {

/// The shapes of the tokens that a regular expression can match, as far as its beginning tells: a superset.
/// Cheap; reads digits, \d, \p{Lu}, capitals, groups, alternatives and look-ahead, and takes all else for
/// anything.
ShapeMask shapes_of_regex(std::string_view regex);

}  // namespace newsgraph
