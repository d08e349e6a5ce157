// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/csv_reader.h"

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

/// "1:a|b 2:c": the line of each record and its cells; "!" behind one whose quote is never closed.
std::string records_of(std::string_view content) {
  std::deque<std::string> kept;
  CsvReader reader(content, 0, 1, kept);
  std::string text;
  std::vector<std::string_view> cells;
  while (!reader.at_end()) {
    if (!text.empty()) text += ' ';
    text += std::to_string(reader.line()) + ":";
    const bool closed = reader.read(cells);
    for (std::size_t i = 0; i < cells.size(); ++i) (text += i > 0 ? "|" : "") += cells[i];
    if (!closed) text += "!";
  }
  return text;
}

TEST(CsvReader, reads_cells_with_and_without_quotes) {
  const std::pair<const char*, const char*> rows[] = {
      {"", ""},
      {"a,b", "1:a|b"},
      {"a,b\nc,d\n", "1:a|b 2:c|d"},
      {"a,,\n\n,b", "1:a|| 2: 3:|b"},
      {"a,b\r\nc\r\n", "1:a|b 2:c"},
      {"\"a,b\",c", "1:a,b|c"},
      {"\"a\",\"b\"\r\nc", "1:a|b 2:c"},
      {"\"a\nb\",c\nd", "1:a\nb|c 3:d"},
      {"\"a \"\"b\"\"\",c", "1:a \"b\"|c"},
      {"\"\",\"\"\"\"", "1:|\""},
      {"a\"b,c\"d,e", "1:ab,cd|e"},
      {"\"a\"b,c", "1:ab|c"},
      {"a\rb,c\r", "1:ab|c"},
      {"a\r,b", "1:a|b"},
      {"a,\"b\nc", "1:a|b\nc!"},
      {"\"", "1:!"},
  };
  for (const auto& [content, records] : rows) EXPECT_EQ(records_of(content), records) << content;
}

}  // namespace
}  // namespace newsgraph
