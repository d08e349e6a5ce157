// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "extract/article/article.h"
#include "extract/fact/fact_record.h"

namespace newsgraph {

class RuleSet;

/// Reads articles by a rule set. One extractor a thread: it keeps buffers from article to article, and what
/// it returns never depends on the articles before.
class Extractor {
 public:
  /// `rules` must outlive the extractor and may be shared by any number of them.
  explicit Extractor(const RuleSet& rules);
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  /// Mentions, entities and facts of one article. Linear in its length. Errors: none, any text is read.
  ArticleFacts extract(const Article& article);
  /// Fills `facts` with the same as views: they hold until this extractor reads its next article, and no
  /// longer than `article` and the rules live.
  void extract(const Article& article, FactRecord& facts);

  /// Cuts some articles into tokens ahead: for extract_cut(), which for all of them takes less time than
  /// extract(), since what cutting needs stays near. They must live until the last of those calls.
  void cut(std::span<const Article> articles);
  /// As extract() of the i-th of the articles cut last. Requires: nothing else was extracted since.
  void extract_cut(std::size_t i, FactRecord& facts);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgraph
