// SPDX-License-Identifier: Apache-2.0
#include "extract/rule_file.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "extract/lines.h"

namespace newsgraph {
namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// The part of a long line around `column`, which moves with it, so that the caret still stands below its
/// words.
std::string clipped(const std::string& line, std::uint32_t& column) {
  constexpr std::size_t kWidth = 120, kBefore = 60;
  std::vector<std::size_t> starts;  // of the characters
  for (std::size_t i = 0; i < line.size(); ++i)
    if (begins_character(line[i])) starts.push_back(i);
  if (starts.size() <= kWidth) return line;
  const std::size_t first = column > kBefore ? column - kBefore : 0;
  const std::size_t last = first + kWidth;
  std::string text = first > 0 ? "..." : "";
  if (first >= starts.size()) return line;
  text += line.substr(starts[first], last < starts.size() ? starts[last] - starts[first] : std::string::npos);
  if (last < starts.size()) text += "...";
  if (column > 0) column = static_cast<std::uint32_t>(column - first + (first > 0 ? 3 : 0));
  return text;
}

/// Characters of a line.
std::uint32_t length_of(std::string_view line) {
  return static_cast<std::uint32_t>(std::count_if(line.begin(), line.end(), begins_character));
}

RuleProblem error_at(const RuleFile& file, std::uint32_t number, std::string_view line, std::string message) {
  RuleProblem problem;
  problem.file = file.path;
  problem.line = number;
  problem.column = 1;
  problem.length = length_of(line);
  problem.message = std::move(message);
  problem.source_line = line;
  return problem;
}

}  // namespace

std::string RuleProblem::to_string() const {
  std::string out = fmt::format("{}{}{}: {}: {}", file, line ? fmt::format(":{}", line) : std::string(),
                                column ? fmt::format(":{}", column) : std::string(),
                                severity == Severity::kError ? "error" : "warning", message);
  if (!source_line.empty()) {
    std::uint32_t at = column;
    out += fmt::format("\n  {}", clipped(source_line, at));
    if (at) out += fmt::format("\n  {:{}}{:^<{}}", "", at - 1, "", std::max(1u, length));
  }
  return out;
}

bool is_rule_file(const std::string& path) {
  const auto suffix = std::filesystem::path(path).extension();
  return suffix == ".rules" || suffix == ".csv" || suffix == ".txt";
}

std::vector<RuleFile> files_called(std::string_view file_name, std::span<const RuleFile> files) {
  std::vector<RuleFile> found;
  std::copy_if(files.begin(), files.end(), std::back_inserter(found), [&](const RuleFile& file) {
    return std::filesystem::path(file.path).filename() == file_name;
  });
  return found;
}

void for_each_data_line(std::span<const RuleFile> files, std::vector<RuleProblem>& problems,
                        const std::function<std::string(std::string_view line)>& take) {
  for (const RuleFile& file : files) {
    std::string_view rest = without_mark(file.content);
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
      const std::string_view line = take_line(rest);
      if (line.starts_with('#') || line.find_first_not_of(" \t") == std::string_view::npos) continue;
      if (std::string wrong = take(line); !wrong.empty())
        problems.push_back(error_at(file, number, line, std::move(wrong)));
    }
  }
}

void throw_errors(const std::vector<RuleProblem>& problems) {
  std::string all;
  for (const RuleProblem& problem : problems) {
    if (problem.severity != RuleProblem::Severity::kError) continue;
    if (!all.empty()) all += '\n';
    all += problem.to_string();
  }
  if (!all.empty()) throw std::runtime_error(all);
}

}  // namespace newsgraph
