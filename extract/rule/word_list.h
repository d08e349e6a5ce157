// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule/problems.h"

namespace newsgraph {

/// A row of a word list or gazetteer: the phrases that stand for it, and its attributes.
struct ListRow {
  std::uint32_t line = 0;
  std::vector<std::string> phrases;  ///< the name first, then the aliases; never empty
  std::vector<std::string> values;   ///< one a column of ListTable::columns; "" where absent
};

struct ListTable {
  std::vector<std::string> columns;  ///< empty when the list has no attributes
  std::vector<ListRow> rows;
};

/// A word list: one entry a line, '#' comments. A line "# columns: text role rank" names tab-separated
/// columns, of which the first is the entry ("a|b|c" gives the entry several forms).
ListTable read_word_list(std::string_view content, std::uint32_t file, Problems& problems);

/// A gazetteer: RFC 4180 CSV with a header; `name` is wanted, `aliases` holds further names separated by '|'.
ListTable read_gazetteer(std::string_view content, std::uint32_t file, Problems& problems);

}  // namespace newsgraph
