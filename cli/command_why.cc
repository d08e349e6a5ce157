// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/evidence_text.h"
#include "cli/message.h"
#include "export/graph_json.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph, first, second;
  std::size_t sentences = 0;
};

int show_evidence(const Options& options, const CommonOptions&) {
  const Graph graph = read_graph_file(options.graph);
  const ChosenNode first = choose_node(graph, options.first);
  const ChosenNode second = choose_node(graph, options.second);
  for (const ChosenNode& chosen : {first, second}) {
    if (!chosen.note.empty()) print(chosen.note + "\n");
  }
  bool found = false;
  for (const Edge& edge : graph.edges) {
    const bool forward = edge.source == first.node && edge.target == second.node;
    const bool backward = edge.source == second.node && edge.target == first.node;
    if (!forward && !backward) continue;
    found = true;
    print(edge_text(graph, edge) + "\n" + evidence_text(graph, edge, options.sentences));
  }
  if (found) return kAllDone;
  print(fmt::format("No edge joins {} and {}; 'newsgraph path' shows how they are connected.\n",
                    node_text(graph.nodes[first.node]), node_text(graph.nodes[second.node])));
  return kSomeFailed;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph)->required();
  app.add_option("A", options->first)->required();
  app.add_option("B", options->second)->required();
  app.add_option("--sentences", options->sentences, "show at most N sentences of each edge; 0: all")
      ->type_name("N")
      ->capture_default_str();
  return [options, &common] { return show_evidence(*options, common); };
}

}  // namespace

extern const Command kWhyCommand;
const Command kWhyCommand = {
    "why",
    "Show the edges between two nodes with the sentences and rules behind them.",
    "[options] GRAPH A B    (GRAPH is a JSON export; names need no tone marks)",
    "newsgraph why news.json \"ha giang\" \"hội nghị\"\n"
    "newsgraph why news.json \"Lào Cai\" \"Vân Nam\" --sentences 2",
    declare,
    "Exit status: 0 found, 1 no edge joins the two, 2 command line or graph wrong.",
};

}  // namespace newsgraph
