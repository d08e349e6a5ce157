// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "export/format.h"
#include "graph/graph.h"

namespace newsgraph {

/// Where a byte span of a text lies in the page's copy of it.
struct PageSpan {
  std::int32_t begin =
      -1;  ///< in UTF-16 units, as JavaScript counts; -1 if the span is empty or outside the text
  std::int32_t end = -1;
};

/// Place of `span`, in bytes of `text`, in what cleaned() (export/text_out.h) makes of the text. A span that
/// cuts a character in two covers it whole. Cost: one pass over the text up to the end of the span.
PageSpan page_span(std::string_view text, Span span);

/// Most nodes and edges that a page holds; a larger graph is cut to its best connected nodes and best proven
/// edges.
inline constexpr std::uint32_t kPageNodes = 20000;
inline constexpr std::uint32_t kPageEdges = 100000;

/// Writes the graph as the JSON that export/viewer/src/data.ts reads, with a place for every node. No `<` is
/// in it, so it can stand in a script element.
void write_viewer_data(const Graph& graph, const ExportOptions& options, Sink& out);

}  // namespace newsgraph
