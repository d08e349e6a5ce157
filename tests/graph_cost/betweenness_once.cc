// SPDX-License-Identifier: Apache-2.0
// graph_cost scalar|lanes SOURCES: betweenness from so many sources of a power-law graph of 5,000 vertices,
// for check.py to count instructions. Prints the number of arcs.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/graph/bench.h"
#include "graph/analysis/betweenness.h"

int main(int argc, char** argv) {
  using namespace newsgraph;
  if (argc != 3) return 2;
  const bench::EdgeList list = bench::generate("pl", 5000, 25000, 42);
  const UndirectedGraph graph(list.vertices, list.edges);
  BetweennessOptions options;
  options.threads = 1;
  options.split_blocks = false;  // every source searches the whole graph
  options.pivots = static_cast<std::uint32_t>(std::atoi(argv[2]));
  options.kernel = std::string(argv[1]) == "scalar" ? BetweennessOptions::Kernel::kScalar
                                                    : BetweennessOptions::Kernel::kBaselineLanes;
  const auto score = betweenness(graph, options);
  std::printf("%zu\n", graph.out().arcs());
  return score.size() == list.vertices ? 0 : 1;
}
