// SPDX-License-Identifier: Apache-2.0
// DOT, through cgraph: the graph that the pictures are made of, with every node, every edge and their own
// fields.
#include <mutex>

#include "export/drawing.h"
#include "export/graphviz_lock.h"
#include "export/text_out.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

/// Collects the small pieces that agwrite prints.
class BufferedSink final : public Sink {
 public:
  explicit BufferedSink(Sink& sink) : out_(sink) {}
  void write(std::string_view bytes) override { out_ << bytes; }
  void flush() { out_.flush(); }

 private:
  TextOut out_;
};

}  // namespace

void write_dot(const Graph& graph, const ExportOptions& options, Sink& sink) {
  constexpr std::size_t kManyEdges = 100'000;
  if (graph.edges.size() > kManyEdges) {
    sink.note("DOT goes through Graphviz's own graph: " + std::to_string(graph.edges.size()) +
              " edges take about " + std::to_string(graph.edges.size() / 25'000) +
              " s and 0.4 KB of memory each; GraphML has no such cost");
  }
  const std::scoped_lock lock(graphviz_lock());
  BufferedSink buffered(sink);
  const AgraphPointer agraph = build_agraph(graph, options, plan_for_file(graph));
  print_agraph(agraph.get(), buffered);
  buffered.flush();
}

}  // namespace newsgraph
