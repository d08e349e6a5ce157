// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/flat_rows.h"
#include "export/text_out.h"

namespace newsgraph {

/// The present cells as members of a JSON object that has begun: `,"name":value` each.
inline void write_json_cells(TextOut& out, const std::vector<Field>& fields,
                             const std::vector<FlatValue>& values) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!values[i].present) continue;
    out << ',';
    write_json_string(out, fields[i].name);
    out << ':';
    switch (fields[i].kind) {
      case FieldKind::kText:
        write_clean_json_string(out, values[i].text);
        break;
      case FieldKind::kList: {
        char before = '[';
        for (const std::string_view item : values[i].items) {
          out << before;
          write_clean_json_string(out, item);
          before = ',';
        }
        out << ']';
        break;
      }
      default:
        out << values[i].text;
    }
  }
}

/// `"source":"","target":""` of an edge.
inline void write_json_ends(TextOut& out, const Graph& graph, const Edge& edge) {
  out << "\"source\":";
  write_json_string(out, safe_id(graph.nodes[edge.source].id));
  out << ",\"target\":";
  write_json_string(out, safe_id(graph.nodes[edge.target].id));
}

}  // namespace newsgraph
