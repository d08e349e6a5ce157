// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <fmt/format.h>

#include "cli/account.h"
#include "cli/article_reading.h"
#include "cli/command.h"
#include "cli/graph_command.h"
#include "cli/message.h"

namespace newsgraph {
namespace {

struct Options {
  ArticleReading reading;
  GraphCommand graph;
};

int build(Options& options, const CommonOptions& common) {
  const std::unique_ptr<RuleSet> rules =
      options.graph.prepare(options.reading.paths(), options.reading.written(), common);
  GraphBuilder builder;
  const PipelineCounts counts = options.reading.run(*rules, common, false, [&](Extracted& extracted) {
    for (const ArticleFacts& facts : extracted.articles) builder.add(facts);
  });
  if (counts.articles == 0) return options.reading.end_without_article("no graph is written");
  const DropLog& log = options.reading.log();
  GraphReport report;
  options.graph.finish(std::move(builder), *rules, common, report, [&](const Graph& graph) {
    print_reading(counts);
    print_graph(graph, report, &log);
  });
  log.write(&report);
  const std::string next = options.graph.json_path();
  if (!options.graph.quiet(common) && !next.empty())
    print(fmt::format("{:<9}newsgraph analyze {}\n", "next", next));
  return log.dropped() > 0 ? kSomeFailed : kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  options->reading.declare(app);
  options->graph.declare(app);
  return [options, &common] { return build(*options, common); };
}

}  // namespace

extern const Command kBuildCommand;
const Command kBuildCommand = {
    "build",
    "Read articles and write the graph of who did what with whom.",
    "[options] INPUT... -o FILE [-o FILE]...    (files, folders, '-' for standard input)",
    "newsgraph build samples/vi -o news.json -o news.graphml\n"
    "newsgraph build samples/vi --quiet -f dot -o - > news.dot",
    declare,
};

}  // namespace newsgraph
