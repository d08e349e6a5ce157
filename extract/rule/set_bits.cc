// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/set_bits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <numeric>

#include "extract/article/article.h"

namespace newsgraph {
namespace {

using Counts = std::vector<std::uint64_t>;

/// Visits the instructions that may read first from `pc` on, save those behind a part that may be empty.
/// `seen`: empty, or where it has been.
template <class Visit>
void visit_first_reads(const RuleSet::Impl& rules, std::uint32_t pc, std::vector<std::uint32_t>& seen,
                       const Visit& visit) {
  for (;;) {
    if (std::find(seen.begin(), seen.end(), pc) != seen.end()) return;
    seen.push_back(pc);
    const Instruction& in = rules.code[pc];
    switch (in.op) {
      case Op::kSplit:
        visit_first_reads(rules, in.b, seen, visit);
        [[fallthrough]];
      case Op::kJump:
      case Op::kCall:
        pc = in.a;
        break;
      case Op::kOpen:
      case Op::kClose:
      case Op::kExcept:
      case Op::kBegin:
      case Op::kEnd:
        ++pc;
        break;
      default:
        visit(in);
        return;
    }
  }
}

/// How often list sets are asked for, about: what a rule begins with on either side, at a part of its
/// anchors, for most rules start at few of them; all else once. `met`: how often the sets are met.
Counts count_asked(const RuleSet::Impl& rules, const Counts& met) {
  // Guesses, for labels are not in the examples yet; twice or half of either gives the same cost.
  constexpr std::uint64_t kMetOther = 300;  // of an anchor that is no list
  constexpr std::uint64_t kPart = 3;
  Counts asked(rules.list_sets.size());
  for (const Instruction& in : rules.code)
    if (in.op == Op::kList) ++asked[in.a];
  for (const TestSet& set : rules.test_sets)
    for (const Test& test : set.tests)
      if (test.op == Op::kList) ++asked[test.a];
  std::vector<std::uint32_t> seen;
  for (const Variant& variant : rules.variants) {
    const bool at_list = variant.anchor.kind == Anchor::Kind::kList;
    if (at_list && variant.anchor.a >= met.size()) continue;  // of a rule with an error
    const std::uint64_t anchors = (at_list ? met[variant.anchor.a] : kMetOther) / kPart;
    for (const Program& program : {variant.left, variant.right}) {
      if (program.states == 0) continue;  // the same
      seen.clear();
      visit_first_reads(rules, program.begin, seen, [&](const Instruction& in) {
        if (in.op == Op::kList) asked[in.a] += anchors;
      });
    }
  }
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

/// What the examples hold of list sets, or of terms.
struct Met {
  Counts times;   ///< how often each is met; one more, so that none counts as never met
  Counts groups;  ///< of each group of phrases, those of the same lists: how often it is met
  std::vector<std::vector<std::uint32_t>>
      groups_of;  ///< the groups that each holds, ascending; of terms none
};

Met count_met_terms(const ExampleText& examples, std::size_t terms) {
  Met met{.times = Counts(terms, 1), .groups = {}, .groups_of = {}};
  met.groups_of.resize(terms);
  for (const Token& token : examples.text.tokens)
    if (token.term < terms) ++met.times[token.term];
  return met;
}

Met count_met_sets(const RuleSet::Impl& rules, const ExampleText& examples) {
  Counts of_phrase(rules.automaton.phrases().size());
  for (const std::uint32_t phrase : examples.word_phrases) ++of_phrase[phrase];
  for (const Hit& hit : examples.hits) ++of_phrase[hit.phrase];
  std::vector<std::vector<std::uint32_t>> sets_of_list(rules.lists.size());
  for (std::uint32_t set = 0; set < rules.list_sets.size(); ++set)
    for (const ListId list : rules.list_sets[set]) sets_of_list[list].push_back(set);
  Met met;
  met.groups_of.resize(rules.list_sets.size());
  met.times.assign(rules.list_sets.size(), 1);
  std::map<std::vector<ListId>, std::uint32_t> groups;
  for (std::uint32_t phrase = 0; phrase < of_phrase.size(); ++phrase) {
    if (of_phrase[phrase] == 0) continue;
    std::vector<ListId> lists;
    for (const Entry& entry : rules.automaton.entries_of(phrase))
      if (lists.empty() || lists.back() != entry.list) lists.push_back(entry.list);
    const auto [at, added] = groups.try_emplace(lists, static_cast<std::uint32_t>(met.groups.size()));
    const std::uint32_t group = at->second;
    if (added) {
      met.groups.push_back(0);
      for (const ListId list : lists)
        for (const std::uint32_t set : sets_of_list[list])
          if (met.groups_of[set].empty() || met.groups_of[set].back() != group)
            met.groups_of[set].push_back(group);
    }
    met.groups[group] += of_phrase[phrase];
  }
  for (std::uint32_t set = 0; set < met.times.size(); ++set)
    for (const std::uint32_t group : met.groups_of[set]) met.times[set] += met.groups[group];
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

/// Gives one of kBits bits to each that is asked for, kNoBit to the others. What is asked of one of a bit is
/// mistaken for it where another is met, but where what is met is of both: many list sets hold the same
/// phrases.
template <std::size_t kBits>
std::vector<std::uint8_t> share_bits(const Counts& asked, const Met& met,
                                     const std::vector<std::uint32_t>& order) {
  using Bits = std::array<std::uint64_t, kBits / 64>;
  std::vector<std::uint8_t> bits(asked.size(), kNoBit);
  std::array<std::uint64_t, kBits> asked_of_bit{}, met_of_bit{};
  std::vector<Bits> of_group(met.groups.size());  // those that it is in
  for (const std::uint32_t one : order) {
    if (asked[one] == 0) break;
    std::array<std::uint64_t, kBits> of_both{};  // how often what is of the one and the bit is met
    for (const std::uint32_t group : met.groups_of[one])
      for (std::size_t word = 0; word < of_group[group].size(); ++word)
        for (std::uint64_t rest = of_group[group][word]; rest != 0; rest &= rest - 1)
          of_both[64 * word + static_cast<std::size_t>(std::countr_zero(rest))] += met.groups[group];
    const auto mistakes = [&](std::size_t bit) {
      return asked_of_bit[bit] * (met.times[one] - of_both[bit]) +
             asked[one] * (met_of_bit[bit] - of_both[bit]);
    };
    std::size_t best = 0;
    for (std::size_t bit = 1; bit < kBits; ++bit)
      if (mistakes(bit) < mistakes(best)) best = bit;
    bits[one] = static_cast<std::uint8_t>(best);
    asked_of_bit[best] += asked[one];
    met_of_bit[best] += met.times[one] - of_both[best];
    for (const std::uint32_t group : met.groups_of[one])
      of_group[group][best / 64] |= std::uint64_t{1} << (best % 64);
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
  const Met met = count_met_sets(rules, examples);
  const Counts asked = count_asked(rules, met.times);
  const std::vector<std::uint32_t> order = most_mistaken_first(asked, met.times);
  rules.rank_of_list_set.resize(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) rules.rank_of_list_set[order[rank]] = rank;
  rules.bit_of_list_set = share_bits<8 * sizeof(Lookahead::sets)>(asked, met, order);
}

void give_term_bits(RuleSet::Impl& rules, const ExampleText& examples) {
  const Counts asked = count_asked_terms(rules);
  const Met met = count_met_terms(examples, asked.size());
  rules.bit_of_term =
      share_bits<8 * sizeof(Lookahead::terms)>(asked, met, most_mistaken_first(asked, met.times));
}

}  // namespace newsgraph
