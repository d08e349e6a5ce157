// SPDX-License-Identifier: Apache-2.0
// GraphML in the one shape that Gephi, Neo4j's APOC, NetworkX, igraph, graphology and Cytoscape all read:
// keys before the graph, only the six types, no defaults, an id and a type (`label`) on every edge, `labels`
// on every node, lists as JSON arrays in text (APOC makes real lists of them), absent values left out. The
// flavor "yed" adds the drawing that yEd shows nothing without; Gephi and igraph complain about it, so it is
// apart.
#include <cmath>

#include "export/flat_rows.h"
#include "export/style.h"
#include "export/writers.h"
#include "export/xml.h"

namespace newsgraph {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
constexpr std::string_view kSchema =
    " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
constexpr std::string_view kYedNamespace = " xmlns:y=\"http://www.yworks.com/xml/graphml\"";

class GraphmlWriter {
 public:
  GraphmlWriter(const Graph& graph, const ExportOptions& options, Sink& sink)
      : graph_(graph), options_(options), yed_(options.flavor == "yed"), rows_(graph, options), out_(sink) {
    if (yed_) sizes_ = node_sizes(graph, options.size_by);
  }

  void write() {
    out_ << kHead << (yed_ ? kYedNamespace : "") << kSchema;
    declare_keys();
    out_ << "<graph id=\"G\" edgedefault=\"directed\">\n";
    if (!options_.title.empty()) data(head("g_title"), options_.title);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) write_node(i);
    for (const Edge& edge : graph_.edges) write_edge(edge);
    out_ << "</graph>\n</graphml>\n";
    out_.flush();
  }

 private:
  void declare(std::string_view id, std::string_view owner, std::string_view name, FieldKind kind) {
    out_ << "<key id=\"" << id << "\" for=\"" << owner << "\" attr.name=\"";
    write_xml_attribute(out_, name);
    out_ << "\" attr.type=\""
         << (kind == FieldKind::kInteger ? "long"
             : kind == FieldKind::kReal  ? "double"
                                         : "string")
         << (kind == FieldKind::kList ? "\" attr.list=\"string\"/>\n" : "\"/>\n");
  }

  /// Key ids are unique over nodes and edges (NetworkX keeps the last of two); APOC wants the ids "labels"
  /// and "label".
  void declare_keys() {
    if (!options_.title.empty()) declare("g_title", "graph", "title", FieldKind::kText);
    declare("labels", "node", "labels", FieldKind::kText);
    for (const Field& field : rows_.node_fields()) {
      const std::string id = std::string("n").append(std::to_string(node_heads_.size()));
      declare(id, "node", field.name, field.kind);
      node_heads_.push_back(head(id));
    }
    declare("label", "edge", "label", FieldKind::kText);
    declare("interaction", "edge", "interaction", FieldKind::kText);
    for (const Field& field : rows_.edge_fields()) {
      const std::string id = std::string("e").append(std::to_string(edge_heads_.size()));
      declare(id, "edge", field.name, field.kind);
      edge_heads_.push_back(head(id));
    }
    if (yed_) {
      out_ << "<key id=\"y_node\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
              "<key id=\"y_edge\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n";
    }
  }

  /// The start of a <data> element, made once for each key.
  static std::string head(std::string_view key) {
    return std::string("<data key=\"").append(key).append("\">");
  }

  void data(std::string_view head, std::string_view text) {
    out_ << head;
    write_xml_text(out_, text);
    out_ << "</data>\n";
  }

  void cells(const std::vector<std::string>& heads, const std::vector<Field>& fields,
             const std::vector<FlatValue>& values) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!values[i].present) continue;
      if (fields[i].kind == FieldKind::kList) {
        out_ << heads[i];
        write_clean_xml_text(out_, list_.text(values[i].items));
        out_ << "</data>\n";
      } else {
        data(heads[i], values[i].text);
      }
    }
  }

  void write_node(std::size_t index) {
    const Node& node = graph_.nodes[index];
    out_ << "<node id=\"";
    write_id(out_, node.id, kXmlAttribute);
    out_ << "\" labels=\":";
    write_xml_attribute(out_, node.type);
    out_ << "\">\n";
    out_ << "<data key=\"labels\">:";
    write_xml_text(out_, node.type);
    out_ << "</data>\n";
    cells(node_heads_, rows_.node_fields(), rows_.node(node));
    if (yed_) yed_node(node, sizes_[index]);
    out_ << "</node>\n";
  }

  void write_edge(const Edge& edge) {
    const std::vector<FlatValue>& row = rows_.edge(edge);
    write_xml_edge_ends(out_, graph_, edge);
    out_ << " label=\"";
    write_xml_attribute(out_, edge.type);
    out_ << "\">\n";
    data("<data key=\"label\">", edge.type);
    data("<data key=\"interaction\">", edge.type);
    cells(edge_heads_, rows_.edge_fields(), row);
    if (yed_) yed_edge(row[FlatRows::kRelationLabel].text);
    out_ << "</edge>\n";
  }

  void yed_node(const Node& node, double size) {
    const TypeStyle style = type_style(node.type);
    const auto height = static_cast<std::uint32_t>(std::lround(30 + 50 * size));
    const std::string_view shape = style.shape == "box"                                   ? "roundrectangle"
                                   : style.shape == "note"                                ? "rectangle"
                                   : style.shape == "component" || style.shape == "house" ? "rectangle"
                                                                                          : style.shape;
    out_ << "<data key=\"y_node\"><y:ShapeNode><y:Geometry width=\"" << height * 4 << "\" height=\"" << height
         << "\"/><y:Fill color=\"" << hex(lighter(style.color, 0.75))
         << "\" transparent=\"false\"/><y:BorderStyle color=\"" << hex(style.color)
         << "\" type=\"line\" width=\"1.5\"/><y:NodeLabel fontFamily=\"DejaVu Sans\" fontSize=\"13\">";
    out_.escaped(node.label.empty() ? node.id : node.label, kXmlText);
    out_ << "</y:NodeLabel><y:Shape type=\"" << shape << "\"/></y:ShapeNode></data>\n";
  }

  void yed_edge(std::string_view label) {
    out_
        << "<data key=\"y_edge\"><y:PolyLineEdge><y:LineStyle color=\"#808890\" type=\"line\" width=\"1.0\"/>"
           "<y:Arrows source=\"none\" target=\"standard\"/><y:EdgeLabel fontFamily=\"DejaVu Sans\">";
    out_.escaped(label, kXmlText);
    out_ << "</y:EdgeLabel></y:PolyLineEdge></data>\n";
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const bool yed_;
  FlatRows rows_;
  JsonArray list_;
  std::vector<std::string> node_heads_, edge_heads_;
  std::vector<double> sizes_;
  TextOut out_;
};

}  // namespace

void write_graphml(const Graph& graph, const ExportOptions& options, Sink& sink) {
  GraphmlWriter(graph, options, sink).write();
}

}  // namespace newsgraph
