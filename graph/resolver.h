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
  std::string distinction;       // tells units of one name apart: "2023", "so-y-te-lao-cai"; empty for most
  std::string distinguished_by;  // the same for readers: "Sở Y tế Lào Cai"
  std::vector<std::uint32_t> locals;  // ascending
  bool fixed = false;  // known to be a gazetteer entry, or set apart by a person: not split again
};

struct Kind {
  std::string name;  // of its first type
  Policy policy = Policy::kPlain;
  bool place = false;  // a place with places in it: province, country, locality
  bool country = false;
};

/// Sets of units, with pairs that must stay apart.
class UnitSets {
 public:
  void reset(std::size_t units);
  void add();  ///< one more unit, a set of its own
  UnitId find(UnitId unit) const;
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
  // resolve_join.cc: gazetteer, aliases, acronyms, numbers
  void index_names();
  void join_gazetteer();
  void join_aliases(bool persons);
  void join_variants();
  void join_wordings();
  void join_dated();
  // resolve_homonym.cc: persons by posts, places by the place around them
  void index_contexts();
  void split_homonyms(Policy policy);
  // resolve_review.cc
  void separate_articles();
  void apply_decisions(bool persons);
  // resolve_name.cc
  void name_nodes(Resolution& result);

  KindId kind_of(std::string_view type);
  void read_profiles();
  void read_locals();
  void order_units();
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
  void join_or_propose(UnitId a, UnitId b, Verdict verdict, double score, const std::string& why);
  // resolve_homonym.cc
  struct Context;
  [[nodiscard]] Context context_of(std::uint32_t local, Policy policy) const;
  struct Cluster;
  [[nodiscard]] std::vector<Cluster> cluster(const Unit& unit, Policy policy,
                                             std::vector<std::uint32_t>& unposted) const;
  void join_by_company(std::vector<Cluster>& clusters) const;
  [[nodiscard]] std::vector<std::uint32_t> spread(const std::vector<std::uint32_t>& unposted,
                                                  std::vector<Cluster>& clusters) const;
  void split_unit(UnitId unit, Policy policy);
  UnitId add_unit(const Unit& like, std::string distinction, std::string by,
                  std::vector<std::uint32_t> locals);
  [[nodiscard]] std::vector<UnitId> neighbours(std::uint32_t local, bool narrow) const;
  [[nodiscard]] std::uint32_t shared_neighbours(UnitId a, UnitId b) const;
  // resolve_name.cc
  struct Draft;
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> profiles_of(
      std::span<const UnitId> units) const;
  [[nodiscard]] UnitId lead_of(std::span<const UnitId> units) const;
  [[nodiscard]] NameId best_spelling(std::vector<std::pair<NameId, std::uint32_t>>& spellings) const;
  void draft_node(std::span<const UnitId> units, Draft& draft, Arena& memory) const;
  static std::vector<NodeIndex> order_by_id(std::vector<Draft>& drafts, Arena& memory);
  // resolve_review.cc
  struct Reference;
  [[nodiscard]] Reference look_up(std::string_view text) const;
  void index_ids();
  [[nodiscard]] std::string unit_id(const Unit& unit) const;
  [[nodiscard]] std::string_view unit_type(const Unit& unit) const;
  [[nodiscard]] std::string_view unit_label(UnitId unit);

  const FactStore& store_;
  const GraphOptions& options_;
  NameTable names_;
  std::vector<Kind> kinds_;
  std::map<std::string, KindId, std::less<>> kind_by_type_;
  std::vector<std::string_view> types_;  // in order
  std::vector<Profile> profiles_;        // as the store numbers them
  std::vector<NameId> aliases_;          // of all profiles, one after the other
  std::vector<std::uint32_t> first_entity_;
  std::vector<Local> locals_;
  std::vector<Unit>
      units_;  // ascending by kind, gazetteer, key, distinction; those that passes split off follow
  UnitSets sets_;
  std::vector<NameUse> uses_;  // sorted
  std::size_t indexed_units_ = 0;
  PlaceIndex places_;
  /// Facts that tell homonyms apart, by the local they speak of: posts of persons, places of places.
  struct ContextFact {
    std::uint32_t source, target;
    friend auto operator<=>(const ContextFact&, const ContextFact&) = default;
  };
  std::vector<ContextFact> posts_;
  std::vector<ContextFact> surroundings_;
  std::unordered_map<UnitId, std::vector<KeyId>> parents_;  // places around a unit, by LOCATED_IN
  std::multimap<std::string, UnitId> ids_;                  // for the review file
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
