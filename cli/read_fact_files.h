// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graph/graph_builder.h"

namespace newsgraph {

/// Reads fact files on `jobs` threads (0: one a core) into a builder. "-" is standard input.
/// Throws FactFileError, and std::runtime_error "PATH: cannot be read: no such file".
GraphBuilder read_fact_files(const std::vector<std::string>& paths, unsigned jobs, bool quiet);

}  // namespace newsgraph
