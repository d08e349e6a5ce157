// SPDX-License-Identifier: Apache-2.0
#include "cli/overwriting.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/command.h"
#include "export/file_output.h"
#include "export/packing.h"
#include "extract/article/byte_source.h"
#include "extract/article/sniff.h"
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

/// Whether a reader of `folder` comes to `file`, which is there: hidden entries and links to folders are
/// passed over.
bool is_walked_to(const std::string& folder, const std::string& file) {
  std::error_code error;
  const fs::path place = fs::canonical(fs::absolute(file, error).parent_path(), error);
  const fs::path below = (place / fs::path(file).filename()).lexically_relative(fs::canonical(folder, error));
  return !below.empty() &&
         std::ranges::none_of(below, [](const fs::path& part) { return part.string().starts_with('.'); });
}

/// Whether an article may be read from the file: not from graphs, facts and tables, which earlier runs wrote
/// there.
bool may_hold_articles(const std::string& file) {
  try {
    BufferedSource source(open_unpacked(file));
    switch (sniff(source.peek(kSniffBytes).substr(0, kSniffBytes), unpacked_name(file))) {
      case Content::kText:
      case Content::kHtml:
      case Content::kJsonLines:
      case Content::kJsonValues:
      case Content::kWarc:
      case Content::kPacked:
        return true;
      default:
        return false;
    }
  } catch (const std::runtime_error&) {  // an archive, or not to be told
    return true;
  }
}

/// Whether what `output` names is there and is read through `input`.
bool is_read(const std::string& input, const std::string& output) {
  std::error_code missing;  // what is not there yet is no input
  if (fs::is_regular_file(input, missing)) return is_same_file(input, output);
  return fs::is_directory(input, missing) && fs::is_regular_file(output, missing) &&
         is_walked_to(input, output) && may_hold_articles(output);
}

}  // namespace

void refuse_overwriting(std::span<const std::string> given, std::span<const std::string> written,
                        const CommonOptions& common) {
  std::vector<std::string> read(given.begin(), given.end());
  read.push_back(common.config);
  for (const std::string& folder : common.rules) add_rule_files(folder, read);
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string& output = written[i];
    if (output.empty()) continue;
    for (const std::string& name : read) {
      const std::string input = name == "-" ? "/dev/stdin" : name;
      if (is_read(input, output))
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
