// SPDX-License-Identifier: Apache-2.0
#include "cli/each_article.h"

#include "cli/drop_log.h"
#include "extract/article/parser.h"

namespace newsgraph {

std::uint64_t each_article(const std::vector<std::string>& inputs, const RuleSet& rules,
                           const std::function<void(const Article&)>& take) {
  const ReaderOptions options;
  const ArticleParser parser(parse_boilerplate(rules.content_of("boilerplate.txt")), options);
  Ledger ledger;
  ArticleReader reader(inputs, options, ledger);
  DropLog log("");
  std::uint64_t articles = 0;
  while (std::optional<RawInput> input = reader.next()) {
    std::vector<Problem> problems;
    for (const Article& article : parser.parse(std::move(*input), problems)) {
      take(article);
      ++articles;
    }
    for (const Problem& problem : problems) log.add(problem);
  }
  for (const Problem& problem : ledger.problems()) log.add(problem);
  log.tell_of_the_rest();
  return articles;
}

}  // namespace newsgraph
