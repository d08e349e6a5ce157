// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace newsgraph {

/// Throws UsageError if one file, under whatever name, is read and written, or written twice: what it holds
/// would be lost. Of folders that are read, what is in them is not looked at. "-" is standard input among
/// `read`, standard output among `written`; an empty name is no file.
void refuse_overwriting(std::span<const std::string> read, std::span<const std::string> written);

}  // namespace newsgraph
