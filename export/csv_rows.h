// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/flat_rows.h"
#include "export/text_out.h"

namespace newsgraph {

// CSV as RFC 4180 has it, with "\n" line ends: text always in quotes (Neo4j trims what is not), quotes
// doubled, an absent value is an empty field without quotes.

inline constexpr Escapes kCsv{{{'"', "\"\""}}};
/// For LOAD CSV, where a backslash escapes by default.
inline constexpr Escapes kLoadCsv{{{'"', "\"\""}, {'\\', "\\\\"}}};
/// Between the items of a list; never in cleaned text.
inline constexpr char kUnitSeparator = '\x1F';

inline void write_csv_text(TextOut& out, std::string_view text, const Escapes& escapes = kCsv) {
  out << '"';
  out.escaped(text, escapes);
  out << '"';
}

inline void write_csv_id(TextOut& out, std::string_view id, const Escapes& escapes = kCsv) {
  out << '"';
  write_id(out, id, escapes);
  out << '"';
}

enum class CsvLists : std::uint8_t { kJson, kSeparated };

/// The cells of a row, each after a comma.
inline void write_csv_cells(TextOut& out, const std::vector<Field>& fields,
                            const std::vector<FlatValue>& values, CsvLists lists,
                            const Escapes& escapes = kCsv) {
  JsonArray json;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    out << ',';
    if (!values[i].present) continue;
    if (fields[i].kind == FieldKind::kText) {
      write_csv_text(out, values[i].text, escapes);
    } else if (fields[i].kind != FieldKind::kList) {
      out << values[i].text;
    } else if (lists == CsvLists::kJson) {
      write_csv_text(out, json.text(values[i].items), escapes);
    } else {
      out << '"';
      for (std::size_t item = 0; item < values[i].items.size(); ++item) {
        if (item != 0) out << kUnitSeparator;
        out.escaped(values[i].items[item], escapes);
      }
      out << '"';
    }
  }
}

}  // namespace newsgraph
