// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/graph.h"

namespace CLI {
class App;
}

namespace newsgraph {

/// Throws UsageError for a type that neither a node of `graph` nor the rules it was made by have.
void check_node_types(const Graph& graph, const std::vector<std::string>& types);

/// The options that choose a part of a graph, for build, merge, export and analyze.
class GraphFiltering {
 public:
  /// Declares --min-evidence, --status, --type and their like. `this` must outlive the parse.
  void declare(CLI::App& app);
  /// Declares --top, --keep-isolated and --drop-isolated, for commands that write what is left and no more.
  void declare_choice_of_nodes(CLI::App& app);
  /// The part of `graph` that the options ask for; all of it when they ask for nothing.
  /// Throws UsageError for a type or a name that the graph does not have.
  [[nodiscard]] Graph apply(Graph graph) const;
  /// Looks at values that can be judged without a graph. Throws UsageError.
  void check() const;
  /// Whether edges are chosen by their status, also those that are denied.
  [[nodiscard]] bool by_status() const { return !statuses_.empty(); }

 private:
  std::uint32_t min_evidence_ = 1;
  std::vector<std::string> statuses_, edge_types_, node_types_, around_;
  std::string from_, to_;
  unsigned hops_ = 1;
  std::uint64_t top_ = 0;
  bool keep_isolated_ = false, drop_isolated_ = false;
};

}  // namespace newsgraph
