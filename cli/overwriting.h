// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace newsgraph {

/// Throws UsageError if an output is a file that is read, under whatever name: it would be lost. Of folders
/// that are read, what is in them is not looked at.
void refuse_overwriting(std::span<const std::string> inputs, std::span<const std::string> outputs);

}  // namespace newsgraph
