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
#include <unordered_map>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

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

void Resolver::name_nodes(Resolution& result) {
  // Sets in order of their first unit.
  std::vector<NodeIndex> node_of_root(units_.size(), kNone);
  std::vector<std::vector<UnitId>> members;
  for (UnitId u = 0; u < units_.size(); ++u) {
    if (units_[u].locals.empty()) continue;  // all of it was split off
    NodeIndex& node = node_of_root[sets_.find(u)];
    if (node == kNone) node = static_cast<NodeIndex>(members.size()), members.emplace_back();
    members[node].push_back(u);
  }

  struct Draft {
    Node node;
    std::string slug;
    std::uint64_t hash = 0;  // of what the id is made from, for collisions
  };
  std::vector<Draft> drafts(members.size());
  tbb::enumerable_thread_specific<WordCache> caches([&] { return WordCache(options_.text); });
  tbb::parallel_for(std::size_t{0}, members.size(), [&](std::size_t n) {
    Draft& draft = drafts[n];
    // The unit that gives the name: gazetteer first, acronyms last, then the one in most articles.
    const auto standing = [&](UnitId u) {
      const Unit& unit = units_[u];
      return std::tuple(!unit.gazetteer.empty(), !key(unit).acronym, unit.locals.size(),
                        key(unit).words.size());
    };
    UnitId lead = members[n].front();
    for (const UnitId u : members[n]) {
      if (standing(u) > standing(lead)) lead = u;
    }
    Tally spellings;
    Tally types;
    std::vector<NameId> forms;
    std::map<std::string_view, Tally> attributes;
    const Entity* last = nullptr;  // with its attributes not yet counted
    std::uint32_t repeats = 0;
    const auto count_attributes = [&] {
      if (last == nullptr) return;
      for_each_attribute(*last, [&](std::string_view name, std::string_view value) {
        attributes[name].add(value, repeats);
      });
    };
    for (const UnitId u : members[n]) {
      for (const auto l : units_[u].locals) {
        const Local& local = locals_[l];
        const auto spelling = names_.spelling(local.name);
        if (names_.key_of(local.name) == units_[lead].key) spellings.add(spelling);
        forms.push_back(local.name);
        for (auto i = first_alias_[l]; i < first_alias_[l + 1]; ++i) forms.push_back(aliases_[i]);
        types.add(types_[local.type]);
        draft.node.mentions += local.mentions;
        if (!local.attributes) continue;
        const Entity& e = entity(local);
        if (last == nullptr || last->attributes != e.attributes) {
          count_attributes();
          last = &e;
          repeats = 0;
        }
        ++repeats;
      }
    }
    count_attributes();
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    WordCache& words = caches.local();
    Node& node = draft.node;
    node.type = types.winner();
    node.label = spellings.winner();
    node.label_ascii = words.ascii(node.label);
    for (const NameId form : forms) {
      if (names_.spelling(form) != node.label) node.aliases.emplace_back(names_.spelling(form));
    }
    std::sort(node.aliases.begin(), node.aliases.end());
    for (const auto& [name, values] : attributes) {
      if (is_english_name(name)) {
        node.label_en = values.winner();
      } else {
        node.attributes.emplace_back(name, values.winner());
      }
    }
    const Unit& unit = units_[lead];
    node.gazetteer = unit.gazetteer;
    draft.slug = unit.gazetteer;
    draft.hash = content_hash(key(unit).text);
    if (unit.gazetteer.empty()) {
      draft.slug = lower_ascii(node.type).append(":").append(slug_of_ascii(words.ascii(key(unit).text)));
      if (!unit.distinction.empty()) {
        draft.slug.append("--").append(slug(unit.distinction));
        draft.hash = content_hash(unit.distinction, draft.hash);
      }
      if (!unit.distinguished_by.empty()) {
        node.attributes.emplace_back("distinguished_by", unit.distinguished_by);
        std::sort(node.attributes.begin(), node.attributes.end());
      }
    }
  });

  std::unordered_map<std::string_view, std::uint32_t> uses;
  for (const Draft& draft : drafts) ++uses[draft.slug];
  for (Draft& draft : drafts) {
    draft.node.id =
        uses[draft.slug] == 1 ? draft.slug : std::string(draft.slug).append("-").append(hex(draft.hash, 6));
  }
  // Equal hashes of different names are left: number them in order of their names.
  std::unordered_map<std::string, std::uint32_t> taken;
  for (Draft& draft : drafts) {
    const auto times = ++taken[draft.node.id];
    if (times > 1) draft.node.id.append("-").append(std::to_string(times));
  }

  std::vector<NodeIndex> order(drafts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](NodeIndex a, NodeIndex b) { return drafts[a].node.id < drafts[b].node.id; });
  std::vector<NodeIndex> rank(drafts.size());
  result.nodes.reserve(drafts.size());
  for (NodeIndex n = 0; n < order.size(); ++n) {
    rank[order[n]] = n;
    result.nodes.push_back(std::move(drafts[order[n]].node));
  }
  result.node_of.reserve(locals_.size());
  for (const Local& local : locals_) result.node_of.push_back(rank[node_of_root[sets_.find(local.unit)]]);

  std::map<std::pair<NodeIndex, NodeIndex>, Candidate> pairs;
  for (const Candidate& candidate : candidates_) {
    const auto first = node_of_root[sets_.find(candidate.first)];
    const auto second = node_of_root[sets_.find(candidate.second)];
    if (first == kNone || second == kNone) continue;
    auto a = rank[first];
    auto b = rank[second];
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
    result.proposals.push_back({a.id, b.id, a.label, b.label, candidate.why, candidate.score});
  }
  std::stable_sort(result.proposals.begin(), result.proposals.end(),
                   [](const Proposal& a, const Proposal& b) { return a.score > b.score; });
  result.problems = std::move(problems_);
}

}  // namespace newsgraph
