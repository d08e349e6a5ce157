// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace newsgraph {

/// Writes "newsgraph: error: MESSAGE" to standard error.
void print_error(std::string_view message);
/// Writes "newsgraph: warning: MESSAGE" to standard error, unless warnings are silenced.
void print_warning(std::string_view message);
/// From now on, print_warning writes nothing.
void silence_warnings();
/// Writes `text` to standard output as it is.
void print(std::string_view text);
/// Hands what was printed to the system. Throws std::runtime_error when that cannot be written.
void flush_printed();

}  // namespace newsgraph
