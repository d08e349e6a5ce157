// SPDX-License-Identifier: Apache-2.0
// One measurement: graph_bench ENGINE MEASURE KIND VERTICES EDGES [THREADS [SOURCES]] prints a line
//   engine measure kind vertices edges threads seconds share checksum peak_mb
// graph_bench top - KIND VERTICES EDGES THREADS SOURCES [SEED] prints the seconds and the 100 vertices of
// highest betweenness. graph_bench dump - KIND VERTICES EDGES writes the edges, for engines that are not
// linked. graph_bench versions - pl 1 0 names the compiler and the libraries.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <numeric>
#include <string>
#include <sys/resource.h>
#include <utility>

#include <boost/version.hpp>

#include "bench/graph/bench.h"
#include "graph/analysis/betweenness.h"

namespace {

void print_top(const newsgraph::bench::EdgeList& list, const newsgraph::bench::Task& task,
               std::uint64_t seed) {
  using namespace newsgraph;
  const UndirectedGraph graph(list.vertices, list.edges);
  BetweennessOptions options;
  options.threads = task.threads;
  options.pivots = task.sources;
  options.seed = seed;
  const bench::Stopwatch watch;
  const std::vector<double> score = betweenness(graph, options);
  std::printf("%.6f", watch.seconds());
  std::vector<Vertex> order(list.vertices);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](Vertex a, Vertex b) { return std::pair(-score[a], a) < std::pair(-score[b], b); });
  for (std::size_t i = 0; i < std::min<std::size_t>(100, order.size()); ++i) std::printf(" %u", order[i]);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  using namespace newsgraph::bench;
  if (argc < 6) {
    std::fprintf(stderr,
                 "usage: graph_bench ours|boost|igraph|top|dump|versions MEASURE KIND VERTICES EDGES "
                 "[THREADS [SOURCES [SEED]]]\n");
    return 2;
  }
  try {
    const std::string engine = argv[1];
    const EdgeList list = generate(argv[3], static_cast<newsgraph::Vertex>(std::atol(argv[4])),
                                   static_cast<std::uint32_t>(std::atol(argv[5])), 42);
    if (engine == "versions") {
      std::printf("GCC %s, igraph %s, Boost %s\n", __VERSION__, igraph_version().c_str(), BOOST_LIB_VERSION);
      return 0;
    }
    if (engine == "dump") {
      std::printf("%u\n", list.vertices);
      for (const auto& e : list.edges) std::printf("%u %u %u\n", e.source, e.target, e.weight);
      return 0;
    }
    Task task;
    task.measure = argv[2];
    if (argc > 6) task.threads = static_cast<unsigned>(std::atoi(argv[6]));
    if (argc > 7) task.sources = static_cast<std::uint32_t>(std::atol(argv[7]));
    if (engine == "top") {
      print_top(list, task, argc > 8 ? static_cast<std::uint64_t>(std::atol(argv[8])) : 1);
      return 0;
    }
    const auto outcome = engine == "ours"    ? run_ours(list, task)
                         : engine == "boost" ? run_stock_boost(list, task)
                                             : run_igraph(list, task);
    if (!outcome) {
      std::printf("%s %s %s -\n", argv[1], argv[2], argv[3]);
      return 1;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%s %s %s %u %zu %u %.6f %.6g %.17g %ld\n", argv[1], argv[2], argv[3], list.vertices,
                list.edges.size(), task.threads, outcome->seconds, outcome->share, outcome->checksum,
                usage.ru_maxrss / 1024);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "graph_bench: error: %s\n", error.what());
    return 2;
  }
}
