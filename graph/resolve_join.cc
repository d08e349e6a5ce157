// SPDX-License-Identifier: Apache-2.0
// Joins of units whose names differ.
//
// An alias joins the unit that bears it as its name with the unit that lists it, if
//   - nothing else bears or lists it: it can mean one thing only
//   - it is not a shortening that only its article makes clear: "Sở Y tế" for "Sở Y tế Lào Cai" leaves out
//   the place
//   - the numbers and editions in both names agree
//   - no article names both as two things
// A bare acronym joins the unit that introduced it. Variants that no article equates are joined only where
// the difference is known to carry nothing: a wording (resolve_wording.cc), one or two words before the full
// name of a work, the numeral system of an edition, the title behind a document's number (resolve_dated.cc).
// Language stays out of this file: proper parts are seen by their capitals.
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "graph/resolver.h"
#include "graph/sorting.h"
#include "graph/wordings.h"

namespace newsgraph {
namespace {

bool begins_with(Words words, Words head) {
  return head.size() <= words.size() && std::equal(head.begin(), head.end(), words.begin());
}
bool ends_with(Words words, Words tail) {
  return tail.size() <= words.size() &&
         std::equal(tail.begin(), tail.end(), words.end() - static_cast<std::ptrdiff_t>(tail.size()));
}
bool contains(Words words, Words part) {
  return std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}
bool same(Words a, Words b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

void PlaceIndex::add(Words words, KeyId name, bool country, std::size_t all_words) {
  if (words.empty()) return;
  begins_.resize(all_words);
  begins_[words[0]] = true;
  places_.emplace(words[0], Entry{words, name, country});
}

PlaceIndex::Place PlaceIndex::at(Words words) const {
  Place best;
  if (words.empty() || words[0] >= begins_.size() || !begins_[words[0]]) return best;
  const auto [begin, end] = places_.equal_range(words[0]);
  for (auto at = begin; at != end; ++at) {
    const Entry& entry = at->second;
    if (entry.words.size() < best.size || !begins_with(words, entry.words)) continue;
    if (entry.words.size() == best.size) {  // two kinds of place of one name
      best.country = best.country || entry.country;
    } else {
      best = {entry.name, entry.words.size(), entry.country};
    }
  }
  return best;
}

void Resolver::index_names() {
  if (!index_parts() && !uses_.empty()) return;
  uses_.clear();
  for (const Part& part : parts_) {
    const Profile& profile = profiles_[part.profile];
    uses_.push_back({profile.kind, profile.key, false, part.unit});
    for (auto i = profile.first_alias; i < profile.end_alias; ++i) {
      uses_.push_back({profile.kind, names_.key_of(aliases_[i]), true, part.unit});
    }
  }
  sort_by_number(uses_, [](const NameUse& use) { return number_of(use.alias, use.unit); });
  sort_by_number(uses_, [](const NameUse& use) { return number_of(use.kind, use.key); });
  uses_.erase(std::unique(uses_.begin(), uses_.end()), uses_.end());
  if (!places_.empty()) return;
  const NameUse* before = nullptr;
  for (const NameUse& use : uses_) {
    if (!kinds_[use.kind].place || use.alias) continue;
    if (before != nullptr && before->kind == use.kind && before->key == use.key) continue;
    places_.add(names_.key(use.key).text, use.key, kinds_[use.kind].country, names_.words());
    before = &use;
  }
}

/// The uses of one name by one kind, from `begin` on.
Resolver::Uses Resolver::uses_from(std::size_t begin) const {
  std::size_t end = begin + 1;
  while (end < uses_.size() && uses_[end].kind == uses_[begin].kind && uses_[end].key == uses_[begin].key)
    ++end;
  return Uses(uses_).subspan(begin, end - begin);
}

std::uint32_t Resolver::common_articles(UnitId a, UnitId b) const {
  auto few = units_[a].locals;
  auto many = units_[b].locals;
  if (few.size() > many.size()) std::swap(few, many);
  std::uint32_t count = 0;
  auto from = many.begin();
  std::uint32_t last = kNone;
  for (const auto l : few) {  // of a rare thing and one that is everywhere, the rare one is gone through
    const auto article = locals_[l].article;
    if (article == last) continue;
    last = article;
    from = std::lower_bound(from, many.end(), article, [&](std::uint32_t m, std::uint32_t wanted) {
      return locals_[m].article < wanted;
    });
    count += from != many.end() && locals_[*from].article == article;
  }
  return count;
}

void Resolver::propose(UnitId a, UnitId b, double score, std::string why) {
  candidates_.push_back({a, b, score, std::move(why)});
}

void Resolver::join_or_propose(UnitId a, UnitId b, Verdict verdict, double score, const std::string& why) {
  if (verdict == Verdict::kNo || sets_.find(a) == sets_.find(b)) return;
  if (verdict == Verdict::kYes && sets_.join(a, b)) return;
  propose(a, b, score, why);
}

/// The first place named in `words`, longest first; none if there is none.
PlaceIndex::Place Resolver::place_in(Words words) const {
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    if (const auto place = places_.at(words.subspan(begin)); place.name != kNone) return place;
  }
  return {};
}

/// All places below a country named in `words`.
void Resolver::add_places_in(Words words, std::vector<KeyId>& places) const {
  for (std::size_t begin = 0; begin < words.size();) {
    const auto place = places_.at(words.subspan(begin));
    if (place.name != kNone && !place.country) places.push_back(place.name);
    begin += std::max<std::size_t>(place.size, 1);
  }
}

void Resolver::join_gazetteer() {
  for (std::size_t begin = 0; begin < uses_.size();) {
    const Uses uses = uses_from(begin);
    begin += uses.size();
    UnitId entry = kNone;
    std::vector<UnitId> bare;
    bool several = false;
    for (const NameUse& use : uses) {
      if (use.alias) continue;
      if (units_[use.unit].gazetteer.empty()) {
        bare.push_back(use.unit);
      } else {
        several = entry != kNone;
        entry = use.unit;
      }
    }
    if (entry == kNone || several) continue;
    for (const UnitId unit : bare)
      if (!lie_apart(entry, unit) && sets_.join(entry, unit)) units_[unit].fixed = true;
  }
}

/// Whether two places are said to lie in places of which none is the same: namesakes, then.
bool Resolver::lie_apart(UnitId a, UnitId b) const {
  const auto around_a = parents_.find(a), around_b = parents_.find(b);
  if (!kinds_[units_[a].kind].place || around_a == parents_.end() || around_b == parents_.end()) return false;
  const std::vector<KeyId>& places = around_b->second;
  return std::none_of(around_a->second.begin(), around_a->second.end(),
                      [&](KeyId place) { return std::binary_search(places.begin(), places.end(), place); });
}

/// Whether a shorter form that is part of the longer one means the same outside its article.
Resolver::Verdict Resolver::judge_shortening(const NameKey& shorter, const NameKey& longer) const {
  const Words words = longer.words;
  const Words part = shorter.words;
  if (ends_with(words, part)) {  // "Hưng Thịnh" for "Tập đoàn Hưng Thịnh"
    if (place_in(part).size == part.size()) return Verdict::kNo;
    return part.size() >= 2 && shorter.proper ? Verdict::kYes : Verdict::kNo;
  }
  const auto rest = begins_with(words, part) ? words.subspan(part.size()) : words;
  if (const auto place = place_in(rest); place.name != kNone)
    return place.country && part.size() >= 3 && shorter.proper ? Verdict::kMaybe : Verdict::kNo;
  if (part.size() >= 4 && shorter.proper) return Verdict::kYes;
  return part.size() >= 2 && shorter.proper ? Verdict::kMaybe : Verdict::kNo;
}

/// False when the numbers in the names contradict each other; unsure when only one has an edition.
bool Resolver::numbers_agree(const Unit& a, const Unit& b, bool& unsure) const {
  const NameKey& left = key(a);
  const NameKey& right = key(b);
  unsure = false;
  if (same(left.numbers, right.numbers))
    return a.distinction == b.distinction || a.distinction.empty() || b.distinction.empty();
  const bool dated = kinds_[a.kind].policy == Policy::kDated;
  if (!dated && (left.numbers.empty() || right.numbers.empty())) return true;
  unsure = true;
  const auto within = [](const NameKey& few, const NameKey& many) {
    return std::includes(many.numbers.begin(), many.numbers.end(), few.numbers.begin(), few.numbers.end());
  };
  return within(left, right) || within(right, left);
}

Resolver::Verdict Resolver::judge_alias(const NameUse& name, const NameUse& alias) const {
  const Unit& bearer = units_[name.unit];
  const Unit& owner = units_[alias.unit];
  const NameKey& form = names_.key(name.key);
  const NameKey& full = key(owner);
  const bool person = kinds_[name.kind].policy == Policy::kPerson;
  if (!bearer.gazetteer.empty() && !owner.gazetteer.empty()) return Verdict::kNo;
  const auto together = common_articles(name.unit, alias.unit);
  if (together > 0 && !form.acronym) return Verdict::kNo;
  if (form.acronym && together * 2 > owner.locals.size()) return Verdict::kNo;
  bool unsure = false;
  if (!form.acronym && !numbers_agree(bearer, owner, unsure)) return Verdict::kNo;
  if (person) {
    const auto shared = shared_neighbours(name.unit, alias.unit);
    if (form.words.size() < 2) return shared >= 2 ? Verdict::kMaybe : Verdict::kNo;
    return shared > 0 ? Verdict::kYes : Verdict::kMaybe;
  }
  if (unsure)
    return kinds_[name.kind].policy == Policy::kDated && form.words.size() < 4 ? Verdict::kNo
                                                                               : Verdict::kMaybe;
  if (form.acronym) return Verdict::kYes;
  if (contains(full.words, form.words)) return judge_shortening(form, full);
  if (!form.proper) return Verdict::kNo;
  return form.words.size() >= 2 || names_.text(form.text).size() >= 6 ? Verdict::kYes : Verdict::kMaybe;
}

void Resolver::join_aliases(bool persons) {
  struct Join {
    UnitId a, b;
    Verdict verdict;
  };
  for (int round = 0; round < 3; ++round) {  // joins may make another name clear
    std::vector<Join> joins;
    for (std::size_t begin = 0; begin < uses_.size();) {
      const Uses uses = uses_from(begin);
      begin += uses.size();
      if ((kinds_[uses[0].kind].policy == Policy::kPerson) != persons || uses.size() < 2) continue;
      if (uses.front().alias || !uses.back().alias) continue;
      std::set<UnitId> meanings;
      for (const NameUse& use : uses) meanings.insert(sets_.find(use.unit));
      if (meanings.size() != 2) continue;
      for (const NameUse& use : uses) {
        if (!use.alias || sets_.find(use.unit) == sets_.find(uses.front().unit)) continue;
        const Verdict verdict = judge_alias(uses.front(), use);
        if (verdict != Verdict::kNo) joins.push_back({uses.front().unit, use.unit, verdict});
        break;
      }
    }
    bool changed = false;
    for (const Join& join : joins) {
      changed = changed || join.verdict == Verdict::kYes;
      if (join.verdict == Verdict::kYes && sets_.join(join.a, join.b)) continue;
      if (round > 0) continue;  // proposed already
      propose(
          join.a, join.b, 0.7,
          fmt::format("'{}' is another name of '{}' in one article", unit_label(join.a), unit_label(join.b)));
    }
    if (!changed) break;
  }
}

/// A name of two words or more that the rules' languages know none of: "Raúl Castro".
bool Resolver::is_foreign(const NameKey& name) const {
  return name.words.size() > 1 && !options_.name_shares.empty() &&
         std::ranges::none_of(name.words, [&](WordId word) { return name_shares_.knows(names_.word(word)); });
}

/// "cuộc thi “Nhà sáng chế”" and "cuộc thi Nhà sáng chế", "Ban Ki-moon" and "Ban Ki Moon": signs tell nothing
/// apart, nor do marks in foreign names ("Raúl"), nor wordings in what is not a person. Bodies and works are
/// compared so by join_wordings().
void Resolver::join_signs() {
  const Wordings wordings(names_, options_);
  std::vector<WordId> words;
  std::string name;
  const auto each = [&](auto take) {
    for (UnitId u = 0; u < units_.size(); ++u) {
      const Unit& unit = units_[u];
      const Policy policy = kinds_[unit.kind].policy;
      if (policy != Policy::kPerson && policy != Policy::kDated) continue;
      words.assign(key(unit).words.begin(), key(unit).words.end());
      if (policy == Policy::kDated) wordings.spell_out(key(unit).words, words);
      const bool foreign = policy == Policy::kPerson && is_foreign(key(unit));
      name.assign(bytes_of(std::array{unit.kind}));
      if (foreign) {
        names_.append_slug(unit.key, name);
      } else {
        name += bytes_of(words);
      }
      name += unit.distinction;
      take(u, foreign || !same(words, key(unit).text) || unit.fixed || !unit.gazetteer.empty());
    }
  };
  // Names that this leaves as they are differ, save of things of a gazetteer or set apart by a person.
  StringPool names;
  each([&](UnitId, bool may_be_another) {
    if (may_be_another) names.add(name);
  });
  std::vector<UnitId> first(names.size(), kNone);
  each([&](UnitId u, bool) {
    const StringId found = names.find(name);
    if (found == 0) return;
    if (first[found] == kNone) first[found] = u;
    sets_.join(first[found], u);
  });
}

/// "tuyến đường sắt A - B" and "đường sắt A - B": one or two words before a full name.
void Resolver::join_variants() {
  StringPool names;
  std::vector<UnitId> by_name(1, kNone);  // the first unit of a name
  std::vector<UnitId> works;
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (kinds_[units_[u].kind].name != "Project") continue;
    const StringId name = names.add(bytes_of(key(units_[u]).words));
    if (name == by_name.size()) by_name.push_back(u), works.push_back(u);
  }
  for (const UnitId unit : works) {
    const Words words = key(units_[unit]).words;
    for (std::size_t drop = 1; drop <= 2 && drop + 3 <= words.size(); ++drop) {
      const StringId name = names.find(bytes_of(words.subspan(drop)));
      if (name == 0) continue;
      const UnitId other = by_name[name];
      const NameKey& shorter = key(units_[other]);
      if (!shorter.proper || !same(shorter.numbers, key(units_[unit]).numbers)) continue;
      const bool apart = common_articles(unit, other) > 0;
      join_or_propose(unit, other, apart ? Verdict::kMaybe : Verdict::kYes, 0.6,
                      "names differ by the first words");
    }
  }
}

}  // namespace newsgraph
