// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_outputs.h"

#include <algorithm>

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
  app.add_option("-o,--output", paths_,
                 "write the graph to FILE, packed if it ends in .gz or .zst; may be\nrepeated; '-' is "
                 "standard output")
      ->type_name("FILE")
      ->required()
      ->allow_extra_args(false);
  app.add_option("-f,--format", format_,
                 "format of the outputs, see 'newsgraph formats';\notherwise told by FILE's suffix")
      ->type_name("NAME");
  app.add_option("--flavor", options_.flavor,
                 "variant of the outputs whose format has it, see 'newsgraph formats'")
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

void GraphOutputs::plan(std::span<const std::string> read, std::span<const std::string> also_written,
                        const CommonOptions& common) {
  std::vector<std::string> written = paths_;
  written.insert(written.end(), also_written.begin(), also_written.end());
  refuse_overwriting(read, written, common);
  if (!format_.empty() && find_format(format_) == nullptr)
    throw UsageError(unknown("format", format_, format_names()));
  for (const std::string& path : paths_) {
    if (path == "-" || !format_.empty() || format_for_file(path) != nullptr) continue;
    const std::string hint = suffix_hint(path);
    if (!hint.empty()) throw UsageError(fmt::format("{}: no format has this suffix{}", path, hint));
  }
  outputs_ = plan_outputs(paths_, format_);
  check_flavor();
}

/// Throws UsageError when no output can have the flavor that is asked for.
void GraphOutputs::check_flavor() const {
  const std::string& flavor = options_.flavor;
  const auto has_it = [&](const Output& output) { return output.format->has_flavor(flavor); };
  if (flavor.empty() || std::ranges::any_of(outputs_, has_it)) return;
  std::string known;
  for (const Format& format : formats()) {
    if (!format.flavors.empty())
      known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", format.flavors, format.name);
  }
  throw UsageError(
      fmt::format("--flavor: no output is of a format with the flavor '{}'; flavors are {}", flavor, known));
}

void GraphOutputs::check(const Graph& graph) const {
  if (options_.size_by.empty()) return;
  std::string known;
  for (const Column& column : attribute_columns(graph)) {
    if (column.type == ColumnType::kText) continue;
    if (column.key == options_.size_by) return;
    known.append(known.empty() ? "" : ", ").append(column.key);
  }
  throw UsageError(
      fmt::format("--size-by: no node has a number called '{}'; there are {}. 'newsgraph analyze -o FILE' "
                  "writes a graph whose nodes have measures; the degree is taken without --size-by",
                  options_.size_by, known.empty() ? "none" : known));
}

bool GraphOutputs::to_stdout() const {
  return std::find(paths_.begin(), paths_.end(), "-") != paths_.end();
}

void GraphOutputs::write(const Graph& graph, bool quiet) const {
  std::string_view heading = "wrote";
  for (const Output& output : outputs_) {
    ExportOptions options = options_;
    if (!output.format->has_flavor(options.flavor)) options.flavor.clear();
    const WrittenOutput written = write_output(graph, output, options);
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
