// SPDX-License-Identifier: Apache-2.0
#include "graph/wording.h"

#include <stdexcept>

#include <fmt/format.h>

#include "graph/data_lines.h"

namespace newsgraph {

std::vector<Wording> parse_wordings(std::string_view text) {
  std::vector<Wording> wordings;
  for_each_data_line(text, [&](std::size_t number, std::string_view line) {
    const auto tab = line.find('\t');
    if (tab == 0 || tab == std::string_view::npos || line.find('\t', tab + 1) != std::string_view::npos) {
      throw std::runtime_error(fmt::format(
          "wordings.txt:{}: wanted words, a tab and what they stand for, found '{}'", number, line));
    }
    wordings.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  });
  return wordings;
}

std::vector<LocalHead> parse_local_heads(std::string_view text) {
  std::vector<LocalHead> heads;
  for_each_data_line(text, [&](std::size_t, std::string_view line) {
    const bool local = line.front() != '-';
    heads.push_back({std::string(line.substr(local ? 0 : 1)), local});
  });
  return heads;
}

}  // namespace newsgraph
