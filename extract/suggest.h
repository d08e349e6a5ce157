// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsgraph {

/// Edits (insert, delete, change, swap of neighbours) between two names, in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name nearest to `name`, without regard to ASCII case, or "" when none is near (a third of its
/// length). Of equally near ones the first in byte order, whatever the order of `known`.
std::string nearest(std::string_view name, const std::vector<std::string>& known);

/// ", did you mean 'x'?", or "" when none is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

}  // namespace newsgraph
