// SPDX-License-Identifier: Apache-2.0
// Entity resolution across articles: which entities of which articles are one real thing.
//
// Everything is decided over the whole set of articles at once and in an order that their names give, so
// neither the order of the articles nor their partition over machines shows in the result. The passes, surest
// first:
//   units      same gazetteer id; same kind of type and same canonical name. Tone marks count, case does not.
//              Things with dates (events, documents) of one name but of different years stay apart unless the
//              name itself holds the edition; generic names ("lễ ký kết") are one only on one day, save those
//              of which the rules say that they last ("luật lao động").
//   review     what a person has decided goes before everything that follows (resolve_review.cc)
//   places     of one name in different provinces stay apart (resolve_homonym.cc)
//   bodies     that every province has are told apart by the province of the article (resolve_local.cc)
//   joins      a name in one article that is an alias in another, if it can mean one thing only and is not a
//              shortening that leaves out the place; numbers and editions must agree (resolve_join.cc)
//   editions   written differently (resolve_dated.cc), and by their year in one article only
//   (resolve_year.cc) persons    of one name are one if their posts, places or company agree, or if the name
//   is rare and their
//              places do not contradict each other; else two (resolve_homonym.cc)
//   naming     labels, ids, attributes (resolve_name.cc)
// A pass may join what the passes before kept apart, never split what they joined, save that homonyms are
// split first within their own name. What is likely but not sure becomes a proposal for the review file.
#include "graph/resolve.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>

#include <oneapi/tbb/parallel_invoke.h>

#include "graph/resolver.h"
#include "graph/sorting.h"
#include "graph/wordings.h"

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

Resolver::Resolver(const FactStore& store, const GraphOptions& options)
    : store_(store), options_(options), name_shares_(options.name_shares, options.text) {}

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

/// The years of a name: those that its dates give, and those that stand behind it where it is an edition's.
struct Years {
  std::set<std::string_view> dates, editions;

  [[nodiscard]] bool hold(std::string_view year) const {
    return dates.contains(year) || editions.contains(year);
  }
};

/// The years of names, by kind and words: signs tell nothing apart.
class YearsOfNames {
 public:
  using Id = StringId;

  Id add(KindId kind, Words words) {
    name_.assign(bytes_of({&kind, 1})).append(bytes_of(words));
    const Id id = names_.add(name_);
    if (id >= years_.size()) years_.resize(id + 1);
    return id;
  }
  Years& operator[](Id name) { return years_[name]; }

 private:
  std::string name_;
  StringPool names_;
  std::vector<Years> years_;
};

/// What tells apart a dated entity whose name holds no edition; empty if nothing does.
std::string_view dated_distinction(bool one_day, std::string_view date, std::string_view article_date,
                                   std::string_view article_id, const Years& years) {
  if (one_day) {
    if (!date.empty()) return date;
    return article_date.empty() ? article_id : article_date;
  }
  if (!date.empty()) return date.substr(0, 4);
  if (const std::string_view year = article_date.substr(0, 4); years.hold(year)) return year;
  return years.dates.size() == 1 ? *years.dates.begin() : std::string_view();
}

/// Tells the names that are one day's at most: "lễ ký kết".
class DayNames {
 public:
  DayNames(const NameTable& names, const GraphOptions& options) {
    Wordings wordings(names, options);
    for (const std::string& head : options.lasting_names)
      lasting_.push_back(wordings.numbers(canonical(head, options.text)));
  }

  [[nodiscard]] bool contains(const NameKey& name) const {
    constexpr std::size_t kTelling = 6;  // so many words say which one is meant
    const Words words = name.words;
    return !name.proper && words.size() < kTelling &&
           std::ranges::none_of(lasting_, [&](const std::vector<WordId>& head) {
             return head.size() <= words.size() && std::ranges::equal(head, words.first(head.size()));
           });
  }

 private:
  std::vector<std::vector<WordId>> lasting_;  // what names begin with that are not
};

}  // namespace

/// What keeps entities of one kind and name apart, as far as their article itself says it.
struct Claim {
  std::uint64_t name;      // kind and key
  StringId gazetteer = 0;  // 0: none
  std::uint32_t who = 0;   // a profile, or a local
  bool local = false;
  std::string_view distinction;

  [[nodiscard]] bool same_unit(const Claim& other) const {
    return std::tie(name, gazetteer, distinction) == std::tie(other.name, other.gazetteer, other.distinction);
  }
};

/// What every entity claims to be, in no order. Entities of one profile claim the same, save that dates may
/// keep them apart.
std::vector<Claim> Resolver::claims() const {
  std::vector<bool> dated(profiles_.size());
  std::vector<std::string_view> dates(profiles_.size());
  std::vector<Claim> found;
  YearsOfNames years;
  std::vector<YearsOfNames::Id> name_of(profiles_.size());  // without signs
  const DayNames day_names(names_, options_);
  for (std::uint32_t p = 0; p < profiles_.size(); ++p) {
    const Profile& profile = profiles_[p];
    if (!profile.used) continue;
    const std::uint64_t name = number_of(profile.kind, profile.gazetteer != 0 ? kNone : profile.key);
    dated[p] = profile.gazetteer == 0 && kinds_[profile.kind].policy == Policy::kDated &&
               !names_.key(profile.key).edition;
    if (!dated[p]) {
      found.push_back({name, profile.gazetteer, p, false, {}});
      if (const YearEdition edition = year_edition(profile.kind, profile.key); !edition.year.empty())
        years[years.add(profile.kind, edition.name)].editions.insert(edition.year);
      continue;
    }
    for_each_attribute(store_, profile.attributes, [&](std::string_view key, std::string_view value) {
      if (key == "date") dates[p] = value;
    });
    name_of[p] = years.add(profile.kind, names_.key(profile.key).words);
    if (!dates[p].empty()) years[name_of[p]].dates.insert(dates[p].substr(0, 4));
  }
  for (std::uint32_t l = 0; l < locals_.size(); ++l) {
    const Local& local = locals_[l];
    if (!dated[local.profile]) continue;
    const Profile& profile = profiles_[local.profile];
    const auto& article = store_.articles()[local.article];
    found.push_back({number_of(profile.kind, profile.key), 0, l, true,
                     dated_distinction(day_names.contains(names_.key(profile.key)), dates[local.profile],
                                       article.info.date, article.info.id, years[name_of[local.profile]])});
  }
  return found;
}

/// Units in order of what they are.
void Resolver::make_units() {
  std::vector<Claim> claims = this->claims();
  sort_by_number(claims, [](const Claim& claim) { return claim.name; });
  const auto less = [&](const Claim& a, const Claim& b) {
    return std::tuple(a.name, store_.text(a.gazetteer), a.distinction) <
           std::tuple(b.name, store_.text(b.gazetteer), b.distinction);
  };
  std::vector<UnitId> unit_of(profiles_.size(), kNone);
  for (std::size_t begin = 0, end = 0; begin < claims.size(); begin = end) {
    while (end < claims.size() && claims[end].name == claims[begin].name) ++end;
    const auto same_name = std::span(claims).subspan(begin, end - begin);
    if (same_name.size() > 1) std::sort(same_name.begin(), same_name.end(), less);
    for (std::size_t c = begin; c < end; ++c) {
      const Claim& claim = claims[c];
      if (c == begin || !claim.same_unit(claims[c - 1])) {
        Unit& unit = units_.emplace_back();
        unit.kind = static_cast<KindId>(claim.name >> 32);
        unit.key = static_cast<KeyId>(claim.name);
        unit.gazetteer = store_.text(claim.gazetteer);
        unit.distinction = claim.distinction;
      }
      (claim.local ? locals_[claim.who].unit : unit_of[claim.who]) = static_cast<UnitId>(units_.size() - 1);
    }
  }
  for (Local& local : locals_) {
    if (local.unit == kNone) local.unit = unit_of[local.profile];
  }
  give_locals();
  index_parts();
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (units_[u].key != kNone) continue;
    // A gazetteer entry goes by the name that most articles give it.
    std::map<KeyId, std::size_t> counts;
    for (const Part& part : parts_of(u)) counts[profiles_[part.profile].key] += part.locals;
    units_[u].key = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                      return a.second < b.second;
                    })->first;
  }
  sets_.reset(units_.size());
}

/// Puts the locals of each unit side by side.
void Resolver::give_locals() {
  std::vector<std::uint32_t> next(units_.size() + 1);
  for (const Local& local : locals_) ++next[local.unit + 1];
  for (UnitId u = 0; u < units_.size(); ++u) next[u + 1] += next[u];
  unit_locals_.resize(locals_.size());
  for (UnitId u = 0; u < units_.size(); ++u) {
    units_[u].locals = std::span(unit_locals_).subspan(next[u], next[u + 1] - next[u]);
  }
  for (std::uint32_t l = 0; l < locals_.size(); ++l) unit_locals_[next[locals_[l].unit]++] = l;
}

/// Returns false, and does nothing, if no unit has come since the last time.
bool Resolver::index_parts() {
  if (first_part_.size() == units_.size() + 1) return false;
  const auto number = [](const Part& part) { return number_of(part.unit, part.profile); };
  std::vector<Part> first(profiles_.size(), Part{kNone, 0, 0});  // mostly the only one of the profile
  std::vector<Part> others;
  for (const Local& local : locals_) {
    Part& part = first[local.profile];
    if (part.locals == 0) part = {local.unit, local.profile, 0};
    if (part.unit == local.unit) {
      ++part.locals;
    } else {
      others.push_back({local.unit, local.profile, 1});
    }
  }
  sort_by_number(others, number);
  parts_.clear();
  std::copy_if(first.begin(), first.end(), std::back_inserter(parts_),
               [](const Part& part) { return part.locals > 0; });
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i > 0 && number(others[i]) == number(others[i - 1])) {
      ++parts_.back().locals;
    } else {
      parts_.push_back(others[i]);
    }
  }
  sort_by_number(parts_, number);
  first_part_.assign(units_.size() + 1, 0);
  for (const Part& part : parts_) ++first_part_[part.unit + 1];
  for (UnitId u = 0; u < units_.size(); ++u) first_part_[u + 1] += first_part_[u];
  return true;
}

Resolution Resolver::run() {
  Resolution result;
  read_locals();
  read_profiles();
  make_units();
  separate_articles();
  oneapi::tbb::parallel_invoke([&] { index_names(); }, [&] { index_contexts(); });
  keep_apart();
  join_gazetteer();
  split_homonyms(Policy::kPlace);
  const std::vector<LocalJoin> local_joins = split_local_bodies();
  index_names();
  apply_decisions(false);
  join_local_bodies(local_joins);
  join_aliases(false);
  join_wordings();
  join_signs();
  join_variants();
  join_dated();
  join_years();
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
  for (;;) {
    const UnitId parent = parent_[unit];
    const UnitId above = parent_[parent];
    if (above == parent) return parent;
    unit = parent_[unit] = above;
  }
}

void UnitSets::flatten() {
  for (UnitId& parent : parent_) parent = parent_[parent];  // which goes before, and is flat
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
  if (forbidden(a, b)) return true;
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
