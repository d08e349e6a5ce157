// SPDX-License-Identifier: Apache-2.0
//
// Thousands of names stand in the same lists, so the same variants wait at them. What waits is kept once for
// all phrases of a kind: the few kinds that most of a text consists of stay near the processor.
#include "extract/rule/phrase_kinds.h"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "extract/rule/set_bits.h"

namespace newsgraph {
namespace {

using Variants = std::vector<std::uint32_t>;

/// What a list means to the matcher. Lists of which all this is the same are told apart by their names alone.
struct ListUse {
  std::vector<std::uint32_t> sets;  ///< ranks of the list sets that ask for it
  ListBits bits{};                  ///< of these sets
  bool breaks_clause = false;
  Variants mentions, facts;  ///< that wait at its entries
  friend auto operator<=>(const ListUse&, const ListUse&) = default;
};

class PhraseKinds {
 public:
  explicit PhraseKinds(RuleSet::Impl& rules) : rules_(rules) {}

  void run() {
    sort_lists();
    number_rights();
    const auto count = static_cast<std::uint32_t>(rules_.automaton.phrases().size());
    rules_.kind_of_phrase.reserve(count);
    std::vector<std::uint32_t> uses, last;  // neighbours are mostly of one list
    for (std::uint32_t phrase = 0; phrase < count; ++phrase) {
      uses.clear();
      for (const Entry& entry : rules_.automaton.entries_of(phrase)) uses.push_back(use_of_list_[entry.list]);
      const bool like_last = phrase > 0 && uses == last;
      rules_.kind_of_phrase.push_back(like_last ? rules_.kind_of_phrase.back() : kind_of(uses));
      std::swap(uses, last);
    }
  }

 private:
  void sort_lists() {
    std::vector<ListUse> of_list(rules_.lists.size());
    const std::vector<ListBits> bits = bits_of_lists(rules_);
    std::vector<std::vector<std::uint32_t>> ranks = ranks_of_lists(rules_);
    for (std::size_t list = 0; list < of_list.size(); ++list) {
      of_list[list].bits = bits[list];
      of_list[list].sets = std::move(ranks[list]);
    }
    if (rules_.clause_break != kNone) of_list[rules_.clause_break].breaks_clause = true;
    for (std::uint32_t v = 0; v < rules_.variants.size(); ++v) {
      const Anchor& anchor = rules_.variants[v].anchor;
      if (anchor.kind != Anchor::Kind::kList || anchor.a >= rules_.list_sets.size()) continue;
      const bool facts = rules_.gates[v].stratum >= rules_.fact_stratum;
      for (const ListId list : rules_.list_sets[anchor.a])
        (facts ? of_list[list].facts : of_list[list].mentions).push_back(v);
    }
    std::map<ListUse, std::uint32_t> known;
    for (ListUse& use : of_list) {
      const auto [at, added] = known.try_emplace(use, static_cast<std::uint32_t>(uses_.size()));
      if (added) uses_.push_back(use);
      use_of_list_.push_back(at->second);
    }
  }

  /// `uses`: of the phrase's entries.
  std::uint32_t kind_of(const std::vector<std::uint32_t>& uses) {
    const auto [at, added] = kinds_.try_emplace(uses, static_cast<std::uint32_t>(rules_.phrase_kinds.size()));
    if (added) add_kind(uses);
    return at->second;
  }

  void add_kind(const std::vector<std::uint32_t>& uses) {
    PhraseKind kind;
    PhraseLabels labels;
    std::vector<std::uint32_t> sets;
    for (const std::uint32_t use : uses) {
      sets.insert(sets.end(), uses_[use].sets.begin(), uses_[use].sets.end());
      for (std::size_t i = 0; i < kind.sets.size(); ++i) kind.sets[i] |= uses_[use].bits[i];
      kind.breaks_clause |= uses_[use].breaks_clause;
    }
    kind.begin = wakes_end();
    add_wakes(uses, &ListUse::mentions);
    sort_by_right(std::span(rules_.wakes).subspan(kind.begin));
    kind.facts = wakes_end();
    add_wakes(uses, &ListUse::facts);
    kind.end = wakes_end();
    kind.wakes_mentions = kind.begin < kind.facts;
    kind.wakes_facts = kind.facts < kind.end;
    for (std::uint32_t w = kind.facts; w < kind.end; ++w) {
      const Gate& gate = rules_.gates[rules_.wakes[w].variant];
      labels.behind |= gate.needed_right[0];
      labels.before |= gate.needed_left[0];
    }
    rules_.phrase_kinds.push_back(kind);
    rules_.labels_of_kind.push_back(labels);
    std::sort(sets.begin(), sets.end());
    rules_.sets_of_kind.add(sets);
  }

  [[nodiscard]] std::uint32_t wakes_end() const { return static_cast<std::uint32_t>(rules_.wakes.size()); }

  void add_wakes(const std::vector<std::uint32_t>& uses, Variants ListUse::*waiting) {
    for (std::uint32_t entry = 0; entry < uses.size(); ++entry)
      for (const std::uint32_t variant : uses_[uses[entry]].*waiting)
        rules_.wakes.push_back({variant, entry});
  }

  /// Numbers what the variants ask for to the right of a phrase.
  void number_rights() {
    std::map<Lookahead, std::uint32_t> known;
    for (const WordGate& gate : rules_.word_gates)
      right_of_variant_.push_back(
          known.try_emplace(gate.right, static_cast<std::uint32_t>(known.size())).first->second);
  }

  /// Has those beside each other that ask for the same, so that it is asked once.
  void sort_by_right(std::span<Wake> wakes) {
    const auto right = [this](const Wake& wake) { return right_of_variant_[wake.variant]; };
    std::stable_sort(wakes.begin(), wakes.end(),
                     [&](const Wake& a, const Wake& b) { return right(a) < right(b); });
    for (std::size_t w = wakes.size(); w-- > 1;)
      if (right(wakes[w - 1]) == right(wakes[w])) wakes[w - 1].alike = wakes[w].alike + 1;
  }

  RuleSet::Impl& rules_;
  std::vector<ListUse> uses_;               ///< different ones
  std::vector<std::uint32_t> use_of_list_;  ///< list -> into uses_
  std::vector<std::uint32_t> right_of_variant_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> kinds_;
};

}  // namespace

void set_phrase_kinds(RuleSet::Impl& rules) {
  PhraseKinds(rules).run();
}

}  // namespace newsgraph
