// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/account.h"
#include "cli/article_reading.h"
#include "cli/command.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "cli/overwriting.h"
#include "export/file_output.h"

namespace newsgraph {
namespace {

struct Options {
  ArticleReading reading;
  std::string output = "-";
};

int extract(Options& options, const CommonOptions& common) {
  refuse_overwriting(options.reading.paths(), {&options.output, 1});
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  PipelineCounts counts;
  const WrittenOutput written = write_file(options.output, [&](Sink& sink) {
    counts = options.reading.run(*rules, common, true,
                                 [&](Extracted& extracted) { sink.write(extracted.records); });
  });
  const DropLog& log = options.reading.log();
  log.write(nullptr);
  if (counts.articles == 0)
    print_error(fmt::format("{}: no article could be read", options.reading.inputs()));
  if (!common.quiet && options.output != "-") {
    print_reading(counts);
    print(fmt::format("{:<9}{}\n", "dropped", log.dropped() == 0 ? "nothing" : log.by_reason()));
    print(fmt::format("{:<9}{} ({})\n", "wrote", options.output, size_text(written.bytes)));
  }
  return log.dropped() > 0 || counts.articles == 0 ? kSomeFailed : kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("-o,--output", options->output, "write the facts to FILE; '-' is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  options->reading.declare(app);
  return [options, &common] { return extract(*options, common); };
}

}  // namespace

extern const Command kExtractCommand;
const Command kExtractCommand = {
    "extract",
    "Read articles and write their facts: the first half of build, to be run on any number of machines.",
    "[options] INPUT... -o FACTS    (files, folders, '-' for standard input)",
    "newsgraph extract samples/vi -o samples.facts\n"
    "newsgraph extract - < samples/vi/dai-hoi-dang-bo.txt | head -c 300",
    declare,
};

}  // namespace newsgraph
