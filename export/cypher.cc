// SPDX-License-Identifier: Apache-2.0
// A Cypher script for Neo4j 5 and newer: a uniqueness constraint, then nodes and relationships in batches of
// literal rows. All nodes carry the label Entity beside their type, so that one index finds the ends of every
// relationship. MERGE on the ids makes it safe to run again; properties that are gone since stay (`+=` does
// not remove).
#include "export/cypher_text.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

constexpr std::size_t kBatch = 200;

class CypherWriter {
 public:
  CypherWriter(const Graph& graph, const ExportOptions& options, Sink& sink)
      : graph_(graph),
        rows_(graph, options),
        out_(sink),
        node_names_(names(rows_.node_fields())),
        edge_names_(names(rows_.edge_fields())) {}

  void write() {
    out_ << "// newsgraph: cypher-shell -u neo4j -d neo4j -f THIS_FILE\n"
            "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
            "CALL db.awaitIndexes(300);\n";
    nodes();
    edges();
    out_.flush();
  }

 private:
  void value(const Field& field, const FlatValue& value) {
    if (field.kind == FieldKind::kList) {
      char before = '[';
      for (const std::string_view item : value.items) {
        out_ << before;
        write_cypher_string(out_, item);
        before = ',';
      }
      out_ << ']';
    } else if (field.kind == FieldKind::kText) {
      write_cypher_string(out_, value.text);
    } else if (field.kind == FieldKind::kReal && value.text.find_first_of(".eE") == std::string_view::npos) {
      out_ << value.text << ".0";  // one type for the whole property
    } else {
      out_ << value.text;
    }
  }

  /// Escaped once, not in every row.
  static std::vector<std::string> names(const std::vector<Field>& fields) {
    std::vector<std::string> result;
    for (const Field& field : fields) {
      StringSink name;
      TextOut out(name);
      write_cypher_name(out, neo4j_property(field.name));
      out.flush();
      result.push_back(name.text + ":");
    }
    return result;
  }

  void properties(const std::vector<std::string>& names, const std::vector<Field>& fields,
                  const std::vector<FlatValue>& values, std::string_view first_date,
                  std::string_view last_date) {
    out_ << "props:{";
    std::string_view before;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!values[i].present) continue;
      out_ << before << names[i];
      value(fields[i], values[i]);
      before = ",";
    }
    day("first_day", first_day(first_date));
    day("last_day", last_day(last_date));
    out_ << '}';
  }

  void day(std::string_view name, const std::string& day) {
    if (!day.empty()) out_ << ',' << name << ":date('" << day << "')";
  }

  /// Statements over batches of rows of one type: head, rows, tail.
  template <class Records, class WriteRow, class WriteTail>
  void batches(const Records& records, WriteRow write_row, WriteTail write_tail) {
    const auto order =
        grouped_by_type(records, [](const auto& record) { return std::string_view(record.type); });
    std::size_t in_batch = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto& record = records[order[i]];
      out_ << (in_batch++ == 0 ? "UNWIND [\n{" : ",\n{");
      write_row(record);
      out_ << '}';
      const bool last = i + 1 == order.size() || records[order[i + 1]].type != record.type;
      if (last || in_batch == kBatch) {
        out_ << "\n] AS row\n";
        write_tail(record);
        in_batch = 0;
      }
    }
  }

  void id(std::string_view id) {
    out_ << '\'';
    write_id(out_, id, kCypherString);
    out_ << '\'';
  }

  void nodes() {
    batches(
        graph_.nodes,
        [this](const Node& node) {
          out_ << "id:";
          id(node.id);
          out_ << ',';
          properties(node_names_, rows_.node_fields(), rows_.node(node), node.first_date, node.last_date);
        },
        [this](const Node& node) {
          out_ << "MERGE (n:Entity {id: row.id}) SET n:";
          write_cypher_name(out_, node.type);
          out_ << " SET n += row.props;\n";
        });
  }

  void edges() {
    batches(
        graph_.edges,
        [this](const Edge& edge) {
          out_ << "s:";
          id(graph_.nodes[edge.source].id);
          out_ << ",t:";
          id(graph_.nodes[edge.target].id);
          out_ << ",eid:";
          id(edge.id);
          out_ << ',';
          properties(edge_names_, rows_.edge_fields(), rows_.edge(edge), edge.first_date, edge.last_date);
        },
        [this](const Edge& edge) {
          out_ << "MATCH (a:Entity {id: row.s}) MATCH (b:Entity {id: row.t}) MERGE (a)-[r:";
          write_cypher_name(out_, edge.type);
          out_ << " {eid: row.eid}]->(b) SET r += row.props;\n";
        });
  }

  const Graph& graph_;
  FlatRows rows_;
  TextOut out_;
  const std::vector<std::string> node_names_, edge_names_;
};

}  // namespace

void write_cypher(const Graph& graph, const ExportOptions& options, Sink& sink) {
  CypherWriter(graph, options, sink).write();
}

}  // namespace newsgraph
