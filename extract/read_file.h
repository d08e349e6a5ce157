// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <system_error>

namespace newsgraph {

/// Reads all of a file, a pipe too, into `bytes`. Returns why it cannot be read, a folder for instance; then
/// `bytes` holds what was read before.
std::error_code read_file(const std::string& path, std::string& bytes);

/// The same as a result. Throws std::runtime_error: "news.tsv: cannot be read: No such file or directory".
std::string read_file(const std::string& path);

}  // namespace newsgraph
