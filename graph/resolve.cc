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
#include <unordered_map>

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

std::string_view date_of(const Entity& entity) {
  for (const auto& [key, value] : entity.attributes) {
    if (key == "date") return value;
  }
  return {};
}

}  // namespace

Resolver::Resolver(std::span<const GraphBuilder::Stored> articles, const GraphOptions& options)
    : articles_(articles), options_(options) {}

KindId Resolver::kind_of(const std::string& type) {
  if (const auto found = kind_by_type_.find(type); found != kind_by_type_.end()) return found->second;
  Kind wanted{type};
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

void Resolver::read_names() {
  // Kinds are numbered in order of their names, not of their first article.
  std::set<std::string, std::less<>> types;
  std::string_view last;
  std::size_t count = 0;
  for (const auto& article : articles_) {
    count += article.facts.entities.size();
    for (const Entity& entity : article.facts.entities) {
      if (entity.type != last) last = *types.emplace(entity.type).first;
    }
  }
  types_.assign(types.begin(), types.end());
  std::vector<KindId> kind_by_index;
  for (const auto& type : types) kind_by_index.push_back(kind_of(type));
  std::unordered_map<std::string_view, std::uint32_t> gazetteers;
  locals_.reserve(count);
  first_alias_.reserve(count + 1);
  first_entity_.reserve(articles_.size());
  for (std::uint32_t a = 0; a < articles_.size(); ++a) {
    const auto& [facts, mentions] = articles_[a];
    first_entity_.push_back(static_cast<std::uint32_t>(locals_.size()));
    for (std::uint32_t e = 0; e < facts.entities.size(); ++e) {
      const Entity& entity = facts.entities[e];
      Local& local = locals_.emplace_back();
      local.article = a;
      local.index = e;
      local.type = static_cast<std::uint16_t>(std::lower_bound(types_.begin(), types_.end(), entity.type) -
                                              types_.begin());
      local.kind = kind_by_index[local.type];
      local.name = names_.add(entity.name);
      local.mentions = mentions[e];
      local.attributes = !entity.attributes.empty();
      if (!entity.gazetteer.empty()) {
        const auto [at, is_new] =
            gazetteers.try_emplace(entity.gazetteer, static_cast<std::uint32_t>(gazetteers_.size()));
        if (is_new) gazetteers_.emplace_back(entity.gazetteer);
        local.gazetteer = at->second;
      }
      first_alias_.push_back(static_cast<std::uint32_t>(aliases_.size()));
      for (const std::string& alias : entity.aliases) aliases_.push_back(names_.add(alias));
    }
  }
  first_alias_.push_back(static_cast<std::uint32_t>(aliases_.size()));
  names_.finish(options_.text);
}

namespace {

/// What keeps locals of one kind and name apart, as far as the article itself says it.
struct UnitKey {
  KindId kind;
  KeyId key;
  std::uint32_t gazetteer;
  std::string_view distinction;
  friend auto operator<=>(const UnitKey&, const UnitKey&) = default;
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
  const auto is_dated = [&](const Local& local) {
    return kinds_[local.kind].policy == Policy::kDated && !names_.key(names_.key_of(local.name)).edition;
  };
  Years years;
  for (const Local& local : locals_) {
    if (!is_dated(local)) continue;
    const auto date = local.attributes ? date_of(entity(local)) : std::string_view();
    if (!date.empty()) years[year_key(local.kind, names_.key_of(local.name))].insert(date.substr(0, 4));
  }

  std::unordered_map<UnitKey, UnitId, UnitKeyHash> ids;
  ids.reserve(names_.keys());
  std::vector<UnitKey> found;
  for (Local& local : locals_) {
    UnitKey unit{local.kind, names_.key_of(local.name), local.gazetteer, {}};
    if (local.gazetteer != kNone) {
      unit.key = kNone;
    } else if (is_dated(local)) {
      const auto at = years.find(year_key(local.kind, unit.key));
      const ArticleFacts& facts = articles_[local.article].facts;
      unit.distinction = dated_distinction(names_.key(unit.key),
                                           local.attributes ? date_of(entity(local)) : std::string_view(),
                                           facts.date, facts.id, at == years.end() ? nullptr : &at->second);
    }
    const auto [at, is_new] = ids.try_emplace(unit, static_cast<UnitId>(found.size()));
    if (is_new) found.push_back(unit);
    local.unit = at->second;
  }

  // Renumber in order of the keys.
  std::vector<UnitId> order(found.size());
  for (UnitId u = 0; u < order.size(); ++u) order[u] = u;
  std::sort(order.begin(), order.end(), [&](UnitId a, UnitId b) { return found[a] < found[b]; });
  std::vector<UnitId> rank(found.size());
  units_.resize(found.size());
  for (UnitId u = 0; u < order.size(); ++u) {
    const UnitKey& unit = found[order[u]];
    rank[order[u]] = u;
    units_[u].kind = unit.kind;
    units_[u].key = unit.key;
    if (unit.gazetteer != kNone) units_[u].gazetteer = gazetteers_[unit.gazetteer];
    units_[u].distinction = unit.distinction;
  }
  for (std::uint32_t l = 0; l < locals_.size(); ++l) {
    locals_[l].unit = rank[locals_[l].unit];
    units_[locals_[l].unit].locals.push_back(l);
  }
  for (Unit& unit : units_) {
    if (unit.key != kNone) continue;
    // A gazetteer entry goes by the name that most articles give it.
    std::map<KeyId, std::size_t> counts;
    for (const auto l : unit.locals) ++counts[names_.key_of(locals_[l].name)];
    unit.key = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                 return a.second < b.second;
               })->first;
  }
  sets_.reset(units_.size());
}

Resolution Resolver::run() {
  Resolution result;
  read_names();
  make_units();
  separate_articles();
  index_names();
  join_gazetteer();
  index_contexts();
  split_homonyms(Policy::kPlace);
  index_names();
  apply_decisions(false);
  join_aliases(false);
  join_unit_words();
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

Resolution resolve(std::span<const GraphBuilder::Stored> articles, const GraphOptions& options) {
  return Resolver(articles, options).run();
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
