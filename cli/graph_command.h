// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "cli/command.h"
#include "cli/graph_filtering.h"
#include "cli/graph_making.h"
#include "cli/graph_outputs.h"
#include "extract/rule/rule_set.h"
#include "graph/graph_builder.h"

namespace newsgraph {

/// What build and merge do alike: the options of making, filtering and writing a graph, and the way from
/// facts to files.
class GraphCommand {
 public:
  /// `this` must outlive the parse.
  void declare(CLI::App& app);
  /// Checks all that can be wrong before work begins, then loads the rules. `read`: files that must not be
  /// written over; `also_written`: files and folders that the command writes beside the graph. Throws
  /// UsageError, OutputError, RulesError.
  std::unique_ptr<RuleSet> prepare(std::span<const std::string> read, std::vector<std::string> also_written,
                                   const CommonOptions& common);
  /// Makes the graph of the facts and writes it. `account` prints what there is to tell, between making and
  /// writing, unless `common` or an output to standard output forbids.
  void finish(GraphBuilder builder, const RuleSet& rules, const CommonOptions& common, GraphReport& report,
              const std::function<void(const Graph&)>& account);
  /// Whether nothing may be printed.
  [[nodiscard]] bool quiet(const CommonOptions& common) const { return common.quiet || outputs_.to_stdout(); }
  [[nodiscard]] std::string json_path() const { return outputs_.json_path(); }

 private:
  GraphMaking making_;
  GraphFiltering filtering_;
  GraphOutputs outputs_;
};

}  // namespace newsgraph
