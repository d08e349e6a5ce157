// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/set_bits.h"

#include <algorithm>
#include <array>
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

/// How many instructions and tests ask for each term, at one end of a literal.
Counts count_asked_terms(const RuleSet::Impl& rules) {
  Counts asked(rules.vocabulary.size());
  const auto count = [&](Op op, std::uint32_t literal) {
    if (op != Op::kLiteral || rules.literals[literal].terms.empty()) return;
    ++asked[rules.literals[literal].terms.front()];
    ++asked[rules.literals[literal].terms.back()];
  };
  for (const Instruction& in : rules.code) count(in.op, in.a);
  for (const TestSet& set : rules.test_sets)
    for (const Test& test : set.tests) count(test.op, test.a);
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

/// Numbers of what is asked for and met, those first that cost most when they are mistaken.
std::vector<std::uint32_t> most_mistaken_first(const Counts& asked, const Counts& met) {
  std::vector<std::uint32_t> order(asked.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return asked[a] * met[a] > asked[b] * met[b]; });
  return order;
}

/// Gives a bit to each that is asked for, kNoBit to the others.
template <std::size_t kBits>
std::vector<std::uint8_t> share_bits(const Counts& asked, const Counts& met,
                                     const std::vector<std::uint32_t>& order) {
  std::vector<std::uint8_t> bits(asked.size(), kNoBit);
  std::array<std::uint64_t, kBits> asked_of_bit{}, met_of_bit{};
  for (const std::uint32_t one : order) {
    if (asked[one] == 0) break;
    // What is asked of one of the bit is mistaken for it where another is met.
    const auto mistakes = [&](std::size_t bit) {
      return asked_of_bit[bit] * met[one] + met_of_bit[bit] * asked[one];
    };
    std::size_t best = 0;
    for (std::size_t bit = 1; bit < kBits; ++bit)
      if (mistakes(bit) < mistakes(best)) best = bit;
    bits[one] = static_cast<std::uint8_t>(best);
    asked_of_bit[best] += asked[one];
    met_of_bit[best] += met[one];
  }
  return bits;
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
  const Counts asked = count_asked(rules), met = count_met(rules, examples);
  const std::vector<std::uint32_t> order = most_mistaken_first(asked, met);
  rules.rank_of_list_set.resize(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) rules.rank_of_list_set[order[rank]] = rank;
  rules.bit_of_list_set = share_bits<8 * sizeof(Lookahead::sets)>(asked, met, order);
}

void give_term_bits(RuleSet::Impl& rules, const ExampleText& examples) {
  const Counts asked = count_asked_terms(rules);
  Counts met(asked.size(), 1);  // so that none counts as never met
  for (const Token& token : examples.text.tokens)
    if (token.term < met.size()) ++met[token.term];
  rules.bit_of_term = share_bits<8 * sizeof(Lookahead::terms)>(asked, met, most_mistaken_first(asked, met));
}

}  // namespace newsgraph
