// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsgraph {

/// ", did you mean 'build'?" when one of `known` is near `given`, else an empty string.
std::string did_you_mean(std::string_view given, const std::vector<std::string>& known);

/// "unknown format 'graphm', did you mean 'graphml'?" or "unknown format 'x'; formats are dot, json".
/// `kind` is the singular noun; an "s" makes the plural.
std::string unknown(std::string_view kind, std::string_view given, const std::vector<std::string>& known);

}  // namespace newsgraph
