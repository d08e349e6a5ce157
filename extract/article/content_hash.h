// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace newsgraph {

/// XXH3 (64 bits) of the bytes as 16 hex digits, the same on every machine. Two of ten million articles share
/// one with a chance of about 3 in a million.
std::string content_hash(std::string_view bytes);

/// The id of an article that came without one: "a" and the hash of its text. Line ends and whether letters
/// are composed do not count.
std::string content_id(std::string_view utf8);
/// Whether an id looks like one of those.
bool is_content_id(std::string_view id);

}  // namespace newsgraph
