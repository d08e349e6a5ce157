// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/word_list.h"

#include <algorithm>

#include <fmt/format.h>

#include "extract/rule/csv_reader.h"

namespace newsgraph {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

/// Appends the parts of `text` that are not blank. Returns how many.
std::uint32_t split(std::string_view text, char separator, std::vector<std::string_view>& out) {
  const std::size_t before = out.size();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) out.push_back(part);
    begin = end + 1;
  }
  return static_cast<std::uint32_t>(out.size() - before);
}

/// The cells of a line, white space at their ends taken off.
void cells_of(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
}

void read_columns(std::string_view header, ListTable& table) {
  for (std::size_t begin = 0; begin < header.size();) {
    const std::size_t end = std::min(header.find('\t', begin), header.size());
    split(header.substr(begin, end - begin), ' ', table.columns);
    begin = end + 1;
  }
}

}  // namespace

ListTable read_word_list(std::string_view content, std::uint32_t file, Problems& problems) {
  ListTable table;
  std::uint32_t line = 0;
  bool one_column = true;
  std::vector<std::string_view> cells;
  for (std::size_t begin = content.starts_with("\xEF\xBB\xBF") ? 3 : 0; begin < content.size();) {
    ++line;
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    std::string_view text = content.substr(begin, end - begin);
    begin = end + 1;
    constexpr std::string_view kHeader = "# columns:";
    if (text.starts_with(kHeader)) {
      if (!table.rows.empty())
        problems.error({file, line, 0, 0}, "'# columns:' stands below an entry; it must stand above all");
      else
        read_columns(text.substr(kHeader.size()), table);
      continue;
    }
    text = text.substr(0, text.find('#'));
    if (trimmed(text).empty()) continue;
    cells_of(text, cells);
    one_column = one_column && cells.size() == 1;
    const std::uint32_t phrases = split(cells.front(), '|', table.phrases);
    if (phrases == 0) continue;
    table.rows.push_back({line, phrases});
    if (cells.size() > 1 && cells.size() > table.columns.size()) {
      problems.error(
          {file, line, 1, static_cast<std::uint32_t>(text.size())},
          fmt::format("{} columns parted by tabs, but {}", cells.size(),
                      table.columns.empty() ? "no line '# columns: text ...' above names them"
                                            : fmt::format("'# columns:' names {}", table.columns.size())));
    }
    if (table.columns.empty()) continue;
    cells.resize(table.columns.size());
    cells.front() = table.phrases[table.phrases.size() - phrases];
    table.values.insert(table.values.end(), cells.begin(), cells.end());
  }
  if (one_column && table.columns.size() > 1 && !table.rows.empty())
    problems.warn(
        {file, table.rows.front().line, 0, 0},
        fmt::format("'# columns:' names {}, but no row has a second one: tabs part them, not spaces",
                    table.columns.size()));
  return table;
}

std::uint32_t split_aliases(std::string_view cell, std::vector<std::string_view>& out) {
  return split(cell, '|', out);
}

ListTable read_gazetteer(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                         Problems& problems) {
  ListTable table;
  std::size_t at = content.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::uint32_t header = 1;
  for (; at < content.size() && content[at] == '#'; ++header) {
    const std::size_t end = content.find('\n', at);
    if (end == std::string_view::npos) return table;
    at = end + 1;
  }
  CsvReader records(content, at, header, kept);
  if (!records.read(table.columns)) {
    problems.error({file, header, 1, 1}, "a quoted cell without its closing quote");
    return table;
  }
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) -
                                    table.columns.begin());
  };
  const std::size_t name = column("name"), aliases = column("aliases");
  if (name == table.columns.size()) {
    const bool parted_otherwise =
        table.columns.size() == 1 && table.columns[0].find_first_of(";\t") != std::string_view::npos;
    problems.error({file, header, 0, 0},
                   parted_otherwise
                       ? "no column 'name' in the header; columns are parted by commas, save the table as CSV"
                       : "no column 'name' in the header; a gazetteer begins with a row such as "
                         "id,type,name,aliases");
    return table;
  }
  const auto lines = static_cast<std::size_t>(std::count(content.begin(), content.end(), '\n'));
  table.rows.reserve(lines);
  table.phrases.reserve(lines);
  table.values.reserve(lines * table.columns.size());
  std::vector<std::string_view> cells;
  while (!records.at_end()) {
    const std::uint32_t line = records.line();
    if (!records.read(cells)) {
      problems.error({file, line, 1, 1}, "a quoted cell without its closing quote");
      break;
    }
    if (cells.size() == 1 && trimmed(cells[0]).empty()) continue;
    if (cells.size() != table.columns.size()) {
      problems.error({file, line, 1, 1},
                     fmt::format("{}, wanted {} as in the header; a cell with a comma in it stands in quotes",
                                 cells.size() == 1 ? "1 cell" : fmt::format("{} cells", cells.size()),
                                 table.columns.size()));
      continue;
    }
    const std::string_view main = trimmed(cells[name]);
    if (main.empty()) {
      problems.error({file, line, 1, 1}, "empty name");
      continue;
    }
    table.phrases.push_back(main);
    std::uint32_t phrases = 1;
    if (aliases < cells.size()) phrases += split_aliases(cells[aliases], table.phrases);
    table.rows.push_back({line, phrases});
    table.values.insert(table.values.end(), cells.begin(), cells.end());
  }
  return table;
}

}  // namespace newsgraph
