// SPDX-License-Identifier: Apache-2.0
#include "cli/overwriting.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/command.h"
#include "export/file_output.h"
#include "extract/rule_file.h"

namespace newsgraph {

namespace {

namespace fs = std::filesystem;

/// The files that RuleSet::load reads in `folder`; what is wrong with it, that tells.
void add_rule_files(const std::string& folder, std::vector<std::string>& files) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (is_rule_file(entry->path().string())) files.push_back(entry->path().string());
}

}  // namespace

void refuse_overwriting(std::span<const std::string> given, std::span<const std::string> written,
                        const CommonOptions& common) {
  std::vector<std::string> read(given.begin(), given.end());
  read.push_back(common.config);
  for (const std::string& folder : common.rules) add_rule_files(folder, read);
  std::error_code missing;  // what is not there yet is no input
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string& output = written[i];
    if (output.empty()) continue;
    for (const std::string& name : read) {
      const std::string input = name == "-" ? "/dev/stdin" : name;
      if (fs::is_regular_file(input, missing) && is_same_file(input, output))
        throw UsageError(
            fmt::format("{}: is read and would be overwritten; give what is written another name", output));
    }
    for (const std::string& other : written.first(i)) {
      if (is_same_file(other, output))
        throw UsageError(fmt::format("{}: two outputs have this name; give each a name of its own", output));
    }
  }
}

}  // namespace newsgraph
