// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/columns.h"
#include "export/format.h"

namespace newsgraph {

enum class FieldKind : std::uint8_t { kText, kInteger, kReal, kList };

/// A column of nodes or of edges.
struct Field {
  std::string name;
  FieldKind kind = FieldKind::kText;
};

/// A cell. Views are into the graph, or into the FlatRows that made the row.
struct FlatValue {
  bool present = false;   ///< absent values are left out: an empty one is a value to most clients
  std::string_view text;  ///< numbers as decimal text
  std::vector<std::string_view> items;  ///< of a kList
};

/// Nodes and edges as rows of plain columns, for the formats that hold tables or maps of attributes: one
/// place decides what they all carry. Ids and the ends of edges are not among the columns; the first columns
/// are given below. Evidence becomes parallel lists: its sentences, their articles, URLs and rules.
class FlatRows {
 public:
  static constexpr std::size_t kLabel = 0;  ///< node: "label", never absent (the id when there is no label)
  static constexpr std::size_t kEntityType = 1;  ///< node: "entity_type"
  static constexpr std::size_t kRelation = 0;    ///< edge: "relation", the type: "HOSTS"
  static constexpr std::size_t kRelationLabel =
      1;  ///< edge: "relation_label", in the user's language: "tổ chức"
  static constexpr std::size_t kWeight = 2;  ///< edge: "weight"

  /// Reads every node once. `graph` must outlive the rows.
  FlatRows(const Graph& graph, const ExportOptions& options);

  [[nodiscard]] const std::vector<Field>& node_fields() const { return node_fields_; }
  [[nodiscard]] const std::vector<Field>& edge_fields() const { return edge_fields_; }
  /// Cells in the order of node_fields(); valid until the next call of node().
  const std::vector<FlatValue>& node(const Node& node);
  /// Cells in the order of edge_fields(); valid until the next call of edge().
  const std::vector<FlatValue>& edge(const Edge& edge);

 private:
  void articles(FlatValue& value, std::span<const ArticleIndex> articles) const;

  const Graph& graph_;
  std::string language_;
  std::vector<Column> columns_;
  std::vector<Field> node_fields_, edge_fields_;
  std::vector<FlatValue> node_row_, edge_row_;
  std::array<char, 16> mentions_{}, weight_{};
  std::map<std::string, std::string, std::less<>> relation_labels_;
};

/// Lists as JSON arrays of cleaned texts, in a buffer that is used again.
class JsonArray {
 public:
  /// Valid until the next call.
  std::string_view text(const std::vector<std::string_view>& items);

 private:
  std::string text_;
};

}  // namespace newsgraph
