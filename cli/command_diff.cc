// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.h"
#include "cli/message.h"
#include "export/graph_json.h"
#include "graph/diff.h"

namespace newsgraph {
namespace {

struct Options {
  std::string before, after;
};

void print_articles(std::string_view what, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) print(fmt::format("article {:<8} {}\n", what, id));
}

void print_changes(std::string_view what, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    print(fmt::format("{:<7} {:<8} {}  [{}: {}]\n", what, to_string(change.kind), change.label,
                      to_string(change.cause), change.because));
    if (!change.fields.empty()) print(fmt::format("{:<17}{}\n", "", fmt::join(change.fields, "; ")));
  }
}

std::string counts(std::string_view what, const std::vector<Change>& changes) {
  std::array<std::uint64_t, 3> number{};
  for (const Change& change : changes) ++number.at(static_cast<std::size_t>(change.kind));
  return fmt::format("{}: {} added, {} gone, {} changed", what, number[0], number[1], number[2]);
}

int compare(const Options& options, const CommonOptions& common) {
  const Graph before = read_graph_file(options.before);
  const Graph after = read_graph_file(options.after);
  const GraphDiff difference = diff(before, after);
  if (!common.quiet) {
    print_articles("added", difference.articles_added);
    print_articles("gone", difference.articles_removed);
    print_articles("changed", difference.articles_changed);
    print_changes("node", difference.nodes);
    print_changes("edge", difference.edges);
    print(fmt::format("articles: {} added, {} gone, {} changed; {}; {}\n", difference.articles_added.size(),
                      difference.articles_removed.size(), difference.articles_changed.size(),
                      counts("nodes", difference.nodes), counts("edges", difference.edges)));
  }
  return difference.empty() ? kAllDone : kSomeFailed;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("OLD", options->before)->required();
  app.add_option("NEW", options->after)->required();
  return [options, &common] { return compare(*options, common); };
}

}  // namespace

extern const Command kDiffCommand;
const Command kDiffCommand = {
    "diff",
    "Show which nodes and edges two graphs differ in, and whether an article, a rule or a name is the cause.",
    "[options] OLD NEW    (JSON exports)",
    "newsgraph diff news.json both.json\n"
    "newsgraph diff --quiet news.json both.json",
    declare,
    "Exit status: 0 the same, 1 different, 2 command line or a graph wrong.",
};

}  // namespace newsgraph
