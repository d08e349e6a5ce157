// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule file. What compiles is run on a few sentences, linted and checked against its own
// examples.
#include <cstdlib>
#include <string>

#include "extract/check.h"
#include "extract/extractor.h"
#include "extract/rule/lint.h"
#include "extract/rule/rule_set.h"

using namespace newsgraph;

namespace {

const char kTypes[] =
    "type Person \"p\"\ntype Event \"e\"\nrelation R \"r\" \"r\" (Person -> Event)\nlabel Hit, Date\n"
    "list words = \"a\" | \"b c\" | \"đã ký\"\nlist clause-break = \";\"\nmacro separator = (\",\" | "
    "\"and\")\n";
const char kText[] = "Ada Okafor, a b c and Bo đã ký 62/2013/QH13 on 13/11/2023; (x \"y\") ... A a a a b c.";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  std::vector<RuleProblem> problems;
  const auto rules = RuleSet::compile({{"types.rules", kTypes}, {"fuzz.rules", content}}, problems);
  bool error = false;
  for (const RuleProblem& problem : problems) {
    error = error || problem.severity == RuleProblem::Severity::kError;
    if (problem.message.empty() || problem.to_string().empty()) std::abort();
  }
  if (error == (rules != nullptr)) std::abort();
  if (!rules) return 0;
  Article article;
  article.text = kText;
  article.date = "2024-06-15";
  article.blocks.push_back({{0, static_cast<std::uint32_t>(article.text.size())}, BlockKind::kParagraph});
  Extractor extractor(*rules);
  const ArticleFacts facts = extractor.extract(article);
  for (const Mention& mention : facts.mentions)
    if (mention.entity >= facts.entities.size() || mention.span.begin >= mention.span.end ||
        mention.span.end > article.text.size())
      std::abort();
  for (const Fact& fact : facts.facts)
    if (fact.source >= facts.entities.size() || fact.target >= facts.entities.size()) std::abort();
  lint(*rules);
  run_examples(*rules);
  return 0;
}
