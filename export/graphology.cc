// SPDX-License-Identifier: Apache-2.0
// graphology's JSON, for Gephi Lite and sigma.js: `multi` must be said or parallel edges throw, every node
// needs x and y, and no attribute may be called `type` (sigma looks for a drawing program of that name), so
// the relation is `kind`.
#include "export/graph_layout.h"
#include "export/json_rows.h"
#include "export/style.h"
#include "export/writers.h"

namespace newsgraph {

void write_graphology(const Graph& graph, const ExportOptions& options, Sink& sink) {
  FlatRows rows(graph, options);
  TextOut out(sink);
  const std::vector<double> sizes = node_sizes(graph, options.size_by);
  const std::vector<Place> places = node_places(graph, sizes, 1);
  out << "{\"attributes\":{\"name\":";
  write_clean_json_string(out, options.title.empty() ? "newsgraph" : options.title);
  out << "},\n\"options\":{\"type\":\"directed\",\"multi\":true,\"allowSelfLoops\":true},\n\"nodes\":[";
  std::string_view before = "\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    out << before << "{\"key\":";
    write_json_string(out, safe_id(node.id));
    out << ",\"attributes\":{\"x\":" << fixed(places[i].x, 2) << ",\"y\":" << fixed(places[i].y, 2)
        << ",\"size\":" << fixed(3 + 17 * sizes[i], 2) << ",\"color\":\"" << hex(type_style(node.type).color)
        << '"';
    write_json_cells(out, rows.node_fields(), rows.node(node));
    out << "}}";
    before = ",\n";
  }
  out << "],\n\"edges\":[";
  before = "\n";
  for (const Edge& edge : graph.edges) {
    const std::vector<FlatValue>& row = rows.edge(edge);
    out << before << "{\"key\":";
    write_json_string(out, safe_id(edge.id));
    out << ',';
    write_json_ends(out, graph, edge);
    out << ",\"attributes\":{\"kind\":";
    write_clean_json_string(out, edge.type);
    out << ",\"label\":";
    write_clean_json_string(out, row[FlatRows::kRelationLabel].text);
    write_json_cells(out, rows.edge_fields(), row);
    out << "}}";
    before = ",\n";
  }
  out << "]}\n";
  out.flush();
}

}  // namespace newsgraph
