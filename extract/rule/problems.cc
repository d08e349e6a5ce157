// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/problems.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace newsgraph {
namespace {

std::string line_of(std::string_view content, std::uint32_t line) {
  std::size_t begin = 0;
  for (std::uint32_t i = 1; i < line; ++i) {
    const std::size_t end = content.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  std::string text(content.substr(begin, content.find('\n', begin) - begin));
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

/// The part of a long line around `column`, which moves with it, so that the caret still stands below its
/// words.
std::string clipped(const std::string& line, std::uint32_t& column) {
  constexpr std::size_t kWidth = 120, kBefore = 60;
  std::vector<std::size_t> starts;  // of the characters
  for (std::size_t i = 0; i < line.size(); ++i)
    if ((static_cast<unsigned char>(line[i]) & 0xC0) != 0x80) starts.push_back(i);
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

void Problems::add(RuleProblem::Severity severity, const ast::Place& place, std::string message) {
  RuleProblem problem;
  problem.severity = severity;
  if (place.file < files_.size()) {
    problem.file = files_[place.file].path;
    problem.source_line = line_of(files_[place.file].content, place.line);
  }
  problem.line = place.line;
  problem.column = place.column;
  problem.length = place.length;
  problem.message = std::move(message);
  errors_ += severity == RuleProblem::Severity::kError;
  problems_.push_back(std::move(problem));
}

std::vector<RuleProblem> Problems::take() {
  const auto key = [](const RuleProblem& p) {
    return std::tie(p.file, p.line, p.column, p.severity, p.message);
  };
  std::sort(problems_.begin(), problems_.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  problems_.erase(std::unique(problems_.begin(), problems_.end(),
                              [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                  problems_.end());
  errors_ = 0;
  return std::move(problems_);
}

}  // namespace newsgraph
