// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/account.h"
#include "cli/command.h"
#include "cli/graph_command.h"
#include "cli/message.h"
#include "cli/read_fact_files.h"

namespace newsgraph {
namespace {

struct Options {
  std::vector<std::string> inputs;
  GraphCommand graph;
};

int merge(Options& options, const CommonOptions& common) {
  const std::unique_ptr<RuleSet> rules = options.graph.prepare(options.inputs, {}, common);
  GraphBuilder builder = read_fact_files(options.inputs, common.jobs, common.quiet);
  if (builder.empty()) {  // what came before in a pipe may have failed: a good graph stays
    print_error(
        fmt::format("{}: no facts of any article, so no graph is written", fmt::join(options.inputs, " ")));
    return kSomeFailed;
  }
  GraphReport report;
  options.graph.finish(std::move(builder), *rules, common, report,
                       [&](const Graph& graph) { print_graph(graph, report, nullptr); });
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("FACTS", options->inputs)->required();
  options->graph.declare(app);
  return [options, &common] { return merge(*options, common); };
}

}  // namespace

extern const Command kMergeCommand;
const Command kMergeCommand = {
    "merge",
    "Make one graph of fact files: the second half of build, in any order of the files.",
    "[options] FACTS... -o FILE [-o FILE]...    (what extract wrote, '-' for standard input)",
    "newsgraph merge vi.facts en.facts -o both.json\n"
    "newsgraph extract samples/vi | newsgraph merge - -o samples.graphml",
    declare,
};

}  // namespace newsgraph
