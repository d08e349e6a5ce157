// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace newsgraph {

/// XXH3 (64 bits) of the bytes as 16 hex digits, the same on every machine. Two of ten million articles share
/// one with a chance of about 3 in a million.
std::string content_hash(std::string_view bytes);

}  // namespace newsgraph
