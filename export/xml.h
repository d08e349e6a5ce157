// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/text_out.h"
#include "graph/graph.h"

namespace newsgraph {

// XML text as the JDK's readers survive it: since JDK 24 every named reference (&amp; and the like) counts
// against a limit of 100,000 a file, numeric references and CDATA sections do not.

inline constexpr Escapes kXmlAttribute{
    {{'&', "&#38;"}, {'<', "&#60;"}, {'>', "&#62;"}, {'"', "&#34;"}, {'\n', "&#10;"}, {'\t', "&#9;"}}};
inline constexpr Escapes kXmlText{{{'&', "&#38;"}, {'<', "&#60;"}, {'>', "&#62;"}}};

inline void write_xml_attribute(TextOut& out, std::string_view text) {
  out.escaped(text, kXmlAttribute);
}

/// `<edge id="" source="" target=""`, as GraphML and GEXF both begin an edge.
inline void write_xml_edge_ends(TextOut& out, const Graph& graph, const Edge& edge) {
  out << "<edge id=\"";
  write_id(out, edge.id, kXmlAttribute);
  out << "\" source=\"";
  write_id(out, graph.nodes[edge.source].id, kXmlAttribute);
  out << "\" target=\"";
  write_id(out, graph.nodes[edge.target].id, kXmlAttribute);
  out << '"';
}

inline bool has_markup(std::string_view text) {
  bool found = false;  // without a branch in the loop, so that compilers make vector code of it
  for (const char c : text) found |= c == '&' || c == '<' || c == '>';
  return found;
}

/// Element content that is clean: raw when it needs no escaping, else in CDATA sections (Gephi drops white
/// space that stands alone between two references).
inline void write_clean_xml_text(TextOut& out, std::string_view text) {
  if (!has_markup(text)) {
    out << text;
    return;
  }
  out << "<![CDATA[";
  std::size_t begin = 0;
  for (std::size_t end = text.find("]]>"); end != std::string_view::npos; end = text.find("]]>", begin)) {
    out << text.substr(begin, end + 2 - begin) << "]]><![CDATA[";
    begin = end + 2;
  }
  out << text.substr(begin) << "]]>";
}

/// The same for any text.
inline void write_xml_text(TextOut& out, std::string_view text) {
  if (has_markup(text)) {
    write_clean_xml_text(out, cleaned(text));
  } else {
    out.escaped(text, kPlainText);
  }
}

}  // namespace newsgraph
