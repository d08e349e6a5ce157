// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "cli/drop_log.h"
#include "cli/pipeline.h"
#include "graph/graph.h"
#include "graph/graph_builder.h"

namespace newsgraph {

// What a run tells at its end, on standard output: read, found, dropped, and who is central. No clock and no
// path of this machine, so that two runs of the same input print the same.

/// "812 bytes", "62.4 kB", "1.3 GB".
std::string size_text(std::uint64_t bytes);

/// The line of what was read, and that of what was found in it.
void print_reading(const PipelineCounts& counts);
/// The lines of what came of the facts, and of all that was left out, by reason. `log` null: nothing was
/// read.
void print_graph(const Graph& graph, const GraphReport& report, const DropLog* log);
/// The ten most central nodes by PageRank, with their degree.
void print_central_actors(const Graph& graph, unsigned threads);

}  // namespace newsgraph
