// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/problems.h"

#include <algorithm>
#include <numeric>
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

/// Letters to add, drop, change or swap with the next.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last.back();
}

}  // namespace

std::string RuleProblem::to_string() const {
  std::string out =
      fmt::format("{}:{}{}: {}: {}", file, line, column ? fmt::format(":{}", column) : std::string(),
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

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  const std::string* best = nullptr;
  std::size_t best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best_distance || (best && distance == best_distance && candidate < *best)) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best ? fmt::format(", did you mean '{}'?", *best) : std::string();
}

}  // namespace newsgraph
