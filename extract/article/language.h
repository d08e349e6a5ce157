// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "extract/article/boilerplate.h"

namespace newsgraph {

/// Primary tag of a language field: "vi-VN" and "VI_vn" give "vi"; a language's name, or nonsense, gives "".
std::string language_tag(std::string_view field);

/// The language of a text by its most frequent short words (BoilerplateRules::language), looked for in the
/// first 640 bytes;
/// "" when no language has one word in twelve.
std::string detect_language(std::string_view text, const BoilerplateRules& rules);

}  // namespace newsgraph
