// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule/problems.h"

namespace newsgraph {

/// A row of a word list or gazetteer.
struct ListRow {
  std::uint32_t line = 0;
  std::uint32_t phrase_count = 0;  ///< the name, then the aliases: at least 1
};

/// All rows, in flat tables of views of the file, so that a million names cost no million strings.
struct ListTable {
  std::vector<std::string_view> columns;  ///< empty when the list has no attributes
  std::vector<ListRow> rows;
  std::vector<std::string_view> phrases;  ///< of each row in turn
  std::vector<std::string_view> values;   ///< of each row in turn, one a column; "" where absent
};

/// A word list: one entry a line, '#' comments. A line "# columns: text role rank" names tab-separated
/// columns, of which the first is the entry ("a|b|c" gives the entry several forms).
ListTable read_word_list(std::string_view content, std::uint32_t file, Problems& problems);

/// Appends the names in a cell of the column `aliases` of a gazetteer. Returns how many.
std::uint32_t split_aliases(std::string_view cell, std::vector<std::string_view>& out);

/// A gazetteer: RFC 4180 CSV with a header; `name` is wanted, `aliases` holds further names separated by '|'.
/// `kept`: holds what is not in the content as it stands (CsvReader).
ListTable read_gazetteer(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                         Problems& problems);

}  // namespace newsgraph
