// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace newsgraph {

/// Appends what newsgraph::without_diacritics makes of `text`. For bulk: of Latin letters and marks ICU was
/// asked once for all. Cost: linear; other scripts as slow as there.
void append_without_diacritics(std::string_view text, std::string& to);

}  // namespace newsgraph
