// SPDX-License-Identifier: Apache-2.0
// The table of commands. A command is a file cli/command_NAME.cc that defines its row, and a line in each
// list here.
#include <algorithm>
#include <array>

#include "cli/command.h"

namespace newsgraph {

extern const Command kBuildCommand;
extern const Command kExtractCommand;
extern const Command kMergeCommand;
extern const Command kAnalyzeCommand;
extern const Command kExportCommand;
extern const Command kShowCommand;
extern const Command kPathCommand;
extern const Command kWhyCommand;
extern const Command kDiffCommand;
extern const Command kEvalCommand;
extern const Command kWhyNotCommand;
extern const Command kCheckRulesCommand;
extern const Command kRulesCommand;
extern const Command kFormatsCommand;
extern const Command kHelpCommand;

namespace {
// In the order of their use; one a line, so that two new ones do not meet.
constexpr std::array kCommands = {
    &kBuildCommand,       //
    &kExtractCommand,     //
    &kMergeCommand,       //
    &kAnalyzeCommand,     //
    &kExportCommand,      //
    &kShowCommand,        //
    &kPathCommand,        //
    &kWhyCommand,         //
    &kDiffCommand,        //
    &kEvalCommand,        //
    &kWhyNotCommand,      //
    &kCheckRulesCommand,  //
    &kRulesCommand,       //
    &kFormatsCommand,     //
    &kHelpCommand,        //
};
}  // namespace

std::span<const Command* const> commands() {
  return kCommands;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : *found;
}

}  // namespace newsgraph
