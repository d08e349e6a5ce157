// SPDX-License-Identifier: Apache-2.0
#include "cli/each_article.h"

#include <fmt/ranges.h>

#include "cli/command.h"
#include "cli/drop_log.h"
#include "cli/message.h"
#include "extract/article/parser.h"

namespace newsgraph {

int ArticlesRead::exit_status(const std::vector<std::string>& inputs) const {
  if (articles == 0) print_error(fmt::format("{}: no article could be read", fmt::join(inputs, ", ")));
  return articles == 0 || dropped > 0 ? kSomeFailed : kAllDone;
}

ArticlesRead each_article(const std::vector<std::string>& inputs, const RuleSet& rules,
                          const std::function<void(const Article&)>& take) {
  const ReaderOptions options;
  const ArticleParser parser(rules.boilerplate(), options);
  Ledger ledger;
  ArticleReader reader(inputs, options, ledger);
  DropLog log("");
  ArticlesRead read;
  while (std::optional<RawInput> input = reader.next()) {
    std::vector<Problem> problems;
    for (const Article& article : parser.parse(std::move(*input), problems)) {
      take(article);
      ++read.articles;
    }
    for (const Problem& problem : problems) log.add(problem);
  }
  for (const Problem& problem : ledger.problems()) log.add(problem);
  log.tell_of_the_rest();
  read.dropped = log.dropped();
  return read;
}

}  // namespace newsgraph
