// SPDX-License-Identifier: Apache-2.0
#include "export/flat_rows.h"

#include <charconv>

#include "export/style.h"
#include "export/text_out.h"

namespace newsgraph {
namespace {

void set_text(FlatValue& value, std::string_view text) {
  value.text = text;
  value.present = !text.empty();
}

void set_number(FlatValue& value, std::uint32_t number, std::array<char, 16>& digits) {
  const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  set_text(value, {digits.data(), static_cast<std::size_t>(end - digits.data())});
}

FieldKind kind_of(ColumnType type) {
  return type == ColumnType::kInteger ? FieldKind::kInteger
         : type == ColumnType::kReal  ? FieldKind::kReal
                                      : FieldKind::kText;
}

}  // namespace

FlatRows::FlatRows(const Graph& graph, const ExportOptions& options)
    : graph_(graph),
      language_(options.language),
      columns_(attribute_columns(graph)),
      node_fields_{{"label"},
                   {"entity_type"},
                   {"label_en"},
                   {"label_ascii"},
                   {"aliases", FieldKind::kList},
                   {"mentions", FieldKind::kInteger},
                   {"articles", FieldKind::kList},
                   {"first_date"},
                   {"last_date"},
                   {"gazetteer"}},
      edge_fields_{{"relation"},
                   {"relation_label"},
                   {"weight", FieldKind::kInteger},
                   {"role"},
                   {"status"},
                   {"articles", FieldKind::kList},
                   {"first_date"},
                   {"last_date"},
                   {"evidence", FieldKind::kList},
                   {"evidence_articles", FieldKind::kList},
                   {"evidence_urls", FieldKind::kList},
                   {"evidence_rules", FieldKind::kList}} {
  for (const Column& column : columns_) node_fields_.push_back({column.name, kind_of(column.type)});
  node_row_.resize(node_fields_.size());
  edge_row_.resize(edge_fields_.size());
}

void FlatRows::articles(FlatValue& value, std::span<const ArticleIndex> articles) const {
  value.items.clear();
  for (const ArticleIndex article : articles) value.items.emplace_back(graph_.articles[article].id);
  value.present = !value.items.empty();
}

const std::vector<FlatValue>& FlatRows::node(const Node& node) {
  auto cell = node_row_.begin();
  set_text(*cell++, node.label.empty() ? node.id : node.label);
  set_text(*cell++, node.type);
  set_text(*cell++, node.label_en);
  set_text(*cell++, node.label_ascii);
  cell->items.assign(node.aliases.begin(), node.aliases.end());
  cell->present = !node.aliases.empty();
  ++cell;
  set_number(*cell++, node.mentions, mentions_);
  articles(*cell++, node.articles);
  set_text(*cell++, node.first_date);
  set_text(*cell++, node.last_date);
  set_text(*cell++, node.gazetteer);
  auto own = node.attributes.begin();  // both are in order of the keys
  for (const Column& column : columns_) {
    while (own != node.attributes.end() && own->key < column.key) ++own;
    const bool has = own != node.attributes.end() && own->key == column.key;
    set_text(*cell++, has ? own->value : std::string_view());
  }
  return node_row_;
}

const std::vector<FlatValue>& FlatRows::edge(const Edge& edge) {
  auto label = relation_labels_.find(edge.type);
  if (label == relation_labels_.end()) {
    label = relation_labels_.emplace(edge.type, relation_label(graph_, edge.type, language_)).first;
  }
  auto cell = edge_row_.begin();
  set_text(*cell++, edge.type);
  set_text(*cell++, label->second);
  set_number(*cell++, edge.weight, weight_);
  set_text(*cell++, edge.role);
  set_text(*cell++, to_string(edge.status));
  articles(*cell++, edge.articles);
  set_text(*cell++, edge.first_date);
  set_text(*cell++, edge.last_date);
  for (std::ptrdiff_t i = 0; i < 4; ++i) {
    cell[i].items.clear();
    cell[i].present = !edge.evidence.empty();
  }
  for (const Evidence* evidence : edge.evidence) {
    const ArticleInfo& article = graph_.articles[evidence->article];
    cell[0].items.emplace_back(evidence->text);
    cell[1].items.emplace_back(article.id);
    cell[2].items.emplace_back(article.url);
    cell[3].items.emplace_back(evidence->rule);
  }
  return edge_row_;
}

std::string_view JsonArray::text(const std::vector<std::string_view>& items) {
  text_ = '[';
  for (const std::string_view item : items) {
    if (text_.size() > 1) text_ += ',';
    text_ += '"';
    append_escaped(text_, item, kCleanJson);
    text_ += '"';
  }
  text_ += ']';
  return text_;
}

}  // namespace newsgraph
