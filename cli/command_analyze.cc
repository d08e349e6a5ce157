// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/graph_filtering.h"
#include "cli/graph_outputs.h"
#include "cli/message.h"
#include "cli/suggest.h"
#include "export/graph_json.h"
#include "graph/analysis/find_node.h"
#include "graph/analysis/paths.h"
#include "graph/analysis/projection.h"
#include "graph/analysis/report.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph;
  std::vector<std::string> by, types, statuses, start;
  std::string weight = "evidence", engine = "own", of, from, to, ego;
  std::uint32_t radius = 1;
  std::size_t top = 10;
  std::uint32_t pivots = 0;
  std::uint64_t seed = 1;
  double budget = 60;
  bool directed = false, json = false, csv = false, summary = false, list = false, project = false;
  GraphOutputs outputs;
  bool writes = false;
};

int print_measures() {
  for (const Measure& row : measures())
    print(fmt::format("{:<22}{}\n{:<22}reads {}\n", row.name, row.summary, "", row.reads));
  return kAllDone;
}

GraphView view_of(const Options& options) {
  GraphView view;
  view.types = options.types;
  view.directed = options.directed;
  check_date("--from", options.from);
  check_date("--to", options.to);
  view.from = options.from;
  view.to = options.to;
  if (!parse_weight(options.weight, view.weight))
    throw UsageError(
        fmt::format("unknown weight '{}'; weights are evidence, articles, none", options.weight));
  for (const std::string& name : options.statuses) {
    Status status{};
    if (!parse_status(name, status))
      throw UsageError(
          fmt::format("unknown status '{}'; statuses are stated, planned, proposed, denied, reported", name));
    view.statuses.push_back(status);
  }
  return view;
}

// The node that `name` means; says so where it is not obvious.
NodeIndex named_node(const Graph& graph, const std::string& name, bool quiet) {
  std::string note;
  const NodeIndex node = find_node(graph, name, note);
  if (!quiet && !note.empty()) print_warning(note);
  return node;
}

std::vector<Vertex> vertices_named(const Network& network, const std::vector<std::string>& names,
                                   bool quiet) {
  std::vector<Vertex> found;
  for (const std::string& name : names) {
    const NodeIndex node = named_node(*network.graph, name, quiet);
    const auto place = std::ranges::lower_bound(network.nodes, node);
    if (place == network.nodes.end() || *place != node)
      throw UsageError(fmt::format("'{}' is not among the types that --types keeps", name));
    found.push_back(static_cast<Vertex>(place - network.nodes.begin()));
  }
  return found;
}

// The nodes within --radius of --ego, and the edges between them.
Graph ego_graph(const Graph& graph, const GraphView& view, const Options& options, bool quiet) {
  const Network network = project(graph, view);
  const Vertex center = vertices_named(network, {options.ego}, quiet).front();
  std::vector<NodeIndex> keep;
  for (const auto& [vertex, distance] : ego_network(network, center, options.radius))
    keep.push_back(network.nodes[vertex]);
  std::ranges::sort(keep);
  Graph result;
  result.memory = graph.memory;
  result.articles = graph.articles;
  result.node_types = graph.node_types;
  result.edge_types = graph.edge_types;
  for (const NodeIndex node : keep) result.nodes.push_back(graph.nodes[node]);
  const auto place = [&](NodeIndex node) {
    const auto found = std::ranges::lower_bound(keep, node);
    return found != keep.end() && *found == node ? found - keep.begin() : -1;
  };
  for (const Edge& edge : graph.edges) {
    const auto source = place(edge.source);
    const auto target = place(edge.target);
    if (source < 0 || target < 0) continue;
    result.edges.push_back(edge);
    result.edges.back().source = static_cast<NodeIndex>(source);
    result.edges.back().target = static_cast<NodeIndex>(target);
  }
  return result;
}

void check_node_type(const Graph& graph, const std::string& type) {
  std::set<std::string> types;
  for (const Node& node : graph.nodes) types.emplace(node.type);
  if (type.empty() || types.contains(type)) return;
  throw UsageError(unknown("node type", type, std::vector<std::string>(types.begin(), types.end())));
}

/// For a view that no edge is in: what the graph has, so that the next one may be better.
std::string nothing_left(const Graph& graph, std::size_t outside) {
  std::string_view first, last;
  for (const ArticleInfo& article : graph.articles) {
    if (article.date.empty()) continue;
    if (first.empty() || article.date < first) first = article.date;
    if (article.date > last) last = article.date;
  }
  return fmt::format("--types, --status, --from and --to leave none of the graph's {} edges{}", outside,
                     first.empty() ? "" : fmt::format("; its articles are from {} to {}", first, last));
}

int analyze_graph(Options& options, const CommonOptions& common) {
  if (options.list) return print_measures();
  if (options.graph.empty()) throw UsageError("GRAPH is required");
  if (options.engine != "own" && options.engine != "bgl")
    throw UsageError(fmt::format("unknown engine '{}'; engines are own, bgl", options.engine));
  if (options.writes) options.outputs.plan();
  AnalysisOptions what;
  what.measures = options.by;
  for (const std::string& name : what.measures) measure(name);  // before the graph is read
  what.options.threads = common.jobs;
  what.options.seed = options.seed;
  what.options.pivots = options.pivots;
  what.options.budget_seconds = options.budget;
  what.options.boost_engine = options.engine == "bgl";
  GraphView view = view_of(options);

  Graph graph = read_graph_file(options.graph);
  if (!options.ego.empty()) graph = ego_graph(graph, view, options, common.quiet);
  if (options.project) {
    std::vector<NodeIndex> skipped;
    const Network whole = project(graph, view);
    Graph actors = project_actors(whole, {}, &skipped);
    for (const NodeIndex node : skipped)
      print_warning(fmt::format("{}: more than {} actors share it, so it ties none of them",
                                graph.nodes[node].label, ProjectionOptions{}.most_actors));
    graph = std::move(actors);
    view.types.clear();
    view.from.clear();
    view.to.clear();
    view.statuses.clear();
  }
  if (!options.start.empty())
    what.options.start = vertices_named(project(graph, view), options.start, common.quiet);
  check_node_type(graph, options.of);
  const Analysis analysis = analyze(graph, view, what);
  if (analysis.network.edges.empty() && analysis.network.edges_outside > 0 && !common.quiet)
    print_warning(nothing_left(graph, analysis.network.edges_outside));
  const ReportOptions shape{options.top, options.of};
  const bool to_stdout = options.writes && options.outputs.to_stdout();
  if (!to_stdout && !(common.quiet && options.writes)) {
    if (options.summary)
      print(text_summary(analysis, what.options, shape));
    else if (options.json)
      print(json_report(analysis, shape));
    else if (options.csv)
      print(csv_report(analysis, shape));
    else
      print(text_report(analysis, shape));
  }
  if (options.writes) {
    Graph measured = graph;
    add_attributes(analysis, measured);
    options.outputs.write(measured, common.quiet || to_stdout || options.json || options.csv);
  }
  return kAllDone;
}

// What cannot be measured as asked is the command line's fault, not the program's.
int run(Options& options, const CommonOptions& common) {
  try {
    return analyze_graph(options, common);
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph);
  app.add_option("--by", options->by,
                 "measures, as --list names them\n[default: degree strength pagerank betweenness]")
      ->type_name("MEASURE")
      ->delimiter(',');
  app.add_flag("--list", options->list, "list the measures");
  app.add_option("--top", options->top, "rows of each table [default: 10]")->type_name("N");
  app.add_option("--of", options->of, "only nodes of this type in the tables")->type_name("TYPE");
  app.add_option("--types", options->types, "keep only these node and edge types")
      ->type_name("TYPE")
      ->delimiter(',');
  app.add_option("--status", options->statuses, "keep only edges of these statuses [default: all but denied]")
      ->type_name("STATUS")
      ->delimiter(',');
  app.add_option("--from", options->from, "keep edges with an article on or after this date")
      ->type_name("DATE");
  app.add_option("--to", options->to, "keep edges with an article on or before this date")->type_name("DATE");
  app.add_option("--weight", options->weight, "evidence, articles or none [default: evidence]")
      ->type_name("WHAT");
  app.add_flag("--directed", options->directed, "distances follow the direction of edges");
  app.add_option("--start", options->start, "PageRank starts from these nodes")->type_name("NODE");
  app.add_option("--ego", options->ego, "only this node and what is near it")->type_name("NODE");
  app.add_option("--radius", options->radius, "how near, in steps [default: 1]")->type_name("N");
  app.add_flag("--project", options->project, "actors only, tied by the events and documents they share");
  app.add_flag("--summary", options->summary, "a page to paste: leaders, bridges, communities");
  app.add_flag("--json", options->json, "print JSON");
  app.add_flag("--csv", options->csv, "print CSV");
  app.add_option("--pivots", options->pivots, "sample betweenness from so many nodes")->type_name("N");
  app.add_option("--budget", options->budget,
                 "sample betweenness when the exact one would take more\nseconds [default: 60]")
      ->type_name("SECONDS");
  app.add_option("--seed", options->seed, "of samples and communities [default: 1]")->type_name("N");
  app.add_option("--engine", options->engine, "own or bgl: Boost.Graph's algorithm where it has one")
      ->type_name("NAME");
  options->outputs.declare(app);
  app.get_option("--output")->required(false);
  return [options, &app, &common] {
    options->writes = app.count("--output") > 0;
    return run(*options, common);
  };
}

}  // namespace

extern const Command kAnalyzeCommand;
const Command kAnalyzeCommand = {
    "analyze",
    "Find the central actors, communities and bridges of a graph.",
    "[options] GRAPH    (a JSON export; -o writes the graph with its scores)",
    "newsgraph analyze news.json --by pagerank,betweenness --top 5\n"
    "newsgraph analyze news.json --summary --from 2024-11\n"
    "newsgraph analyze news.json --by community -o news.gexf",
    declare,
};

}  // namespace newsgraph
