// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace newsgraph {

/// The value of a Roman number below 100 in capitals: "XIV" is 14. Nothing if `word` is none; "IIX", "VIV"
/// and "IIII" are none.
std::optional<int> roman_value(std::string_view word);

}  // namespace newsgraph
