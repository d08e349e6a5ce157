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
#include <tuple>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include "graph/resolver.h"
#include "graph/sorting.h"

namespace newsgraph {
namespace {

/// Names of nodes that come so much later are fetched: they lie in order of their first article.
constexpr std::size_t kAhead = 4;

/// Attributes that go into Node::label_en: what gazetteers call it, and what others do.
bool is_english_name(std::string_view key) {
  return key == "name_en" || key == "label_en";
}

/// Counts of strings. Few differ, and the same ones come in runs.
class Tally {
 public:
  void add(std::string_view text, std::uint32_t times = 1) {
    if (last_ >= counts_.size() || !same(counts_[last_].first, text)) {
      last_ = 0;
      while (last_ < counts_.size() && !same(counts_[last_].first, text)) ++last_;
      if (last_ == counts_.size()) counts_.emplace_back(text, 0);
    }
    counts_[last_].second += times;
  }
  void clear() { counts_.clear(); }
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
  /// Texts of one pool are mostly the very same bytes.
  static bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && (a.data() == b.data() || a == b);
  }

  std::vector<std::pair<std::string_view, std::uint32_t>> counts_;
  std::size_t last_ = 0;
};

void append_lower_ascii(std::string_view text, std::string& to) {
  for (const char c : text) to += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

/// What a node is called.
struct Resolver::Naming {
  UnitId lead = kNone;  // the unit that gives the name
  NameId label = 0;
  std::string_view type;
  std::string_view id;
};

/// Units that are one thing, the things in order of their first unit.
struct Resolver::Sets {
  std::vector<NodeIndex> of_unit;  // kNone: nothing is left of it
  std::vector<UnitId> members;     // of one set after the other
  std::vector<std::size_t> first;  // per set, and one more: where its members begin

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] std::span<const UnitId> units(std::size_t set) const {
    return std::span(members).subspan(first[set], first[set + 1] - first[set]);
  }
};

/// What a thread uses again for one node after the other.
struct Resolver::Workspace {
  Arena memory;  // of the nodes' texts and lists
  Tally types;
  std::string id;
  std::vector<std::pair<NameId, std::uint32_t>> spellings;
  std::vector<NameId> forms;
  std::vector<Attribute> chosen;
};

/// The unit that gives the name: gazetteer first, acronyms last, then the one in most articles.
UnitId Resolver::lead_of(std::span<const UnitId> units) const {
  const auto standing = [&](UnitId u) {
    const Unit& unit = units_[u];
    // "Sở Y tế Lào Cai" before the "Sở Y tế" of articles on Lào Cai.
    const bool tells_place = kinds_[unit.kind].policy != Policy::kPlain || unit.distinction.empty();
    return std::tuple(!unit.gazetteer.empty(), !key(unit).acronym, tells_place, unit.locals.size(),
                      key(unit).words.size());
  };
  UnitId lead = units.front();
  for (const UnitId u : units) {
    if (standing(u) > standing(lead)) lead = u;
  }
  return lead;
}

/// Type, label and id; ids of several nodes may still be the same.
Resolver::Naming Resolver::name_node(std::span<const UnitId> units, Workspace& work) const {
  Naming naming;
  naming.lead = lead_of(units);
  const Unit& unit = units_[naming.lead];
  work.types.clear();
  work.spellings.clear();
  for (const UnitId u : units) {
    for (const Part& part : parts_of(u)) {
      const Profile& profile = profiles_[part.profile];
      work.types.add(types_[profile.type], part.locals);
      if (profile.key == unit.key) work.spellings.emplace_back(profile.name, part.locals);
    }
  }
  if (work.spellings.empty()) {  // what was set apart is not called what it was set apart from
    for (const UnitId u : units) {
      for (const Part& part : parts_of(u)) {
        work.spellings.emplace_back(profiles_[part.profile].name, part.locals);
      }
    }
  }
  naming.type = work.types.winner();
  naming.label = best_spelling(work.spellings);
  naming.id = unit.gazetteer;
  if (!unit.gazetteer.empty()) return naming;
  work.id.clear();
  append_lower_ascii(naming.type, work.id);
  work.id += ':';
  names_.append_slug(unit.key, work.id);
  if (!unit.distinction.empty()) work.id.append("--").append(slug(unit.distinction));
  naming.id = work.memory.keep(work.id);
  return naming;
}

/// Everything else, save what is told of all nodes at once.
void Resolver::describe_node(std::span<const UnitId> units, const Naming& naming, Workspace& work,
                             Node& node) const {
  const Unit& unit = units_[naming.lead];
  Arena& memory = work.memory;
  auto& forms = work.forms;
  auto& chosen = work.chosen;
  forms.clear();
  chosen.clear();
  std::map<std::string_view, Tally> attributes;
  for (const UnitId u : units) {
    for (const Part& part : parts_of(u)) {
      const Profile& profile = profiles_[part.profile];
      forms.push_back(profile.name);
      forms.insert(forms.end(), aliases_.begin() + profile.first_alias, aliases_.begin() + profile.end_alias);
      for_each_attribute(store_, profile.attributes, [&](std::string_view name, std::string_view value) {
        attributes[name].add(value, part.locals);
      });
    }
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  node.id = naming.id;
  node.type = naming.type;
  node.label = names_.spelling(naming.label);
  node.label_ascii = names_.ascii(naming.label, memory);
  forms.erase(std::find(forms.begin(), forms.end(), naming.label));
  const std::span<std::string_view> aliases = memory.make<std::string_view>(forms.size());
  std::transform(forms.begin(), forms.end(), aliases.begin(),
                 [&](NameId form) { return names_.spelling(form); });
  std::sort(aliases.begin(), aliases.end());
  node.aliases = aliases;
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
}

/// The most frequent spelling; of equally frequent ones the longest, then the first in byte order.
NameId Resolver::best_spelling(std::vector<std::pair<NameId, std::uint32_t>>& spellings) const {
  if (spellings.size() == 1) return spellings.front().first;
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

/// Of what the id is made from: tells apart nodes of one id.
std::uint64_t Resolver::id_hash(const Naming& naming) const {
  const Unit& unit = units_[naming.lead];
  const std::uint64_t hash = stable_hash(names_.text(key(unit).text));
  const bool alone = !unit.gazetteer.empty() || unit.distinction.empty();
  return alone ? hash : stable_hash(unit.distinction, hash);
}

/// Makes ids unique and returns the nodes in their order: equal ids get a hash of what they are made from,
/// and a number where that is equal, too.
std::vector<NodeIndex> Resolver::order_by_id(std::vector<Naming>& namings, Arena& memory) const {
  const auto id = [&](NodeIndex n) -> std::string_view& { return namings[n].id; };
  const auto sorted = [&] { return order_of_texts(namings.size(), id); };
  std::vector<NodeIndex> order = sorted();
  const auto each_repeated = [&](auto end_of) {
    bool found = false;
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      end = begin + 1;
      while (end < order.size() && id(order[end]) == id(order[begin])) ++end;
      if (end - begin < 2) continue;
      found = true;
      for (std::size_t i = 0; i < end - begin; ++i) {
        const std::string end_of_id = end_of(order[begin + i], i);
        if (end_of_id.empty()) continue;
        id(order[begin + i]) = memory.keep(std::string(id(order[begin + i])).append("-").append(end_of_id));
      }
    }
    if (found) order = sorted();
  };
  each_repeated([&](NodeIndex n, std::size_t) { return hex(id_hash(namings[n]), 6); });
  each_repeated([&](NodeIndex, std::size_t i) { return i > 0 ? std::to_string(i + 1) : std::string(); });
  return order;
}

Resolver::Sets Resolver::sets_in_order() const {
  Sets sets;
  std::vector<NodeIndex> set_of_root(units_.size(), kNone);
  sets.of_unit.assign(units_.size(), kNone);
  sets.first.push_back(0);
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (units_[u].locals.empty()) continue;  // all of it was split off
    NodeIndex& set = set_of_root[sets_.find(u)];
    if (set == kNone) set = static_cast<NodeIndex>(sets.size()), sets.first.push_back(0);
    sets.of_unit[u] = set;
    ++sets.first[set + 1];
  }
  for (std::size_t s = 1; s < sets.first.size(); ++s) sets.first[s] += sets.first[s - 1];
  sets.members.resize(sets.first.back());
  std::vector<std::size_t> next(sets.first.begin(), sets.first.end() - 1);
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (sets.of_unit[u] != kNone) sets.members[next[sets.of_unit[u]]++] = u;
  }
  return sets;
}

void Resolver::name_nodes(Resolution& result) {
  const Sets sets = sets_in_order();
  std::vector<Naming> namings(sets.size());
  tbb::enumerable_thread_specific<Workspace> workspaces;
  using Range = tbb::blocked_range<std::size_t>;
  tbb::parallel_for(Range(0, sets.size()), [&](const Range& range) {
    Workspace& work = workspaces.local();
    for (std::size_t s = range.begin(); s != range.end(); ++s) namings[s] = name_node(sets.units(s), work);
  });
  const std::vector<NodeIndex> order = order_by_id(namings, result.memory);
  result.nodes.resize(sets.size());
  tbb::parallel_for(Range(0, sets.size()), [&](const Range& range) {
    Workspace& work = workspaces.local();
    for (std::size_t n = range.begin(); n != range.end(); ++n) {
      if (n + 2 * kAhead < order.size()) names_.prefetch(namings[order[n + 2 * kAhead]].label);
      if (n + kAhead < order.size()) names_.prefetch_text(namings[order[n + kAhead]].label);
      describe_node(sets.units(order[n]), namings[order[n]], work, result.nodes[n]);
    }
  });
  for (Workspace& work : workspaces) result.memory.take(work.memory);

  std::vector<NodeIndex> node_of_unit(units_.size(), kNone);
  for (NodeIndex n = 0; n < order.size(); ++n) {
    const auto units = sets.units(order[n]);
    for (const UnitId u : units) node_of_unit[u] = n;
    node_of_unit[sets_.find(units.front())] = n;  // may be all split off
  }
  std::vector<std::uint32_t> mentions(order.size());
  result.node_of.reserve(locals_.size());
  for (const Local& local : locals_) {
    const NodeIndex node = node_of_unit[local.unit];
    result.node_of.push_back(node);
    mentions[node] += local.mentions;
  }
  for (NodeIndex n = 0; n < order.size(); ++n) result.nodes[n].mentions = mentions[n];
  propose_pairs(node_of_unit, result);
  result.problems = std::move(problems_);
}

void Resolver::propose_pairs(const std::vector<NodeIndex>& node_of_unit, Resolution& result) {
  std::map<std::pair<NodeIndex, NodeIndex>, Candidate> pairs;
  for (const Candidate& candidate : candidates_) {
    auto a = node_of_unit[sets_.find(candidate.first)];
    auto b = node_of_unit[sets_.find(candidate.second)];
    if (a == kNone || b == kNone || a == b) continue;
    if (sets_.forbidden(candidate.first, candidate.second)) continue;
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
}

}  // namespace newsgraph
