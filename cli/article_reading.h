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
  /// The inputs as they were given, for messages.
  [[nodiscard]] std::string inputs() const;

 private:
  std::vector<std::string> inputs_;
  std::string ledger_;
  std::string cache_;
  std::uint64_t max_article_mb_ = ReaderOptions{}.max_article_bytes >> 20;
  std::optional<DropLog> log_;
};

}  // namespace newsgraph
