// SPDX-License-Identifier: Apache-2.0
// Reads the command line, runs one command, and turns what went wrong into one message and an exit status.
#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/in_range.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/standard_streams.h"
#include "cli/suggest.h"
#include "extract/suggest.h"

namespace newsgraph {
namespace {

void declare_common(CLI::App& app, CommonOptions& common) {
  app.add_flag("-q,--quiet", common.quiet, "print nothing but errors");
  app.add_option("-j,--jobs", common.jobs, "threads to use; 0: one a core")
      ->type_name("N")
      ->check(in_range(0U, 1024U))
      ->capture_default_str();
  app.add_option("--rules", common.rules,
                 "lay the rules in DIR over the built-in ones; may be repeated,\nthe later folder wins")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory)
      ->allow_extra_args(false);
  app.add_flag("--only-rules", common.only_rules,
               "use the folders of --rules alone, without the built-in rules");
  app.set_config("--config", "", "read options from FILE: 'jobs = 4', and by command under '[build]'")
      ->type_name("FILE");
  app.set_help_flag("-h,--help", "print this help");
}

/// Long options that the command knows, for hints.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* level : {&app, static_cast<const CLI::App*>(app.get_parent())}) {
    for (const CLI::Option* option : level->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

/// "unknown key 'jobz' in the file of --config, did you mean 'jobs'?"
std::string unknown_key(std::string_view parser_says, const CLI::App& command) {
  const std::string given(parser_says.substr(parser_says.rfind(' ') + 1));
  if (given.ends_with(".++")) {  // as the parser opens a section
    const std::string section = given.substr(0, given.size() - 3);
    std::vector<std::string> names;
    for (const Command* each : commands()) names.emplace_back(each->name);
    return fmt::format("unknown section '[{}]' in the file of --config{}", section,
                       did_you_mean(section, names));
  }
  std::vector<std::string> keys;
  for (const std::string& name : option_names(command)) keys.push_back(name.substr(2));
  return fmt::format("unknown key '{}' in the file of --config{}", given,
                     did_you_mean(given.substr(given.rfind('.') + 1), keys));
}

/// What is wrong with a command line that the parser refused, in our words where the parser's are vague. An
/// option that is missing may be there, misspelt.
std::string explain(const CLI::ParseError& error, const CLI::App& root, const CLI::App* command) {
  if (command == nullptr) return error.what();
  if (dynamic_cast<const CLI::ConfigError*>(&error) != nullptr) return unknown_key(error.what(), *command);
  if (dynamic_cast<const CLI::FileError*>(&error) != nullptr) {
    const std::string_view said = error.what();  // "run.ini was not readable (missing?)"
    return fmt::format("--config: '{}' cannot be read; check the name and the current folder",
                       said.substr(0, said.rfind(" was not readable")));
  }
  const bool missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if (!missing && dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return error.what();
  for (const std::string& extra : root.remaining(true)) {
    const std::string given = extra.substr(0, extra.find('='));
    if (given.starts_with('-')) {
      std::error_code unused;
      const bool is_file = std::filesystem::exists(extra, unused);
      return fmt::format("unknown option '{}'{}", given,
                         is_file ? fmt::format("; the file of this name is './{}'", extra)
                                 : did_you_mean(given, option_names(*command)));
    }
    if (!missing) return fmt::format("'{}' is one argument too many", given);
  }
  return error.what();
}

/// Throws UsageError when what is to be read, written or looked for has an empty name.
void refuse_empty_names(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    const bool named =
        option->get_positional() || option->get_type_name() == "INPUT" || option->check_lname("output");
    if (named && std::ranges::find(option->results(), "") != option->results().end())
      throw UsageError(
          fmt::format("{}: found an empty name; give one, or leave it out. Is it a variable of the "
                      "shell without a value?",
                      option->get_name()));
  }
}

/// The command that the parser came to, or that stands first; null when there is none.
const Command* command_of(const CLI::App& root, const std::string& first) {
  const std::vector<CLI::App*> parsed = root.get_subcommands();
  return find_command(parsed.empty() ? first : parsed.front()->get_name());
}

/// `command` becomes the one that is meant, as soon as that is known.
int run(int argc, char** argv, const Command*& command) {
  CLI::App root;
  CommonOptions common;
  std::map<const Command*, Action> actions;
  declare_common(root, common);
  root.require_subcommand(1);
  root.allow_config_extras(CLI::config_extras_mode::error);
  for (const Command* each : commands()) {
    CLI::App* app = root.add_subcommand(std::string(each->name));
    app->set_help_flag("-h,--help", "print this help");
    app->fallthrough();
    app->allow_config_extras(CLI::config_extras_mode::error);
    actions[each] = each->declare(*app, common);
  }
  const std::string first = argc > 1 ? argv[1] : "";
  if (first.empty() || first == "-h" || first == "--help") {
    print(overview());
    return first.empty() ? kWrong : kAllDone;
  }
  if (first == "--version") {
    print("newsgraph " NEWSGRAPH_VERSION "\n");
    return kAllDone;
  }
  command = find_command(first);
  if (command == nullptr && !first.starts_with('-')) {
    std::vector<std::string> names;
    for (const Command* each : commands()) names.emplace_back(each->name);
    throw UsageError(unknown("command", first, names));
  }
  const auto app = [&] { return root.get_subcommand(std::string(command->name)); };
  try {
    root.parse(argc, argv);
    command = command_of(root, first);
    if (const CLI::Option& config = *root.get_config_ptr(); config.count() > 0)
      common.config = config.as<std::string>();
    refuse_empty_names(*app());
    if (common.quiet) silence_warnings();
    return actions.at(command)();
  } catch (const CLI::CallForHelp&) {
    command = command_of(root, first);
    print(command == nullptr ? overview() : command_help(*command, *app()));
    return kAllDone;
  } catch (const CLI::ParseError& error) {
    command = command_of(root, first);
    throw UsageError(explain(error, root, command == nullptr ? nullptr : app()));
  }
}

}  // namespace
}  // namespace newsgraph

int main(int argc, char** argv) {
  const newsgraph::Command* command = nullptr;
  try {
    newsgraph::hold_closed_streams();
    newsgraph::clean_up_on_interrupt();
    const int status = newsgraph::run(argc, argv, command);
    newsgraph::flush_printed();
    return status;
  } catch (const newsgraph::UsageError& error) {
    const std::string_view name = command == nullptr ? "" : command->name;
    newsgraph::print_error(
        fmt::format("{}\n  See 'newsgraph help{}{}'.", error.what(), name.empty() ? "" : " ", name));
  } catch (const std::filesystem::filesystem_error& error) {
    newsgraph::print_error(
        fmt::format("{}: cannot be read: {}", error.path1().string(), error.code().message()));
  } catch (const std::exception& error) {
    newsgraph::print_error(error.what());
  }
  return newsgraph::kWrong;
}
