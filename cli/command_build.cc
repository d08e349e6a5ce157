// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/account.h"
#include "cli/command.h"
#include "cli/drop_log.h"
#include "cli/graph_filtering.h"
#include "cli/graph_making.h"
#include "cli/graph_outputs.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "cli/pipeline.h"

namespace newsgraph {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string ledger;
  std::string cache;
  GraphMaking making;
  GraphFiltering filtering;
  GraphOutputs outputs;
};

int build(Options& options, const CommonOptions& common) {
  options.outputs.plan();
  options.filtering.check();
  options.making.read_review();
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  DropLog log(options.ledger);
  GraphBuilder builder;
  PipelineOptions pipeline;
  pipeline.jobs = common.jobs;
  pipeline.cache_folder = options.cache;
  pipeline.quiet = common.quiet;
  const PipelineCounts counts = extract_inputs(options.inputs, *rules, pipeline, [&](Extracted& extracted) {
    for (const Problem& problem : extracted.problems) log.add(problem);
    for (ArticleFacts& facts : extracted.articles) builder.add(std::move(facts));
  });
  log.end_warnings();
  GraphReport report;
  if (counts.articles == 0) {
    log.write(nullptr);
    print_error(
        fmt::format("{}: no article could be read, so no graph is written", fmt::join(options.inputs, " ")));
    return kSomeFailed;
  }
  const Graph graph = options.filtering.apply(options.making.make(std::move(builder), *rules, report));
  const bool quiet = common.quiet || options.outputs.to_stdout();
  for (const std::string& problem : report.problems) print_warning(problem);
  if (!quiet) {
    print_reading(counts);
    print_graph(graph, report, &log);
    print_central_actors(graph, common.jobs);
  }
  options.outputs.write(graph, quiet);
  log.write(&report);
  const std::string next = options.outputs.json_path();
  if (!quiet && !next.empty()) print(fmt::format("{:<9}newsgraph analyze {}\n", "next", next));
  return log.dropped() > 0 ? kSomeFailed : kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->inputs)->required();
  options->outputs.declare(app);
  options->filtering.declare(app);
  options->making.declare(app);
  app.add_option("--cache", options->cache,
                 "keep the facts of each article in DIR: unchanged ones\nare not read again")
      ->type_name("DIR");
  app.add_option("--ledger", options->ledger, "list all that was dropped in FILE, with the reason")
      ->type_name("FILE");
  return [options, &common] { return build(*options, common); };
}

}  // namespace

extern const Command kBuildCommand;
const Command kBuildCommand = {
    "build",
    "Read articles and write the graph of who did what with whom.",
    "[options] INPUT... -o FILE [-o FILE]...    (files, folders, '-' for standard input)",
    "newsgraph build samples/vi -o news.json -o news.graphml\n"
    "newsgraph build samples/vi --quiet -f dot -o - > news.dot",
    declare,
};

}  // namespace newsgraph
