// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/evidence_text.h"
#include "cli/in_range.h"
#include "cli/message.h"
#include "export/graph_json.h"
#include "graph/analysis/network.h"
#include "graph/analysis/paths.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph, from, to;
  std::size_t sentences = 1, paths = 1;
  bool by_strength = false, directed = false;
};

void show(const Graph& graph, const Path& path, std::size_t sentences) {
  print(node_text(graph.nodes[path.vertices.front()]) + "\n");
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    const Edge& edge = graph.edges[path.edges[i]];
    const bool forward = edge.source == path.vertices[i];
    print(fmt::format("  {} {}\n", forward ? "->" : "<-", edge_text(graph, edge)));
    print(evidence_text(graph, edge, sentences));
    print(node_text(graph.nodes[path.vertices[i + 1]]) + "\n");
  }
}

int show_path(const Options& options, const CommonOptions&) {
  const Graph graph = read_graph_file(options.graph);
  const ChosenNode from = choose_node(graph, options.from);
  const ChosenNode to = choose_node(graph, options.to);
  for (const ChosenNode& chosen : {from, to}) {
    if (!chosen.note.empty()) print(chosen.note + "\n");
  }
  GraphView view;
  view.directed = options.directed;
  const Network network = project(graph, view);
  const std::vector<Path> paths =
      shortest_paths(network, from.node, to.node, options.paths, options.by_strength);
  if (paths.empty()) {
    print(fmt::format("No path {} {} {} {}.\n", options.directed ? "leads from" : "joins",
                      node_text(graph.nodes[from.node]), options.directed ? "to" : "and",
                      node_text(graph.nodes[to.node])));
    return kSomeFailed;
  }
  for (const Path& path : paths) {
    if (&path != &paths.front()) print("\n");
    show(graph, path, options.sentences);
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
      ->check(in_range(std::uint64_t{0}, kMostCounted))
      ->capture_default_str();
  app.add_option("--paths", options->paths, "show at most N of the shortest ways")
      ->type_name("N")
      ->check(in_range(1, 1000))
      ->capture_default_str();
  app.add_flag("--by-strength", options->by_strength,
               "shortest is what goes over the ties with the most sentences, not over the fewest steps");
  app.add_flag("--directed", options->directed, "follow edges from source to target only");
  return [options, &common] { return show_path(*options, common); };
}

}  // namespace

extern const Command kPathCommand;
const Command kPathCommand = {
    "path",
    "Show a shortest way from one node to another, with the sentences behind each step.",
    "[options] GRAPH A B    (GRAPH is a JSON export; names need no tone marks)",
    "newsgraph path news.json \"lao cai\" \"trung quoc\"\n"
    "newsgraph path news.json \"Lào Cai\" \"Vân Nam\" --sentences 0\n"
    "newsgraph path news.json \"lao cai\" \"trung quoc\" --paths 5 --by-strength",
    declare,
    "Edges of which all sentences say that it is not so join nothing.\n"
    "Exit status: 0 found, 1 nothing joins the two, 2 command line or graph wrong.",
};

}  // namespace newsgraph
