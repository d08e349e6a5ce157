// SPDX-License-Identifier: Apache-2.0
#include "cli/rules_difference.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "cli/each_article.h"
#include "cli/message.h"
#include "extract/extractor.h"

namespace newsgraph {
namespace {

constexpr int kContext = 50;  // characters shown on either side of the words in the middle

/// Facts are the same when these are; then role, status, time or rule may have changed.
using Key = std::tuple<std::uint32_t, std::string, std::string, std::string, std::string, std::string>;
using Facts = std::map<Key, const Fact*>;

Facts facts_of(const ArticleFacts& article) {
  Facts facts;
  for (const Fact& fact : article.facts) {
    const Entity& source = article.entities[fact.source];
    const Entity& target = article.entities[fact.target];
    facts.emplace(Key{fact.sentence.begin, fact.type, source.type, source.name, target.type, target.name},
                  &fact);
  }
  return facts;
}

/// At most kContext characters of `text`: its end, or its begin.
std::string shortened(std::string_view text, bool keep_end) {
  const auto continues = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  std::size_t cut = keep_end ? text.size() : 0;
  for (int i = 0; i < kContext && cut != (keep_end ? 0 : text.size()); ++i) {
    do cut += keep_end ? std::size_t(-1) : 1;
    while (continues(cut));
  }
  std::string kept(keep_end ? text.substr(cut) : text.substr(0, cut));
  if (kept.size() < text.size()) kept = keep_end ? "..." + kept : kept + "...";
  std::replace(kept.begin(), kept.end(), '\n', ' ');
  return kept;
}

std::string in_context(const Fact& fact) {
  const std::string_view text = fact.sentence_text;
  const std::size_t begin = std::min<std::size_t>(fact.trigger.begin - fact.sentence.begin, text.size());
  const std::size_t end = std::clamp<std::size_t>(fact.trigger.end - fact.sentence.begin, begin, text.size());
  return fmt::format("{}[{}]{}", shortened(text.substr(0, begin), true), text.substr(begin, end - begin),
                     shortened(text.substr(end), false));
}

std::string manner(const Fact& fact) {
  std::string text = to_string(fact.status);
  if (!fact.role.empty()) text += fmt::format(", {}", fact.role);
  if (!fact.time.empty()) text += fmt::format(", {}", fact.time);
  if (!fact.reporter.empty()) text += fmt::format(", by {}", fact.reporter);
  return text;
}

void print_fact(char sign, const Key& key, const Fact& fact, const std::string& how,
                const std::string& article) {
  print(fmt::format("{} {} {} {} ({})\n    {}\n    {}; rule {} ({})\n", sign, std::get<3>(key), fact.type,
                    std::get<5>(key), how, in_context(fact), article, fact.rule, fact.rule_at));
}

}  // namespace

ArticlesRead print_rules_difference(const std::vector<std::string>& inputs, const RuleSet& before,
                                    const RuleSet& after) {
  Extractor old_extractor(before), new_extractor(after);
  std::uint64_t added = 0, lost = 0, changed = 0, same = 0;
  const ArticlesRead read = each_article(inputs, after, [&](const Article& article) {
    const ArticleFacts old_article = old_extractor.extract(article),
                       new_article = new_extractor.extract(article);
    const Facts old_facts = facts_of(old_article), new_facts = facts_of(new_article);
    for (const auto& [key, fact] : old_facts)
      if (!new_facts.contains(key)) ++lost, print_fact('-', key, *fact, manner(*fact), article.id);
    for (const auto& [key, fact] : new_facts) {
      const auto old = old_facts.find(key);
      if (old == old_facts.end()) {
        ++added;
        print_fact('+', key, *fact, manner(*fact), article.id);
      } else if (manner(*old->second) != manner(*fact)) {
        ++changed;
        print_fact('~', key, *fact, fmt::format("{} -> {}", manner(*old->second), manner(*fact)), article.id);
      } else {
        ++same;
      }
    }
  });
  print(fmt::format("{:<9}{} added (+), {} lost (-), {} changed (~), {} the same\n", "facts", added, lost,
                    changed, same));
  return read;
}

}  // namespace newsgraph
