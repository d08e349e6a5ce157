// SPDX-License-Identifier: Apache-2.0
// Entity resolution across articles: which entities of which articles are one real thing.
//
// Everything is decided over the whole set of articles at once and in an order that their names give, so
// neither the order of the articles nor their partition over machines shows in the result. The passes, surest
// first:
//   units      same gazetteer id; same kind of type and same canonical name. Tone marks count, case does not.
//              Things with dates (events, documents) of one name but of different years stay apart unless the
//              name itself holds the edition; generic names ("lễ ký kết") are one only on one day.
//   review     what a person has decided goes before everything that follows (resolve_review.cc)
//   places     of one name in different provinces stay apart (resolve_homonym.cc)
//   joins      a name in one article that is an alias in another, if it can mean one thing only and is not a
//              shortening that leaves out the place; numbers and editions must agree (resolve_join.cc)
//   persons    of one name are one if their posts, places or company agree, else two (resolve_homonym.cc)
//   naming     labels, ids, attributes (resolve_name.cc)
// A pass may join what the passes before kept apart, never split what they joined, save that homonyms are
// split first within their own name. What is likely but not sure becomes a proposal for the review file.
#include "graph/resolve.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>

#include <oneapi/tbb/parallel_sort.h>

#include "graph/resolver.h"

namespace newsgraph {
namespace {

/// Types that need more than the name, and types that share a kind. Others are plain and stand alone.
struct KindRow {
  std::string_view type;
  std::string_view kind;
  Policy policy;
  bool place = false;
  bool country = false;
};
constexpr std::array kKindRows = {
    KindRow{"Country", "Country", Policy::kPlain, true, true},
    KindRow{"Province", "Province", Policy::kPlain, true},
    KindRow{"Locality", "Locality", Policy::kPlace, true},
    KindRow{"Person", "Person", Policy::kPerson},
    KindRow{"Event", "Event", Policy::kDated},
    KindRow{"Document", "Document", Policy::kDated},
    KindRow{"Facility", "Project", Policy::kPlain},
    KindRow{"Project", "Project", Policy::kPlain},
    KindRow{"Programme", "Project", Policy::kPlain},
};

}  // namespace

Resolver::Resolver(const FactStore& store, const GraphOptions& options) : store_(store), options_(options) {}

KindId Resolver::kind_of(std::string_view type) {
  if (const auto found = kind_by_type_.find(type); found != kind_by_type_.end()) return found->second;
  Kind wanted{std::string(type)};
  for (const KindRow& row : kKindRows) {
    if (row.type == type) wanted = {std::string(row.kind), row.policy, row.place, row.country};
  }
  const auto same =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) { return kind.name == wanted.name; });
  const auto kind = static_cast<KindId>(same - kinds_.begin());
  if (same == kinds_.end()) kinds_.push_back(std::move(wanted));
  kind_by_type_.emplace(type, kind);
  return kind;
}

/// Kinds are numbered in order of their types' names, not of their first article. The store may hold profiles
/// of records that were not kept.
void Resolver::read_profiles() {
  const auto rows = store_.profiles();
  std::vector<bool> used(rows.size());
  for (const Local& local : locals_) used[local.profile] = true;
  std::vector<std::uint32_t> type_of(store_.strings().size(), kNone);
  std::vector<NameId> name_of(store_.strings().size(), kNone);
  for (std::size_t p = 0; p < rows.size(); ++p) {
    if (used[p] && type_of[rows[p].type] == kNone) types_.push_back(store_.text(rows[p].type));
    if (used[p]) type_of[rows[p].type] = 0;
  }
  std::sort(types_.begin(), types_.end());
  std::vector<KindId> kinds;
  for (const auto type : types_) kinds.push_back(kind_of(type));
  const auto name = [&](StringId text) {
    if (name_of[text] == kNone) name_of[text] = names_.add(store_.text(text));
    return name_of[text];
  };
  profiles_.resize(rows.size());
  for (std::size_t p = 0; p < rows.size(); ++p) {
    if (!used[p]) continue;
    const auto& row = rows[p];
    const auto type = std::lower_bound(types_.begin(), types_.end(), store_.text(row.type)) - types_.begin();
    Profile& profile = profiles_[p];
    profile.used = true;
    profile.type = static_cast<std::uint32_t>(type);
    profile.kind = kinds[profile.type];
    profile.name = name(row.name);
    profile.gazetteer = row.gazetteer;
    profile.attributes = row.attributes;
    profile.first_alias = static_cast<std::uint32_t>(aliases_.size());
    const StringList aliases = store_.list(row.aliases);
    for (std::size_t i = 0; i < aliases.size(); ++i) aliases_.push_back(name(aliases[i]));
    profile.end_alias = static_cast<std::uint32_t>(aliases_.size());
  }
  names_.finish(options_.text);
  for (Profile& profile : profiles_) {
    if (profile.used) profile.key = names_.key_of(profile.name);
  }
}

void Resolver::read_locals() {
  std::size_t count = 0;
  for (const auto& article : store_.articles()) count += article.entities;
  locals_.reserve(count);
  first_entity_.reserve(article_count());
  for (std::uint32_t a = 0; a < article_count(); ++a) {
    first_entity_.push_back(static_cast<std::uint32_t>(locals_.size()));
    for (const auto& entity : store_.entities(a)) {
      locals_.push_back({a, entity.profile, entity.mentions, kNone});
    }
  }
}

namespace {

/// What keeps locals of one kind and name apart, as far as the article itself says it.
struct UnitKey {
  KindId kind;
  KeyId key;
  StringId gazetteer;  // 0: none
  std::string_view distinction;
  friend bool operator==(const UnitKey&, const UnitKey&) = default;
};

struct UnitKeyHash {
  std::size_t operator()(const UnitKey& unit) const {
    std::uint64_t hash = (std::uint64_t{unit.kind} << 32 | unit.key) * 0x9e3779b97f4a7c15ULL;
    hash ^= unit.gazetteer * 0xc2b2ae3d27d4eb4fULL;
    if (!unit.distinction.empty()) hash ^= std::hash<std::string_view>()(unit.distinction) * 31;
    return hash ^ hash >> 29;
  }
};

/// Years that dated entities of one name have, to place those without a date.
using Years = std::unordered_map<std::uint64_t, std::set<std::string_view>>;

std::uint64_t year_key(KindId kind, KeyId key) {
  return std::uint64_t{kind} << 32 | key;
}

/// What tells apart a dated entity whose name holds no edition; empty if nothing does.
std::string_view dated_distinction(const NameKey& name, std::string_view date, std::string_view article_date,
                                   std::string_view article_id, const std::set<std::string_view>* years) {
  if (!name.proper && name.words.size() < 6) {  // "lễ ký kết": one day's at most
    if (!date.empty()) return date;
    return article_date.empty() ? article_id : article_date;
  }
  if (!date.empty()) return date.substr(0, 4);
  if (years == nullptr) return {};
  if (years->size() == 1) return *years->begin();
  const auto found = years->find(article_date.substr(0, 4));
  return found == years->end() ? std::string_view() : *found;
}

}  // namespace

void Resolver::make_units() {
  // By profile: whether dates may keep its entities apart, and the date that it gives.
  std::vector<bool> dated(profiles_.size());
  std::vector<std::string_view> dates(profiles_.size());
  std::vector<UnitId> unit_of(profiles_.size(), kNone);  // of profiles whose entities are one unit
  Years years;
  for (std::size_t p = 0; p < profiles_.size(); ++p) {
    const Profile& profile = profiles_[p];
    dated[p] = profile.used && profile.gazetteer == 0 && kinds_[profile.kind].policy == Policy::kDated &&
               !names_.key(profile.key).edition;
    if (!dated[p]) continue;
    for_each_attribute(store_, profile.attributes, [&](std::string_view key, std::string_view value) {
      if (key == "date") dates[p] = value;
    });
    if (!dates[p].empty()) years[year_key(profile.kind, profile.key)].insert(dates[p].substr(0, 4));
  }

  std::unordered_map<UnitKey, UnitId, UnitKeyHash> ids;
  ids.reserve(names_.keys());
  std::vector<UnitKey> found;
  for (Local& local : locals_) {
    if (unit_of[local.profile] != kNone) {
      local.unit = unit_of[local.profile];
      continue;
    }
    const Profile& profile = profiles_[local.profile];
    UnitKey unit{profile.kind, profile.gazetteer != 0 ? kNone : profile.key, profile.gazetteer, {}};
    const bool is_dated = dated[local.profile];
    if (is_dated) {
      const auto at = years.find(year_key(profile.kind, profile.key));
      const auto& article = store_.articles()[local.article];
      unit.distinction = dated_distinction(names_.key(profile.key), dates[local.profile], article.info.date,
                                           article.info.id, at == years.end() ? nullptr : &at->second);
    }
    const auto [at, is_new] = ids.try_emplace(unit, static_cast<UnitId>(found.size()));
    if (is_new) found.push_back(unit);
    local.unit = at->second;
    if (!is_dated) unit_of[local.profile] = local.unit;
  }
  for (const UnitKey& key : found) {
    Unit& unit = units_.emplace_back();
    unit.kind = key.kind;
    unit.key = key.key;
    unit.gazetteer = store_.text(key.gazetteer);
    unit.distinction = key.distinction;
  }
  order_units();
  for (Unit& unit : units_) {
    if (unit.key != kNone) continue;
    // A gazetteer entry goes by the name that most articles give it.
    std::map<KeyId, std::size_t> counts;
    for (const auto l : unit.locals) ++counts[profile(locals_[l]).key];
    unit.key = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                 return a.second < b.second;
               })->first;
  }
  sets_.reset(units_.size());
}

/// Numbers the units in order of what they are, and gives each its locals.
void Resolver::order_units() {
  std::vector<UnitId> order(units_.size());
  for (UnitId u = 0; u < order.size(); ++u) order[u] = u;
  tbb::parallel_sort(order.begin(), order.end(), [&](UnitId a, UnitId b) {
    const Unit& left = units_[a];
    const Unit& right = units_[b];
    return std::tie(left.kind, left.key, left.gazetteer, left.distinction) <
           std::tie(right.kind, right.key, right.gazetteer, right.distinction);
  });
  std::vector<UnitId> rank(units_.size());
  std::vector<Unit> sorted(units_.size());
  for (UnitId u = 0; u < order.size(); ++u) {
    rank[order[u]] = u;
    sorted[u] = std::move(units_[order[u]]);
  }
  units_ = std::move(sorted);
  std::vector<std::uint32_t> sizes(units_.size());
  for (Local& local : locals_) ++sizes[local.unit = rank[local.unit]];
  for (UnitId u = 0; u < units_.size(); ++u) units_[u].locals.reserve(sizes[u]);
  for (std::uint32_t l = 0; l < locals_.size(); ++l) units_[locals_[l].unit].locals.push_back(l);
}

Resolution Resolver::run() {
  Resolution result;
  read_locals();
  read_profiles();
  make_units();
  separate_articles();
  index_names();
  join_gazetteer();
  index_contexts();
  split_homonyms(Policy::kPlace);
  index_names();
  apply_decisions(false);
  join_aliases(false);
  join_wordings();
  join_variants();
  join_dated();
  split_homonyms(Policy::kPerson);
  index_names();
  apply_decisions(true);
  join_aliases(true);
  name_nodes(result);
  result.first_entity = std::move(first_entity_);
  return result;
}

Resolution resolve(const FactStore& store, const GraphOptions& options) {
  return Resolver(store, options).run();
}

void UnitSets::reset(std::size_t units) {
  parent_.resize(units);
  for (UnitId u = 0; u < units; ++u) parent_[u] = u;
  apart_.clear();
}

void UnitSets::add() {
  parent_.push_back(static_cast<UnitId>(parent_.size()));
}

UnitId UnitSets::find(UnitId unit) const {
  while (parent_[unit] != unit) unit = parent_[unit] = parent_[parent_[unit]];
  return unit;
}

bool UnitSets::forbidden(UnitId a, UnitId b) const {
  const auto at = apart_.find(find(a));
  if (at == apart_.end()) return false;
  const UnitId other = find(b);
  return std::any_of(at->second.begin(), at->second.end(), [&](UnitId unit) { return find(unit) == other; });
}

bool UnitSets::forbid(UnitId a, UnitId b) {
  a = find(a);
  b = find(b);
  if (a == b) return false;
  apart_[a].push_back(b);
  apart_[b].push_back(a);
  return true;
}

bool UnitSets::join(UnitId a, UnitId b) {
  a = find(a);
  b = find(b);
  if (a == b) return true;
  if (forbidden(a, b)) return false;
  if (b < a) std::swap(a, b);
  parent_[b] = a;
  if (const auto at = apart_.find(b); at != apart_.end()) {
    auto& into = apart_[a];
    into.insert(into.end(), at->second.begin(), at->second.end());
    apart_.erase(b);
  }
  return true;
}

}  // namespace newsgraph
