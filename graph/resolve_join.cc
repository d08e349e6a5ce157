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
// the difference is known to carry nothing: a unit word before a place, one or two words before the full name
// of a work, the numeral system of an edition, the title behind a document's number. Language stays out of
// this file: proper parts are seen by their capitals, unit words come with the data.
#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <oneapi/tbb/parallel_sort.h>

#include "graph/resolver.h"

namespace newsgraph {
namespace {

using Words = std::span<const std::string>;

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

std::string joined(Words words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

/// Share of common words among all words of two names.
double overlap(const NameKey& a, const NameKey& b) {
  const std::set<std::string_view> left(a.words.begin(), a.words.end());
  const std::set<std::string_view> right(b.words.begin(), b.words.end());
  std::size_t common = 0;
  for (const auto word : left) common += right.count(word);
  return static_cast<double>(common) /
         static_cast<double>(std::max<std::size_t>(1, left.size() + right.size() - common));
}

/// "62/2013/qh13": the first word with a digit, if it is a code, and where it stands.
std::string_view code_of(const NameKey& name, std::size_t& at) {
  for (at = 0; at < name.words.size(); ++at) {
    const std::string& word = name.words[at];
    if (word[0] >= '0' && word[0] <= '9')
      return word.find('/') == std::string::npos ? std::string_view() : word;
  }
  return {};
}

/// Holds a part of four digits that may be a year.
bool has_year(std::string_view code) {
  return code.find("/19") != std::string_view::npos || code.find("/20") != std::string_view::npos;
}

constexpr std::size_t kMaxPlaceWords = 6;
constexpr std::size_t kMaxBucket = 200;  // dated names compared pair by pair

}  // namespace

void Resolver::index_names() {
  if (indexed_units_ == units_.size()) return;  // no unit has come since
  indexed_units_ = units_.size();
  uses_.clear();
  uses_.reserve(locals_.size() + aliases_.size());
  for (std::uint32_t l = 0; l < locals_.size(); ++l) {
    const Local& local = locals_[l];
    uses_.push_back({local.kind, names_.key_of(local.name), false, local.unit});
    for (auto i = first_alias_[l]; i < first_alias_[l + 1]; ++i) {
      uses_.push_back({local.kind, names_.key_of(aliases_[i]), true, local.unit});
    }
  }
  tbb::parallel_sort(uses_.begin(), uses_.end());
  uses_.erase(std::unique(uses_.begin(), uses_.end()), uses_.end());
  if (!places_.empty()) return;
  for (const NameUse& use : uses_) {
    if (kinds_[use.kind].place && !use.alias) places_[names_.key(use.key).text] |= kinds_[use.kind].country;
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
  const auto& left = units_[a].locals;
  const auto& right = units_[b].locals;
  std::uint32_t count = 0;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const auto x = locals_[left[i]].article;
    const auto y = locals_[right[j]].article;
    count += x == y;
    i += x <= y;
    j += y <= x;
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

/// The first place named in `words`, longest first; empty if none.
std::string_view Resolver::place_in(Words words, bool& country) const {
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    for (std::size_t size = std::min(kMaxPlaceWords, words.size() - begin); size > 0; --size) {
      if (const auto at = places_.find(joined(words.subspan(begin, size))); at != places_.end()) {
        country = at->second;
        return at->first;
      }
    }
  }
  return {};
}

/// All places below a country named in `words`, canonical.
void Resolver::add_places_in(Words words, std::vector<std::string_view>& places) const {
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t size = std::min(kMaxPlaceWords, words.size() - begin);
    for (; size > 0; --size) {
      const auto at = places_.find(joined(words.subspan(begin, size)));
      if (at == places_.end()) continue;
      if (!at->second) places.push_back(at->first);
      break;
    }
    begin += std::max<std::size_t>(size, 1);
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
    for (const UnitId unit : bare) units_[unit].fixed = sets_.join(entry, unit);
  }
}

/// Whether a shorter form that is part of the longer one means the same outside its article.
Resolver::Verdict Resolver::judge_shortening(const NameKey& shorter, const NameKey& longer) const {
  const Words words = longer.words;
  const Words part = shorter.words;
  if (ends_with(words, part)) {  // "Hưng Thịnh" for "Tập đoàn Hưng Thịnh"
    bool country = false;
    if (place_in(part, country).size() == shorter.text.size()) return Verdict::kNo;
    return part.size() >= 2 && shorter.proper ? Verdict::kYes : Verdict::kNo;
  }
  bool country = false;
  const auto rest = begins_with(words, part) ? words.subspan(part.size()) : words;
  if (!place_in(rest, country).empty())
    return country && part.size() >= 3 && shorter.proper ? Verdict::kMaybe : Verdict::kNo;
  if (part.size() >= 4 && shorter.proper) return Verdict::kYes;
  return part.size() >= 2 && shorter.proper ? Verdict::kMaybe : Verdict::kNo;
}

/// False when the numbers in the names contradict each other; unsure when only one has an edition.
bool Resolver::numbers_agree(const Unit& a, const Unit& b, bool& unsure) const {
  const NameKey& left = key(a);
  const NameKey& right = key(b);
  unsure = false;
  if (left.numbers == right.numbers)
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
  return form.words.size() >= 2 || form.text.size() >= 6 ? Verdict::kYes : Verdict::kMaybe;
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
      propose(join.a, join.b, 0.7,
              fmt::format("'{}' is another name of '{}' in one article", unit_label(units_[join.a]),
                          unit_label(units_[join.b])));
    }
    if (!changed) break;
  }
}

/// "Sở Y tế tỉnh Lào Cai" and "Sở Y tế Lào Cai": a unit word before the place is left out.
void Resolver::join_unit_words() {
  std::set<std::string> unit_words;
  for (const std::string& word : options_.unit_words) unit_words.insert(canonical(word, options_.text));
  std::set<std::string_view> found;
  for (const Local& local : locals_) {
    if (!kinds_[local.kind].place || !local.attributes) continue;
    for_each_attribute(entity(local), [&](std::string_view name, std::string_view value) {
      if (name == "unit") found.insert(value);
    });
  }
  for (const auto word : found) unit_words.insert(canonical(word, options_.text));
  if (unit_words.empty()) return;
  // Names without unit words, with the units that they may mean.
  std::map<std::pair<KindId, std::string>, std::vector<UnitId>> bare;
  std::set<UnitId> shortened;
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (unit.kind >= kinds_.size() || kinds_[unit.kind].place || kinds_[unit.kind].policy != Policy::kPlain)
      continue;
    const Words words = key(unit).words;
    bare[{unit.kind, joined(words)}].push_back(u);
    for (std::size_t at = 1; at + 1 < words.size(); ++at) {
      for (std::size_t size = 1; size <= 2 && at + size < words.size(); ++size) {
        bool country = false;
        if (unit_words.count(joined(words.subspan(at, size))) == 0) continue;
        const auto place = place_in(words.subspan(at + size), country);
        if (place.empty() || joined(words.subspan(at + size)).find(place) != 0) continue;
        std::vector<std::string> rest(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
        rest.insert(rest.end(), words.begin() + static_cast<std::ptrdiff_t>(at + size), words.end());
        bare[{unit.kind, joined(rest)}].push_back(u);
        shortened.insert(u);
      }
    }
  }
  for (const auto& [name, units] : bare) {
    // One name without a unit word and one with: two with different unit words are two bodies.
    if (units.size() != 2) continue;
    const bool first = joined(key(units_[units[0]]).words) == name.second;
    const bool second = joined(key(units_[units[1]]).words) == name.second;
    if (first != second)
      join_or_propose(units[0], units[1], Verdict::kYes, 0.8, "names differ by a unit word");
  }
}

/// "tuyến đường sắt A - B" and "đường sắt A - B": one or two words before a full name.
void Resolver::join_variants() {
  std::map<std::pair<KindId, std::string>, UnitId> by_words;
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (kinds_[units_[u].kind].name == "Project")
      by_words.emplace(std::pair(units_[u].kind, joined(key(units_[u]).words)), u);
  }
  for (const auto& [name, unit] : by_words) {
    const Words words = key(units_[unit]).words;
    for (std::size_t drop = 1; drop <= 2 && drop + 3 <= words.size(); ++drop) {
      const auto at = by_words.find({name.first, joined(words.subspan(drop))});
      if (at == by_words.end()) continue;
      const Unit& shorter = units_[at->second];
      if (!key(shorter).proper || key(shorter).numbers != key(units_[unit]).numbers) continue;
      const bool apart = common_articles(unit, at->second) > 0;
      join_or_propose(unit, at->second, apart ? Verdict::kMaybe : Verdict::kYes, 0.6,
                      "names differ by the first words");
    }
  }
}

/// Editions written differently, documents with and without their title: same numbers, nearly the same words.
void Resolver::join_dated() {
  std::map<std::pair<KindId, std::string>, std::vector<UnitId>> buckets;
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (kinds_[unit.kind].policy != Policy::kDated) continue;
    std::size_t at = 0;
    const std::string_view code = code_of(key(unit), at);
    if (!code.empty()) {
      if (at > 0 && at <= 3) buckets[{unit.kind, key(unit).words[0] + " " + std::string(code)}].push_back(u);
    } else if (key(unit).edition) {
      buckets[{unit.kind, joined(key(unit).numbers)}].push_back(u);
    }
  }
  for (const auto& [bucket, units] : buckets) {
    const bool code = bucket.second.find('/') != std::string::npos;
    if (units.size() > kMaxBucket) continue;
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = i + 1; j < units.size(); ++j) {
        if (common_articles(units[i], units[j]) > 0) continue;
        const double likeness = overlap(key(units_[units[i]]), key(units_[units[j]]));
        const bool sure = code ? has_year(bucket.second) : likeness >= 0.75;
        if (!sure && !code && likeness < 0.5) continue;
        join_or_propose(units[i], units[j], sure ? Verdict::kYes : Verdict::kMaybe, std::min(0.9, likeness),
                        fmt::format("same numbers, {:.0f} % of the words shared", 100 * likeness));
      }
    }
  }
}

}  // namespace newsgraph
