// SPDX-License-Identifier: Apache-2.0
#pragma once

// Shared by the passes of resolution (resolve*.cc); not for others.

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/name_share.h"
#include "graph/names.h"
#include "graph/resolve.h"

namespace newsgraph {

using UnitId = std::uint32_t;
using KindId = std::uint32_t;
constexpr std::uint32_t kNone = 0xffffffffU;

/// How a type is resolved. Types share a kind when the same thing may be called either.
enum class Policy : std::uint8_t {
  kPlain,   ///< one name is one thing
  kPerson,  ///< homonyms are told apart by posts
  kPlace,   ///< homonyms are told apart by the place around them
  kDated,   ///< editions, years and dates keep things of one name apart
};

/// What entities that say the same of themselves have in common: FactStore::ProfileRow in numbers of the
/// passes.
struct Profile {
  KindId kind = 0;
  NameId name = 0;
  KeyId key = 0;                                 // of the name
  std::uint32_t type = 0;                        // index into the types met, which are in order
  StringId gazetteer = 0;                        // 0: none
  StringId attributes = 0;                       // list of the store
  std::uint32_t first_alias = 0, end_alias = 0;  // into aliases_
  bool used = false;                             // some entity has it
};

/// One entity of one article.
struct Local {
  std::uint32_t article = 0;
  std::uint32_t profile = 0;
  std::uint32_t mentions = 0;
  UnitId unit = kNone;
};

/// Locals that are one thing beyond doubt: same gazetteer id, or same kind and name and nothing against it.
struct Unit {
  KindId kind = 0;
  KeyId key = kNone;  // canonical name
  std::string_view gazetteer;
  std::string_view distinction;  // tells units of one name apart: "2023", "so-y-te-lao-cai"; mostly empty
  std::string_view distinguished_by;      // the same for readers: "Sở Y tế Lào Cai"
  std::span<const std::uint32_t> locals;  // ascending
  bool fixed = false;  // known to be a gazetteer entry, or set apart by a person: not split again
};

/// Two numbers as one, in whose order the first counts more.
constexpr std::uint64_t number_of(std::uint32_t first, std::uint32_t second) {
  return std::uint64_t{first} << 32 | second;
}

/// Entities of one profile that are of one unit.
struct Part {
  UnitId unit;
  std::uint32_t profile;
  std::uint32_t locals;  // how many
};

struct Kind {
  std::string name;  // of its first type
  Policy policy = Policy::kPlain;
  bool place = false;  // a place with places in it: province, country, locality
  bool country = false;
};

struct Claim;  // of resolve.cc

/// Sets of units, with pairs that must stay apart.
class UnitSets {
 public:
  void reset(std::size_t units);
  void add();  ///< one more unit, a set of its own
  UnitId find(UnitId unit) const;
  /// After this, and until the next join, several threads may call `find` at once.
  void flatten();
  /// Forbids that the sets of `a` and `b` ever become one. Returns false if they are one already.
  bool forbid(UnitId a, UnitId b);
  /// Joins unless forbidden. Returns whether they are one now.
  bool join(UnitId a, UnitId b);
  [[nodiscard]] bool forbidden(UnitId a, UnitId b) const;

 private:
  mutable std::vector<UnitId> parent_;
  std::map<UnitId, std::vector<UnitId>> apart_;  // by root: roots it may not join
};

/// Calls `take(key, value)` for every attribute. The gazetteers' column "attributes" holds more of them:
/// "unit=tỉnh|a=b".
template <class Take>
void for_each_attribute(const FactStore& store, StringId list, Take take) {
  const StringList items = store.list(list);
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    const std::string_view key = store.text(items[i]);
    const std::string_view value = store.text(items[i + 1]);
    if (key != "attributes") {
      take(key, value);
      continue;
    }
    for (std::string_view rest = value; !rest.empty();) {
      const std::string_view pair = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos) take(pair.substr(0, equals), pair.substr(equals + 1));
    }
  }
}

/// Places by the words of their names.
class PlaceIndex {
 public:
  struct Place {
    KeyId name = kNone;    // kNone: no place
    std::size_t size = 0;  // words
    bool country = false;
  };
  /// Adds a place. Requires: `words` outlive the index.
  void add(Words words, KeyId name, bool country, std::size_t all_words);
  [[nodiscard]] bool empty() const { return places_.empty(); }
  /// The longest place that `words` begin with.
  [[nodiscard]] Place at(Words words) const;

 private:
  struct Entry {
    Words words;
    KeyId name;
    bool country;
  };
  std::unordered_multimap<WordId, Entry> places_;  // by first word
  std::vector<bool> begins_;                       // words that a place begins with
};

/// The state that the passes hand on. Passes run in the order in which they stand here.
class Resolver {
 public:
  Resolver(const FactStore& store, const GraphOptions& options);
  Resolution run();

 private:
  // resolve.cc
  void read_names();
  void make_units();
  // resolve_join.cc: gazetteer, aliases, acronyms
  void index_names();
  void join_gazetteer();
  [[nodiscard]] bool lie_apart(UnitId a, UnitId b) const;
  void join_aliases(bool persons);
  void join_variants();
  void join_wordings();
  void join_signs();
  // resolve_dated.cc: editions, documents
  void join_dated();
  // resolve_year.cc
  void join_years();
  // resolve_homonym.cc: persons by posts, places by the place around them
  void index_contexts();
  void split_homonyms(Policy policy);
  // resolve_local.cc: bodies that every province has
  /// A body without its place, and the one with it that it is by what its articles speak of.
  struct LocalJoin {
    UnitId body, placed, province;
    bool sure;
  };
  [[nodiscard]] std::vector<LocalJoin> split_local_bodies();
  void join_local_bodies(const std::vector<LocalJoin>& joins);
  // resolve_review.cc
  void separate_articles();
  void keep_apart();
  void apply_decisions(bool persons);
  // resolve_name.cc
  void name_nodes(Resolution& result);

  KindId kind_of(std::string_view type);
  void read_profiles();
  void read_locals();
  [[nodiscard]] std::vector<Claim> claims() const;
  void give_locals();
  bool index_parts();
  [[nodiscard]] std::span<const Part> parts_of(UnitId unit) const {
    return std::span(parts_).subspan(first_part_[unit], first_part_[unit + 1] - first_part_[unit]);
  }
  [[nodiscard]] const Profile& profile(const Local& local) const { return profiles_[local.profile]; }
  [[nodiscard]] KindId kind(const Local& local) const { return profiles_[local.profile].kind; }
  [[nodiscard]] std::size_t article_count() const { return store_.articles().size(); }
  [[nodiscard]] std::string_view article_id(std::uint32_t article) const {
    return store_.articles()[article].info.id;
  }
  [[nodiscard]] const NameKey& key(const Unit& unit) const { return names_.key(unit.key); }
  [[nodiscard]] std::uint32_t common_articles(UnitId a, UnitId b) const;
  void propose(UnitId a, UnitId b, double score, std::string why);

  /// One name of one unit.
  struct NameUse {
    KindId kind;
    KeyId key;
    bool alias;
    UnitId unit;
    friend auto operator<=>(const NameUse&, const NameUse&) = default;
  };
  enum class Verdict : std::uint8_t { kNo, kMaybe, kYes };
  using Uses = std::span<const NameUse>;

  // resolve_join.cc
  [[nodiscard]] Uses uses_from(std::size_t begin) const;
  [[nodiscard]] Verdict judge_alias(const NameUse& name, const NameUse& alias) const;
  [[nodiscard]] Verdict judge_shortening(const NameKey& shorter, const NameKey& longer) const;
  [[nodiscard]] bool numbers_agree(const Unit& a, const Unit& b, bool& unsure) const;
  [[nodiscard]] PlaceIndex::Place place_in(Words words) const;
  void add_places_in(Words words, std::vector<KeyId>& places) const;
  [[nodiscard]] bool is_foreign(const NameKey& name) const;
  void join_or_propose(UnitId a, UnitId b, Verdict verdict, double score, const std::string& why);
  // resolve_dated.cc
  struct DatedBucket;
  void join_bucket(DatedBucket& bucket);
  void compare_dated(const DatedBucket& bucket, std::size_t i, std::size_t j);
  [[nodiscard]] bool tell_apart(const DatedBucket& bucket, std::size_t i, std::size_t j) const;
  // resolve_year.cc
  /// An event's name without the year that it ends with.
  struct YearEdition {
    Words name;
    std::string_view year;  // empty: it ends with none
  };
  [[nodiscard]] YearEdition year_edition(KindId kind, KeyId key) const;
  // resolve_homonym.cc
  class ContextFacts;
  struct Context;
  [[nodiscard]] const ContextFacts& context_facts(Policy policy) const {
    return policy == Policy::kPerson ? posts_ : surroundings_;
  }
  [[nodiscard]] std::vector<KeyId> places_of(UnitId unit) const;
  struct Cluster;
  struct Clusters;
  struct ClusterWork;
  [[nodiscard]] Clusters cluster(const Unit& unit, Policy policy, ClusterWork& work) const;
  void join_by_company(std::vector<Cluster>& clusters) const;
  static void join_unplaced(std::vector<Cluster>& clusters);
  static void take_over(Cluster& into, Cluster& other);
  [[nodiscard]] bool bodies_nest(const Cluster& a, const Cluster& b) const;
  void join_by_rarity(std::vector<Cluster>& clusters, const NameKey& name) const;
  [[nodiscard]] std::vector<std::uint32_t> spread(const std::vector<std::uint32_t>& unposted,
                                                  std::vector<Cluster>& clusters) const;
  void split_unit(UnitId unit, Policy policy, Clusters found);
  UnitId add_unit(const Unit& like, std::string_view distinction, std::string_view by,
                  std::vector<std::uint32_t> locals);
  [[nodiscard]] std::vector<UnitId> neighbours(std::uint32_t local, bool narrow) const;
  [[nodiscard]] std::uint32_t shared_neighbours(UnitId a, UnitId b) const;
  // resolve_local.cc
  struct LocalBodies;
  struct MainProvince {
    UnitId unit = kNone;
    bool sure = false;
  };
  [[nodiscard]] MainProvince main_province(std::uint32_t article) const;
  [[nodiscard]] LocalBodies local_bodies() const;
  void add_placed(const std::vector<WordId>& name, std::size_t head, UnitId unit, LocalBodies& bodies) const;
  // resolve_name.cc
  struct Naming;
  struct Sets;
  struct Workspace;
  [[nodiscard]] Sets sets_in_order() const;
  [[nodiscard]] UnitId lead_of(std::span<const UnitId> units) const;
  [[nodiscard]] NameId best_spelling(std::vector<std::pair<NameId, std::uint32_t>>& spellings) const;
  [[nodiscard]] Naming name_node(std::span<const UnitId> units, Workspace& work) const;
  void describe_node(std::span<const UnitId> units, const Naming& naming, Workspace& work, Node& node) const;
  [[nodiscard]] std::uint64_t id_hash(const Naming& naming) const;
  std::vector<NodeIndex> order_by_id(std::vector<Naming>& namings, Arena& memory) const;
  void propose_pairs(const std::vector<NodeIndex>& node_of_unit, Resolution& result);
  // resolve_review.cc
  struct Reference;
  struct Reading;
  [[nodiscard]] Reference look_up(std::string_view text) const;
  [[nodiscard]] bool speaks_of(std::uint32_t article, UnitId unit) const;
  [[nodiscard]] std::vector<Reading> read_decisions();
  void take_out(UnitId unit, std::uint32_t article);
  std::string apply(const Reading& reading);
  [[nodiscard]] std::string what_is_unclear(const Reading& reading) const;
  void index_ids();
  [[nodiscard]] std::string unit_id(const Unit& unit) const;
  [[nodiscard]] std::string_view unit_type(const Unit& unit) const;
  [[nodiscard]] std::string_view unit_label(UnitId unit);

  const FactStore& store_;
  const GraphOptions& options_;
  NameTable names_;
  NameShares name_shares_;
  std::vector<Kind> kinds_;
  std::map<std::string, KindId, std::less<>> kind_by_type_;
  std::vector<std::string_view> types_;  // in order
  std::vector<Profile> profiles_;        // as the store numbers them
  std::vector<NameId> aliases_;          // of all profiles, one after the other
  std::vector<std::uint32_t> first_entity_;
  std::vector<Local> locals_;
  std::vector<Unit>
      units_;  // ascending by kind, gazetteer, key, distinction; those that passes split off follow
  std::vector<std::uint32_t> unit_locals_;  // of the units as they are made, one after the other
  Arena memory_;                            // texts and lists of units that were split off
  std::vector<Part> parts_;                 // ascending by unit, then profile
  std::vector<std::uint32_t> first_part_;   // per unit that was there at the time, and one more
  UnitSets sets_;
  std::vector<NameUse> uses_;  // sorted
  PlaceIndex places_;
  /// Facts that tell homonyms apart, by the local they speak of: posts of persons, places of places.
  class ContextFacts {
   public:
    void add(std::uint32_t local, std::uint32_t target) { facts_.push_back({local, target}); }
    /// Requires: nothing is added afterwards.
    void sort(std::size_t locals);
    [[nodiscard]] std::size_t count(std::uint32_t local) const { return first_[local + 1] - first_[local]; }
    template <class Take>
    void each_target(std::uint32_t local, Take take) const {
      for (auto f = first_[local]; f < first_[local + 1]; ++f) take(facts_[f].target);
    }

   private:
    struct Fact {
      std::uint32_t local, target;
    };
    std::vector<Fact> facts_;           // ascending
    std::vector<std::uint32_t> first_;  // per local, and one more
  };
  ContextFacts posts_;
  ContextFacts surroundings_;
  std::unordered_map<UnitId, std::vector<KeyId>> parents_;  // places around a unit, by LOCATED_IN
  struct IdUse {
    UnitId unit;
    bool with_article;  // it has the id only where an article says which namesake is meant
  };
  std::multimap<std::string, IdUse> ids_;  // for the review file, as is the next
  std::map<UnitId, std::string>
      taken_from_;  // units that a decision took out, and the id of what it took them from
  struct Candidate {
    UnitId first, second;
    double score;
    std::string why;
  };
  std::vector<Candidate> candidates_;
  std::vector<std::string> problems_;
  std::unordered_map<UnitId, std::string_view>
      labels_;  // by unit_label, of units that do not change any more
};

}  // namespace newsgraph
