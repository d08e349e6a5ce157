// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/command.h"

namespace newsgraph {

/// The help of one command: purpose, usage, examples, options with defaults, exit status.
/// `app` is the command's parser, whose parent holds the common options.
std::string command_help(const Command& command, const CLI::App& app);

/// What `newsgraph help` prints: the commands with their purposes.
std::string overview();

}  // namespace newsgraph
