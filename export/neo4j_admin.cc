// SPDX-License-Identifier: Apache-2.0
// The CSV set of `neo4j-admin database import full`: headers in files of their own, all text in quotes, lists
// joined by U+001F, which cleaned text never holds (an array delimiter cannot be escaped).
#include "export/csv_rows.h"
#include "export/cypher_text.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

constexpr std::string_view kCommand =
    "neo4j-admin database import full neo4j \\\n"
    "  --nodes=nodes_header.csv,nodes.csv \\\n"
    "  --relationships=relationships_header.csv,relationships.csv \\\n"
    "  --array-delimiter=U+001F --multiline-fields=true --overwrite-destination\n";

std::string_view type_name(FieldKind kind) {
  switch (kind) {
    case FieldKind::kInteger:
      return "long";
    case FieldKind::kReal:
      return "double";
    case FieldKind::kList:
      return "string[]";
    default:
      return "string";
  }
}

/// ":" and brackets mean something in a header, quotes open a field.
std::string header_name(std::string_view name) {
  std::string safe(neo4j_property(name));
  for (char& c : safe) {
    if (c == ':' || c == '(' || c == '{' || c == '"' || c == ',') c = '_';
  }
  return safe;
}

void write_headers(TextOut& out, const std::vector<Field>& fields) {
  for (const Field& field : fields) out << ',' << header_name(field.name) << ':' << type_name(field.kind);
  out << ",first_day:date,last_day:date";
}

void write_days(TextOut& out, std::string_view first, std::string_view last) {
  out << ',' << first_day(first) << ',' << last_day(last);
}

}  // namespace

void write_neo4j_admin(const Graph& graph, const ExportOptions& options, Sink& sink) {
  FlatRows rows(graph, options);
  TextOut out(sink);
  const auto begin_file = [&](std::string_view name) {
    out.flush();
    sink.begin_file(name);
  };
  begin_file("README.txt");
  out << "newsgraph neo4j-admin: for a new Neo4j database (5.x or newer). In this folder, as the user that "
         "runs Neo4j,\n"
         "with the database stopped (this REPLACES the database neo4j):\n\n"
      << kCommand
      << "\nimport.sh runs it. Afterwards, once the database is up:\n\n"
         "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n";
  out.flush();
  sink.begin_program("import.sh");
  out << "#!/bin/sh\n# Replaces the database neo4j with this graph. Run it where neo4j-admin is.\n"
         "cd \"$(dirname \"$0\")\" || exit 1\nexec "
      << kCommand;
  begin_file("nodes_header.csv");
  out << "id:ID";
  write_headers(out, rows.node_fields());
  out << ",:LABEL\n";
  begin_file("nodes.csv");
  for (const Node& node : graph.nodes) {
    write_csv_id(out, node.id);
    write_csv_cells(out, rows.node_fields(), rows.node(node), CsvLists::kSeparated);
    write_days(out, node.first_date, node.last_date);
    out << ",\"Entity";
    if (!node.type.empty()) {
      out << kUnitSeparator;
      out.escaped(node.type, kCsv);
    }
    out << "\"\n";
  }
  begin_file("relationships_header.csv");
  out << ":START_ID,:END_ID,eid:string";
  write_headers(out, rows.edge_fields());
  out << ",:TYPE\n";
  begin_file("relationships.csv");
  for (const Edge& edge : graph.edges) {
    write_csv_id(out, graph.nodes[edge.source].id);
    out << ',';
    write_csv_id(out, graph.nodes[edge.target].id);
    out << ',';
    write_csv_id(out, edge.id);
    write_csv_cells(out, rows.edge_fields(), rows.edge(edge), CsvLists::kSeparated);
    write_days(out, edge.first_date, edge.last_date);
    out << ',';
    write_csv_text(out, edge.type.empty() ? "_" : edge.type);
    out << '\n';
  }
  out.flush();
}

}  // namespace newsgraph
