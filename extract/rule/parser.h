// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "extract/rule/ast.h"
#include "extract/rule/problems.h"

namespace newsgraph {

/// Parses one .rules file and adds what it declares to `out`. After an error it goes on with the next clause,
/// so one pass reports all.
void parse_rules(std::string_view content, std::uint32_t file, ast::Declarations& out, Problems& problems);

}  // namespace newsgraph
