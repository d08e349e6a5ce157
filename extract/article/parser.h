// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extract/article/article.h"
#include "extract/article/boilerplate_rules.h"
#include "extract/article/language.h"
#include "extract/article/problem.h"
#include "extract/article/reader.h"

namespace newsgraph {

/// Makes articles of raw inputs: decoding, JSON, HTML, metadata, boilerplate. Immutable: share it between
/// threads.
class ArticleParser {
 public:
  explicit ArticleParser(BoilerplateRules rules, ReaderOptions options = {});

  /// The articles of one input: one, or none and a problem; several only where an input could not be cut
  /// before it was decoded. A pure function of the input's bytes, url and source. Never throws for bad bytes.
  /// Linear.
  [[nodiscard]] std::vector<Article> parse(RawInput input, std::vector<Problem>& problems) const;

 private:
  BoilerplateRules rules_;
  LanguageDetector languages_;
  ReaderOptions options_;
};

}  // namespace newsgraph
