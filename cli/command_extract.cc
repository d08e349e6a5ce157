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
#include "export/packing.h"

namespace newsgraph {
namespace {

struct Options {
  ArticleReading reading;
  std::string output = "-";
};

/// Ends the writing of a file that would have nothing in it: what was there before stays.
struct NoArticle {};

int extract(Options& options, const CommonOptions& common) {
  std::vector<std::string> outputs = options.reading.written();
  outputs.push_back(options.output);
  refuse_overwriting(options.reading.paths(), outputs, common);
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  PipelineCounts counts;
  WrittenOutput written;
  try {
    const auto produce = [&](Sink& sink) {
      counts = options.reading.run(*rules, common, true,
                                   [&](Extracted& extracted) { sink.write(extracted.records); });
      if (counts.articles == 0) throw NoArticle{};
    };
    written = write_file(options.output, packed_by_name(options.output, produce));
  } catch (const NoArticle&) {
    return options.reading.end_without_article("no facts are written");
  }
  const DropLog& log = options.reading.log();
  log.write(nullptr);
  if (!common.quiet && options.output != "-") {
    print_reading(counts);
    print(fmt::format("{:<9}{}\n", "dropped", log.dropped() == 0 ? "nothing" : log.by_reason()));
    print(fmt::format("{:<9}{} ({})\n", "wrote", options.output, size_text(written.bytes)));
  }
  return log.dropped() > 0 ? kSomeFailed : kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("-o,--output", options->output,
                 "write the facts to FILE, packed if it ends in .gz or .zst;\n'-' is standard output")
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
    "newsgraph extract samples/vi -o vi.facts\n"
    "newsgraph extract samples/en -o en.facts\n"
    "newsgraph extract - < samples/vi/dai-hoi-dang-bo.txt | head -c 300",
    declare,
};

}  // namespace newsgraph
