// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/evidence_text.h"
#include "cli/message.h"
#include "export/graph_json.h"
#include "graph/query.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph, from, to;
  std::size_t sentences = 1;
};

int show_path(const Options& options, const CommonOptions&) {
  const Graph graph = read_graph_file(options.graph);
  const ChosenNode from = choose_node(graph, options.from);
  const ChosenNode to = choose_node(graph, options.to);
  for (const ChosenNode& chosen : {from, to}) {
    if (!chosen.note.empty()) print(chosen.note + "\n");
  }
  const std::optional<NodePath> path = shortest_path(graph, from.node, to.node);
  if (!path) {
    print(fmt::format("No path joins {} and {}.\n", node_text(graph.nodes[from.node]),
                      node_text(graph.nodes[to.node])));
    return kSomeFailed;
  }
  print(node_text(graph.nodes[path->nodes.front()]) + "\n");
  for (std::size_t i = 0; i < path->edges.size(); ++i) {
    const Edge& edge = graph.edges[path->edges[i]];
    const bool forward = edge.source == path->nodes[i];
    print(fmt::format("  {} {}\n", forward ? "->" : "<-", edge_text(graph, edge)));
    print(evidence_text(graph, edge, options.sentences));
    print(node_text(graph.nodes[path->nodes[i + 1]]) + "\n");
  }
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph)->required();
  app.add_option("A", options->from)->required();
  app.add_option("B", options->to)->required();
  app.add_option("--sentences", options->sentences, "show at most N sentences of each edge; 0: all")
      ->type_name("N")
      ->capture_default_str();
  return [options, &common] { return show_path(*options, common); };
}

}  // namespace

extern const Command kPathCommand;
const Command kPathCommand = {
    "path",
    "Show a shortest way from one node to another, with the sentences behind each step.",
    "[options] GRAPH A B    (GRAPH is a JSON export; names need no tone marks)",
    "newsgraph path news.json \"lao cai\" \"ha noi\"\n"
    "newsgraph path news.json \"Hải Phòng\" \"Trung Quốc\" --sentences 0",
    declare,
    "Exit status: 0 found, 1 nothing joins the two, 2 command line or graph wrong.",
};

}  // namespace newsgraph
