// SPDX-License-Identifier: Apache-2.0
// Homonyms: one name, how many things?
//
// A person is known by posts: the bodies and places in which the articles give the name a post. Two articles
// speak of one person if they share a body, or a place (the place itself, the place in a body's name, the
// place around it). Persons whose posts share nothing are two, unless the places do not contradict each other
// and the articles share two neighbours (other persons, events, works or documents that are not everywhere).
// Articles that give no post go to the one person there is, or to the one with whom they share the most
// neighbours; if that is not clear they stay a node of their own. Each such split is proposed for review. A
// locality without a gazetteer id is known in the same way by the places that it is said to lie in.
#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "graph/resolver.h"

namespace newsgraph {
namespace {

constexpr std::string_view kLocatedIn = "LOCATED_IN";
constexpr std::uint32_t kNeighboursThatJoin = 2;
constexpr std::size_t kMaxClusters = 64;  // compared pair by pair
constexpr std::size_t kMaxLocals = 100;   // whose neighbours are gathered

template <class T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

template <class T>
std::uint32_t common(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<T> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<std::uint32_t>(both.size());
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
  sort_unique(to);
}

}  // namespace

/// By what an article tells a person or place from its namesakes.
struct Resolver::Context {
  std::vector<UnitId> bodies;            // sets
  std::vector<UnitId> units;             // what gave the context, for naming it
  std::vector<std::string_view> places;  // canonical names
  [[nodiscard]] bool empty() const { return bodies.empty() && places.empty(); }
};

void Resolver::index_contexts() {
  for (std::uint32_t a = 0; a < articles_.size(); ++a) {
    for (const Fact& fact : articles_[a].facts.facts) {
      const ContextFact at{first_entity_[a] + fact.source, first_entity_[a] + fact.target};
      if (!fact.role.empty()) posts_.push_back(at);
      if (fact.type != kLocatedIn) continue;
      const Local& outer = locals_[at.target];
      if (!kinds_[outer.kind].place || kinds_[outer.kind].country) continue;
      surroundings_.push_back(at);
      parents_[locals_[at.source].unit].push_back(key(units_[outer.unit]).text);
    }
  }
  std::sort(posts_.begin(), posts_.end());
  std::sort(surroundings_.begin(), surroundings_.end());
  for (auto& [unit, places] : parents_) sort_unique(places);
}

Resolver::Context Resolver::context_of(std::uint32_t local, Policy policy) const {
  Context context;
  const auto& facts = policy == Policy::kPerson ? posts_ : surroundings_;
  for (auto fact = std::lower_bound(facts.begin(), facts.end(), ContextFact{local, 0});
       fact != facts.end() && fact->source == local; ++fact) {
    const Local& target = locals_[fact->target];
    const Kind& kind = kinds_[target.kind];
    context.bodies.push_back(sets_.find(target.unit));
    context.units.push_back(target.unit);
    if (kind.place && !kind.country) context.places.push_back(key(units_[target.unit]).text);
    if (!kind.place) add_places_in(key(units_[target.unit]).words, context.places);
    if (const auto at = parents_.find(target.unit); at != parents_.end()) append(context.places, at->second);
  }
  sort_unique(context.bodies);
  sort_unique(context.places);
  return context;
}

/// Sets of the other entities of the article that are not everywhere. Narrow: persons, dated things and works
/// only.
std::vector<UnitId> Resolver::neighbours(std::uint32_t local, bool narrow) const {
  std::vector<UnitId> result;
  const Local& of = locals_[local];
  const std::size_t everywhere = std::max<std::size_t>(10, articles_.size() / 20);
  const auto count = static_cast<std::uint32_t>(articles_[of.article].facts.entities.size());
  for (std::uint32_t l = first_entity_[of.article]; l < first_entity_[of.article] + count; ++l) {
    const Local& other = locals_[l];
    const Kind& kind = kinds_[other.kind];
    if (other.unit == of.unit || kind.country || units_[other.unit].locals.size() > everywhere) continue;
    if (narrow && kind.policy != Policy::kPerson && kind.policy != Policy::kDated && kind.name != "Project")
      continue;
    result.push_back(sets_.find(other.unit));
  }
  sort_unique(result);
  return result;
}

std::uint32_t Resolver::shared_neighbours(UnitId a, UnitId b) const {
  const auto all = [&](UnitId unit) {
    std::vector<UnitId> result;
    const auto& locals = units_[unit].locals;
    for (std::size_t i = 0; i < locals.size() && i < kMaxLocals; ++i)
      append(result, neighbours(locals[i], false));
    return result;
  };
  return common(all(a), all(b));
}

UnitId Resolver::add_unit(const Unit& like, std::string distinction, std::string by,
                          std::vector<std::uint32_t> locals) {
  Unit unit;
  unit.kind = like.kind;
  unit.key = like.key;
  unit.distinction = std::move(distinction);
  unit.distinguished_by = std::move(by);
  unit.locals = std::move(locals);
  std::sort(unit.locals.begin(), unit.locals.end());
  const auto id = static_cast<UnitId>(units_.size());
  for (const auto l : unit.locals) locals_[l].unit = id;
  units_.push_back(std::move(unit));
  sets_.add();
  return id;
}

void Resolver::split_homonyms(Policy policy) {
  const auto count = static_cast<UnitId>(units_.size());
  for (UnitId u = 0; u < count; ++u) {
    const Unit& unit = units_[u];
    if (kinds_[unit.kind].policy != policy || unit.locals.size() < 2 || unit.fixed || !unit.gazetteer.empty())
      continue;
    split_unit(u, policy);
  }
}

void Resolver::split_unit(UnitId u, Policy policy) {
  struct Cluster {
    Context context;
    std::vector<std::uint32_t> locals;
    std::vector<UnitId> neighbours;
  };
  std::vector<Cluster> clusters;
  std::vector<std::uint32_t> unposted;
  const auto merge = [](Cluster& into, Cluster& from) {
    append(into.context.bodies, from.context.bodies);
    append(into.context.places, from.context.places);
    into.context.units.insert(into.context.units.end(), from.context.units.begin(), from.context.units.end());
    into.locals.insert(into.locals.end(), from.locals.begin(), from.locals.end());
    append(into.neighbours, from.neighbours);
    from.locals.clear();
  };
  const auto drop_empty = [&] {
    clusters.erase(
        std::remove_if(clusters.begin(), clusters.end(), [](const Cluster& c) { return c.locals.empty(); }),
        clusters.end());
  };
  for (const auto local : units_[u].locals) {
    Cluster fresh{context_of(local, policy), {local}, {}};
    if (fresh.context.empty()) {
      unposted.push_back(local);
      continue;
    }
    for (Cluster& cluster : clusters) {
      if (common(cluster.context.bodies, fresh.context.bodies) +
              common(cluster.context.places, fresh.context.places) >
          0) {
        merge(fresh, cluster);
      }
    }
    drop_empty();
    clusters.push_back(std::move(fresh));
  }
  if (clusters.size() < 2) return;

  for (Cluster& cluster : clusters) {
    std::sort(cluster.locals.begin(), cluster.locals.end());
    for (std::size_t i = 0; i < cluster.locals.size() && i < kMaxLocals; ++i) {
      append(cluster.neighbours, neighbours(cluster.locals[i], true));
    }
  }
  std::sort(clusters.begin(), clusters.end(),
            [](const Cluster& a, const Cluster& b) { return a.locals < b.locals; });
  if (policy == Policy::kPerson && clusters.size() <= kMaxClusters) {
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      for (std::size_t j = i + 1; j < clusters.size(); ++j) {
        Cluster& a = clusters[i];
        Cluster& b = clusters[j];
        if (a.locals.empty() || b.locals.empty()) continue;
        if (!a.context.places.empty() && !b.context.places.empty()) continue;
        if (common(a.neighbours, b.neighbours) < kNeighboursThatJoin) continue;
        merge(a, b);
        j = i;  // a has grown: look again
      }
    }
    drop_empty();
    if (clusters.size() < 2) return;
  }

  std::vector<std::uint32_t> rest;
  for (const auto local : unposted) {
    const auto around = neighbours(local, false);
    std::uint32_t best = 0;
    std::size_t winner = clusters.size();
    for (std::size_t c = 0; c < clusters.size(); ++c) {
      std::uint32_t shared = common(around, clusters[c].context.bodies);
      for (const auto other : around) {
        shared +=
            std::binary_search(clusters[c].neighbours.begin(), clusters[c].neighbours.end(), other) ? 1 : 0;
      }
      if (shared == best) winner = clusters.size();
      if (shared > best) best = shared, winner = c;
    }
    (winner == clusters.size() ? rest : clusters[winner].locals).push_back(local);
  }

  // Every namesake gets what tells it apart; those without stay in the unit they were in.
  std::vector<UnitId> made;
  for (Cluster& cluster : clusters) {
    std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> counts;  // canonical name, label
    for (const UnitId unit : cluster.context.units)
      ++counts[{key(units_[unit]).text, unit_label(units_[unit])}];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    made.push_back(add_unit(units_[u], std::string(most->first.first), std::string(most->first.second),
                            std::move(cluster.locals)));
  }
  std::sort(rest.begin(), rest.end());
  units_[u].locals = rest;
  if (clusters.size() > 6) return;  // a name like that is no case for a reader's time
  for (std::size_t i = 0; i < made.size(); ++i) {
    for (std::size_t j = i + 1; j < made.size(); ++j) {
      const bool apart = !clusters[i].context.places.empty() && !clusters[j].context.places.empty();
      const auto [first, second] =
          std::minmax(units_[made[i]].distinguished_by, units_[made[j]].distinguished_by);
      propose(made[i], made[j], apart ? 0.2 : 0.5, fmt::format("one name, '{}' and '{}'", first, second));
    }
  }
}

}  // namespace newsgraph
