// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace CLI {
class App;
}

namespace newsgraph {

/// Throws UsageError unless `date`, what was given for `option`, is empty, "2024", "2024-11" or "2024-11-06".
void check_date(std::string_view option, const std::string& date);

/// The options that choose a part of a graph, for build, merge and export.
class GraphFiltering {
 public:
  /// Declares --min-evidence, --status, --type and their like. `this` must outlive the parse.
  void declare(CLI::App& app);
  /// The part of `graph` that the options ask for; all of it when they ask for nothing.
  /// Throws UsageError for a type or a name that the graph does not have.
  [[nodiscard]] Graph apply(Graph graph) const;
  /// Looks at values that can be judged without a graph. Throws UsageError.
  void check() const;

 private:
  std::uint32_t min_evidence_ = 1;
  std::vector<std::string> statuses_, edge_types_, node_types_, around_;
  std::string from_, to_;
  unsigned hops_ = 1;
  std::uint64_t top_ = 0;
  bool keep_isolated_ = false;
};

}  // namespace newsgraph
