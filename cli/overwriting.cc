// SPDX-License-Identifier: Apache-2.0
#include "cli/overwriting.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "cli/command.h"

namespace newsgraph {

void refuse_overwriting(std::span<const std::string> inputs, std::span<const std::string> outputs) {
  std::error_code missing;  // what is not there yet is no input
  for (const std::string& output : outputs) {
    for (const std::string& input : inputs) {
      if (std::filesystem::is_regular_file(input, missing) &&
          std::filesystem::equivalent(input, output, missing))
        throw UsageError(
            fmt::format("{}: is read and would be overwritten; give what is written another name", output));
    }
  }
}

}  // namespace newsgraph
