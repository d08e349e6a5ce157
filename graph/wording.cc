// SPDX-License-Identifier: Apache-2.0
#include "graph/wording.h"

namespace newsgraph {

std::vector<Wording> parse_wordings(std::span<const RuleFile> files, std::vector<RuleProblem>& problems) {
  std::vector<Wording> wordings;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    const auto tab = line.find('\t');
    if (tab == 0 || tab == std::string_view::npos || line.find('\t', tab + 1) != std::string_view::npos)
      return "wanted words, a tab and what they stand for";
    wordings.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    return {};
  });
  return wordings;
}

std::vector<LocalHead> parse_local_heads(std::span<const RuleFile> files,
                                         std::vector<RuleProblem>& problems) {
  std::vector<LocalHead> heads;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    const bool local = line.front() != '-';
    if (!local) line.remove_prefix(1);
    if (line.empty()) return "wanted words behind the '-'";
    heads.push_back({std::string(line), local});
    return {};
  });
  return heads;
}

std::vector<std::string> parse_lasting_names(std::span<const RuleFile> files,
                                             std::vector<RuleProblem>& problems) {
  std::vector<std::string> heads;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    if (line.find('\t') != std::string_view::npos) return "wanted words without a tab";
    heads.emplace_back(line);
    return {};
  });
  return heads;
}

}  // namespace newsgraph
