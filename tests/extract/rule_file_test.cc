// SPDX-License-Identifier: Apache-2.0
#include "extract/rule_file.h"

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

std::vector<std::string> lines_of(const std::vector<RuleFile>& files, std::vector<RuleProblem>& problems) {
  std::vector<std::string> lines;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    lines.emplace_back(line);
    return line == "bad" ? "wanted better" : "";
  });
  return lines;
}

TEST(DataLines, MarksOfByteOrderAndCarriageReturnsAreNoPartOfALine) {
  std::vector<RuleProblem> problems;
  EXPECT_EQ(lines_of({{"a.txt", "\xEF\xBB\xBF# comment\r\n\r\n  \r\na\r\nb"}}, problems),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(lines_of({{"a.txt",
                       "\xEF\xBB\xBF"
                       "a\tb\r\n"}},
                     problems),
            std::vector<std::string>{"a\tb"});
}

TEST(DataLines, AFileWithoutALineEndDoesNotRunIntoTheNext) {
  std::vector<RuleProblem> problems;
  EXPECT_EQ(lines_of({{"a.txt", "a"}, {"b.txt", "b"}}, problems), (std::vector<std::string>{"a", "b"}));
}

TEST(DataLines, ErrorsSayTheFileAndItsOwnLine) {
  std::vector<RuleProblem> problems;
  lines_of({{"en/a.txt", "a\na\n"}, {"vi/a.txt", "a\r\nbad\r\nbad"}}, problems);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].to_string(), "vi/a.txt:2:1: error: wanted better\n  bad\n  ^^^");
  EXPECT_EQ(problems[1].line, 3U);
  EXPECT_THROW(throw_errors(problems), std::runtime_error);
  EXPECT_NO_THROW(throw_errors({}));
}

}  // namespace
}  // namespace newsgraph
