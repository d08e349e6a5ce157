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
void write_gexf(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_graphology(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_cyjs(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_cypher(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_neo4j_admin(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_load_csv(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_csv(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_ladybug(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_nquads(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_turtle(const Graph& graph, const ExportOptions& options, Sink& sink);
void write_pdf(const Graph& graph, const ExportOptions& options, Sink& sink);

/// Whether this program was built with the page of export/viewer.
bool has_viewer();
/// Throws std::runtime_error when it was not; the message says what it takes.
void write_html(const Graph& graph, const ExportOptions& options, Sink& sink);

}  // namespace newsgraph
