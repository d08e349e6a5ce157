// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/format.h"

namespace newsgraph {

/// One page that needs neither network nor server: the viewer of export/viewer with the graph in it.
/// Throws std::runtime_error when this program was built without the viewer; the message says what it takes.
void write_html(const Graph& graph, const ExportOptions& options, Sink& out);

}  // namespace newsgraph
