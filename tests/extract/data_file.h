// SPDX-License-Identifier: Apache-2.0
// A data file of a rule set with one content, for its parser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "extract/rule_file.h"

namespace newsgraph {

/// What `parse` finds wrong in a file "data.txt", each as a person sees it.
template <class Parse>
std::string errors_of(Parse parse, std::string_view content) {
  const RuleFile file{"data.txt", content};
  std::vector<RuleProblem> problems;
  (void)parse({&file, 1}, problems);
  std::string text;
  for (const RuleProblem& problem : problems) text += problem.to_string() + "\n";
  return text;
}

/// What `parse` makes of a file without errors.
template <class Parse>
auto data_of(Parse parse, std::string_view content) {
  const RuleFile file{"data.txt", content};
  std::vector<RuleProblem> problems;
  auto data = parse({&file, 1}, problems);
  EXPECT_TRUE(problems.empty()) << errors_of(parse, content);
  return data;
}

}  // namespace newsgraph
