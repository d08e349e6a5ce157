// SPDX-License-Identifier: Apache-2.0
// The review file: people's decisions on which nodes are one, in lines that a spreadsheet and a diff can
// read.
#include "graph/review.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "extract/lines.h"
#include "extract/one_line.h"

namespace newsgraph {
namespace {

constexpr std::string_view kHeader =
    "# One decision a line: same, different or unsure <TAB> first <TAB> second <TAB> who <TAB> when <TAB> "
    "why\n"
    "# 'unsure' lines are proposals: change the word to decide, delete the line to forget. The last line on "
    "a pair "
    "counts.\n";

std::array<std::string_view, 6> fields_of(std::string_view line) {
  std::array<std::string_view, 6> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto tab = i + 1 < fields.size() ? line.find('\t') : std::string_view::npos;
    fields[i] = line.substr(0, tab);
    line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  }
  return fields;
}

bool is_comment(std::string_view line) {
  return line.empty() || line.front() == '#';
}

}  // namespace

std::vector<Decision> parse_review(std::string_view content, std::string_view file) {
  std::vector<Decision> decisions;
  content = without_mark(content);
  for (std::uint32_t number = 1; !content.empty(); ++number) {
    const std::string_view line = take_line(content);
    if (is_comment(line)) continue;
    const auto [verdict, first, second, who, when, why] = fields_of(line);
    if (verdict != "same" && verdict != "different" && verdict != "unsure") {
      throw ReviewError(fmt::format("{}:{}: found '{}', wanted same, different or unsure and a tab", file,
                                    number, verdict));
    }
    if (first.empty() || second.empty() || first == second) {
      throw ReviewError(fmt::format("{}:{}: found '{}' and '{}', wanted two names, each after a tab", file,
                                    number, first, second));
    }
    if (verdict == "unsure") continue;
    decisions.push_back({verdict == "same", std::string(first), std::string(second), std::string(who),
                         std::string(when), std::string(why), number});
  }
  return decisions;
}

std::string with_proposals(std::string_view content, const std::vector<Proposal>& proposals) {
  std::string result(content.empty() ? kHeader : content);
  if (result.back() != '\n') result += '\n';
  std::set<std::pair<std::string_view, std::string_view>> known;
  content = without_mark(content);
  while (!content.empty()) {
    const std::string_view line = take_line(content);
    if (is_comment(line)) continue;
    const auto fields = fields_of(line);
    known.insert(std::minmax(fields[1], fields[2]));
  }
  for (const Proposal& proposal : proposals) {
    if (known.count({proposal.first, proposal.second}) != 0) continue;
    result += fmt::format("unsure\t{}\t{}\t\t\t{} / {}: {}\n", proposal.first, proposal.second,
                          on_one_line(proposal.first_label), on_one_line(proposal.second_label),
                          on_one_line(proposal.why));
  }
  return result;
}

}  // namespace newsgraph
