// SPDX-License-Identifier: Apache-2.0
// Cytoscape's .cyjs, also for Cytoscape.js. `value` repeats the id because networkx.cytoscape_graph takes its
// node keys from there (and tells parallel edges apart by `key`); `name` and `interaction` are what Cytoscape
// shows.
#include "export/graph_layout.h"
#include "export/json_rows.h"
#include "export/style.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

constexpr float kScale = 3;  // Cytoscape draws all nodes alike, about 30 pixels wide; its y points downwards

}  // namespace

void write_cyjs(const Graph& graph, const ExportOptions& options, Sink& sink) {
  FlatRows rows(graph, options);
  TextOut out(sink);
  const std::vector<Place> places = node_places(graph, node_sizes(graph, options.size_by), kScale);
  out << "{\"data\":[";
  if (!options.title.empty()) {
    out << "[\"name\",";
    write_clean_json_string(out, options.title);
    out << ']';
  }
  out << "],\n\"directed\":true,\n\"multigraph\":true,\n\"elements\":{\"nodes\":[";
  std::string_view before = "\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    const std::vector<FlatValue>& row = rows.node(node);
    const std::string id = safe_id(node.id);
    out << before << "{\"data\":{\"id\":";
    write_json_string(out, id);
    out << ",\"value\":";
    write_json_string(out, id);
    out << ",\"name\":";
    write_clean_json_string(out, row[FlatRows::kLabel].text);
    write_json_cells(out, rows.node_fields(), row);
    out << "},\"position\":{\"x\":" << fixed(places[i].x, 2) << ",\"y\":" << fixed(-places[i].y, 2) << "}}";
    before = ",\n";
  }
  out << "],\n\"edges\":[";
  before = "\n";
  for (const Edge& edge : graph.edges) {
    const std::vector<FlatValue>& row = rows.edge(edge);
    const std::string id = safe_id(edge.id);
    out << before << "{\"data\":{\"id\":";
    write_json_string(out, id);
    out << ",\"key\":";
    write_json_string(out, id);
    out << ',';
    write_json_ends(out, graph, edge);
    out << ",\"interaction\":";
    write_clean_json_string(out, edge.type);
    out << ",\"name\":";
    write_clean_json_string(out, row[FlatRows::kRelationLabel].text);
    write_json_cells(out, rows.edge_fields(), row);
    out << "}}";
    before = ",\n";
  }
  out << "]}}\n";
  out.flush();
}

}  // namespace newsgraph
