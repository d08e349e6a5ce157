// SPDX-License-Identifier: Apache-2.0
// Scoring of one article's graph against what a careful reader found.
//
// 1. Nodes. Within a group of types that name the same sort of thing (a place is a place, be it taken for a
// province
//    or a district), every found node is compared with every gold entity over all their names: Dice over
//    syllables, equal names only for persons and places, and never two editions of an event or two numbers of
//    a document. Pairs are taken greedily, most alike first, then right types, then most alike main names,
//    then ids; each node and entity once. A pair of unlike types is an error of type, counted as an extra
//    node and a missing one.
// 2. Edges. An edge is right when its ends are paired with those of a gold relation of its type, or with one
// of its
//    alternatives; two posts in one body are one edge. Optional relations, taking part in what one speaks at
//    or hosts, containment between two places, and the place in an organisation's own name are neither right
//    nor wrong.
// 3. Roles are compared over the relations found, dates over the events found.
//
// Counts follow the order of the gold file where two relations could claim one edge.
#include "graph/eval/score.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace newsgraph {
namespace {

struct Group {
  std::string_view name;
  double alike;  ///< the least likeness that makes two names one
};
constexpr Group kPerson{"person", 1.0};
constexpr Group kPlace{"place", 1.0};
constexpr Group kOrganization{"organization", 0.8};
constexpr Group kEvent{"event", 0.5};
constexpr Group kWork{"work", 0.5};
constexpr Group kDocument{"document", 0.5};

struct TypeGroup {
  std::string_view type;
  const Group* group;
};
constexpr std::array kTypes = {
    TypeGroup{"Person", &kPerson},
    TypeGroup{"Country", &kPlace},
    TypeGroup{"Province", &kPlace},
    TypeGroup{"Locality", &kPlace},
    TypeGroup{"Organization", &kOrganization},
    TypeGroup{"Event", &kEvent},
    TypeGroup{"Project", &kWork},
    TypeGroup{"Facility", &kWork},
    TypeGroup{"Programme", &kWork},
    TypeGroup{"Document", &kDocument},
};
constexpr std::array<std::string_view, 15> kRelations = {
    "HOSTS", "ATTENDS", "SPEAKS_AT",       "HOLDS_POSITION", "MEETS",    "VISITS",  "PROPOSES", "URGES",
    "SIGNS", "ISSUES",  "COOPERATES_WITH", "LOCATED_IN",     "CONNECTS", "PART_OF", "DEVELOPS"};

const Group* group_of(std::string_view type) {
  const auto found = std::ranges::find(kTypes, type, &TypeGroup::type);
  return found == kTypes.end() ? nullptr : found->group;
}

bool is_symmetric(std::string_view relation) {
  return relation == "MEETS" || relation == "COOPERATES_WITH";
}

bool same_type(std::string_view a, std::string_view b) {
  const auto is_work = [](std::string_view type) { return type == "Project" || type == "Facility"; };
  return a == b || (is_work(a) && is_work(b));
}

/// Relation and ends; the ends of a symmetric one in order.
using Key = std::tuple<std::string, std::string, std::string>;

Key key_of(const std::string& type, const std::string& source, const std::string& target) {
  if (is_symmetric(type) && target < source) return {type, target, source};
  return {type, source, target};
}

std::size_t common_syllables(Syllables a, Syllables b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  Syllables both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both.size();
}

bool share_a_number(const Syllables& a, const Syllables& b) {
  return std::ranges::any_of(
      a, [&](const std::string& word) { return is_number(word) && std::ranges::find(b, word) != b.end(); });
}

bool has_number(const Syllables& name) {
  return std::ranges::any_of(name, [](const std::string& w) { return is_number(w); });
}

double alike(const Syllables& a, const Syllables& b, const Group& group, const NameFolding& folding) {
  if (a == b) return 1.0;
  if (group.alike == 1.0 || a.empty() || b.empty()) return 0.0;
  const std::optional<long> edition_a = folding.edition(a);
  const std::optional<long> edition_b = folding.edition(b);
  if (edition_a && edition_b && *edition_a != *edition_b) return 0.0;
  if (&group == &kDocument && has_number(a) && has_number(b) && !share_a_number(a, b)) return 0.0;
  const double dice =
      2.0 * static_cast<double>(common_syllables(a, b)) / static_cast<double>(a.size() + b.size());
  return dice >= group.alike ? dice : 0.0;
}

/// A thing with its names folded, the main one first.
struct Named {
  const Group* group = nullptr;
  std::vector<Syllables> names;
};

template <typename Thing>
std::vector<Named> fold_names(const std::vector<Thing>& things, const NameFolding& folding) {
  std::vector<Named> out;
  for (const Thing& thing : things) {
    Named& named = out.emplace_back();
    named.group = group_of(thing.type);
    if (named.group == nullptr) continue;
    if (!thing.name.empty()) named.names.push_back(folding.folded(thing.name, named.group->name));
    for (const std::string& alias : thing.aliases) {
      if (!alias.empty()) named.names.push_back(folding.folded(alias, named.group->name));
    }
  }
  return out;
}

class ArticleScorer {
 public:
  ArticleScorer(const Gold& gold, const std::vector<ScoredNode>& nodes, const std::vector<ScoredEdge>& edges,
                const NameFolding& folding, Tally& tally, std::vector<Finding>& findings)
      : gold_(gold), edges_(edges), folding_(folding), tally_(tally), findings_(findings) {
    for (const ScoredNode& node : nodes) {
      if (is_scored_node_type(node.type)) nodes_.push_back(node);
    }
    for (const GoldEntity& entity : gold_.entities) by_gold_.emplace(entity.id, &entity);
    for (const ScoredNode& node : nodes_) by_node_.emplace(node.id, &node);
  }

  void score() {
    pair_nodes();
    count_nodes();
    read_relations();
    read_edges();
    count_found_relations();
    count_extra_edges();
  }

 private:
  void report(std::string line) { findings_.push_back({std::move(line), {}, {}, {}}); }

  void pair_nodes() {
    struct Pair {
      double best;
      bool right_type;
      double main;
      std::string_view gold, node;
    };
    const std::vector<Named> wanted = fold_names(gold_.entities, folding_);
    const std::vector<Named> found = fold_names(nodes_, folding_);
    std::vector<Pair> pairs;
    for (std::size_t g = 0; g < wanted.size(); ++g) {
      for (std::size_t n = 0; n < found.size(); ++n) {
        if (wanted[g].group != found[n].group) continue;
        double best = 0.0;
        for (const Syllables& a : wanted[g].names) {
          for (const Syllables& b : found[n].names)
            best = std::max(best, alike(a, b, *wanted[g].group, folding_));
        }
        if (best == 0.0) continue;
        const double main =
            alike(wanted[g].names.front(), found[n].names.front(), *wanted[g].group, folding_);
        pairs.push_back(
            {best, gold_.entities[g].type == nodes_[n].type, main, gold_.entities[g].id, nodes_[n].id});
      }
    }
    std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
      return std::tuple(-a.best, !a.right_type, -a.main, a.gold, a.node) <
             std::tuple(-b.best, !b.right_type, -b.main, b.gold, b.node);
    });
    std::set<std::string_view> taken;
    for (const Pair& pair : pairs) {
      if (taken.contains(pair.gold) || matched_.contains(pair.node)) continue;
      matched_.emplace(pair.node, pair.gold);
      taken.insert(pair.gold);
    }
  }

  void count_nodes() {
    std::set<std::string_view> hit;
    for (const auto& [node_id, gold_id] : matched_) {
      const ScoredNode& node = *by_node_.at(node_id);
      const GoldEntity& entity = *by_gold_.at(gold_id);
      const bool right = same_type(node.type, entity.type);
      tally_.types.right += right ? 1 : 0;
      ++tally_.types.of;
      if (!right) {
        ++tally_.nodes[node.type].extra;
        report(fmt::format("node  type    {}: {}   (gold: {})", node.type, node.name, entity.type));
        continue;
      }
      hit.insert(gold_id);
      if (!entity.optional) ++tally_.nodes[entity.type].right;
      if (entity.type == "Event" && !entity.date.empty()) {
        tally_.dates.right += node.date == entity.date ? 1 : 0;
        ++tally_.dates.of;
      }
    }
    for (const GoldEntity& entity : gold_.entities) {
      if (hit.contains(entity.id) || entity.optional) continue;
      ++tally_.nodes[entity.type].missing;
      report(fmt::format("node  missing {}: {}", entity.type, entity.name));
    }
    for (const ScoredNode& node : nodes_) {
      if (matched_.contains(node.id)) continue;
      ++tally_.nodes[node.type].extra;
      report(fmt::format("node  extra   {}: {}", node.type, node.name));
    }
  }

  void read_relations() {
    for (const GoldRelation& relation : gold_.relations) {
      const Key main = key_of(relation.type, relation.source, relation.target);
      std::set<Key> forms = {main};
      for (const auto& [source, target] : relation.alternatives)
        forms.insert(key_of(relation.type, source, target));
      if (relation.optional) {
        allowed_.insert(forms.begin(), forms.end());
      } else {
        const auto known = std::ranges::find(wanted_, main, &Wanted::main);
        (known == wanted_.end() ? wanted_.emplace_back(Wanted{main, {}}) : *known)
            .forms.insert(forms.begin(), forms.end());
      }
      if (!relation.role.empty()) roles_[main].insert(comparable(relation.role));
      if (relation.type == "SPEAKS_AT" || relation.type == "HOSTS") {
        for (const auto& [type, source, target] : forms) allowed_.insert({"ATTENDS", source, target});
      }
    }
  }

  /// The gold id of a node, or a name that no gold entity has.
  std::string end_of(const std::string& node) const {
    const auto found = matched_.find(node);
    return found == matched_.end() ? "?" + node : std::string(found->second);
  }

  void read_edges() {
    for (const ScoredEdge& edge : edges_) {
      if (!is_scored_relation(edge.type)) continue;
      const Key key = key_of(edge.type, end_of(edge.source), end_of(edge.target));
      found_.emplace(key, &edge);
      roles_found_[key].insert(comparable(edge.role));
    }
  }

  void count_found_relations() {
    for (const auto& [main, forms] : wanted_) {
      const std::string& type = std::get<0>(main);
      std::set<std::string> said;
      bool got = false;
      for (const Key& form : forms) {
        if (found_.erase(form) == 0) continue;
        got = true;
        said.insert(roles_found_[form].begin(), roles_found_[form].end());
      }
      if (!got) {
        ++tally_.edges[type].missing;
        report_missing(main);
        continue;
      }
      ++tally_.edges[type].right;
      const auto roles = roles_.find(main);
      if (roles == roles_.end()) continue;
      tally_.roles.right +=
          std::ranges::any_of(roles->second, [&](const std::string& r) { return said.contains(r); }) ? 1 : 0;
      ++tally_.roles.of;
    }
  }

  void report_missing(const Key& main) {
    const auto& [type, source, target] = main;
    Finding& finding = findings_.emplace_back();
    finding.line =
        fmt::format("edge  missing {} -{}-> {}", by_gold_.at(source)->name, type, by_gold_.at(target)->name);
    for (std::size_t i = 0; i < 2; ++i) {
      const GoldEntity& entity = *by_gold_.at(i == 0 ? source : target);
      finding.missed_names[i] = entity.aliases;
      finding.missed_names[i].push_back(entity.name);
    }
  }

  void count_extra_edges() {
    for (const auto& [key, edge] : found_) {
      if (allowed_.contains(key) || is_geography(*edge)) continue;
      ++tally_.edges[edge->type].extra;
      report(fmt::format("edge  extra   {} -{}-> {}", label(edge->source), edge->type, label(edge->target)));
      findings_.back().sentence = edge->sentence;
      findings_.back().rule = edge->rule;
    }
  }

  std::string_view label(const std::string& node) const {
    const auto found = by_node_.find(node);
    return found == by_node_.end() ? std::string_view(node) : found->second->name;
  }

  /// A place in a place, or a body at the place its own name ends with: true without the article.
  bool is_geography(const ScoredEdge& edge) const {
    if (edge.type != "LOCATED_IN") return false;
    const auto source = by_node_.find(edge.source);
    const auto target = by_node_.find(edge.target);
    if (source == by_node_.end() || target == by_node_.end()) return false;
    if (group_of(target->second->type) != &kPlace) return false;
    if (group_of(source->second->type) == &kPlace) return true;
    if (source->second->type != "Organization") return false;
    const std::string place =
        fmt::format("{}", fmt::join(folding_.folded(target->second->name, kPlace.name), " "));
    return comparable(source->second->name).find(place) != std::string::npos;
  }

  std::string comparable(std::string_view text) const {
    return fmt::format("{}", fmt::join(folding_.syllables(text), " "));
  }

  struct Wanted {
    Key main;
    std::set<Key> forms;
  };

  const Gold& gold_;
  const std::vector<ScoredEdge>& edges_;
  const NameFolding& folding_;
  Tally& tally_;
  std::vector<Finding>& findings_;
  std::vector<ScoredNode> nodes_;
  std::map<std::string_view, const GoldEntity*> by_gold_;
  std::map<std::string_view, const ScoredNode*> by_node_;
  std::map<std::string_view, std::string_view> matched_;  ///< node id -> gold id
  std::vector<Wanted> wanted_;                            ///< in the order of the gold file
  std::set<Key> allowed_;
  std::map<Key, std::set<std::string>> roles_;
  std::map<Key, const ScoredEdge*> found_;
  std::map<Key, std::set<std::string>> roles_found_;
};

}  // namespace

double Counts::precision() const {
  return right + extra == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(right + extra);
}

double Counts::recall() const {
  return right + missing == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(right + missing);
}

double Counts::f1() const {
  const double p = precision();
  const double r = recall();
  return p + r == 0.0 ? 0.0 : 2 * p * r / (p + r);
}

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  extra += other.extra;
  missing += other.missing;
  return *this;
}

bool is_scored_node_type(std::string_view type) {
  return group_of(type) != nullptr;
}

bool is_scored_relation(std::string_view type) {
  return std::ranges::find(kRelations, type) != kRelations.end();
}

void score_article(const Gold& gold, const std::vector<ScoredNode>& nodes,
                   const std::vector<ScoredEdge>& edges, const NameFolding& folding, Tally& tally,
                   std::vector<Finding>& findings) {
  ArticleScorer(gold, nodes, edges, folding, tally, findings).score();
  std::ranges::sort(findings, {}, &Finding::line);
}

}  // namespace newsgraph
