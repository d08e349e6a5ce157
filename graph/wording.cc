// SPDX-License-Identifier: Apache-2.0
#include "graph/wording.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace newsgraph {

std::vector<Wording> parse_wordings(std::string_view text) {
  std::vector<Wording> wordings;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    if (tab == 0 || tab == std::string_view::npos || line.find('\t', tab + 1) != std::string_view::npos) {
      throw std::runtime_error(fmt::format(
          "wordings.txt:{}: wanted words, a tab and what they stand for, found '{}'", number, line));
    }
    wordings.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return wordings;
}

}  // namespace newsgraph
