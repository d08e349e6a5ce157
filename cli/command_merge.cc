// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/account.h"
#include "cli/command.h"
#include "cli/graph_filtering.h"
#include "cli/graph_making.h"
#include "cli/graph_outputs.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "cli/read_fact_files.h"

namespace newsgraph {
namespace {

struct Options {
  std::vector<std::string> inputs;
  GraphMaking making;
  GraphFiltering filtering;
  GraphOutputs outputs;
};

int merge(Options& options, const CommonOptions& common) {
  options.outputs.plan();
  options.filtering.check();
  options.making.read_review();
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  GraphReport report;
  GraphBuilder builder = read_fact_files(options.inputs, common.jobs, common.quiet);
  const Graph graph = options.filtering.apply(options.making.make(std::move(builder), *rules, report));
  for (const std::string& problem : report.problems) print_warning(problem);
  const bool quiet = common.quiet || options.outputs.to_stdout();
  if (!quiet) {
    print_graph(graph, report, nullptr);
    print_central_actors(graph, common.jobs);
  }
  options.outputs.write(graph, quiet);
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("FACTS", options->inputs)->required();
  options->outputs.declare(app);
  options->filtering.declare(app);
  options->making.declare(app);
  return [options, &common] { return merge(*options, common); };
}

}  // namespace

extern const Command kMergeCommand;
const Command kMergeCommand = {
    "merge",
    "Make one graph of fact files: the second half of build, in any order of the files.",
    "[options] FACTS... -o FILE [-o FILE]...    (what extract wrote, '-' for standard input)",
    "newsgraph merge monday.facts tuesday.facts -o week.json\n"
    "newsgraph extract samples/vi | newsgraph merge - -o samples.graphml",
    declare,
};

}  // namespace newsgraph
