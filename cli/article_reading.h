// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/drop_log.h"
#include "cli/pipeline.h"

namespace newsgraph {

/// The options by which build and extract read articles, and the run over them.
class ArticleReading {
 public:
  /// Declares INPUT, --cache, --ledger, --max-article. `this` must outlive the parse.
  void declare(CLI::App& app);

  /// Reads and extracts; `take` gets the results in input order, as articles or as `records`. Warns of what
  /// is dropped. As extract_inputs.
  PipelineCounts run(const RuleSet& rules, const CommonOptions& common, bool records,
                     const std::function<void(Extracted&)>& take);
  /// What was dropped. Requires: run() has ended.
  [[nodiscard]] const DropLog& log() const { return *log_; }
  [[nodiscard]] const std::vector<std::string>& paths() const { return inputs_; }
  /// What the run writes beside its result: the ledger and the cache.
  [[nodiscard]] std::vector<std::string> written() const { return {ledger_, cache_}; }
  /// For a run that found no article and so wrote nothing, `result` ("no graph is written"): writes the
  /// ledger, says so, and returns the exit status: kWrong when none of the inputs is there. Requires: run()
  /// has ended.
  [[nodiscard]] int end_without_article(std::string_view result) const;

 private:
  std::vector<std::string> inputs_;
  std::string ledger_;
  std::string cache_;
  std::uint64_t max_article_mb_ = ReaderOptions{}.max_article_bytes >> 20;
  std::optional<DropLog> log_;
};

}  // namespace newsgraph
