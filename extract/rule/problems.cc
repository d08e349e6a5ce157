// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/problems.h"

#include <algorithm>
#include <tuple>

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

}  // namespace

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
  add(std::move(problem));
}

void Problems::add(RuleProblem problem) {
  errors_ += problem.severity == RuleProblem::Severity::kError;
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
