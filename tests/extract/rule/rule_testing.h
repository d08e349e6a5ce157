// SPDX-License-Identifier: Apache-2.0
// Small rule sets made in memory, and what they find in a sentence.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extract/extraction.h"
#include "extract/extractor.h"
#include "extract/rule/compiled.h"
#include "extract/rule/rule_set.h"

namespace newsgraph {

using Files = std::map<std::string, std::string>;

inline std::unique_ptr<RuleSet> try_compile(const Files& files, std::vector<RuleProblem>& problems) {
  std::vector<RuleFile> list;
  for (const auto& [path, content] : files) list.push_back({path, content});
  return RuleSet::compile(list, problems);
}

/// All problems of one file "a.rules", each as a person sees it.
inline std::string problems_of(const std::string& content) {
  std::vector<RuleProblem> problems;
  try_compile({{"a.rules", content}}, problems);
  std::string text;
  for (const RuleProblem& problem : problems) text += problem.to_string() + "\n";
  return text;
}

inline std::unique_ptr<RuleSet> compile_files(const Files& files) {
  std::vector<RuleProblem> problems;
  auto rules = try_compile(files, problems);
  std::string text;
  for (const RuleProblem& problem : problems)
    if (problem.severity == RuleProblem::Severity::kError) text += problem.to_string() + "\n";
  EXPECT_NE(rules, nullptr) << text;
  return rules;
}

inline std::unique_ptr<RuleSet> compile_text(const std::string& content) {
  return compile_files({{"a.rules", content}});
}

inline Article article_of(const std::string& text) {
  Article article;
  article.id = "test";
  article.date = "2024-06-15";
  article.text = text;
  std::uint32_t begin = 0;
  while (begin < text.size()) {  // a block a line
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
    if (end > begin) article.blocks.push_back({{begin, end}, BlockKind::kParagraph});
    begin = end + 1;
  }
  return article;
}

/// "Ada MEETS Bo", with the role and the status where they are not the usual ones, sorted by sentence.
inline std::vector<std::string> facts_in(const RuleSet& rules, const std::string& text) {
  Extractor extractor(rules);
  const ArticleFacts found = extractor.extract(article_of(text));
  std::vector<std::string> facts;
  for (const Fact& fact : found.facts) {
    std::string line =
        found.entities[fact.source].name + " " + fact.type + " " + found.entities[fact.target].name;
    if (!fact.role.empty()) line += " as " + fact.role;
    if (fact.status != Status::kStated) line += std::string(" ") + to_string(fact.status);
    if (!fact.reporter.empty()) line += " by " + fact.reporter;
    facts.push_back(line);
  }
  return facts;
}

/// "Person: Ada Okafor = Okafor" for an entity with an alias; in order of first mention.
inline std::vector<std::string> entities_in(const RuleSet& rules, const std::string& text) {
  Extractor extractor(rules);
  std::vector<std::string> entities;
  for (const Entity& entity : extractor.extract(article_of(text)).entities) {
    std::string line = entity.type + ": " + entity.name;
    for (const std::string& alias : entity.aliases) line += " = " + alias;
    for (const auto& [key, value] : entity.attributes) line += " " + key + "=" + value;
    entities.push_back(line);
  }
  return entities;
}

/// The words of every mention, with its type: "Person[Ms Ada]".
inline std::vector<std::string> mentions_in(const RuleSet& rules, const std::string& text) {
  Extractor extractor(rules);
  const ArticleFacts found = extractor.extract(article_of(text));
  std::vector<std::string> mentions;
  for (const Mention& mention : found.mentions)
    mentions.push_back(found.entities[mention.entity].type + "[" +
                       text.substr(mention.span.begin, mention.span.size()) + "]");
  return mentions;
}

/// The words that each winning match of the rule called `rule` covers.
inline std::vector<std::string> matches_of(const RuleSet& rules, const std::string& rule,
                                           const std::string& text) {
  const Article article = article_of(text);
  Extraction extraction(rules.impl());
  std::vector<Match> matches;
  for (RuleId id = 0; id < rules.impl().rules.size(); ++id)
    if (rules.impl().rules[id].name == rule) extraction.watch(id, &matches);
  extraction.run(article);
  std::vector<std::string> words;
  for (const Match& match : matches) words.emplace_back(extraction.chart().bytes(match.tokens));
  return words;
}

using Strings = std::vector<std::string>;

}  // namespace newsgraph
