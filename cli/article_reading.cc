// SPDX-License-Identifier: Apache-2.0
#include "cli/article_reading.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/in_range.h"
#include "cli/message.h"
#include "export/file_output.h"

namespace newsgraph {

void ArticleReading::declare(CLI::App& app) {
  app.add_option("INPUT", inputs_)->required();
  app.add_option(
         "--cache", cache_,
         "keep the facts of each article in DIR: unchanged ones are not read\nagain, also after a run "
         "that was cut off")
      ->type_name("DIR");
  app.add_option("--ledger", ledger_, "list all that was dropped in FILE, with the reason")
      ->type_name("FILE");
  app.add_option("--max-article", max_article_mb_,
                 "refuse an article of more than MB megabytes: one takes about 30 times\nits size in memory, "
                 "and time that grows with its square")
      ->type_name("MB")
      ->check(in_range(std::uint64_t{1}, ReaderOptions::kMostArticleBytes >> 20))
      ->capture_default_str();
}

PipelineCounts ArticleReading::run(const RuleSet& rules, const CommonOptions& common, bool records,
                                   const std::function<void(Extracted&)>& take) {
  check_file(ledger_);
  log_.emplace(ledger_);
  PipelineOptions options;
  options.jobs = common.jobs;
  options.records = records;
  options.cache_folder = cache_;
  options.quiet = common.quiet;
  options.reader.max_article_bytes = max_article_mb_ << 20;
  const PipelineCounts counts = extract_inputs(inputs_, rules, options, [&](Extracted& extracted) {
    for (const Problem& problem : extracted.problems) log_->add(problem);
    take(extracted);
  });
  log_->tell_of_the_rest();
  return counts;
}

int ArticleReading::end_without_article(std::string_view result) const {
  log_->write(nullptr);
  print_error(fmt::format("{}: no article could be read, so {}", fmt::join(inputs_, " "), result));
  return log_->all_are(ProblemKind::kMissing) ? kWrong : kSomeFailed;
}

}  // namespace newsgraph
