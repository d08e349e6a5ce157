// SPDX-License-Identifier: Apache-2.0
// Plain CSV for spreadsheets, pandas and R: nodes, edges, one row a piece of evidence, and the articles.
// Lists are JSON arrays in one cell.
#include "export/csv_rows.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

constexpr std::string_view kReadme =
    "newsgraph csv: a graph as tables, UTF-8, commas, quotes doubled.\n"
    "\n"
    "nodes.csv     one row a node; lists (aliases, articles) are JSON arrays\n"
    "edges.csv     one row an edge, source and target are ids of nodes.csv\n"
    "evidence.csv  one row a sentence that an edge rests on; edge is an id of edges.csv, article one of "
    "articles.csv;\n"
    "              *_begin and *_end count bytes of the article's text (of its title where in_title is "
    "true)\n"
    "articles.csv  one row an article\n"
    "\n"
    "Gephi: File, Import Spreadsheet, nodes.csv as nodes table, edges.csv as edges table.\n"
    "pandas: pandas.read_csv(\"nodes.csv\"), pandas.read_csv(\"edges.csv\")\n";

void write_header(TextOut& out, std::string_view first, const std::vector<Field>& fields) {
  out << first;
  for (const Field& field : fields) {
    out << ',';
    write_csv_text(out, field.name);
  }
  out << '\n';
}

void write_span(TextOut& out, Span span) {
  out << ',' << span.begin << ',' << span.end;
}

void write_evidence(TextOut& out, const Graph& graph) {
  out << "edge,source,target,relation,article,url,date,status,reporter,time,text,rule,rule_at,in_title,"
         "sentence_begin,"
         "sentence_end,source_begin,source_end,target_begin,target_end,trigger_begin,trigger_end\n";
  for (const Edge& edge : graph.edges) {
    for (const Evidence* piece : edge.evidence) {
      const Evidence& evidence = *piece;
      const ArticleInfo& article = graph.articles[evidence.article];
      write_csv_id(out, edge.id);
      out << ',';
      write_csv_id(out, graph.nodes[edge.source].id);
      out << ',';
      write_csv_id(out, graph.nodes[edge.target].id);
      for (const std::string_view text :
           {edge.type, article.id, article.url, article.date, std::string_view(to_string(evidence.status)),
            evidence.reporter, evidence.time, evidence.text, evidence.rule, evidence.rule_at}) {
        out << ',';
        if (!text.empty()) write_csv_text(out, text);
      }
      out << (evidence.in_title ? ",true" : ",false");
      write_span(out, evidence.sentence);
      write_span(out, evidence.source);
      write_span(out, evidence.target);
      write_span(out, evidence.trigger);
      out << '\n';
    }
  }
}

void write_articles(TextOut& out, const Graph& graph) {
  out << "id,url,title,outlet,date,lang,source_hash\n";
  for (const ArticleInfo& article : graph.articles) {
    write_csv_text(out, article.id);
    for (const std::string_view text :
         {article.url, article.title, article.outlet, article.date, article.lang, article.source_hash}) {
      out << ',';
      if (!text.empty()) write_csv_text(out, text);
    }
    out << '\n';
  }
}

}  // namespace

void write_csv(const Graph& graph, const ExportOptions& options, Sink& sink) {
  FlatRows rows(graph, options);
  TextOut out(sink);
  const auto begin_file = [&](std::string_view name) {
    out.flush();
    sink.begin_file(name);
  };
  begin_file("README.txt");
  out << kReadme;
  begin_file("nodes.csv");
  write_header(out, "id", rows.node_fields());
  for (const Node& node : graph.nodes) {
    write_csv_id(out, node.id);
    write_csv_cells(out, rows.node_fields(), rows.node(node), CsvLists::kJson);
    out << '\n';
  }
  begin_file("edges.csv");
  write_header(out, "id,source,target", rows.edge_fields());
  for (const Edge& edge : graph.edges) {
    write_csv_id(out, edge.id);
    out << ',';
    write_csv_id(out, graph.nodes[edge.source].id);
    out << ',';
    write_csv_id(out, graph.nodes[edge.target].id);
    write_csv_cells(out, rows.edge_fields(), rows.edge(edge), CsvLists::kJson);
    out << '\n';
  }
  begin_file("evidence.csv");
  write_evidence(out, graph);
  begin_file("articles.csv");
  write_articles(out, graph);
  out.flush();
}

}  // namespace newsgraph
