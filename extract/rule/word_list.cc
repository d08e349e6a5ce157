// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/word_list.h"

#include <algorithm>

#include <fmt/format.h>

namespace newsgraph {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

void split(std::string_view text, char separator, std::vector<std::string>& out) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) out.emplace_back(part);
    begin = end + 1;
  }
}

/// One CSV record from `at`; advances `at` and `line` past it. Returns false when a quote is never closed.
bool csv_record(std::string_view content, std::size_t& at, std::uint32_t& line,
                std::vector<std::string>& cells) {
  cells.clear();
  cells.emplace_back();
  bool quoted = false;
  for (; at < content.size(); ++at) {
    const char c = content[at];
    if (c != '"' && c != ',' && c != '\n' && c != '\r') {  // runs of plain bytes at once
      std::size_t end = at + 1;
      while (end < content.size() && content[end] != '"' && content[end] != ',' && content[end] != '\n' &&
             content[end] != '\r')
        ++end;
      cells.back().append(content, at, end - at);
      at = end - 1;
      continue;
    }
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        cells.back().push_back(c);
      else if (at + 1 < content.size() && content[at + 1] == '"')
        cells.back().push_back(content[++at]);
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\n') {
      ++at;
      return true;
    } else if (c != '\r') {
      cells.back().push_back(c);
    }
  }
  return !quoted;
}

}  // namespace

ListTable read_word_list(std::string_view content, std::uint32_t file, Problems& problems) {
  ListTable table;
  std::uint32_t line = 0;
  bool one_column = true;
  for (std::size_t begin = 0; begin < content.size();) {
    ++line;
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    std::string_view text = content.substr(begin, end - begin);
    begin = end + 1;
    constexpr std::string_view kHeader = "# columns:";
    if (text.substr(0, kHeader.size()) == kHeader) {
      std::string header(text.substr(kHeader.size()));
      std::replace(header.begin(), header.end(), '\t', ' ');
      split(header, ' ', table.columns);
      continue;
    }
    if (const std::size_t comment = text.find('#'); comment != std::string_view::npos)
      text = text.substr(0, comment);
    if (trimmed(text).empty()) continue;
    ListRow row;
    row.line = line;
    std::size_t cell_begin = 0;
    std::vector<std::string> cells;
    for (; cell_begin <= text.size();) {
      const std::size_t cell_end = std::min(text.find('\t', cell_begin), text.size());
      cells.emplace_back(trimmed(text.substr(cell_begin, cell_end - cell_begin)));
      cell_begin = cell_end + 1;
    }
    one_column = one_column && cells.size() == 1;
    split(cells.front(), '|', row.phrases);
    if (row.phrases.empty()) continue;
    if (cells.size() > 1 && cells.size() > table.columns.size()) {
      problems.error(
          {file, line, 1, static_cast<std::uint32_t>(text.size())},
          fmt::format("{} columns parted by tabs, but {}", cells.size(),
                      table.columns.empty() ? "no line '# columns: text ...' above names them"
                                            : fmt::format("'# columns:' names {}", table.columns.size())));
    }
    if (!table.columns.empty()) {
      row.values = std::move(cells);
      row.values[0] = row.phrases[0];
      row.values.resize(table.columns.size());
    }
    table.rows.push_back(std::move(row));
  }
  if (one_column && table.columns.size() > 1 && !table.rows.empty())
    problems.warn(
        {file, table.rows.front().line, 0, 0},
        fmt::format("'# columns:' names {}, but no row has a second one: tabs part them, not spaces",
                    table.columns.size()));
  return table;
}

ListTable read_gazetteer(std::string_view content, std::uint32_t file, Problems& problems) {
  ListTable table;
  std::size_t at = content.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  std::uint32_t line = 1;
  std::vector<std::string> cells;
  while (at < content.size() && content[at] == '#') {
    const std::size_t end = content.find('\n', at);
    if (end == std::string_view::npos) return table;
    at = end + 1;
    ++line;
  }
  const std::uint32_t header = line;
  if (!csv_record(content, at, line, cells)) {
    problems.error({file, header, 1, 1}, "a quoted cell without its closing quote");
    return table;
  }
  table.columns = cells;
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) -
                                    table.columns.begin());
  };
  const std::size_t name = column("name"), aliases = column("aliases");
  if (name == table.columns.size()) {
    const bool parted_otherwise =
        table.columns.size() == 1 && table.columns[0].find_first_of(";\t") != std::string::npos;
    problems.error({file, header, 0, 0},
                   parted_otherwise
                       ? "no column 'name' in the header; columns are parted by commas, save the table as CSV"
                       : "no column 'name' in the header; a gazetteer begins with a row such as "
                         "id,type,name,aliases");
    return table;
  }
  while (at < content.size()) {
    const std::uint32_t first_line = line;
    if (!csv_record(content, at, line, cells)) {
      problems.error({file, first_line, 1, 1}, "a quoted cell without its closing quote");
      break;
    }
    if (cells.size() == 1 && trimmed(cells[0]).empty()) continue;
    if (cells.size() != table.columns.size()) {
      problems.error({file, first_line, 1, 1},
                     fmt::format("{}, wanted {} as in the header; a cell with a comma in it stands in quotes",
                                 cells.size() == 1 ? "1 cell" : fmt::format("{} cells", cells.size()),
                                 table.columns.size()));
      continue;
    }
    ListRow row;
    row.line = first_line;
    row.values = cells;
    const std::string_view main = trimmed(cells[name]);
    if (main.empty()) {
      problems.error({file, first_line, 1, 1}, "empty name");
      continue;
    }
    row.phrases.emplace_back(main);
    if (aliases < cells.size()) split(cells[aliases], '|', row.phrases);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace newsgraph
