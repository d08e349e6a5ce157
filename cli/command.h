// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace newsgraph {

/// What the program ends with.
enum ExitStatus : int {
  kAllDone = 0,     ///< everything asked for was done
  kSomeFailed = 1,  ///< done, but some articles failed, or a comparison or a check found something
  kWrong = 2,  ///< the command line, the rules, or a file that had to be read or written: nothing was done
};

/// The command line asks for something that cannot be: ends the run with kWrong and a pointer to the help.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The most that an option which counts may ask for.
inline constexpr std::uint64_t kMostCounted = 1'000'000'000;

/// Options every command takes.
struct CommonOptions {
  bool quiet = false;              ///< nothing but errors is printed, unless the result itself goes to stdout
  unsigned jobs = 0;               ///< threads; 0: one a core
  std::vector<std::string> rules;  ///< folders laid over the built-in rules, in order
  bool only_rules = false;         ///< leave the built-in rules out
  std::string config;              ///< the file that options were read from; empty when there is none
};

/// What runs a command once its options are parsed; returns an ExitStatus.
using Action = std::function<int()>;

/// One row of the table of commands; help, the man page and the tests read it.
struct Command {
  std::string_view name;      ///< "build"
  std::string_view purpose;   ///< one sentence
  std::string_view usage;     ///< what stands after "newsgraph build "
  std::string_view examples;  ///< two or more real command lines, one a line
  /// Declares options on `app` and returns what to run. Options live in the returned action.
  /// `common` outlives the action and is filled by the time it runs.
  Action (*declare)(CLI::App& app, const CommonOptions& common);
  std::string_view exits =
      "Exit status: 0 all done, 1 some articles failed, 2 command line, rules or an output file wrong.";
};

/// Every command, in the order `newsgraph help` prints them.
std::span<const Command* const> commands();

/// By name, or null.
const Command* find_command(std::string_view name);

}  // namespace newsgraph
