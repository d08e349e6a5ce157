// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "extract/article/problem.h"
#include "extract/article/reader.h"
#include "extract/fact/fact.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

/// What the pipeline hands out for one batch of inputs.
struct Extracted {
  std::vector<ArticleFacts> articles;  ///< in input order; empty if `records` were asked for
  std::string records;                 ///< the same as lines of a fact file
  std::vector<Problem> problems;       ///< inputs that gave no article, or a repaired one
};

struct PipelineOptions {
  unsigned jobs = 0;         ///< threads; 0: one a core
  bool records = false;      ///< fill Extracted::records, and not Extracted::articles
  std::string cache_folder;  ///< facts kept from earlier runs; empty: none
  bool quiet = false;        ///< draw no progress
  ReaderOptions reader;
};

/// What was read, for the account at the end.
struct PipelineCounts {
  std::uint64_t files = 0;  ///< opened, standard input included
  std::uint64_t bytes = 0;  ///< of files as they are stored
  std::uint64_t articles = 0;
  std::uint64_t sentences = 0;
  std::uint64_t tokens = 0;
  std::uint64_t mentions = 0;
  std::uint64_t facts = 0;
  std::uint64_t from_cache = 0;  ///< inputs whose facts an earlier run had kept
};

/// Reads `inputs` and extracts the facts of every article on several threads. `take` gets the results in
/// input order, one call at a time: what it sees does not depend on the number of threads. Memory: a few
/// batches a thread, a batch being one large article or some small ones; never the corpus. Throws what `take`
/// throws, and std::runtime_error when the cache folder cannot be made.
PipelineCounts extract_inputs(const std::vector<std::string>& inputs, const RuleSet& rules,
                              const PipelineOptions& options, const std::function<void(Extracted&)>& take);

}  // namespace newsgraph
