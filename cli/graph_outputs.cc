// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_outputs.h"

#include <algorithm>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/account.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/overwriting.h"
#include "cli/suggest.h"
#include "export/columns.h"
#include "extract/suggest.h"

namespace newsgraph {
namespace {

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

// A slip in the suffix deserves the same hint as one in --format.
std::string suffix_hint(const std::string& path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string::npos || path[dot] == '/') return {};
  return did_you_mean(path.substr(dot + 1), format_names());
}

}  // namespace

void GraphOutputs::declare(CLI::App& app) {
  app.add_option("-o,--output", paths_, "write the graph to FILE, may be repeated; '-' is standard output")
      ->type_name("FILE")
      ->required()
      ->allow_extra_args(false);
  app.add_option("-f,--format", format_,
                 "format of the outputs, see 'newsgraph formats';\notherwise told by FILE's suffix")
      ->type_name("NAME");
  app.add_option("--flavor", options_.flavor, "variant of the format, see 'newsgraph formats'")
      ->type_name("NAME");
  app.add_flag("--aggregate", options_.aggregate, "one edge per source, target and type: roles are joined");
  app.add_option("--size-by", options_.size_by,
                 "node attribute that gives the size in drawings; otherwise the degree")
      ->type_name("KEY");
  app.add_option("--title", options_.title, "heading of drawings and pages")->type_name("TEXT");
  app.add_option("--language", options_.language, "language of relation names in drawings: vi or en")
      ->type_name("TAG")
      ->check(CLI::IsMember({"vi", "en"}))
      ->capture_default_str();
}

void GraphOutputs::plan(std::span<const std::string> inputs) {
  refuse_overwriting(inputs, paths_);
  if (!format_.empty() && find_format(format_) == nullptr)
    throw UsageError(unknown("format", format_, format_names()));
  for (const std::string& path : paths_) {
    if (path == "-" || !format_.empty() || format_for_file(path) != nullptr) continue;
    const std::string hint = suffix_hint(path);
    if (!hint.empty()) throw UsageError(fmt::format("{}: no format has this suffix{}", path, hint));
  }
  outputs_ = plan_outputs(paths_, format_);
}

/// Throws UsageError when no node has the number that --size-by names.
void GraphOutputs::check_size(const Graph& graph) const {
  if (options_.size_by.empty()) return;
  std::set<std::string> numbers;
  for (const Node& node : graph.nodes) {
    for (const Attribute& attribute : node.attributes)
      if (number_type(attribute.value) != ColumnType::kText) numbers.emplace(attribute.key);
  }
  if (numbers.contains(options_.size_by)) return;
  throw UsageError(
      fmt::format("--size-by: no node has a number called '{}'; there are {}. 'newsgraph analyze' adds "
                  "measures to a graph that it writes",
                  options_.size_by, numbers.empty() ? "none" : fmt::format("{}", fmt::join(numbers, ", "))));
}

bool GraphOutputs::to_stdout() const {
  return std::find(paths_.begin(), paths_.end(), "-") != paths_.end();
}

void GraphOutputs::write(const Graph& graph, bool quiet) const {
  check_size(graph);
  std::string_view heading = "wrote";
  for (const Output& output : outputs_) {
    const WrittenOutput written = write_output(graph, output, options_);
    if (quiet || to_stdout()) continue;
    print(fmt::format("{:<9}{} ({}, {})\n", heading, output.path, output.format->name,
                      size_text(written.bytes)));
    for (const std::string& note : written.notes) print(fmt::format("{:<9}  {}\n", "", note));
    if (!output.format->leaves_out.empty())
      print(fmt::format("{:<9}  leaves out {}\n", "", output.format->leaves_out));
    heading = "";
  }
}

std::string GraphOutputs::json_path() const {
  for (const Output& output : outputs_) {
    if (output.format->name == "json" && output.path != "-") return output.path;
  }
  return {};
}

}  // namespace newsgraph
