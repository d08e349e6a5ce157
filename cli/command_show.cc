// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <tuple>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/evidence_text.h"
#include "cli/in_range.h"
#include "cli/message.h"
#include "export/graph_json.h"
#include "extract/one_line.h"
#include "graph/analysis/text_table.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph, name;
  std::vector<std::string> types;
  std::size_t sentences = 1;
};

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : "; ").append(on_one_line(word));
  return text;
}

/// Everything about a node but its edges, indented.
std::string about(const Node& node) {
  std::string text = fmt::format("  id {}\n", node.id);
  if (!node.label_en.empty() && node.label_en != node.label)
    text += fmt::format("  in English {}\n", on_one_line(node.label_en));
  if (!node.aliases.empty()) text += fmt::format("  also called {}\n", joined(node.aliases));
  for (const Attribute& attribute : node.attributes)
    text += fmt::format("  {} {}\n", attribute.key, on_one_line(attribute.value));
  text += fmt::format("  named {} in {}", count_of(node.mentions, "time"),
                      count_of(node.articles.size(), "article"));
  if (!node.first_date.empty())
    text += node.first_date == node.last_date ? fmt::format(" of {}", node.first_date)
                                              : fmt::format(" of {} to {}", node.first_date, node.last_date);
  return text + "\n";
}

/// The node's edges of the types asked for (all, when none is), by type, the one said most often first.
std::vector<const Edge*> edges_of(const Graph& graph, NodeIndex node, const std::vector<std::string>& types) {
  std::vector<const Edge*> edges;
  for (const Edge& edge : graph.edges) {
    if (edge.source != node && edge.target != node) continue;
    if (types.empty() || std::ranges::find(types, edge.type) != types.end()) edges.push_back(&edge);
  }
  const auto rank = [&](const Edge* edge) {
    return std::tuple(edge->type, edge->source != node, -std::int64_t{edge->weight}, edge->id);
  };
  std::ranges::sort(edges, {}, rank);
  return edges;
}

void check_types(const Graph& graph, const std::vector<std::string>& types) {
  for (const std::string& type : types) {
    if (std::ranges::find(graph.edges, std::string_view(type), &Edge::type) == graph.edges.end())
      throw UsageError(
          fmt::format("no edge of this graph is of type '{}'; 'newsgraph show GRAPH NAME' without --type "
                      "lists those that a node has",
                      type));
  }
}

int show_node(const Options& options, const CommonOptions&) {
  const Graph graph = read_graph_file(options.graph);
  check_types(graph, options.types);
  const ChosenNode chosen = choose_node(graph, options.name);
  if (!chosen.note.empty()) print(chosen.note + "\n");
  const Node& node = graph.nodes[chosen.node];
  print(node_text(node) + "\n" + about(node));
  const std::vector<const Edge*> edges = edges_of(graph, chosen.node, options.types);
  for (const Edge* const edge : edges) {
    print(edge_text(graph, *edge) + "\n");
    if (options.sentences > 0) print(evidence_text(graph, *edge, options.sentences));
  }
  if (edges.empty()) print("no edge\n");
  return kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph)->required();
  app.add_option("NAME", options->name)->required();
  app.add_option("--type", options->types, "only edges of this type; may be repeated")
      ->type_name("RELATION")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--sentences", options->sentences, "show at most N sentences of each edge")
      ->type_name("N")
      ->check(in_range(std::uint64_t{0}, kMostCounted))
      ->capture_default_str();
  return [options, &common] { return show_node(*options, common); };
}

}  // namespace

extern const Command kShowCommand;
const Command kShowCommand = {
    "show",
    "Show one node: its names, what is known of it, and its edges with their sentences.",
    "[options] GRAPH NAME    (GRAPH is a JSON export; names need no tone marks)",
    "newsgraph show news.json \"lao cai\"\n"
    "newsgraph show news.json \"Lê Hải Yến\" --type MEETS --sentences 3\n"
    "newsgraph show news.json \"Hà Nội\" --sentences 0",
    declare,
    "Exit status: 0 shown, 2 command line or graph wrong.",
};

}  // namespace newsgraph
