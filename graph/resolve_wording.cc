// SPDX-License-Identifier: Apache-2.0
// Joins of units whose names differ in wording only: one abbreviates what the other spells out, or has a unit
// word before the place. Language stays out of this file: wordings come with the rules, unit words with the
// places.
#include <algorithm>
#include <set>
#include <tuple>

#include "graph/resolver.h"
#include "graph/wordings.h"

namespace newsgraph {

void Resolver::join_wordings() {
  Wordings wordings(names_, options_);
  StringPool unit_words;  // as bytes of their word numbers
  const auto add_unit_word = [&](std::string_view word) {
    unit_words.add(bytes_of(wordings.numbers(canonical(word, options_.text))));
  };
  std::for_each(options_.unit_words.begin(), options_.unit_words.end(), add_unit_word);
  std::set<std::string_view> found;
  for (const Profile& profile : profiles_) {
    if (!profile.used || !kinds_[profile.kind].place) continue;
    for_each_attribute(store_, profile.attributes, [&](std::string_view name, std::string_view value) {
      if (name == "unit") found.insert(value);
    });
  }
  std::for_each(found.begin(), found.end(), add_unit_word);
  // Names spelt out and names without unit words, with the units that they may mean.
  struct Meaning {
    KindId kind;
    StringId name;  // and distinction
    UnitId unit;
    bool shortened;
  };
  const auto same_name = [](const Meaning& a, const Meaning& b) {
    return a.kind == b.kind && a.name == b.name;
  };
  std::vector<Meaning> meanings;
  StringPool names;
  std::vector<WordId> full;
  std::vector<WordId> rest;
  std::map<std::pair<KindId, StringId>, UnitId> spelt_out;
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (kinds_[unit.kind].place || kinds_[unit.kind].policy != Policy::kPlain) continue;
    wordings.spell_out(key(unit).words, full);
    if (full.empty()) continue;
    const auto number = [&](std::span<const WordId> words) {
      return names.add(std::string(bytes_of(words)).append(unit.distinction));
    };
    const StringId name = number(full);
    const auto [first, is_new] = spelt_out.try_emplace({unit.kind, name}, u);
    if (!is_new) {
      join_or_propose(first->second, u, Verdict::kYes, 0.8, "names differ by an abbreviation");
      continue;
    }
    meanings.push_back({unit.kind, name, u, false});
    const Words words(full);
    for (std::size_t at = 1; at + 1 < words.size(); ++at) {
      for (std::size_t size = 1; size <= 2 && at + size < words.size(); ++size) {
        if (!unit_words.contains(bytes_of(words.subspan(at, size)))) continue;
        if (places_.at(words.subspan(at + size)).name == kNone) continue;
        rest.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
        rest.insert(rest.end(), words.begin() + static_cast<std::ptrdiff_t>(at + size), words.end());
        meanings.push_back({unit.kind, number(rest), u, true});
      }
    }
  }
  std::sort(meanings.begin(), meanings.end(), [](const Meaning& a, const Meaning& b) {
    return std::tie(a.kind, a.name, a.unit) < std::tie(b.kind, b.name, b.unit);
  });
  for (std::size_t begin = 0, end = 0; begin < meanings.size(); begin = end) {
    while (end < meanings.size() && same_name(meanings[begin], meanings[end])) ++end;
    // One name without a unit word and one with: two with different unit words are two bodies.
    if (end - begin != 2 || meanings[begin].shortened == meanings[begin + 1].shortened) continue;
    join_or_propose(meanings[begin].unit, meanings[begin + 1].unit, Verdict::kYes, 0.8,
                    "names differ by a unit word");
  }
}

}  // namespace newsgraph
