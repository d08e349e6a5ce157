// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "export/flat_rows.h"
#include "export/text_out.h"

namespace newsgraph {

/// String literals. Cypher replaces \uXXXX before it looks for the end of a string, so every backslash is
/// doubled.
inline constexpr Escapes kCypherString{{{'\\', "\\\\"}, {'\'', "\\'"}, {'\n', "\\n"}, {'\t', "\\t"}}};
/// Names in backticks; line ends and tabs become spaces. Names know no escape but \uXXXX, which Cypher
/// replaces before it looks for the end of the name and does not read again: the one way to a backslash that
/// no "u0060" after it can abuse.
inline constexpr Escapes kCypherName{{{'\\', "\\u005C"}, {'`', "``"}, {'\n', " "}, {'\t', " "}}};

inline void write_cypher_string(TextOut& out, std::string_view text) {
  out << '\'';
  out.escaped(text, kCypherString);
  out << '\'';
}

/// A label, relationship type or property name. Never empty: Cypher has no empty names.
inline void write_cypher_name(TextOut& out, std::string_view name) {
  const std::string safe = cleaned(name);
  out << '`';
  out.escaped(safe.empty() ? std::string_view("_") : std::string_view(safe), kCypherName);
  out << '`';
}

/// "label" is what Neo4j shows as `name`.
inline std::string_view neo4j_property(std::string_view field) {
  return field == "label" ? "name" : field;
}

/// Indexes of `records` grouped by `type_of` (a text), groups in order of their names, the order inside kept.
template <class Records, class TypeOf>
std::vector<std::uint32_t> grouped_by_type(const Records& records, TypeOf type_of) {
  std::vector<std::uint32_t> order(records.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return type_of(records[a]) < type_of(records[b]);
  });
  return order;
}

}  // namespace newsgraph
