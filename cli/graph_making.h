// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "extract/rule/rule_set.h"
#include "graph/graph.h"
#include "graph/graph_builder.h"

namespace CLI {
class App;
}

namespace newsgraph {

/// The options by which build and merge make a graph of facts.
class GraphMaking {
 public:
  /// Declares --review and --keep-denied. `this` must outlive the parse.
  void declare(CLI::App& app);
  /// Reads the review file. Before the long work, for it may be wrong. Throws ReviewError,
  /// OutputError, std::runtime_error.
  void read_review();
  [[nodiscard]] const std::string& review_path() const { return review_path_; }
  Graph make(GraphBuilder builder, const RuleSet& rules, GraphReport& report) const;
  /// With --review, adds the pairs that a person should look at, which make() has put into `report`, to that
  /// file. Throws OutputError.
  void write_review(const GraphReport& report) const;

 private:
  std::string review_path_;
  std::string review_;
  std::vector<Decision> decisions_;
  bool keep_denied_ = false;
};

}  // namespace newsgraph
