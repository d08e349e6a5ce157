// SPDX-License-Identifier: Apache-2.0
#include "cli/overwriting.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "cli/command.h"
#include "export/file_output.h"

namespace newsgraph {

void refuse_overwriting(std::span<const std::string> read, std::span<const std::string> written) {
  std::error_code missing;  // what is not there yet is no input
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string& output = written[i];
    if (output.empty()) continue;
    for (const std::string& name : read) {
      const std::string input = name == "-" ? "/dev/stdin" : name;
      if (std::filesystem::is_regular_file(input, missing) && is_same_file(input, output))
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
