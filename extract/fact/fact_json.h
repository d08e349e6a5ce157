// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/fact/fact_record.h"

namespace newsgraph {

/// Reads a record of a fact file from any JSON that holds one, in whatever order and with whatever else. What
/// is decoded stands in `decoded`, of which `facts` holds views. Throws FactFileError with the place. Cost: a
/// SAX parse, several times that of FactScanner.
void parse_fact_json(std::string_view text, std::string_view file, std::uint64_t line, std::string& decoded,
                     FactRecord& facts);

}  // namespace newsgraph
