// SPDX-License-Identifier: Apache-2.0
// What every article must be, whatever bytes it was made of.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include "extract/article/encoding.h"
#include "extract/article/parser.h"
#include "extract/article/reader.h"

namespace newsgraph {

inline const BoilerplateRules& fuzz_rules() {
  static const BoilerplateRules rules = [] {
    const RuleFile file{
        "boilerplate.txt",

        "from-here Other news\nbox Related\nline Share\nprefix Home\ncredit By\ncaption Photo caption\nphoto "
        "Photo:\n"
        "numbered Photo\nmark NEWS -\nmark City\ninvite See more\nhtml related-news\nlanguage en the of and "
        "to\n"};
    std::vector<RuleProblem> problems;
    return parse_boilerplate({&file, 1}, problems);
  }();
  return rules;
}

inline void require(bool holds, int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "line %d does not hold\n", line);
  std::abort();
}

inline void check(const Article& article) {
  require(!article.id.empty() && article.source_hash.size() == 16 && !article.blocks.empty());
  for (const std::string* field :
       {&article.id, &article.title, &article.url, &article.outlet, &article.text}) {
    require(first_invalid_utf8(*field) == std::string::npos);
  }
  require(article.body_begin <= article.text.size());
  std::uint32_t at = 0;
  for (const Block& block : article.blocks) {
    require(block.span.begin >= at && block.span.begin < block.span.end &&
            block.span.end <= article.text.size());
    require(first_invalid_utf8(std::string_view(article.text).substr(block.span.begin, block.span.size())) ==
            std::string::npos);
    at = block.span.end;
  }
}

/// Parses the bytes as one article of this kind and checks what comes out.
inline int fuzz_parse(RawKind kind, const unsigned char* data, std::size_t size) {
  static const ArticleParser parser(fuzz_rules());
  std::vector<Problem> problems;
  RawInput raw;
  raw.kind = kind;
  raw.source = "fuzz";
  raw.bytes.assign(reinterpret_cast<const char*>(data), size);
  const std::vector<Article> articles = parser.parse(std::move(raw), problems);
  for (const Article& article : articles) check(article);
  require(!articles.empty() || !problems.empty());
  return 0;
}

/// Gives the bytes to the reader as standard input.
inline int fuzz_read(const unsigned char* data, std::size_t size) {
  static const ArticleParser parser(fuzz_rules());
  int ends[2];
  if (size > 60000 || pipe(ends) != 0) return 0;  // what a pipe holds
  require(write(ends[1], data, size) == static_cast<ssize_t>(size));
  close(ends[1]);
  ReaderOptions options;
  options.standard_input = ends[0];
  options.max_article_bytes = 1 << 20;
  Ledger ledger;
  std::vector<Problem> problems;
  ArticleReader reader({"-"}, options, ledger);
  while (auto raw = reader.next()) {
    for (const Article& article : parser.parse(std::move(*raw), problems)) check(article);
  }
  close(ends[0]);
  return 0;
}

}  // namespace newsgraph
