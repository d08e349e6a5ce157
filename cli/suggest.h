// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsgraph {

/// "unknown format 'graphm', did you mean 'graphml'?" or "unknown status 'x'; wanted one of stated, planned".
/// `kind` is the singular noun.
std::string unknown(std::string_view kind, std::string_view given, const std::vector<std::string>& known);

}  // namespace newsgraph
