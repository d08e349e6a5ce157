// SPDX-License-Identifier: Apache-2.0
// client_samples FOLDER: the sample graphs in every format and flavor, for the clients to read.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <sstream>
#include <string>

#include "export/file_output.h"
#include "export/writers.h"
#include "tests/export/sample_graphs.h"

namespace {

void write_all(const newsgraph::Graph& graph, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const newsgraph::Format& format : newsgraph::formats()) {
    if (format.name == "html" && !newsgraph::has_viewer()) continue;
    newsgraph::ExportOptions options;
    options.title = "Đồ thị thử";
    const std::string suffix(format.suffix);
    newsgraph::write_output(graph, {(folder / ("graph" + suffix)).string(), &format}, options);
    std::istringstream flavors{std::string(format.flavors)};
    while (flavors >> options.flavor) {
      newsgraph::write_output(graph, {(folder / ("graph-" + options.flavor + suffix)).string(), &format},
                              options);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: client_samples FOLDER\n", stderr);
    return 2;
  }
  try {
    const std::filesystem::path folder = argv[1];
    write_all(newsgraph::two_node_graph(), folder / "two_nodes");
    write_all(newsgraph::hostile_graph(), folder / "hostile");
    write_all(newsgraph::Graph{}, folder / "empty");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
