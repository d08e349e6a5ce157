// SPDX-License-Identifier: Apache-2.0
// Any bytes: a graph is read, or refused with GraphFileError. A graph that was read is written and read
// again: the same.
#include "export/graph_json.h"

#include <cstdlib>
#include <string_view>

#include "export/format.h"
#include "tests/export/sample_graphs.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace newsgraph;
  Graph graph;
  try {
    graph = read_graph_json({reinterpret_cast<const char*>(data), size});
  } catch (const GraphFileError& error) {
    if (error.offset() > size) std::abort();
    return 0;
  }
  StringSink sink;
  write_graph(graph, *find_format("json"), {}, sink);
  if (!difference(read_graph_json(sink.text), graph).empty()) std::abort();
  return 0;
}
