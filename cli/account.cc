// SPDX-License-Identifier: Apache-2.0
#include "cli/account.h"

#include <vector>

#include <fmt/format.h>

#include "cli/message.h"
#include "graph/analysis/analysis.h"
#include "graph/analysis/text_table.h"

namespace newsgraph {
namespace {

constexpr std::size_t kCentralActors = 10;
constexpr std::size_t kColumnsOfLabel = 44;

void print_row(std::string_view heading, const std::string& text) {
  print(fmt::format("{:<9}{}\n", heading, text));
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  double size = static_cast<double>(bytes);
  if (bytes < 1000) return count_of(bytes, "byte");
  std::string_view unit;
  for (const std::string_view next : {"kB", "MB", "GB", "TB"}) {
    if (size < 999.95) break;  // more is told as 1000.0
    size /= 1000;
    unit = next;
  }
  return fmt::format("{:.1f} {}", size, unit);
}

void print_reading(const PipelineCounts& counts) {
  std::string read =
      fmt::format("{} in {}, {}, {}", count_of(counts.articles, "article"), count_of(counts.files, "file"),
                  size_text(counts.bytes), count_of(counts.sentences, "sentence"));
  if (counts.from_cache > 0) read += fmt::format("; {} from the cache", grouped(counts.from_cache));
  print_row("read", read);
  print_row("found",
            fmt::format("{}, {}", count_of(counts.mentions, "mention"), count_of(counts.facts, "fact")));
}

void print_graph(const Graph& graph, const GraphReport& report, const DropLog* log) {
  std::uint64_t evidence = 0;
  for (const Edge& edge : graph.edges) evidence += edge.evidence.size();
  print_row("graph", fmt::format("{}, {}, {}", count_of(graph.nodes.size(), "node"),
                                 count_of(graph.edges.size(), "edge"),
                                 count_of(evidence, "piece of evidence", "pieces of evidence")));
  std::vector<std::string> dropped;
  if (log != nullptr && log->dropped() > 0) {
    dropped.push_back(fmt::format("{}: {}", count_of(log->dropped(), "input"), log->by_reason()));
  }
  const auto add = [&](std::uint64_t number, const char* singular, const char* plural) {
    if (number > 0) dropped.push_back(count_of(number, singular, plural));
  };
  add(report.duplicates, "article that was there already", "articles that were there already");
  add(report.clashes, "article whose id another article has", "articles whose ids other articles have");
  add(report.denied, "fact that its article says is not so", "facts that their articles say are not so");
  add(report.loops, "fact with one node at both ends", "facts with one node at both ends");
  if (dropped.empty()) dropped.emplace_back("nothing");
  std::string_view heading = "dropped";
  for (const std::string& line : dropped) {
    print_row(heading, line);
    heading = "";
  }
}

void print_central_actors(const Graph& graph, unsigned threads) {
  if (graph.edges.empty()) return;
  AnalysisOptions options;
  options.measures = {"degree", "pagerank"};
  options.options.threads = threads;
  const Analysis analysis = analyze(graph, {}, options);
  const std::vector<double>& degrees = analysis.find("degree")->values;
  print(fmt::format("\nMost central (PageRank):\n     {} {:<13} {:>8} {:>7}\n",
                    padded("name", kColumnsOfLabel), "type", "PageRank", "degree"));
  std::size_t rank = 0;
  for (const CentralActor& actor : most_central(analysis, "pagerank", kCentralActors)) {
    const Node& node = analysis.network.node(actor.vertex);
    print(fmt::format("{:>4} {} {:<13} {:>8.4f} {:>7.0f}\n", ++rank, padded(node.label, kColumnsOfLabel),
                      node.type, actor.score, degrees[actor.vertex]));
  }
  print("\n");
}

}  // namespace newsgraph
