// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/problems.h"

#include <algorithm>
#include <tuple>

namespace newsgraph {

std::string Problems::line_of(std::uint32_t file, std::uint32_t line) {
  const std::string_view content = files_[file].content;
  std::vector<std::size_t>& begins = line_begins_[file];
  if (begins.empty()) {
    begins.push_back(0);
    for (std::size_t end = content.find('\n'); end != std::string_view::npos;
         end = content.find('\n', end + 1))
      begins.push_back(end + 1);
  }
  if (line == 0 || line > begins.size()) return {};
  const std::size_t begin = begins[line - 1];
  std::string text(content.substr(begin, content.find('\n', begin) - begin));
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

void Problems::add(RuleProblem::Severity severity, const ast::Place& place, std::string message) {
  RuleProblem problem;
  problem.severity = severity;
  if (place.file < files_.size()) {
    problem.file = files_[place.file].path;
    problem.source_line = line_of(place.file, place.line);
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
