// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace newsgraph {

/// Of a JSON object that is no article but holds some, as services answer: {"articles": [{...}, ...]} or
/// {"response": {"docs": [...]}}. Returns the array, a part of `json`; empty if there is none. Requires: a
/// zero byte behind. Linear; needs no stack in proportion to the depth.
std::string_view wrapped_records(std::string_view json);

}  // namespace newsgraph
