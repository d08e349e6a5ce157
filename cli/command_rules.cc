// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/message.h"
#include "export/file_output.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string folder;
};

int write_rules(const Options& options, const CommonOptions& common) {
  const fs::path folder = options.folder;
  std::error_code missing;  // a folder that is not there yet is made
  if (fs::exists(folder, missing) && !(fs::is_directory(folder, missing) && fs::is_empty(folder, missing)))
    throw UsageError(fmt::format("{}: is no empty folder; give a new one", options.folder));
  const std::vector<RuleFile> files = RuleSet::builtin();
  std::error_code error;
  if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
  if (error)
    throw OutputError(fmt::format("{}: cannot make the folder '{}': {}", options.folder,
                                  folder.parent_path().string(), error.message()));
  write_folder(options.folder, [&](Sink& sink) {
    for (const RuleFile& file : files) {
      sink.begin_file(file.path);
      sink.write(file.content);
    }
  });
  if (!common.quiet) print(fmt::format("{:<9}{} files to {}\n", "wrote", files.size(), options.folder));
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("-o,--output", options->folder, "write the files below DIR, which is made")
      ->type_name("DIR")
      ->required();
  return [options, &common] { return write_rules(*options, common); };
}

}  // namespace

extern const Command kRulesCommand;
const Command kRulesCommand = {
    "rules",
    "Write the built-in rules, word lists and gazetteers into a folder, to read, to compare with, to change.",
    "-o DIR",
    "newsgraph rules -o my-rules\n"
    "newsgraph rules --quiet -o built-in/rules",
    declare,
};

}  // namespace newsgraph
