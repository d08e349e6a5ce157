// SPDX-License-Identifier: Apache-2.0
// Any bytes: a graph is read, or refused with GraphFileError. A graph that was read is written and read
// again: the same. So are its parts, its sum and its actors, and the evidence of a part is of the articles it
// was of. Every format but the drawings, which take a program of their own, writes it.
#include "export/graph_json.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "export/aggregate.h"
#include "export/format.h"
#include "graph/analysis/projection.h"
#include "graph/diff.h"
#include "graph/query.h"
#include "tests/export/sample_graphs.h"

namespace {

using namespace newsgraph;

void check(bool good) {
  if (!good) std::abort();
}

void check_read_back(const Graph& graph) {
  StringSink sink;
  write_graph(graph, *find_format("json"), {}, sink);
  check(difference(read_graph_json(sink.text), graph).empty());
}

/// Filters that keep something of most graphs, and leave something of most.
std::vector<GraphFilter> filters_of(const Graph& graph) {
  std::vector<GraphFilter> filters(7);
  filters[0].keep_isolated = true;
  filters[1].min_evidence = 2;
  filters[2].from = "2024";
  filters[3].statuses = {Status::kStated, Status::kReported};
  filters[4].top = 2;
  if (!graph.nodes.empty()) filters[5].around = {static_cast<NodeIndex>(graph.nodes.size() / 2)};
  if (!graph.edges.empty()) filters[6].edge_types = {std::string(graph.edges.back().type)};
  return filters;
}

/// Whether an edge of the whole graph has the evidence, of the same article.
bool has_evidence(const Graph& graph, const Edge& edge, const Evidence& evidence, std::string_view article) {
  return std::ranges::any_of(edge.evidence, [&](const Evidence* each) {
    return each->text == evidence.text && each->sentence == evidence.sentence &&
           graph.articles[each->article].id == article;
  });
}

void check_evidence(const Graph& graph, const Graph& part) {
  for (const Edge& edge : part.edges) {
    const auto whole = std::ranges::find(graph.edges, edge.id, &Edge::id);
    check(whole != graph.edges.end());
    for (const Evidence* evidence : edge.evidence)
      check(has_evidence(graph, *whole, *evidence, part.articles.at(evidence->article).id));
  }
}

void write_all_formats(const Graph& graph) {
  constexpr std::array<std::string_view, 3> kDrawings = {"svg", "png", "pdf"};
  for (const Format& format : formats()) {
    if (std::ranges::find(kDrawings, format.name) != kDrawings.end()) continue;
    StringSink sink;
    write_graph(graph, format, {}, sink);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  Graph graph;
  try {
    graph = read_graph_json({reinterpret_cast<const char*>(data), size});
  } catch (const GraphFileError& error) {
    if (error.offset() > size) std::abort();
    return 0;
  }
  check_read_back(graph);
  check(diff(graph, graph).empty());
  for (const GraphFilter& filter : filters_of(graph)) {
    const Graph part = filter_graph(graph, filter);
    check_read_back(part);
    check_evidence(graph, part);
  }
  check_read_back(aggregated(graph));
  check_read_back(project_actors(project(graph, {})));
  write_all_formats(graph);
  return 0;
}
