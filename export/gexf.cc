// SPDX-License-Identifier: Apache-2.0
// GEXF 1.3 (flavor "1.2" for NetworkX before 3.6), with colours, sizes and time. One <attributes> block a
// class, or graphology loses the first; only the types that Gephi, graphology and NetworkX share; ids of
// attributes are lower-case tokens; `kind` keeps relations of different types apart when Gephi merges
// parallel edges. Dates are padded to days for the time line (Gephi drops "2024" and "2024-11"); the text of
// the article's own date stays in first_date, last_date.
#include <algorithm>

#include "export/flat_rows.h"
#include "export/graph_layout.h"
#include "export/style.h"
#include "export/writers.h"
#include "export/xml.h"

namespace newsgraph {
namespace {

constexpr float kScale = 40.0F / 18;  // the largest node is 40 here, 18 in layout_radii

/// ["a, b","c \"d\""] as Gephi and graphology read it: of the escapes both know only these two, so line ends
/// and tabs stay as they are.
std::string list_text(const std::vector<std::string_view>& items) {
  std::string text = "[";
  for (const std::string_view item : items) {
    text += text.size() == 1 ? "\"" : ",\"";
    for (const char c : item) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + "]";
}

class GexfWriter {
 public:
  GexfWriter(const Graph& graph, const ExportOptions& options, Sink& sink)
      : graph_(graph),
        options_(options),
        rows_(graph, options),
        out_(sink),
        sizes_(node_sizes(graph, options.size_by)),
        places_(node_places(graph, sizes_, kScale)) {}

  void write() {
    const bool old = options_.flavor == "1.2";
    const std::string_view space = old ? "http://www.gexf.net/1.2draft" : "http://gexf.net/1.3";
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"" << space << "\" xmlns:viz=\""
         << space << "/viz\" version=\"" << (old ? "1.2" : "1.3")
         << "\">\n<meta>\n<creator>newsgraph</creator>\n";
    if (!options_.title.empty()) {
      out_ << "<description>";
      write_xml_text(out_, options_.title);
      out_ << "</description>\n";
    }
    out_ << "</meta>\n<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\""
         << (old ? "" : " timerepresentation=\"interval\"") << ">\n";
    declare("node", rows_.node_fields(), FlatRows::kLabel);
    declare("edge", rows_.edge_fields(), FlatRows::kWeight);
    out_ << "<nodes>\n";
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) write_node(i);
    out_ << "</nodes>\n<edges>\n";
    for (const Edge& edge : graph_.edges) write_edge(edge);
    out_ << "</edges>\n</graph>\n</gexf>\n";
    out_.flush();
  }

 private:
  /// `built_in`: the field that GEXF has an attribute of its own for.
  void declare(std::string_view owner, const std::vector<Field>& fields, std::size_t built_in) {
    out_ << "<attributes class=\"" << owner << "\" mode=\"static\">\n";
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i == built_in) continue;
      const FieldKind kind = fields[i].kind;
      out_ << "<attribute id=\"";
      write_xml_attribute(out_, fields[i].name);
      out_ << "\" title=\"";
      write_xml_attribute(out_, fields[i].name);
      out_ << "\" type=\""
           << (kind == FieldKind::kInteger ? "long"
               : kind == FieldKind::kReal  ? "double"
               : kind == FieldKind::kList  ? "liststring"
                                           : "string")
           << "\"/>\n";
    }
    out_ << "</attributes>\n";
  }

  void attvalues(const std::vector<Field>& fields, const std::vector<FlatValue>& values,
                 std::size_t built_in) {
    out_ << "<attvalues>\n";
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i == built_in || !values[i].present) continue;
      out_ << "<attvalue for=\"";
      write_xml_attribute(out_, fields[i].name);
      out_ << "\" value=\"";
      write_xml_attribute(out_, fields[i].kind == FieldKind::kList
                                    ? std::string_view(list_ = list_text(values[i].items))
                                    : values[i].text);
      out_ << "\"/>\n";
    }
    out_ << "</attvalues>\n";
  }

  void time(std::string_view first, std::string_view last) {
    const std::string start = first_day(first);
    const std::string end = last_day(last);
    if (!start.empty() && !end.empty() && end < start) return;  // Gephi loses both
    if (!start.empty()) out_ << " start=\"" << start << '"';
    if (!end.empty()) out_ << " end=\"" << end << '"';
  }

  void write_node(std::size_t index) {
    const Node& node = graph_.nodes[index];
    const std::vector<FlatValue>& row = rows_.node(node);
    out_ << "<node id=\"";
    write_id(out_, node.id, kXmlAttribute);
    out_ << "\" label=\"";
    write_xml_attribute(out_, row[FlatRows::kLabel].text);
    out_ << '"';
    time(node.first_date, node.last_date);
    out_ << ">\n";
    attvalues(rows_.node_fields(), row, FlatRows::kLabel);
    const Rgb color = type_style(node.type).color;
    out_ << "<viz:color r=\"" << std::uint32_t{color.r} << "\" g=\"" << std::uint32_t{color.g} << "\" b=\""
         << std::uint32_t{color.b} << "\" a=\"1.0\"/>\n<viz:position x=\"" << fixed(places_[index].x, 2)
         << "\" y=\"" << fixed(places_[index].y, 2) << "\" z=\"0.0\"/>\n<viz:size value=\""
         << fixed(6 + 34 * sizes_[index], 2) << "\"/>\n</node>\n";
  }

  void write_edge(const Edge& edge) {
    const std::vector<FlatValue>& row = rows_.edge(edge);
    write_xml_edge_ends(out_, graph_, edge);
    out_ << " kind=\"";
    write_xml_attribute(out_, edge.type);
    out_ << "\" label=\"";
    write_xml_attribute(out_, row[FlatRows::kRelationLabel].text);
    out_ << "\" weight=\"" << edge.weight << ".0\"";
    time(edge.first_date, edge.last_date);
    out_ << ">\n";
    attvalues(rows_.edge_fields(), row, FlatRows::kWeight);
    out_ << "</edge>\n";
  }

  const Graph& graph_;
  const ExportOptions& options_;
  FlatRows rows_;
  TextOut out_;
  const std::vector<double> sizes_;
  const std::vector<Place> places_;
  std::string list_;
};

}  // namespace

void write_gexf(const Graph& graph, const ExportOptions& options, Sink& sink) {
  GexfWriter(graph, options, sink).write();
}

}  // namespace newsgraph
