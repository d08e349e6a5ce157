// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/message.h"
#include "cli/suggest.h"

namespace newsgraph {
namespace {

// The page docs/commands.md.
void print_page(const CLI::App& root) {
  print("# Commands\n\nWhat `newsgraph help COMMAND` prints; this page is `newsgraph help --all`.\n");
  for (const Command* command : commands()) {
    const CLI::App* app = root.get_subcommand(std::string(command->name));
    print(fmt::format("\n## {}\n\n```\n{}```\n", command->name, command_help(*command, *app)));
  }
}

int help_about(const std::string& name, bool all, const CLI::App& app) {
  if (all) {
    print_page(*app.get_parent());
    return kAllDone;
  }
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
  auto all = std::make_shared<bool>(false);
  app.add_option("COMMAND", *name);
  app.add_flag("--all", *all, "describe every command, as a page in Markdown");
  return [name, all, &app] { return help_about(*name, *all, app); };
}

}  // namespace

extern const Command kHelpCommand;
const Command kHelpCommand = {
    "help",
    "Describe a command, or list them all.",
    "[--all] [COMMAND]",
    "newsgraph help\nnewsgraph help build",
    declare,
};

}  // namespace newsgraph
