// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the builder of a drawing and the one who finishes it share.

#include <string>
#include <string_view>

#include <graphviz/cgraph.h>

#include "export/drawing.h"
#include "export/text_out.h"

namespace newsgraph {

/// Labels, tooltips and URLs, where Graphviz expands backslashes and decodes entities.
inline constexpr Escapes kEscString{{{'\\', "\\\\"}, {'&', "&amp;"}, {'\n', "\\n"}, {'\t', " "}}};
/// All other values: agwrite prints what it cannot read again when one ends in a single backslash.
inline constexpr Escapes kPlainValue{{{'\\', "\\\\"}}};

inline char* mutable_text(const std::string& text) {
  return const_cast<char*>(text.c_str());
}  // cgraph copies what it gets

/// Sets attributes of one cgraph graph.
class Attributes {
 public:
  explicit Attributes(Agraph_t* agraph) : agraph_(agraph) {}

  void declare(int kind, const char* name, const std::string& value) const {
    agattr(agraph_, kind, const_cast<char*>(name), mutable_text(value));
  }
  static void set(void* object, const char* name, const std::string& value) {
    agsafeset(object, const_cast<char*>(name), mutable_text(value), const_cast<char*>(""));
  }
  void set_html(void* object, const char* name, const std::string& html) const {
    char* const text = agstrdup_html(agraph_, mutable_text(html));
    agsafeset(object, const_cast<char*>(name), text, const_cast<char*>(""));
    agstrfree(agraph_, text);
  }
  void declare_html(const char* name, const std::string& html) const {
    char* const text = agstrdup_html(agraph_, mutable_text(html));
    agattr(agraph_, AGRAPH, const_cast<char*>(name), text);
    agstrfree(agraph_, text);
  }

 private:
  Agraph_t* agraph_;
};

/// Characters, not bytes.
std::size_t characters(std::string_view text);
/// For pictures: nobody reads a name of 50,000 characters there.
std::string shortened(std::string_view name);
/// Lines of text on white ground, so that what lies under them does not strike them through. HTML-like.
std::string on_white(std::string_view text);
/// Title and types, as an HTML-like table. Empty when there is nothing to say.
std::string legend(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan, double scale);
/// The label, or the id where there is none.
std::string_view name_of(const Node& node);
/// The node's name in cgraph.
std::string node_key(const Node& node);

}  // namespace newsgraph
