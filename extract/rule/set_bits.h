// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extract/rule/compiled.h"

namespace newsgraph {

/// The example sentences of a rule set, read as text: a small sample of the language the rules are for.
struct ExampleText {
  Text text;
  std::vector<std::uint32_t> word_phrases;  ///< what each token is alone: into Automaton::phrases()
  Hits hits;                                ///< longer phrases, sentence by sentence
};

/// Call when the automaton is frozen. Cost: reading the examples.
ExampleText read_examples(const RuleSet::Impl& rules);

/// Of a list: the bits of Lookahead::sets of the list sets that it is in.
using ListBits = decltype(Lookahead::sets);
/// One a list. Call when list sets have their bits.
std::vector<ListBits> bits_of_lists(const RuleSet::Impl& rules);

/// Of a list: the ranks of the list sets that it is in and that are asked for, ascending. One a list. Call
/// when list sets have theirs.
std::vector<std::vector<std::uint32_t>> ranks_of_lists(const RuleSet::Impl& rules);

/// Gives every list set its bit of Lookahead::sets, RuleSet::Impl::bit_of_list_set, and its rank. There are
/// more sets than bits; those that share one are mistaken for one another, which costs steps, never a match.
/// So sets share that are seldom asked for or seldom met: how often text holds their words is learned from
/// the examples. Call once, when all programs stand. Cost: sets x bits.
void give_list_set_bits(RuleSet::Impl& rules, const ExampleText& examples);

/// The same for terms that literals begin or end with: RuleSet::Impl::bit_of_term. Cost: terms x bits.
void give_term_bits(RuleSet::Impl& rules, const ExampleText& examples);

}  // namespace newsgraph
