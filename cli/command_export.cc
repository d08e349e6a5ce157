// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/graph_filtering.h"
#include "cli/graph_outputs.h"
#include "export/graph_json.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph;
  GraphFiltering filtering;
  GraphOutputs outputs;
};

int write_again(Options& options, const CommonOptions& common) {
  options.outputs.plan({&options.graph, 1}, {}, common);
  options.filtering.check();
  const Graph graph = options.filtering.apply(read_graph_file(options.graph));
  options.outputs.check(graph);
  options.outputs.write(graph, common.quiet);
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph)->required();
  options->outputs.declare(app);
  options->filtering.declare(app);
  options->filtering.declare_choice_of_nodes(app);
  return [options, &common] { return write_again(*options, common); };
}

}  // namespace

extern const Command kExportCommand;
const Command kExportCommand = {
    "export",
    "Write a graph in another format, or a part of it.",
    "[options] GRAPH -o FILE [-o FILE]...    (GRAPH is a JSON export)",
    "newsgraph export news.json -o news.graphml -o news.svg\n"
    "newsgraph export news.json --around \"le hai yen\" --hops 2 --min-evidence 2 -f dot -o - | neato -Tsvg "
    "> "
    "near.svg",
    declare,
};

}  // namespace newsgraph
