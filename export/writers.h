// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/format.h"

namespace newsgraph {

// One writer a format; export/formats.cc lists them. Each is in the file of its name.
void write_json(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_graphml(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_dot(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_svg(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_png(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_pdf(const Graph& graph, const ExportOptions& options, Sink& sink);

}  // namespace newsgraph
