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

/// One entity of one article.
struct Local {
  std::uint32_t article = 0;
  std::uint32_t index = 0;  // in ArticleFacts::entities
  KindId kind = 0;
  NameId name = 0;
  std::uint32_t mentions = 0;
  UnitId unit = kNone;
  std::uint32_t gazetteer = kNone;  // index into the gazetteer ids met
  std::uint16_t type = 0;           // index into the types met
  bool attributes = false;          // the entity has some
};

/// Locals that are one thing beyond doubt: same gazetteer id, or same kind and name and nothing against it.
struct Unit {
  KindId kind = 0;
  KeyId key = kNone;  // canonical name
  std::string gazetteer;
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
void for_each_attribute(const Entity& entity, Take take) {
  for (const auto& [key, value] : entity.attributes) {
    if (key != "attributes") {
      take(std::string_view(key), std::string_view(value));
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

/// The state that the passes hand on. Passes run in the order in which they stand here.
class Resolver {
 public:
  Resolver(std::span<const GraphBuilder::Stored> articles, const GraphOptions& options);
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
  void join_unit_words();
  void join_dated();
  // resolve_homonym.cc: persons by posts, places by the place around them
  void index_contexts();
  void split_homonyms(Policy policy);
  // resolve_review.cc
  void separate_articles();
  void apply_decisions(bool persons);
  // resolve_name.cc
  void name_nodes(Resolution& result);

  KindId kind_of(const std::string& type);
  [[nodiscard]] const Entity& entity(const Local& local) const {
    return articles_[local.article].facts.entities[local.index];
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
  [[nodiscard]] std::string_view place_in(std::span<const std::string> words, bool& country) const;
  void add_places_in(std::span<const std::string> words, std::vector<std::string_view>& places) const;
  void join_or_propose(UnitId a, UnitId b, Verdict verdict, double score, const std::string& why);
  // resolve_homonym.cc
  struct Context;
  [[nodiscard]] Context context_of(std::uint32_t local, Policy policy) const;
  void split_unit(UnitId unit, Policy policy);
  UnitId add_unit(const Unit& like, std::string distinction, std::string by,
                  std::vector<std::uint32_t> locals);
  [[nodiscard]] std::vector<UnitId> neighbours(std::uint32_t local, bool narrow) const;
  [[nodiscard]] std::uint32_t shared_neighbours(UnitId a, UnitId b) const;
  // resolve_review.cc
  struct Reference;
  [[nodiscard]] Reference look_up(std::string_view text) const;
  void index_ids();
  [[nodiscard]] std::string unit_id(const Unit& unit) const;
  [[nodiscard]] std::string_view unit_type(const Unit& unit) const;
  [[nodiscard]] std::string_view unit_label(const Unit& unit) const;

  std::span<const GraphBuilder::Stored> articles_;
  const GraphOptions& options_;
  NameTable names_;
  std::vector<Kind> kinds_;
  std::map<std::string, KindId, std::less<>> kind_by_type_;
  std::vector<std::string> types_;
  std::vector<std::string_view> gazetteers_;
  std::vector<std::uint32_t> first_entity_;
  std::vector<Local>
      locals_;  // what the passes read of entities, side by side: the articles are all over the memory
  std::vector<NameId> aliases_;             // of all locals, one after the other
  std::vector<std::uint32_t> first_alias_;  // per local, and one more
  std::vector<Unit>
      units_;  // ascending by kind, gazetteer, key, distinction; those that passes split off follow
  UnitSets sets_;
  std::vector<NameUse> uses_;  // sorted
  std::size_t indexed_units_ = 0;
  std::unordered_map<std::string_view, bool> places_;  // canonical names; true for countries
  /// Facts that tell homonyms apart, by the local they speak of: posts of persons, places of places.
  struct ContextFact {
    std::uint32_t source, target;
    friend auto operator<=>(const ContextFact&, const ContextFact&) = default;
  };
  std::vector<ContextFact> posts_;
  std::vector<ContextFact> surroundings_;
  std::unordered_map<UnitId, std::vector<std::string_view>> parents_;  // places around a unit, by LOCATED_IN
  std::multimap<std::string, UnitId> ids_;                             // for the review file
  struct Candidate {
    UnitId first, second;
    double score;
    std::string why;
  };
  std::vector<Candidate> candidates_;
  std::vector<std::string> problems_;
};

}  // namespace newsgraph
