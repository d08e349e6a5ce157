// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "extract/rule/ast.h"
#include "extract/rule/problems.h"

namespace newsgraph {

/// Parses one .rules file, which is UTF-8, and adds what it declares to `out`. After an error it goes on with
/// the next clause, so one pass reports all. `kept`: holds the texts that are not in the file as they stand.
void parse_rules(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                 ast::Declarations& out, Problems& problems);

}  // namespace newsgraph
