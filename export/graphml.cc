// SPDX-License-Identifier: Apache-2.0
// GraphML in the one shape that Gephi, Neo4j's APOC, NetworkX, igraph, graphology and Cytoscape all read: keys before
// the graph, only the six types, no defaults, an id and a type (`label`) on every edge, `labels` on every node, lists
// as JSON arrays in text (APOC makes real lists of them), absent values left out.
// The flavor "yed" adds the drawing that yEd shows nothing without; Gephi and igraph complain about it, so it is apart.
#include <cmath>

#include "export/columns.h"
#include "export/style.h"
#include "export/writers.h"
#include "export/xml.h"

namespace newsgraph {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
constexpr std::string_view kSchema =
    " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
constexpr std::string_view kYedNamespace = " xmlns:y=\"http://www.yworks.com/xml/graphml\"";

class GraphmlWriter {
 public:
  GraphmlWriter(const Graph& graph, const ExportOptions& options, Sink& sink)
      : graph_(graph), options_(options), yed_(options.flavor == "yed"), columns_(attribute_columns(graph)), out_(sink) {
    if (yed_) sizes_ = node_sizes(graph, options.size_by);
  }

  void write() {
    out_ << kHead << (yed_ ? kYedNamespace : "") << kSchema;
    keys();
    out_ << "<graph id=\"G\" edgedefault=\"directed\">\n";
    if (!options_.title.empty()) data("g_title", options_.title);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) node(i);
    for (const Edge& edge : graph_.edges) write_edge(edge);
    out_ << "</graph>\n</graphml>\n";
    out_.flush();
  }

 private:
  void key(std::string_view id, std::string_view owner, std::string_view name, std::string_view type,
           bool list = false) {
    out_ << "<key id=\"" << id << "\" for=\"" << owner << "\" attr.name=\"";
    write_xml_attribute(out_, name);
    out_ << "\" attr.type=\"" << type << (list ? "\" attr.list=\"string\"/>\n" : "\"/>\n");
  }

  void keys() {
    if (!options_.title.empty()) key("g_title", "graph", "title", "string");
    key("labels", "node", "labels", "string");
    key("n_label", "node", "label", "string");
    key("n_entity_type", "node", "entity_type", "string");
    key("n_label_en", "node", "label_en", "string");
    key("n_label_ascii", "node", "label_ascii", "string");
    key("n_aliases", "node", "aliases", "string", true);
    key("n_mentions", "node", "mentions", "int");
    key("n_articles", "node", "articles", "string", true);
    key("n_first_date", "node", "first_date", "string");
    key("n_last_date", "node", "last_date", "string");
    key("n_gazetteer", "node", "gazetteer", "string");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ColumnType type = columns_[i].type;
      column_keys_.push_back(std::string("a").append(std::to_string(i)));
      key(column_keys_.back(), "node", columns_[i].name,
          type == ColumnType::kInteger ? "long" : type == ColumnType::kReal ? "double" : "string");
    }
    key("label", "edge", "label", "string");
    key("e_interaction", "edge", "interaction", "string");
    key("e_relation_label", "edge", "relation_label", "string");
    key("e_weight", "edge", "weight", "int");
    key("e_role", "edge", "role", "string");
    key("e_status", "edge", "status", "string");
    key("e_articles", "edge", "articles", "string", true);
    key("e_first_date", "edge", "first_date", "string");
    key("e_last_date", "edge", "last_date", "string");
    key("e_evidence", "edge", "evidence", "string", true);
    key("e_evidence_urls", "edge", "evidence_urls", "string", true);
    key("e_evidence_rules", "edge", "evidence_rules", "string", true);
    if (yed_) {
      out_ << "<key id=\"y_node\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
              "<key id=\"y_edge\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n";
    }
  }

  /// Absent values are left out: an empty one is a value to Neo4j.
  void data(std::string_view key, std::string_view text) {
    if (text.empty()) return;
    out_ << "<data key=\"" << key << "\">";
    write_xml_text(out_, text);
    out_ << "</data>\n";
  }
  void data(std::string_view key, std::uint32_t number) { out_ << "<data key=\"" << key << "\">" << number << "</data>\n"; }

  /// A list as a JSON array. `text_of` gives the text of one item.
  template <class Items, class TextOf>
  void list(std::string_view key, const Items& items, TextOf text_of) {
    if (items.empty()) return;
    StringSink array;
    TextOut json(array);
    char before = '[';
    for (const auto& item : items) {
      json << before;
      write_json_string(json, cleaned(text_of(item)));
      before = ',';
    }
    json << ']';
    json.flush();
    data(key, array.text);
  }

  void article_list(std::string_view key, const std::vector<ArticleIndex>& articles) {
    list(key, articles, [this](ArticleIndex article) { return std::string_view(graph_.articles[article].id); });
  }

  void node(std::size_t index) {
    const Node& node = graph_.nodes[index];
    out_ << "<node id=\"";
    write_xml_attribute(out_, safe_id(node.id));
    out_ << "\" labels=\":";
    write_xml_attribute(out_, node.type);
    out_ << "\">\n";
    data("labels", std::string(":").append(node.type));
    data("n_label", node.label.empty() ? node.id : node.label);
    data("n_entity_type", node.type);
    data("n_label_en", node.label_en);
    data("n_label_ascii", node.label_ascii);
    list("n_aliases", node.aliases, [](const std::string& alias) { return std::string_view(alias); });
    data("n_mentions", node.mentions);
    article_list("n_articles", node.articles);
    data("n_first_date", node.first_date);
    data("n_last_date", node.last_date);
    data("n_gazetteer", node.gazetteer);
    for (const auto& [key, value] : node.attributes) {
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].key == key) data(column_keys_[i], value);
      }
    }
    if (yed_) yed_node(node, sizes_[index]);
    out_ << "</node>\n";
  }

  void write_edge(const Edge& edge) {
    const std::string label = relation_label(graph_, edge.type, options_.language);
    out_ << "<edge id=\"";
    write_xml_attribute(out_, safe_id(edge.id));
    out_ << "\" source=\"";
    write_xml_attribute(out_, safe_id(graph_.nodes[edge.source].id));
    out_ << "\" target=\"";
    write_xml_attribute(out_, safe_id(graph_.nodes[edge.target].id));
    out_ << "\" label=\"";
    write_xml_attribute(out_, edge.type);
    out_ << "\">\n";
    data("label", edge.type);
    data("e_interaction", edge.type);
    data("e_relation_label", label);
    data("e_weight", edge.weight);
    data("e_role", edge.role);
    data("e_status", to_string(edge.status));
    article_list("e_articles", edge.articles);
    data("e_first_date", edge.first_date);
    data("e_last_date", edge.last_date);
    list("e_evidence", edge.evidence, [](const Evidence& one) { return std::string_view(one.text); });
    list("e_evidence_urls", edge.evidence,
         [this](const Evidence& one) { return std::string_view(graph_.articles[one.article].url); });
    list("e_evidence_rules", edge.evidence, [](const Evidence& one) { return std::string_view(one.rule); });
    if (yed_) yed_edge(label);
    out_ << "</edge>\n";
  }

  void yed_node(const Node& node, double size) {
    const TypeStyle style = type_style(node.type);
    const auto height = static_cast<std::uint32_t>(std::lround(30 + 50 * size));
    const std::string_view shape = style.shape == "box"       ? "roundrectangle"
                                   : style.shape == "note"    ? "rectangle"
                                   : style.shape == "component" || style.shape == "house" ? "rectangle"
                                                              : style.shape;
    out_ << "<data key=\"y_node\"><y:ShapeNode><y:Geometry width=\"" << height * 4 << "\" height=\"" << height
         << "\"/><y:Fill color=\"" << hex(lighter(style.color, 0.75)) << "\" transparent=\"false\"/><y:BorderStyle color=\""
         << hex(style.color) << "\" type=\"line\" width=\"1.5\"/><y:NodeLabel fontFamily=\"DejaVu Sans\" fontSize=\"13\">";
    out_.escaped(node.label.empty() ? node.id : node.label, kXmlText);
    out_ << "</y:NodeLabel><y:Shape type=\"" << shape << "\"/></y:ShapeNode></data>\n";
  }

  void yed_edge(std::string_view label) {
    out_ << "<data key=\"y_edge\"><y:PolyLineEdge><y:LineStyle color=\"#808890\" type=\"line\" width=\"1.0\"/>"
            "<y:Arrows source=\"none\" target=\"standard\"/><y:EdgeLabel fontFamily=\"DejaVu Sans\">";
    out_.escaped(label, kXmlText);
    out_ << "</y:EdgeLabel></y:PolyLineEdge></data>\n";
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const bool yed_;
  const std::vector<Column> columns_;
  std::vector<std::string> column_keys_;
  std::vector<double> sizes_;
  TextOut out_;
};

}  // namespace

void write_graphml(const Graph& graph, const ExportOptions& options, Sink& sink) {
  GraphmlWriter(graph, options, sink).write();
}

}  // namespace newsgraph
