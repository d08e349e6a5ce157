// SPDX-License-Identifier: Apache-2.0
// LadybugDB and Kuzu: a schema with one table a node type and one a relation (over all pairs of types it
// joins), CSV files, and the COPY statements. Their CSV reader cannot hold lists of text with commas and
// quotes, so lists are JSON text. The schema drops the tables first: running schema and import again gives
// the same graph, not two of it.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "export/csv_rows.h"
#include "export/cypher_text.h"
#include "export/unique_names.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

constexpr std::string_view kOptions =
    "HEADER=true, DELIM=',', QUOTE='\"', ESCAPE='\"', AUTO_DETECT=false, PARALLEL=false";

/// The name of the table of each type.
using Tables = std::map<std::string, std::string, std::less<>>;

/// Letters, digits and "_" of the types, each in quotes wherever it is written, for it may be a word of
/// Cypher.
Tables table_names(const std::set<std::string>& types, UniqueNames& used) {
  Tables names;
  for (const std::string& type : types) {
    std::string base;
    for (const char c : type) {
      const bool keep = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      base += keep ? c : '_';
    }
    if (base.empty() || (base[0] >= '0' && base[0] <= '9')) base.insert(0, "T_");
    constexpr std::size_t kLongest = 60;
    base.resize(std::min(base.size(), kLongest));
    names.emplace(type, used.take(base));
  }
  return names;
}

std::string_view type_name(FieldKind kind) {
  return kind == FieldKind::kInteger ? "INT64" : kind == FieldKind::kReal ? "DOUBLE" : "STRING";
}

class LadybugWriter {
 public:
  LadybugWriter(const Graph& graph, const ExportOptions& options, Sink& sink)
      : graph_(graph), rows_(graph, options), sink_(sink), out_(sink) {
    std::set<std::string> node_types, edge_types;
    for (const Node& node : graph.nodes) node_types.emplace(node.type);
    for (const Edge& edge : graph.edges) edge_types.emplace(edge.type);
    UniqueNames used;
    node_tables_ = table_names(node_types, used);
    edge_tables_ = table_names(edge_types, used);
    order_edges();
  }

  void write() {
    begin_file("README.txt");
    out_ << "newsgraph ladybug: for LadybugDB and Kuzu. In this folder:\n\n"
            "lbug graph.lbug < schema.cypher\nlbug graph.lbug < import.cypher      (or: kuzu graph.kuzu < "
            "...)\n\n"
            "schema.cypher drops the tables of this graph first, so both may be run again. Lists are JSON "
            "text.\n";
    begin_file("schema.cypher");
    schema();
    begin_file("import.cypher");
    copies();
    const auto nodes =
        grouped_by_type(graph_.nodes, [](const Node& node) { return std::string_view(node.type); });
    const Node* last = nullptr;
    for (const std::uint32_t index : nodes) {
      const Node& node = graph_.nodes[index];
      if (last == nullptr || last->type != node.type) {
        begin_file(node_file(node.type));
        header("id", rows_.node_fields());
      }
      last = &node;
      write_csv_id(out_, node.id);
      write_csv_cells(out_, rows_.node_fields(), rows_.node(node), CsvLists::kJson);
      out_ << '\n';
    }
    for (std::size_t i = 0; i < edge_order_.size(); ++i) {
      const Edge& edge = graph_.edges[edge_order_[i]];
      if (i == 0 || key(edge_order_[i]) != key(edge_order_[i - 1])) {
        begin_file(edge_files_.at(key(edge_order_[i])));
        header("from,to,eid", rows_.edge_fields());
      }
      write_csv_id(out_, graph_.nodes[edge.source].id);
      out_ << ',';
      write_csv_id(out_, graph_.nodes[edge.target].id);
      out_ << ',';
      write_csv_id(out_, edge.id);
      write_csv_cells(out_, rows_.edge_fields(), rows_.edge(edge), CsvLists::kJson);
      out_ << '\n';
    }
    out_.flush();
  }

 private:
  static const std::string& table_of(const Tables& tables, std::string_view type) {
    return tables.find(type)->second;
  }

  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;

  [[nodiscard]] Key key(EdgeIndex index) const {
    const Edge& edge = graph_.edges[index];
    return {edge.type, graph_.nodes[edge.source].type, graph_.nodes[edge.target].type};
  }

  void order_edges() {
    edge_order_.resize(graph_.edges.size());
    for (EdgeIndex i = 0; i < edge_order_.size(); ++i) edge_order_[i] = i;
    std::stable_sort(edge_order_.begin(), edge_order_.end(),
                     [this](EdgeIndex a, EdgeIndex b) { return key(a) < key(b); });
    for (const EdgeIndex index : edge_order_) {
      if (first_of_key_.empty() || key(first_of_key_.back()) != key(index)) first_of_key_.push_back(index);
    }
    UniqueNames used;  // "A_B" and "C" give the same name as "A" and "B_C"
    for (const EdgeIndex index : first_of_key_) {
      const auto& [type, source, target] = key(index);
      const std::string base = "edges_" + table_of(edge_tables_, type) + "_" +
                               table_of(node_tables_, source) + "_" + table_of(node_tables_, target);
      edge_files_.emplace(key(index), used.take(base) + ".csv");
    }
  }

  void begin_file(std::string_view name) {
    out_.flush();
    sink_.begin_file(name);
  }
  [[nodiscard]] std::string node_file(std::string_view type) const {
    return "nodes_" + table_of(node_tables_, type) + ".csv";
  }

  void header(std::string_view first, const std::vector<Field>& fields) {
    out_ << first;
    for (const Field& field : fields) {
      out_ << ',';
      write_csv_text(out_, neo4j_property(field.name));
    }
    out_ << '\n';
  }

  void columns(const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      out_ << ", ";
      write_cypher_name(out_, neo4j_property(field.name));
      out_ << ' ' << type_name(field.kind);
    }
  }

  void schema() {
    for (const auto& [type, table] : edge_tables_) out_ << "DROP TABLE IF EXISTS `" << table << "`;\n";
    for (const auto& [type, table] : node_tables_) out_ << "DROP TABLE IF EXISTS `" << table << "`;\n";
    for (const auto& [type, table] : node_tables_) {
      out_ << "CREATE NODE TABLE `" << table << "`(id STRING";
      columns(rows_.node_fields());
      out_ << ", PRIMARY KEY(id));\n";
    }
    for (std::size_t i = 0; i < first_of_key_.size();) {
      const std::string_view type = graph_.edges[first_of_key_[i]].type;
      out_ << "CREATE REL TABLE `" << table_of(edge_tables_, type) << "`(";
      for (; i < first_of_key_.size() && graph_.edges[first_of_key_[i]].type == type; ++i) {
        const Edge& edge = graph_.edges[first_of_key_[i]];
        out_ << "FROM `" << table_of(node_tables_, graph_.nodes[edge.source].type) << "` TO `"
             << table_of(node_tables_, graph_.nodes[edge.target].type) << "`, ";
      }
      out_ << "eid STRING";
      columns(rows_.edge_fields());
      out_ << ");\n";
    }
  }

  void copies() {
    for (const auto& [type, table] : node_tables_) {
      out_ << "COPY `" << table << "` FROM '" << node_file(type) << "' (" << kOptions << ");\n";
    }
    for (const EdgeIndex index : first_of_key_) {
      const Edge& edge = graph_.edges[index];
      out_ << "COPY `" << table_of(edge_tables_, edge.type) << "` FROM '" << edge_files_.at(key(index))
           << "' (FROM='" << table_of(node_tables_, graph_.nodes[edge.source].type) << "', TO='"
           << table_of(node_tables_, graph_.nodes[edge.target].type) << "', " << kOptions << ");\n";
    }
  }

  const Graph& graph_;
  FlatRows rows_;
  Sink& sink_;
  TextOut out_;
  Tables node_tables_, edge_tables_;
  std::vector<EdgeIndex> edge_order_;    ///< by type, source type, target type
  std::vector<EdgeIndex> first_of_key_;  ///< the first edge of each such triple
  std::map<Key, std::string> edge_files_;
};

}  // namespace

void write_ladybug(const Graph& graph, const ExportOptions& options, Sink& sink) {
  LadybugWriter(graph, options, sink).write();
}

}  // namespace newsgraph
