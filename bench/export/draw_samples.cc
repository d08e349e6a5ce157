// SPDX-License-Identifier: Apache-2.0
// Writes made-up graphs in any format, to look at:  draw_samples NODES EDGES FILE [SIZE_BY]
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "bench/export/news_graph.h"
#include "export/file_output.h"

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: draw_samples NODES EDGES FILE\n", stderr);
    return 2;
  }
  try {
    const auto graph = newsgraph::NewsGraphMaker(7).make(std::strtoul(argv[1], nullptr, 10),
                                                         std::strtoul(argv[2], nullptr, 10));
    newsgraph::ExportOptions options;
    options.title = "Ai làm gì với ai: hợp tác hành lang kinh tế";
    const auto output = newsgraph::plan_outputs({argv[3]}, "").front();
    const auto done = newsgraph::write_output(graph, output, options);
    for (const auto& note : done.notes) std::printf("%s\n", note.c_str());
    std::printf("%llu bytes\n", static_cast<unsigned long long>(done.bytes));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
