// SPDX-License-Identifier: Apache-2.0
// client INPUT: the graph of the articles as JSON, made with the library alone.
#include <cstdio>

#include "export/format.h"
#include "extract/article/parser.h"
#include "extract/extractor.h"
#include "extract/rule/rule_set.h"
#include "graph/graph_builder.h"

int main(int, char** argv) {
  using namespace newsgraph;
  std::vector<RuleProblem> doubts;
  const auto rules = RuleSet::load({}, false, doubts);
  const ArticleParser parser(rules->boilerplate());
  Extractor extractor(*rules);
  GraphBuilder builder;
  Ledger ledger;
  std::vector<Problem> problems;
  ArticleReader reader({argv[1]}, {}, ledger);
  while (auto raw = reader.next())
    for (const Article& article : parser.parse(std::move(*raw), problems))
      builder.add(extractor.extract(article));
  StringSink sink;
  write_graph(builder.finish(options_of(*rules)), *find_format("json"), {}, sink);
  std::fwrite(sink.text.data(), 1, sink.text.size(), stdout);
}
