// SPDX-License-Identifier: Apache-2.0
#include "cli/suggest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "extract/suggest.h"

namespace newsgraph {

std::string unknown(std::string_view kind, std::string_view given, const std::vector<std::string>& known) {
  const std::string hint = did_you_mean(given, known);
  if (!hint.empty()) return fmt::format("unknown {} '{}'{}", kind, given, hint);
  return fmt::format("unknown {} '{}'; wanted one of {}", kind, given, fmt::join(known, ", "));
}

}  // namespace newsgraph
