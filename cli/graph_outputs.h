// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cli/command.h"
#include "export/file_output.h"
#include "export/format.h"
#include "graph/graph.h"

namespace CLI {
class App;
}

namespace newsgraph {

/// The options by which build, merge and export name what they write.
class GraphOutputs {
 public:
  /// Declares -o, -f and the options of formats. `this` must outlive the parse.
  void declare(CLI::App& app);

  /// Checks formats, flavor and names before any work is done: nothing that is read, or `also_written`, may
  /// be an output. Throws UsageError and OutputError.
  void plan(std::span<const std::string> read, std::span<const std::string> also_written,
            const CommonOptions& common);
  /// Whether one of the outputs is standard output, so that nothing else may be printed there.
  [[nodiscard]] bool to_stdout() const;
  /// Checks what only the graph can tell, before anything is written or printed of it. Throws UsageError when
  /// no node has the number that --size-by names.
  void check(const Graph& graph) const;
  /// Writes all outputs, says on standard output what was written unless `quiet`.
  void write(const Graph& graph, bool quiet) const;
  /// The JSON export among them, or an empty string: what the next command can read.
  [[nodiscard]] std::string json_path() const;

 private:
  void check_flavor() const;

  std::vector<std::string> paths_;
  std::string format_;
  ExportOptions options_;
  std::vector<Output> outputs_;
};

}  // namespace newsgraph
