// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/account.h"
#include "cli/command.h"
#include "cli/drop_log.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "cli/pipeline.h"
#include "export/file_output.h"

namespace newsgraph {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string output = "-";
  std::string ledger;
  std::string cache;
};

int extract(const Options& options, const CommonOptions& common) {
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  DropLog log(options.ledger);
  PipelineOptions pipeline;
  pipeline.jobs = common.jobs;
  pipeline.records = true;
  pipeline.cache_folder = options.cache;
  pipeline.quiet = common.quiet;
  PipelineCounts counts;
  const WrittenOutput written = write_file(options.output, [&](Sink& sink) {
    counts = extract_inputs(options.inputs, *rules, pipeline, [&](Extracted& extracted) {
      for (const Problem& problem : extracted.problems) log.add(problem);
      sink.write(extracted.records);
    });
  });
  log.end_warnings();
  log.write(nullptr);
  if (counts.articles == 0)
    print_warning(fmt::format("{}: no article could be read", fmt::join(options.inputs, " ")));
  if (!common.quiet && options.output != "-") {
    print_reading(counts);
    print(fmt::format("{:<9}{}\n", "dropped", log.dropped() == 0 ? "nothing" : log.by_reason()));
    print(fmt::format("{:<9}{} ({})\n", "wrote", options.output, size_text(written.bytes)));
  }
  return log.dropped() > 0 || counts.articles == 0 ? kSomeFailed : kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->inputs)->required();
  app.add_option("-o,--output", options->output, "write the facts to FILE; '-' is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--cache", options->cache,
                 "keep the facts of each article in DIR: unchanged ones\nare not read again")
      ->type_name("DIR");
  app.add_option("--ledger", options->ledger, "list all that was dropped in FILE, with the reason")
      ->type_name("FILE");
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
