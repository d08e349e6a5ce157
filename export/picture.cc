// SPDX-License-Identifier: Apache-2.0
// SVG, PNG and PDF: laid out and rendered by Graphviz in a child process, because a layout cannot be
// cancelled and may take for ever.
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <stdexcept>

#include <graphviz/gvc.h>

#include "export/child_process.h"
#include "export/drawing.h"
#include "export/graphviz_lock.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

/// In the child alone: no clock and no time zone may come into a picture. cairo writes the time with its
/// zone; newer versions of Graphviz take it from SOURCE_DATE_EPOCH.
void forget_time() {
  ::setenv("TZ", "UTC", 1);
  ::setenv("SOURCE_DATE_EPOCH", "946684800", 1);
  ::tzset();
}

/// Lays out and renders; hands the picture to `put` and returns an empty text, or what went wrong.
std::string render(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan,
                   const char* renderer, const std::function<void(std::string_view)>& put) {
  GVC_t* const context = gvContext();
  const AgraphPointer agraph = build_agraph(graph, options, plan);
  if (gvLayout(context, agraph.get(), plan.engine.c_str()) != 0) {
    return "Graphviz has no layout '" + plan.engine + "' here (is the package graphviz whole?)";
  }
  // Laid out again with all places kept: only what finish_layout adds is new.
  gvRender(context, agraph.get(), "dot", nullptr);  // attaches the positions, writes nothing
  gvFreeLayout(context, agraph.get());
  finish_layout(agraph.get(), graph, options, plan);
  if (gvLayout(context, agraph.get(), "nop2") != 0) return "Graphviz has no layout 'nop2' here";
  char* bytes = nullptr;
  unsigned size = 0;
  if (gvRenderData(context, agraph.get(), renderer, &bytes, &size) != 0 || bytes == nullptr || size == 0) {
    return std::string("Graphviz cannot write ") + renderer +
           " here (is its pango and cairo plugin installed?)";
  }
  put({bytes, size});
  return {};
}

/// cairo writes the time into a PDF; the same graph must give the same bytes. As many digits as before, so
/// that all offsets of the file stay right.
void fix_date(std::string& pdf) {
  constexpr std::string_view kMark = "/CreationDate (D:";
  constexpr std::string_view kDate = "20000101000000";
  const std::size_t at = pdf.rfind(kMark);
  if (at == std::string::npos || at + kMark.size() + kDate.size() > pdf.size()) return;
  pdf.replace(at + kMark.size(), kDate.size(), kDate);
}

void write_picture(const Graph& graph, const ExportOptions& options, Sink& sink, const char* renderer) {
  DrawingPlan plan = plan_for_picture(graph);
  place_nodes(graph, options, plan);
  if (plan.nodes.size() < graph.nodes.size()) {
    sink.note("drawn: the " + std::to_string(plan.nodes.size()) + " most connected of " +
              std::to_string(graph.nodes.size()) + " nodes");
  }
  const std::scoped_lock lock(graphviz_lock());
  const std::string what = "drawing " + std::to_string(plan.nodes.size()) + " nodes";
  std::string picture;
  try {
    picture = run_in_child(what, options.layout_seconds, [&](const auto& put) {
      forget_time();
      return render(graph, options, plan, renderer, put);
    });
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(
        std::string(error.what()) +
        "; draw fewer nodes (filter by type, date or evidence), or write DOT or GraphML instead");
  }
  if (std::string_view(renderer) == "pdf") fix_date(picture);
  sink.write(picture);
}

}  // namespace

void write_svg(const Graph& graph, const ExportOptions& options, Sink& sink) {
  write_picture(graph, options, sink, "svg");
}

void write_png(const Graph& graph, const ExportOptions& options, Sink& sink) {
  write_picture(graph, options, sink, "png");
}

void write_pdf(const Graph& graph, const ExportOptions& options, Sink& sink) {
  write_picture(graph, options, sink, "pdf");
}

}  // namespace newsgraph
