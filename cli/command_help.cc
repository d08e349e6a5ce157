// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/message.h"
#include "cli/suggest.h"

namespace newsgraph {
namespace {

int help_about(const std::string& name, const CLI::App& app) {
  if (name.empty()) {
    print(overview());
    return kAllDone;
  }
  const Command* command = find_command(name);
  if (command == nullptr) {
    std::vector<std::string> names;
    for (const Command* known : commands()) names.emplace_back(known->name);
    throw UsageError(unknown("command", name, names));
  }
  print(command_help(*command, *app.get_parent()->get_subcommand(name)));
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions&) {
  auto name = std::make_shared<std::string>();
  app.add_option("COMMAND", *name);
  return [name, &app] { return help_about(*name, app); };
}

}  // namespace

extern const Command kHelpCommand;
const Command kHelpCommand = {
    "help", "Describe a command, or list them all.", "[COMMAND]", "newsgraph help\nnewsgraph help build", declare,
};

}  // namespace newsgraph
