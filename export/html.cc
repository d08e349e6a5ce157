// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>
#include <string>

#include "export/text_out.h"
#include "export/viewer_data.h"
#include "export/writers.h"

// The page that export/viewer/viewer.cmake built; empty when npm was missing.
extern "C" const char newsgraph_viewer_begin[];
extern "C" const char newsgraph_viewer_end[];

namespace newsgraph {
namespace {

constexpr std::string_view kDataPlace = "@@GRAPH@@";
constexpr std::string_view kTitlePlace = "@@TITLE@@";

constexpr Escapes kHtmlText{{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}};

std::string_view page() {
  return {newsgraph_viewer_begin, static_cast<std::size_t>(newsgraph_viewer_end - newsgraph_viewer_begin)};
}

}  // namespace

bool has_viewer() {
  return page().find(kDataPlace) != std::string_view::npos;
}

void write_html(const Graph& graph, const ExportOptions& options, Sink& sink) {
  if (!has_viewer()) {
    throw std::runtime_error(
        "this program was built without the page for .html files: install Node.js 18 or later with npm, then "
        "build "
        "again (the first build needs the npm registry); .svg and .gexf files need neither");
  }
  const std::size_t title = page().find(kTitlePlace);
  const std::size_t data = page().find(kDataPlace);
  TextOut text(sink);
  text << page().substr(0, title);
  text.escaped(options.title.empty() ? "newsgraph" : options.title, kHtmlText);
  text << page().substr(title + kTitlePlace.size(), data - title - kTitlePlace.size());
  text.flush();
  write_viewer_data(graph, options, sink);
  sink.write(page().substr(data + kDataPlace.size()));
}

}  // namespace newsgraph
