// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

/// What all values of a column are.
enum class ColumnType : std::uint8_t { kText, kInteger, kReal };

/// An attribute of nodes as the table-like formats show it.
struct Column {
  std::string key;   ///< in Node::attributes
  std::string name;  ///< a lower-case name that no client keeps for itself and no other column has
  ColumnType type = ColumnType::kText;
};

/// The own attributes that occur in the graph, ascending by key. A column is a number when all its values are
/// plain decimal numbers and its name does not say otherwise (dates and codes stay text). Reads every node
/// once.
std::vector<Column> attribute_columns(const Graph& graph);

/// Whether `value` is a decimal number in its shortest spelling, safe in every client: "12", "-3.5", not
/// "007", "1e400".
ColumnType number_type(std::string_view value);

}  // namespace newsgraph
