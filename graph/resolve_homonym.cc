// SPDX-License-Identifier: Apache-2.0
// Homonyms: one name, how many things?
//
// A person is known by posts: the bodies and places in which the articles give the name a post. Two articles
// speak of one person if they share a body, or a place (the place itself, the place in a body's name, the
// place around it). Persons whose posts share nothing are two, unless the places do not contradict each other
// and a body of one is part of a body of the other, or the articles share two neighbours (other persons,
// events, works or documents that are not everywhere), or the name is so rare that news will hardly know two
// people who have it: ministers become presidents. Articles that give no post go to the one person there is,
// or to the one with whom they share the most neighbours; if that is not clear they stay a node of their own.
// Each such split is proposed for review. A locality without a gazetteer id is known in the same way by the
// places that it is said to lie in.
#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include "graph/resolver.h"
#include "graph/sorting.h"

namespace newsgraph {
namespace {

constexpr std::string_view kLocatedIn = "LOCATED_IN";
constexpr std::uint32_t kNeighboursThatJoin = 2;
/// Clusters of one name that are compared pair by pair: a second's work. The commonest names of a million
/// articles have some hundreds. Of a name with more the clusters stay apart, as namesakes do.
constexpr std::size_t kMaxClusters = 1000;
/// Of the people that news of a country speaks of, some tens of thousands, hardly two have a name as rare.
constexpr double kRareName = 10e-6;
/// So rare that even places which contradict each other are the stations of one life.
constexpr double kUniqueName = 0.3e-6;
constexpr std::size_t kMaxLocals = 100;  // whose neighbours are gathered

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

/// By what articles tell a person or place from its namesakes.
struct Resolver::Context {
  std::vector<UnitId> bodies;  // sets
  std::vector<UnitId> units;   // what gave the context, for naming it: once a post
  std::vector<UnitId> owners;  // the same, each once
  std::vector<KeyId> places;   // canonical names
};

void Resolver::ContextFacts::sort(std::size_t locals) {
  sort_by_number(facts_, [](const Fact& fact) { return number_of(fact.local, fact.target); });
  first_.resize(locals + 1);
  for (const Fact& fact : facts_) ++first_[fact.local + 1];
  for (std::size_t l = 0; l < locals; ++l) first_[l + 1] += first_[l];
}

void Resolver::index_contexts() {
  const StringId located_in = store_.strings().find(kLocatedIn);
  for (std::uint32_t a = 0; a < article_count(); ++a) {
    for (const auto& fact : store_.facts(a)) {
      const std::uint32_t source = first_entity_[a] + fact.source;
      const std::uint32_t target = first_entity_[a] + fact.target;
      if (fact.role != 0) posts_.add(source, target);
      if (fact.type != located_in) continue;
      const Local& outer = locals_[target];
      if (!kinds_[kind(outer)].place || kinds_[kind(outer)].country) continue;
      surroundings_.add(source, target);
      parents_[locals_[source].unit].push_back(units_[outer.unit].key);
    }
  }
  posts_.sort(locals_.size());
  surroundings_.sort(locals_.size());
  for (auto& [unit, places] : parents_) sort_unique(places);
}

/// Places that a body or place speaks of.
std::vector<KeyId> Resolver::places_of(UnitId unit) const {
  std::vector<KeyId> places;
  const Kind& what = kinds_[units_[unit].kind];
  if (what.place && !what.country) places.push_back(units_[unit].key);
  if (!what.place) add_places_in(key(units_[unit]).words, places);
  if (const auto at = parents_.find(unit); at != parents_.end()) append(places, at->second);
  return places;
}

/// Sets of the other entities of the article that are not everywhere. Narrow: persons, dated things and works
/// only.
std::vector<UnitId> Resolver::neighbours(std::uint32_t local, bool narrow) const {
  std::vector<UnitId> result;
  const Local& of = locals_[local];
  const std::size_t everywhere = std::max<std::size_t>(10, article_count() / 20);
  const std::uint32_t count = store_.articles()[of.article].entities;
  for (std::uint32_t l = first_entity_[of.article]; l < first_entity_[of.article] + count; ++l) {
    const Local& other = locals_[l];
    const Kind& what = kinds_[kind(other)];
    if (other.unit == of.unit || what.country || units_[other.unit].locals.size() > everywhere) continue;
    if (narrow && what.policy != Policy::kPerson && what.policy != Policy::kDated && what.name != "Project")
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

UnitId Resolver::add_unit(const Unit& like, std::string_view distinction, std::string_view by,
                          std::vector<std::uint32_t> locals) {
  std::sort(locals.begin(), locals.end());
  const auto id = static_cast<UnitId>(units_.size());
  for (const auto l : locals) locals_[l].unit = id;
  units_.push_back({.kind = like.kind,
                    .key = like.key,
                    .gazetteer = {},
                    .distinction = memory_.keep(distinction),
                    .distinguished_by = memory_.keep(by),
                    .locals = memory_.keep(locals),
                    .fixed = false});
  sets_.add();
  return id;
}

/// Locals that speak of one thing as far as their own articles say it.
struct Resolver::Cluster {
  Context context;
  std::vector<std::uint32_t> locals;  // ascending
  std::vector<UnitId> neighbours;
};

struct Resolver::Clusters {
  std::vector<Cluster> clusters;
  std::vector<std::uint32_t> unposted;  // locals of which nothing is said
  bool settled = true;                  // no body is one that this pass may split
};

namespace {

/// What was said first of each number. A table, for small numbers: it is quicker than hashing.
class Firsts {
 public:
  /// `said`, unless something was said of `number` before.
  std::uint32_t of(std::uint32_t number, std::uint32_t said) {
    if (number >= first_.size()) first_.resize(number + 1, kNone);
    if (first_[number] == kNone) first_[number] = said, met_.push_back(number);
    return first_[number];
  }
  void clear() {
    for (const std::uint32_t number : met_) first_[number] = kNone;
    met_.clear();
  }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> met_;
};

}  // namespace

/// What a thread uses again for one name after the other.
struct Resolver::ClusterWork {
  struct Post {
    std::uint32_t local;
    UnitId at;  // into bodies
  };
  void clear() {
    posts.clear();
    bodies.clear();
    for (Firsts* each : {&number_of_body, &by_body, &by_place}) each->clear();
  }

  std::vector<Post> posts;
  std::vector<UnitId> bodies;
  UnitSets sets;  // of bodies
  Firsts number_of_body, by_body, by_place;
};

/// Locals with a body or place in common are of one cluster, in order of their first. No cluster if there is
/// one at most. Many locals have the same posts: it is the bodies, in order of the first local that has a
/// post there, that are put together.
Resolver::Clusters Resolver::cluster(const Unit& unit, Policy policy, ClusterWork& work) const {
  Clusters found;
  work.clear();
  auto& posts = work.posts;
  auto& bodies = work.bodies;
  auto& sets = work.sets;
  for (const auto local : unit.locals) {
    if (context_facts(policy).count(local) == 0) found.unposted.push_back(local);
    context_facts(policy).each_target(local, [&](std::uint32_t target) {
      const UnitId body = locals_[target].unit;
      const UnitId number = work.number_of_body.of(body, static_cast<UnitId>(bodies.size()));
      if (number == bodies.size()) {
        bodies.push_back(body);
        found.settled = found.settled && kinds_[units_[body].kind].policy != policy;
      }
      posts.push_back({local, number});
    });
  }
  if (bodies.size() < 2) {
    found.unposted = {};
    return found;
  }
  sets.reset(bodies.size());
  for (std::size_t p = 1; p < posts.size(); ++p) {
    if (posts[p].local == posts[p - 1].local) sets.join(posts[p].at, posts[p - 1].at);
  }
  std::vector<std::vector<KeyId>> places;
  for (UnitId b = 0; b < bodies.size(); ++b) {
    places.push_back(places_of(bodies[b]));
    sets.join(work.by_body.of(sets_.find(bodies[b]), b), b);
    for (const KeyId place : places.back()) sets.join(work.by_place.of(place, b), b);
  }
  std::vector<Cluster>& clusters = found.clusters;
  std::vector<std::size_t> cluster_of(bodies.size());
  for (UnitId b = 0; b < bodies.size(); ++b) {  // the root of a set is its first
    if (sets.find(b) == b) clusters.emplace_back();
    cluster_of[b] = sets.find(b) == b ? clusters.size() - 1 : cluster_of[sets.find(b)];
    Context& into = clusters[cluster_of[b]].context;
    into.bodies.push_back(sets_.find(bodies[b]));
    into.places.insert(into.places.end(), places[b].begin(), places[b].end());
  }
  for (const ClusterWork::Post& post : posts) {
    Cluster& into = clusters[cluster_of[post.at]];
    into.context.units.push_back(bodies[post.at]);
    if (into.locals.empty() || into.locals.back() != post.local) into.locals.push_back(post.local);
  }
  for (Cluster& each : clusters) {
    sort_unique(each.context.bodies);
    sort_unique(each.context.places);
    append(each.context.owners, each.context.units);
  }
  return found;
}

/// What a name's posts tell is the same before and after others are split, as long as no body is split: all
/// names are looked at together, then split one after the other.
void Resolver::split_homonyms(Policy policy) {
  std::vector<UnitId> names;
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (kinds_[unit.kind].policy != policy || unit.locals.size() < 2 || unit.fixed || !unit.gazetteer.empty())
      continue;
    names.push_back(u);
  }
  if (names.empty()) return;
  sets_.flatten();
  std::vector<Clusters> found(names.size());
  tbb::enumerable_thread_specific<ClusterWork> works;
  using Range = tbb::blocked_range<std::size_t>;
  tbb::parallel_for(Range(0, names.size()), [&](const Range& range) {
    ClusterWork& work = works.local();
    for (std::size_t n = range.begin(); n != range.end(); ++n)
      found[n] = cluster(units_[names[n]], policy, work);
  });
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (!found[n].settled) found[n] = cluster(units_[names[n]], policy, works.local());
    split_unit(names[n], policy, std::move(found[n]));
  }
}

void Resolver::take_over(Cluster& into, Cluster& other) {
  append(into.context.bodies, other.context.bodies);
  append(into.context.places, other.context.places);
  append(into.context.owners, other.context.owners);
  into.context.units.insert(into.context.units.end(), other.context.units.begin(), other.context.units.end());
  append(into.locals, other.locals);
  append(into.neighbours, other.neighbours);
}

/// Whether a body of one has a body of the other in its name: "Thanh tra Bộ Y tế", "Bộ Y tế". A place in it
/// is no body.
bool Resolver::bodies_nest(const Cluster& a, const Cluster& b) const {
  const auto holds = [](Words longer, Words shorter) {
    return shorter.size() > 1 &&
           std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end()) != longer.end();
  };
  for (const UnitId x : a.context.owners) {
    for (const UnitId y : b.context.owners) {
      if (kinds_[units_[x].kind].place || kinds_[units_[y].kind].place) continue;
      const Words one = key(units_[x]).words, other = key(units_[y]).words;
      if (holds(one, other) || holds(other, one)) return true;
    }
  }
  return false;
}

/// Joins clusters whose places do not contradict each other and whose bodies nest or whose articles share
/// neighbours.
void Resolver::join_by_company(std::vector<Cluster>& clusters) const {
  if (clusters.size() > kMaxClusters) return;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    for (std::size_t j = i + 1; j < clusters.size(); ++j) {
      Cluster& a = clusters[i];
      Cluster& b = clusters[j];
      if (!a.context.places.empty() && !b.context.places.empty()) continue;
      if (common(a.neighbours, b.neighbours) < kNeighboursThatJoin && !bodies_nest(a, b)) continue;
      take_over(a, b);
      clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(j));
      j = i;  // a has grown: look again
    }
  }
}

/// Joins the clusters without a place, and these with the one that has a place, if only one has.
void Resolver::join_unplaced(std::vector<Cluster>& clusters) {
  const auto placed = [](const Cluster& each) { return !each.context.places.empty(); };
  const auto unplaced = std::stable_partition(clusters.begin(), clusters.end(), placed);
  if (unplaced == clusters.end()) return;
  const auto into = unplaced - clusters.begin() == 1 ? clusters.begin() : unplaced;
  for (auto other = std::max(unplaced, into + 1); other != clusters.end(); ++other) take_over(*into, *other);
  clusters.erase(std::max(unplaced, into + 1), clusters.end());
}

/// A rare name has one bearer, whatever the posts.
void Resolver::join_by_rarity(std::vector<Cluster>& clusters, const NameKey& name) const {
  std::vector<std::string_view> words;
  for (const WordId word : name.words) words.push_back(names_.word(word));
  const double share = name_shares_.of(words);
  if (share < kRareName) join_unplaced(clusters);
  if (share >= kUniqueName) return;
  for (std::size_t other = 1; other < clusters.size(); ++other) take_over(clusters[0], clusters[other]);
  clusters.resize(1);
}

/// Gives each unposted local to the cluster with which its article shares the most; returns those that share
/// nothing, or as much with two.
std::vector<std::uint32_t> Resolver::spread(const std::vector<std::uint32_t>& unposted,
                                            std::vector<Cluster>& clusters) const {
  std::vector<std::pair<UnitId, std::size_t>> known;  // body or neighbour, cluster
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    for (const UnitId body : clusters[c].context.bodies) known.emplace_back(body, c);
    for (const UnitId other : clusters[c].neighbours) known.emplace_back(other, c);
  }
  std::sort(known.begin(), known.end());
  std::vector<std::uint32_t> rest;
  std::vector<std::uint32_t> shared(clusters.size());
  std::vector<std::size_t> touched;
  for (const auto local : unposted) {
    for (const UnitId other : neighbours(local, false)) {
      for (auto at = std::lower_bound(known.begin(), known.end(), std::pair(other, std::size_t{0}));
           at != known.end() && at->first == other; ++at) {
        if (shared[at->second]++ == 0) touched.push_back(at->second);
      }
    }
    std::uint32_t best = 0;
    std::size_t winner = clusters.size();
    for (const std::size_t c : touched) {
      if (shared[c] == best) winner = clusters.size();
      if (shared[c] > best) best = shared[c], winner = c;
    }
    for (const std::size_t c : touched) shared[c] = 0;
    touched.clear();
    (winner == clusters.size() ? rest : clusters[winner].locals).push_back(local);
  }
  return rest;
}

void Resolver::split_unit(UnitId u, Policy policy, Clusters found) {
  std::vector<Cluster>& clusters = found.clusters;
  if (clusters.size() < 2) return;
  for (Cluster& each : clusters) {
    for (std::size_t i = 0; i < each.locals.size() && i < kMaxLocals; ++i) {
      const auto around = neighbours(each.locals[i], true);
      each.neighbours.insert(each.neighbours.end(), around.begin(), around.end());
    }
    sort_unique(each.neighbours);
  }
  if (policy == Policy::kPerson) {
    join_by_company(clusters);
    join_by_rarity(clusters, key(units_[u]));
  }
  if (clusters.size() < 2) return;
  std::vector<std::uint32_t> rest = spread(found.unposted, clusters);

  // Every namesake gets what tells it apart; those without stay in the unit they were in.
  std::vector<UnitId> made;
  for (Cluster& each : clusters) {
    std::map<std::pair<KeyId, std::string_view>, std::uint32_t> counts;  // canonical name, label
    for (const UnitId unit : each.context.units) ++counts[{units_[unit].key, unit_label(unit)}];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    made.push_back(add_unit(units_[u], names_.text(names_.key(most->first.first).text), most->first.second,
                            std::move(each.locals)));
  }
  units_[u].locals = memory_.keep(rest);
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
