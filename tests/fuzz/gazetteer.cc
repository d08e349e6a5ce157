// SPDX-License-Identifier: Apache-2.0
// Any bytes as a gazetteer and as a word list.
#include <cstdlib>
#include <string>

#include "extract/extractor.h"
#include "extract/rule/lint.h"
#include "extract/rule/rule_set.h"

using namespace newsgraph;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  const char rule[] =
      "type Place \"p\"\nlabel Word\ngazetteer place from \"places.csv\"\nlist word from \"words.txt\"\n"
      "rule place -> Place\n  find name:[place]\nrule word -> Word\n  find w:[word]\n  set kind = w.kind\n";
  for (const auto& [csv, txt] :
       {std::pair<std::string_view, std::string_view>{content, "a\n"}, {"name\nA\n", content}}) {
    std::vector<RuleProblem> problems;
    const auto rules =
        RuleSet::compile({{"a.rules", rule}, {"places.csv", csv}, {"words.txt", txt}}, problems);
    if (!rules) {
      if (problems.empty()) std::abort();
      continue;
    }
    Article article;
    article.text = "A a Hà Nội, 13 \"x\"; và b.";
    article.blocks.push_back({{0, static_cast<std::uint32_t>(article.text.size())}, BlockKind::kParagraph});
    Extractor(*rules).extract(article);
    lint(*rules);
  }
  return 0;
}
