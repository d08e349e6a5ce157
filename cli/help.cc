// SPDX-License-Identifier: Apache-2.0
// Help texts are put together from the table of commands and the options as declared, so nothing is described
// twice.
#include "cli/help.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "extract/lines.h"

namespace newsgraph {
namespace {

constexpr std::size_t kDescriptionColumn = 30;

// "  -o, --output FILE" filled up to the column of descriptions, then the description, wrapped by its own
// newlines.
std::string option_lines(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) names += fmt::format("-{}, ", name);
  if (names.empty()) names = "    ";
  for (const std::string& name : option.get_lnames()) names += fmt::format("--{}, ", name);
  names.resize(names.size() - 2);
  const bool takes_value = option.get_expected_max() > 0;
  // After a colon the parser appends what its validators call themselves.
  const std::string value_name = option.get_type_name().substr(0, option.get_type_name().find(':'));
  std::string line = fmt::format("  {}{}{}", names, takes_value ? " " : "", takes_value ? value_name : "");
  if (line.size() + 2 > kDescriptionColumn) {
    line += '\n' + std::string(kDescriptionColumn, ' ');
  } else {
    line.resize(kDescriptionColumn, ' ');
  }
  for (const char c : option.get_description()) {
    line += c;
    if (c == '\n') line.append(kDescriptionColumn, ' ');
  }
  const std::string value = option.get_default_str();
  if (!value.empty()) line += fmt::format(" [default: {}]", value);
  return line + '\n';
}

// `--help` is declared for each command, and listed once, with the common options.
std::string options_of(const CLI::App& app) {
  std::string lines;
  for (const CLI::Option* option : app.get_options()) {
    const bool repeated = app.get_parent() != nullptr && option == app.get_help_ptr();
    if (option->nonpositional() && !repeated) lines += option_lines(*option);
  }
  return lines;
}

}  // namespace

std::string command_help(const Command& command, const CLI::App& app) {
  std::string text =
      fmt::format("{}\nUsage: newsgraph {} {}\n", command.purpose, command.name, command.usage);
  for (std::string_view examples = command.examples; !examples.empty();)
    text += fmt::format("  {}\n", take_line(examples));
  const std::string options = options_of(app);
  if (!options.empty()) text += "\n" + options;
  text += "\nEvery command:\n" + options_of(*app.get_parent());
  text += fmt::format("\n{}\n", command.exits);
  return text;
}

std::string overview() {
  std::string text =
      "Read news articles and write the graph of who did what with whom.\n"
      "Usage: newsgraph COMMAND [options]\n\n";
  for (const Command* command : commands())
    text += fmt::format("  {:<12} {}\n", command->name, command->purpose);
  text += "\n'newsgraph help COMMAND' describes a command, 'newsgraph --version' the program.\n";
  return text;
}

}  // namespace newsgraph
