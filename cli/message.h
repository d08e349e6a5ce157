// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace newsgraph {

// Control characters but tabs and line ends are left out of messages and printed text, and what is no UTF-8
// becomes U+FFFD.

/// Writes "newsgraph: error: MESSAGE" to standard error.
void print_error(std::string_view message);
/// Writes "newsgraph: warning: MESSAGE" to standard error, unless warnings are silenced.
void print_warning(std::string_view message);
/// From now on, print_warning writes nothing.
void silence_warnings();
/// Writes `text` to standard output.
void print(std::string_view text);
/// Writes bytes of a format with line ends of its own, such as CSV, to standard output as they are.
void print_bytes(std::string_view bytes);
/// Hands what was printed to the system. Throws std::runtime_error when that cannot be written.
void flush_printed();

}  // namespace newsgraph
