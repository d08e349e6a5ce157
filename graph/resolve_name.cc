// SPDX-License-Identifier: Apache-2.0
// From sets of units to nodes: label, aliases, attributes, id.
//
// The label is the spelling that most articles use for the thing; a name in full goes before an acronym. The
// id is the gazetteer id, or the type and the slug of the label's canonical name, so it is the same in every
// graph that holds the thing, with three exceptions, each of which needs another article to come in between:
//   - the label itself changes because another of the joined names becomes the more frequent one
//   - two names differ in tone marks only ("Hùng", "Hưng"): both get 6 hex digits of their own canonical name
//   - homonyms: the id carries what tells them apart (a body, a province, a year) once there are two of a
//   name
#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include "graph/resolver.h"

namespace newsgraph {
namespace {

/// Attributes that go into Node::label_en: what gazetteers call it, and what others do.
bool is_english_name(std::string_view key) {
  return key == "name_en" || key == "label_en";
}

/// Counts of strings. Few differ, and the same ones come in runs.
class Tally {
 public:
  void add(std::string_view text, std::uint32_t times = 1) {
    if (last_ >= counts_.size() || counts_[last_].first != text) {
      last_ = 0;
      while (last_ < counts_.size() && counts_[last_].first != text) ++last_;
      if (last_ == counts_.size()) counts_.emplace_back(text, 0);
    }
    counts_[last_].second += times;
  }
  /// The most frequent; of equally frequent ones the longest, then the first in byte order.
  [[nodiscard]] std::string_view winner() const {
    const auto better = [](const auto& a, const auto& b) {
      if (a.second != b.second) return a.second < b.second;
      if (a.first.size() != b.first.size()) return a.first.size() < b.first.size();
      return a.first > b.first;
    };
    const auto best = std::max_element(counts_.begin(), counts_.end(), better);
    return best == counts_.end() ? std::string_view() : best->first;
  }

 private:
  std::vector<std::pair<std::string_view, std::uint32_t>> counts_;
  std::size_t last_ = 0;
};

std::string lower_ascii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

/// A node and what its id is made of.
struct Resolver::Draft {
  Node node;
  std::uint64_t hash = 0;  // of what the id is made from, for collisions
};

/// Profiles of the locals of `units`, each with how many locals have it, in order of the profile.
std::vector<std::pair<std::uint32_t, std::uint32_t>> Resolver::profiles_of(
    std::span<const UnitId> units) const {
  std::vector<std::uint32_t> all;
  for (const UnitId u : units) {
    for (const auto l : units_[u].locals) all.push_back(locals_[l].profile);
  }
  std::sort(all.begin(), all.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> counted;
  for (const auto profile : all) {
    if (counted.empty() || counted.back().first != profile) counted.emplace_back(profile, 0);
    ++counted.back().second;
  }
  return counted;
}

/// The unit that gives the name: gazetteer first, acronyms last, then the one in most articles.
UnitId Resolver::lead_of(std::span<const UnitId> units) const {
  const auto standing = [&](UnitId u) {
    const Unit& unit = units_[u];
    return std::tuple(!unit.gazetteer.empty(), !key(unit).acronym, unit.locals.size(),
                      key(unit).words.size());
  };
  UnitId lead = units.front();
  for (const UnitId u : units) {
    if (standing(u) > standing(lead)) lead = u;
  }
  return lead;
}

void Resolver::draft_node(std::span<const UnitId> units, Draft& draft, Arena& memory) const {
  const UnitId lead = lead_of(units);
  const Unit& unit = units_[lead];
  Tally types;
  std::vector<std::pair<NameId, std::uint32_t>> spellings;
  std::vector<NameId> forms;
  std::map<std::string_view, Tally> attributes;
  for (const auto& [number, times] : profiles_of(units)) {
    const Profile& profile = profiles_[number];
    if (profile.key == unit.key) spellings.emplace_back(profile.name, times);
    forms.push_back(profile.name);
    forms.insert(forms.end(), aliases_.begin() + profile.first_alias, aliases_.begin() + profile.end_alias);
    types.add(types_[profile.type], times);
    for_each_attribute(store_, profile.attributes,
                       [&, count = times](std::string_view name, std::string_view value) {
                         attributes[name].add(value, count);
                       });
  }
  if (spellings.empty()) {  // what was set apart is not called what it was set apart from
    for (const auto& [number, times] : profiles_of(units))
      spellings.emplace_back(profiles_[number].name, times);
  }
  Node& node = draft.node;
  for (const UnitId u : units) {
    for (const auto l : units_[u].locals) node.mentions += locals_[l].mentions;
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  const NameId label = best_spelling(spellings);
  node.type = types.winner();
  node.label = names_.spelling(label);
  node.label_ascii = memory.keep(names_.ascii(label));
  forms.erase(std::find(forms.begin(), forms.end(), label));
  const std::span<std::string_view> aliases = memory.make<std::string_view>(forms.size());
  std::transform(forms.begin(), forms.end(), aliases.begin(),
                 [&](NameId form) { return names_.spelling(form); });
  std::sort(aliases.begin(), aliases.end());
  node.aliases = aliases;
  std::vector<Attribute> chosen;
  for (const auto& [name, values] : attributes) {
    if (is_english_name(name)) {
      node.label_en = values.winner();
    } else {
      chosen.push_back({name, values.winner()});
    }
  }
  if (unit.gazetteer.empty() && !unit.distinguished_by.empty()) {
    chosen.push_back({"distinguished_by", memory.keep(unit.distinguished_by)});
    std::sort(chosen.begin(), chosen.end());
  }
  node.attributes = memory.keep(chosen);
  node.gazetteer = unit.gazetteer;
  node.id = unit.gazetteer;
  draft.hash = content_hash(names_.text(key(unit).text));
  if (!unit.gazetteer.empty()) return;
  std::string id = lower_ascii(std::string(node.type)).append(":").append(names_.slug(unit.key));
  if (!unit.distinction.empty()) {
    id.append("--").append(slug(unit.distinction));
    draft.hash = content_hash(unit.distinction, draft.hash);
  }
  node.id = memory.keep(id);
}

/// The most frequent spelling; of equally frequent ones the longest, then the first in byte order.
NameId Resolver::best_spelling(std::vector<std::pair<NameId, std::uint32_t>>& spellings) const {
  std::sort(spellings.begin(), spellings.end());
  NameId best = spellings.front().first;
  std::uint32_t most = 0;
  for (std::size_t begin = 0, end = 0; begin < spellings.size(); begin = end) {
    std::uint32_t count = 0;
    for (; end < spellings.size() && spellings[end].first == spellings[begin].first; ++end) {
      count += spellings[end].second;
    }
    const auto text = names_.spelling(spellings[begin].first);
    const auto kept = names_.spelling(best);
    const bool longer = text.size() != kept.size() ? text.size() > kept.size() : text < kept;
    if (count > most || (count == most && longer)) best = spellings[begin].first, most = count;
  }
  return best;
}

/// Makes ids unique and returns the drafts in their order: equal ids get a hash of what they are made from,
/// and a number where that is equal, too.
std::vector<NodeIndex> Resolver::order_by_id(std::vector<Draft>& drafts, Arena& memory) {
  std::vector<NodeIndex> order(drafts.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto id = [&](NodeIndex n) -> std::string_view& { return drafts[n].node.id; };
  const auto append = [&](NodeIndex n, const std::string& end) {
    id(n) = memory.keep(std::string(id(n)).append("-").append(end));
  };
  const auto sort = [&] {
    tbb::parallel_sort(order.begin(), order.end(), [&](NodeIndex a, NodeIndex b) {
      const int difference = id(a).compare(id(b));
      return difference != 0 ? difference < 0 : a < b;
    });
  };
  const auto each_repeated = [&](auto rename) {
    bool found = false;
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      while (end < order.size() && id(order[end]) == id(order[begin])) ++end;
      if (end - begin < 2) continue;
      found = true;
      const std::vector<NodeIndex> same(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                        order.begin() + static_cast<std::ptrdiff_t>(end));
      for (std::size_t i = 0; i < same.size(); ++i) rename(same[i], i);
    }
    if (found) sort();
  };
  sort();
  each_repeated([&](NodeIndex n, std::size_t) { append(n, hex(drafts[n].hash, 6)); });
  each_repeated([&](NodeIndex n, std::size_t i) {
    if (i > 0) append(n, std::to_string(i + 1));
  });
  return order;
}

void Resolver::name_nodes(Resolution& result) {
  // Sets in order of their first unit; the units of a set side by side.
  std::vector<NodeIndex> node_of_root(units_.size(), kNone);
  std::vector<NodeIndex> node_of_unit(units_.size(), kNone);
  std::vector<std::size_t> first(1);
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (units_[u].locals.empty()) continue;  // all of it was split off
    NodeIndex& node = node_of_root[sets_.find(u)];
    if (node == kNone) node = static_cast<NodeIndex>(first.size() - 1), first.push_back(0);
    node_of_unit[u] = node;
    ++first[node + 1];
  }
  for (std::size_t n = 1; n < first.size(); ++n) first[n] += first[n - 1];
  std::vector<UnitId> members(first.back());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (node_of_unit[u] != kNone) members[next[node_of_unit[u]]++] = u;
  }
  std::vector<Draft> drafts(next.size());
  tbb::enumerable_thread_specific<Arena> arenas;
  tbb::parallel_for(std::size_t{0}, drafts.size(), [&](std::size_t n) {
    draft_node(std::span<const UnitId>(members).subspan(first[n], first[n + 1] - first[n]), drafts[n],
               arenas.local());
  });
  for (Arena& arena : arenas) result.memory.take(arena);

  const std::vector<NodeIndex> order = order_by_id(drafts, result.memory);
  std::vector<NodeIndex> rank(drafts.size());
  result.nodes.reserve(drafts.size());
  for (NodeIndex n = 0; n < order.size(); ++n) {
    rank[order[n]] = n;
    result.nodes.push_back(drafts[order[n]].node);
  }
  result.node_of.reserve(locals_.size());
  for (const Local& local : locals_) result.node_of.push_back(rank[node_of_unit[local.unit]]);

  std::map<std::pair<NodeIndex, NodeIndex>, Candidate> pairs;
  for (const Candidate& candidate : candidates_) {
    const auto one = node_of_root[sets_.find(candidate.first)];
    const auto other = node_of_root[sets_.find(candidate.second)];
    if (one == kNone || other == kNone) continue;
    auto a = rank[one];
    auto b = rank[other];
    if (a == b || sets_.forbidden(candidate.first, candidate.second)) continue;
    if (b < a) std::swap(a, b);
    const auto [at, is_new] = pairs.try_emplace({a, b}, candidate);
    if (!is_new && std::tie(at->second.score, candidate.why) < std::tie(candidate.score, at->second.why)) {
      at->second = candidate;
    }
  }
  for (const auto& [pair, candidate] : pairs) {
    const Node& a = result.nodes[pair.first];
    const Node& b = result.nodes[pair.second];
    result.proposals.push_back({std::string(a.id), std::string(b.id), std::string(a.label),
                                std::string(b.label), candidate.why, candidate.score});
  }
  std::stable_sort(result.proposals.begin(), result.proposals.end(),
                   [](const Proposal& a, const Proposal& b) { return a.score > b.score; });
  result.problems = std::move(problems_);
}

}  // namespace newsgraph
