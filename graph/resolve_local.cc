// SPDX-License-Identifier: Apache-2.0
// Bodies that every province has, named without it: "Sở Y tế" is another one in another province. They are
// told apart by the province of which their article speaks most, and by the article where none is spoken of
// most. The words that such bodies begin with come with the rules.
#include <algorithm>
#include <map>

#include "graph/resolver.h"
#include "graph/wordings.h"

namespace newsgraph {
namespace {

constexpr std::string_view kProvince = "Province";

}  // namespace

/// Of the provinces of an article the one with the most mentions; kNone if there is none, or two.
UnitId Resolver::main_province(std::uint32_t article) const {
  UnitId most = kNone;
  std::uint32_t mentions = 0;
  const std::uint32_t end = first_entity_[article] + store_.articles()[article].entities;
  for (std::uint32_t l = first_entity_[article]; l < end; ++l) {
    const Local& local = locals_[l];
    if (kinds_[kind(local)].name != kProvince || local.mentions < mentions) continue;
    most = local.mentions == mentions ? kNone : local.unit;
    mentions = local.mentions;
  }
  return most;
}

/// The bodies of one name spelt out, by that name: those that every province has and whose name tells no
/// place.
std::map<std::vector<WordId>, std::vector<UnitId>> Resolver::local_bodies() const {
  std::map<std::vector<WordId>, std::vector<UnitId>> bodies;
  Wordings wordings(names_, options_);
  std::vector<WordId> full;
  struct Head {
    std::vector<WordId> words;
    bool local;
  };
  std::vector<Head> heads;
  for (const LocalHead& head : options_.local_heads) {
    wordings.spell_out(wordings.numbers(canonical(head.words, options_.text)), full);
    heads.push_back({full, head.local});
  }
  std::ranges::stable_sort(heads, std::ranges::greater(), [](const Head& head) { return head.words.size(); });
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    const Kind& what = kinds_[unit.kind];
    if (what.policy != Policy::kPlain || what.place || unit.fixed || !unit.gazetteer.empty()) continue;
    wordings.spell_out(key(unit).words, full);
    const auto head = std::ranges::find_if(heads, [&](const Head& each) {
      return each.words.size() < full.size() &&
             std::ranges::equal(each.words, Words(full).first(each.words.size()));
    });
    if (head != heads.end() && head->local && place_in(full).name == kNone) bodies[full].push_back(u);
  }
  return bodies;
}

void Resolver::split_local_bodies() {
  for (const auto& [name, units] : local_bodies()) {
    std::map<UnitId, std::map<UnitId, std::vector<std::uint32_t>>> parts;  // by province, then by spelling
    for (const UnitId unit : units) {
      for (const auto local : units_[unit].locals)
        parts[main_province(locals_[local].article)][unit].push_back(local);
    }
    const auto rest = parts.extract(kNone);
    if (parts.size() < 2) continue;
    for (auto& [province, spellings] : parts) {
      for (auto& [unit, locals] : spellings) {
        const UnitId part = add_unit(units_[unit], names_.text(key(units_[province]).text),
                                     unit_label(province), std::move(locals));
        parents_[part].push_back(units_[province].key);
      }
    }
    for (const UnitId unit : units) units_[unit].locals = {};
    if (rest.empty()) continue;
    for (const auto& [unit, locals] : rest.mapped()) units_[unit].locals = memory_.keep(locals);
  }
}

}  // namespace newsgraph
