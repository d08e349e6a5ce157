// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace newsgraph {

/// Replaces half characters ("\ud83d" with nothing behind it, from texts cut by length), which would cost the
/// whole record.
void mend_surrogates(std::string& json);

/// A copy in which some faults are mended that say clearly what was meant: line ends, tabs and other control
/// characters within strings are escaped, an escape that JSON has not ("\'") is the character alone, and a
/// number beyond all that a double holds is null. Linear.
std::string mended(std::string_view json);

}  // namespace newsgraph
