// SPDX-License-Identifier: Apache-2.0
// CSV files for Cypher's LOAD CSV, and the script that loads them. A backslash escapes there, so it is
// doubled: these files are not those of neo4j-admin. All values are text to LOAD CSV; the script makes
// numbers, dates and lists of them.
#include <set>

#include "export/csv_rows.h"
#include "export/cypher_text.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

class LoadCsvWriter {
 public:
  LoadCsvWriter(const Graph& graph, const ExportOptions& options, Sink& sink)
      : graph_(graph), rows_(graph, options), sink_(sink), out_(sink) {}

  void write() {
    begin_file("README.txt");
    out_ << "newsgraph load-csv: copy nodes.csv and relationships.csv into Neo4j's import folder, then\n\n"
            "cypher-shell -u neo4j -d neo4j -f load.cypher\n\n"
            "Running it again changes nothing. In Neo4j Browser put :auto before each statement. Neo4j 5.23 "
            "or newer.\n";
    begin_file("nodes.csv");
    header("id,type", rows_.node_fields());
    for (const Node& node : graph_.nodes) {
      write_csv_id(out_, node.id, kLoadCsv);
      out_ << ',';
      write_csv_text(out_, node.type, kLoadCsv);
      write_csv_cells(out_, rows_.node_fields(), rows_.node(node), CsvLists::kSeparated, kLoadCsv);
      out_ << ',' << first_day(node.first_date) << ',' << last_day(node.last_date) << '\n';
    }
    begin_file("relationships.csv");
    header("id,source,target,type", rows_.edge_fields());
    for (const Edge& edge : graph_.edges) {
      write_csv_id(out_, edge.id, kLoadCsv);
      for (const std::string_view end : {graph_.nodes[edge.source].id, graph_.nodes[edge.target].id}) {
        out_ << ',';
        write_csv_id(out_, end, kLoadCsv);
      }
      out_ << ',';
      write_csv_text(out_, edge.type, kLoadCsv);
      write_csv_cells(out_, rows_.edge_fields(), rows_.edge(edge), CsvLists::kSeparated, kLoadCsv);
      out_ << ',' << first_day(edge.first_date) << ',' << last_day(edge.last_date) << '\n';
    }
    begin_file("load.cypher");
    script();
    out_.flush();
  }

 private:
  void begin_file(std::string_view name) {
    out_.flush();
    sink_.begin_file(name);
  }

  void header(std::string_view first, const std::vector<Field>& fields) {
    out_ << first;
    for (const Field& field : fields) out_ << ',' << column(field.name);
    out_ << ",first_day,last_day\n";
  }

  /// "p_" keeps clear of the columns id, type, source and target.
  static std::string column(std::string_view name) { return std::string("p_").append(name); }

  void properties(std::string_view variable, const std::vector<Field>& fields) {
    std::string_view before;
    for (const Field& field : fields) {
      out_ << before << "\n    " << variable << '.';
      write_cypher_name(out_, neo4j_property(field.name));
      out_ << " = ";
      const auto cell = [&] {
        out_ << "row.";
        write_cypher_name(out_, column(field.name));
      };
      switch (field.kind) {
        case FieldKind::kText:
          cell();
          break;
        case FieldKind::kInteger:
          out_ << "toInteger(";
          cell();
          out_ << ')';
          break;
        case FieldKind::kReal:
          out_ << "toFloat(";
          cell();
          out_ << ')';
          break;
        case FieldKind::kList:
          out_ << "split(";
          cell();
          out_ << ", '\\u001F')";
          break;
      }
      before = ",";
    }
    out_ << ",\n    " << variable << ".first_day = date(row.first_day),\n    " << variable
         << ".last_day = date(row.last_day)";
  }

  template <class Records>
  static std::set<std::string_view> types(const Records& records) {
    std::set<std::string_view> found;
    for (const auto& record : records) found.insert(record.type);
    return found;
  }

  void script() {
    out_ << "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
            "CALL db.awaitIndexes(300);\n"
            "LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row\nCALL (row) {\n  MERGE (n:Entity {id: "
            "row.id})\n  SET";
    properties("n", rows_.node_fields());
    out_ << "\n} IN TRANSACTIONS OF 10000 ROWS;\n";
    for (const std::string_view type : types(graph_.nodes)) {
      out_ << "LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row\nWITH row WHERE row.type = ";
      write_cypher_string(out_, type);
      out_ << "\nCALL (row) {\n  MATCH (n:Entity {id: row.id}) SET n:";
      write_cypher_name(out_, type);
      out_ << "\n} IN TRANSACTIONS OF 10000 ROWS;\n";
    }
    for (const std::string_view type : types(graph_.edges)) {
      out_ << "LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row\nWITH row WHERE row.type = ";
      write_cypher_string(out_, type);
      out_ << "\nCALL (row) {\n  MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target})\n  "
              "MERGE (a)-[r:";
      write_cypher_name(out_, type);
      out_ << " {eid: row.id}]->(b)\n  SET";
      properties("r", rows_.edge_fields());
      out_ << "\n} IN TRANSACTIONS OF 10000 ROWS;\n";
    }
  }

  const Graph& graph_;
  FlatRows rows_;
  Sink& sink_;
  TextOut out_;
};

}  // namespace

void write_load_csv(const Graph& graph, const ExportOptions& options, Sink& sink) {
  LoadCsvWriter(graph, options, sink).write();
}

}  // namespace newsgraph
