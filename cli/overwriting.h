// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace newsgraph {

/// Throws UsageError if one file, under whatever name, is read and written, or written twice: what it holds
/// would be lost. Read are also the files that `common` names: of its options, and in its folders of rules.
/// In a folder of `given`, what earlier runs wrote may be written again, and what its links to files lead to
/// is not looked for. "-" is standard input among `given`, standard output among `written`; an empty name is
/// no file.
void refuse_overwriting(std::span<const std::string> given, std::span<const std::string> written,
                        const CommonOptions& common);

}  // namespace newsgraph
