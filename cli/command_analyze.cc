// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/graph_filtering.h"
#include "cli/graph_outputs.h"
#include "cli/in_range.h"
#include "cli/message.h"
#include "export/graph_json.h"
#include "graph/analysis/projection.h"
#include "graph/analysis/report.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph;
  std::vector<std::string> by, start;
  std::string weight = "evidence", engine = "own", of;
  std::size_t top = 10;
  std::uint32_t pivots = 0;
  std::uint64_t seed = 1;
  double budget = 60;
  bool directed = false, json = false, csv = false, summary = false, list = false, project = false;
  GraphFiltering filtering;
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
  view.directed = options.directed;
  view.keep_denied = options.filtering.by_status();
  if (!parse_weight(options.weight, view.weight))
    throw UsageError(
        fmt::format("unknown weight '{}'; weights are evidence, articles, none", options.weight));
  return view;
}

AnalysisOptions analysis_of(const Options& options, unsigned jobs) {
  AnalysisOptions what;
  what.measures = options.by;
  for (const std::string& name : what.measures) measure(name);  // before the graph is read
  what.options.threads = jobs;
  what.options.seed = options.seed;
  what.options.pivots = options.pivots;
  what.options.budget_seconds = options.budget;
  what.options.boost_engine = options.engine == "bgl";
  return what;
}

Graph actors_of(const Graph& graph, const GraphView& view) {
  std::vector<NodeIndex> skipped;
  Graph actors = project_actors(project(graph, view), {}, &skipped);
  for (const NodeIndex node : skipped)
    print_warning(fmt::format("{}: more than {} actors share it, so it ties none of them",
                              graph.nodes[node].label, ProjectionOptions{}.most_actors));
  return actors;
}

// Where a node of the graph that was read is in `part` of it.
Vertex vertex_of(const Node& start, const Graph& part) {
  const auto node = std::ranges::find(part.nodes, start.id, &Node::id);
  if (node == part.nodes.end())
    throw UsageError(
        fmt::format("--start: {} is not in the part of the graph that is analysed", node_text(start)));
  return static_cast<Vertex>(node - part.nodes.begin());
}

int analyze_graph(Options& options, const CommonOptions& common) {
  if (options.list) return print_measures();
  if (options.graph.empty()) throw UsageError("GRAPH is required");
  if (options.engine != "own" && options.engine != "bgl")
    throw UsageError(fmt::format("unknown engine '{}'; engines are own, bgl", options.engine));
  if (int{options.summary} + int{options.json} + int{options.csv} > 1)
    throw UsageError("--summary, --json and --csv are three ways to print the same; give one of them");
  options.outputs.plan({&options.graph, 1}, {}, common);
  options.filtering.check();
  AnalysisOptions what = analysis_of(options, common.jobs);
  const GraphView view = view_of(options);

  Graph graph = read_graph_file(options.graph);
  if (!options.of.empty()) check_node_types(graph, {options.of});
  std::vector<Node> start;
  for (const std::string& name : options.start)
    start.push_back(graph.nodes[choose_node_for("--start", graph, name)]);
  graph = options.filtering.apply(std::move(graph));
  if (options.project) graph = actors_of(graph, view);
  for (const Node& node : start) what.options.start.push_back(vertex_of(node, graph));

  const Analysis analysis = analyze(graph, view, what);
  if (options.writes) {
    add_attributes(analysis, graph);
    options.outputs.check(graph);
  }
  const ReportOptions shape{options.top, options.of};
  const bool to_stdout = options.writes && options.outputs.to_stdout();
  if (!to_stdout && !(common.quiet && options.writes)) {
    if (options.summary)
      print(text_summary(analysis, what.options, shape));
    else if (options.json)
      print(json_report(analysis, shape));
    else if (options.csv)
      print_bytes(csv_report(analysis, shape));
    else
      print(text_report(analysis, shape));
  }
  if (options.writes) options.outputs.write(graph, common.quiet || to_stdout || options.json || options.csv);
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
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_flag("--list", options->list, "list the measures");
  app.add_option("--top", options->top, "rows of each table [default: 10]")
      ->type_name("N")
      ->check(in_range(std::uint64_t{0}, kMostCounted));
  app.add_option("--of", options->of, "only nodes of this type in the tables")->type_name("TYPE");
  options->filtering.declare(app);
  app.add_option("--weight", options->weight, "evidence, articles or none [default: evidence]")
      ->type_name("WHAT");
  app.add_flag("--directed", options->directed, "distances follow the direction of edges");
  app.add_option("--start", options->start, "PageRank starts from NODE; may be repeated")
      ->type_name("NODE")
      ->allow_extra_args(false);
  app.add_flag("--project", options->project, "actors only, tied by the events and documents they share");
  app.add_flag("--summary", options->summary, "a page to paste: leaders, bridges, communities");
  app.add_flag("--json", options->json, "print JSON");
  app.add_flag("--csv", options->csv, "print CSV");
  app.add_option("--pivots", options->pivots, "sample betweenness from so many nodes")
      ->type_name("N")
      ->check(in_range(std::uint64_t{0}, kMostCounted));
  app.add_option("--budget", options->budget,
                 "sample betweenness when the exact one would take more\nseconds [default: 60]")
      ->type_name("SECONDS")
      ->check(in_range(0.0, 1e9));
  app.add_option("--seed", options->seed, "of samples and communities [default: 1]")
      ->type_name("N")
      ->check(in_range(std::uint64_t{0}, std::uint64_t{std::numeric_limits<std::int64_t>::max()}));
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
