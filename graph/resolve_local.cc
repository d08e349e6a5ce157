// SPDX-License-Identifier: Apache-2.0
// Bodies that every province has, named without it: "Sở Y tế" is another one in another province. They are
// told apart by the province of which their article speaks most, and by the article where none is spoken of
// most. The words that such bodies begin with come with the rules.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "graph/resolver.h"
#include "graph/wordings.h"

namespace newsgraph {
namespace {

constexpr std::string_view kProvince = "Province";

}  // namespace

/// Bodies that every province has.
struct Resolver::LocalBodies {
  std::map<std::vector<WordId>, std::vector<UnitId>> unplaced;     // by name spelt out; it tells no place
  std::map<std::pair<std::vector<WordId>, KeyId>, UnitId> placed;  // by what stands before the place, and it
};

/// Of the provinces of an article the one with the most mentions. Sure: no other has half as many.
Resolver::MainProvince Resolver::main_province(std::uint32_t article) const {
  MainProvince main;
  std::uint32_t most = 0, second = 0;
  const std::uint32_t end = first_entity_[article] + store_.articles()[article].entities;
  for (std::uint32_t l = first_entity_[article]; l < end; ++l) {
    const Local& local = locals_[l];
    if (kinds_[kind(local)].name != kProvince) continue;
    if (local.mentions > most) main.unit = local.unit;
    second = std::max(second, std::min(most, local.mentions));
    most = std::max(most, local.mentions);
  }
  if (most == second) main.unit = kNone;
  main.sure = most > 2 * second;
  return main;
}

Resolver::LocalBodies Resolver::local_bodies() const {
  LocalBodies bodies;
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
    if (head == heads.end() || !head->local) continue;
    if (place_in(full).name == kNone) {
      bodies.unplaced[full].push_back(u);
    } else {
      add_placed(full, head->words.size(), u, bodies);
    }
  }
  return bodies;
}

/// "Sở Y tế Lào Cai", "Sở Y tế tỉnh Lào Cai": a place ends the name, behind at most two words that say what
/// it is.
void Resolver::add_placed(const std::vector<WordId>& name, std::size_t head, UnitId unit,
                          LocalBodies& bodies) const {
  for (std::size_t begin = head + 1; begin < name.size(); ++begin) {
    const auto place = places_.at(Words(name).subspan(begin));
    if (place.name == kNone || place.country || begin + place.size != name.size()) continue;
    for (std::size_t end = begin; end > head && end + 2 >= begin; --end)
      bodies.placed.try_emplace({{name.begin(), name.begin() + static_cast<std::ptrdiff_t>(end)}, place.name},
                                unit);
    return;
  }
}

/// Tells what is to be joined when decisions have been applied.
std::vector<Resolver::LocalJoin> Resolver::split_local_bodies() {
  std::vector<LocalJoin> joins;
  struct Placed {
    std::map<UnitId, std::vector<std::uint32_t>> locals;  // by spelling
    bool sure = true;
  };
  const LocalBodies bodies = local_bodies();
  for (const auto& [name, units] : bodies.unplaced) {
    std::map<UnitId, Placed> parts;  // by province
    for (const UnitId unit : units) {
      for (const auto local : units_[unit].locals) {
        const MainProvince province = main_province(locals_[local].article);
        Placed& part = parts[province.unit];
        part.locals[unit].push_back(local);
        part.sure = part.sure && province.sure;
      }
    }
    const auto rest = parts.extract(kNone);
    const bool several = parts.size() > 1;
    for (auto& [province, part] : parts) {
      const auto placed = bodies.placed.find({name, units_[province].key});
      for (auto& [unit, locals] : part.locals) {
        UnitId body = unit;
        if (several) {
          body = add_unit(units_[unit], names_.text(key(units_[province]).text), unit_label(province),
                          std::move(locals));
          parents_[body].push_back(units_[province].key);
        }
        if (placed == bodies.placed.end() || (!several && !rest.empty())) continue;
        joins.push_back({body, placed->second, province, part.sure});
      }
    }
    if (!several) continue;
    for (const UnitId unit : units) units_[unit].locals = {};
    if (rest.empty()) continue;
    for (const auto& [unit, locals] : rest.mapped().locals) units_[unit].locals = memory_.keep(locals);
  }
  return joins;
}

void Resolver::join_local_bodies(const std::vector<LocalJoin>& joins) {
  for (const LocalJoin& join : joins) {
    join_or_propose(join.body, join.placed, join.sure ? Verdict::kYes : Verdict::kMaybe, 0.6,
                    fmt::format("the articles speak most of {}", unit_label(join.province)));
  }
}

}  // namespace newsgraph
