// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/set_bits.h"

#include <algorithm>
#include <numeric>

#include "extract/article/article.h"

namespace newsgraph {
namespace {

using Counts = std::vector<std::uint64_t>;

/// How many instructions and tests ask for each list set.
Counts count_asked(const RuleSet::Impl& rules) {
  Counts asked(rules.list_sets.size());
  for (const Instruction& in : rules.code)
    if (in.op == Op::kList) ++asked[in.a];
  for (const TestSet& set : rules.test_sets)
    for (const Test& test : set.tests)
      if (test.op == Op::kList) ++asked[test.a];
  return asked;
}

/// All example sentences as one article.
Article examples_of(const RuleSet::Impl& rules) {
  Article article;
  for (const ast::Rule& rule : rules.parsed) {
    for (const ast::Example& example : rule.examples) {
      const auto begin = static_cast<std::uint32_t>(article.text.size());
      article.text += example.text;
      const auto end = static_cast<std::uint32_t>(article.text.size());
      article.blocks.push_back({{begin, end}, BlockKind::kParagraph});
      article.text += '\n';
    }
  }
  return article;
}

/// How often the examples hold a phrase of each list set; one more, so that none counts as never met.
Counts count_met(const RuleSet::Impl& rules, const ExampleText& examples) {
  Counts of_list(rules.lists.size());
  const auto count = [&](std::uint32_t phrase) {
    for (const Entry& entry : rules.automaton.entries_of(phrase)) ++of_list[entry.list];
  };
  for (const std::uint32_t phrase : examples.word_phrases) count(phrase);
  for (const Hit& hit : examples.hits) count(hit.phrase);
  Counts met;
  for (const std::vector<ListId>& set : rules.list_sets)
    met.push_back(std::accumulate(set.begin(), set.end(), std::uint64_t{1},
                                  [&](std::uint64_t sum, ListId list) { return sum + of_list[list]; }));
  return met;
}

}  // namespace

ExampleText read_examples(const RuleSet::Impl& rules) {
  ExampleText examples;
  Lexer(rules.vocabulary).read(examples_of(rules), examples.text);
  examples.word_phrases.resize(examples.text.tokens.size());
  for (const Sentence& sentence : examples.text.sentences)
    rules.automaton.find(examples.text.tokens, sentence.tokens, examples.word_phrases.data(), examples.hits);
  return examples;
}

std::vector<std::vector<std::uint32_t>> ranks_of_lists(const RuleSet::Impl& rules) {
  std::vector<std::vector<std::uint32_t>> of_list(rules.lists.size());
  for (std::uint32_t set = 0; set < rules.list_sets.size(); ++set)
    if (rules.bit_of_list_set[set] != kNoBit)
      for (const ListId list : rules.list_sets[set]) of_list[list].push_back(rules.rank_of_list_set[set]);
  for (std::vector<std::uint32_t>& ranks : of_list) std::sort(ranks.begin(), ranks.end());
  return of_list;
}

std::vector<ListBits> bits_of_lists(const RuleSet::Impl& rules) {
  std::vector<ListBits> of_list(rules.lists.size());
  for (std::uint32_t set = 0; set < rules.list_sets.size(); ++set) {
    const std::uint8_t bit = rules.bit_of_list_set[set];
    if (bit == kNoBit) continue;
    for (const ListId list : rules.list_sets[set]) of_list[list][bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  return of_list;
}

void give_list_set_bits(RuleSet::Impl& rules, const ExampleText& examples) {
  constexpr std::size_t kBits = 8 * sizeof(Lookahead::sets);
  const Counts asked = count_asked(rules), met = count_met(rules, examples);
  std::vector<std::uint32_t> order(asked.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return asked[a] * met[a] > asked[b] * met[b]; });
  rules.bit_of_list_set.assign(asked.size(), kNoBit);
  rules.rank_of_list_set.resize(asked.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) rules.rank_of_list_set[order[rank]] = rank;
  std::array<std::uint64_t, kBits> asked_of_bit{}, met_of_bit{};
  for (const std::uint32_t set : order) {
    if (asked[set] == 0) break;
    // What is asked of one set of the bit is mistaken for it where another is met.
    const auto mistakes = [&](std::size_t bit) {
      return asked_of_bit[bit] * met[set] + met_of_bit[bit] * asked[set];
    };
    std::size_t best = 0;
    for (std::size_t bit = 1; bit < kBits; ++bit)
      if (mistakes(bit) < mistakes(best)) best = bit;
    rules.bit_of_list_set[set] = static_cast<std::uint8_t>(best);
    asked_of_bit[best] += asked[set];
    met_of_bit[best] += met[set];
  }
}

}  // namespace newsgraph
