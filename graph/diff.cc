// SPDX-License-Identifier: Apache-2.0
// Two builds compared, with the likely cause of each difference.
//
// Articles are compared by id and source hash first. A difference that shows in articles of which only one
// build knows the text is put down to the articles. What is left comes from the rules or from resolution: if
// the other build has the same sentence saying the same relation between other nodes, or a name that moved
// from one node to another, it is an alias; otherwise a rule.
#include "graph/diff.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace newsgraph {
namespace {

/// The same sentence saying the same relation, whoever its ends are.
using Saying =
    std::tuple<std::string_view, bool, Span, std::string_view>;  // article id, field, sentence, type

/// One graph, indexed for comparison with another.
struct Side {
  explicit Side(const Graph& of) : graph(of) {
    for (const ArticleInfo& article : of.articles) articles.emplace(article.id, &article);
    for (const Node& node : of.nodes) {
      nodes.emplace(node.id, &node);
      labels[{node.type, node.label}].push_back(&node);
      for (const std::string_view alias : node.aliases) aliases.emplace(Name(node.type, alias), &node);
    }
    for (const Edge& edge : of.edges) {
      edges.emplace(edge.id, &edge);
      for (const Evidence* evidence : edge.evidence) sayings.insert(saying(edge, *evidence));
    }
  }

  [[nodiscard]] Saying saying(const Edge& edge, const Evidence& evidence) const {
    return {graph.articles[evidence.article].id, evidence.in_title, evidence.sentence, edge.type};
  }
  [[nodiscard]] std::string label(const Edge& edge) const {
    std::string text =
        fmt::format("{} {} {}", graph.nodes[edge.source].label, edge.type, graph.nodes[edge.target].label);
    if (!edge.role.empty()) text += fmt::format(" ({})", edge.role);
    return text;
  }

  /// The last node of the type and label that is not `but`, in order of ids; null if there is none.
  [[nodiscard]] const Node* labelled(std::string_view type, std::string_view label,
                                     std::string_view but) const {
    const auto at = labels.find({type, label});
    if (at == labels.end()) return nullptr;
    const auto& bearers = at->second;
    if (bearers.back()->id != but) return bearers.back();
    return bearers.size() > 1 ? bearers[bearers.size() - 2] : nullptr;
  }

  using Name = std::pair<std::string_view, std::string_view>;  // type, and label or alias

  const Graph& graph;
  std::map<std::string_view, const ArticleInfo*> articles;
  std::map<std::string_view, const Node*> nodes;
  std::map<std::string_view, const Edge*> edges;
  std::map<Name, const Node*> aliases;
  std::map<Name, std::vector<const Node*>> labels;  // ascending by id
  std::set<Saying> sayings;
};

struct Reason {
  Cause cause;
  std::string because;
};

/// Compares one side with the other; the same code serves what is new and what is gone.
class Comparison {
 public:
  Comparison(const Side& side, const Side& other, bool is_new)
      : side_(side), other_(other), is_new_(is_new) {}

  /// The difference that the article itself makes, if it does.
  [[nodiscard]] std::optional<Reason> article_reason(ArticleIndex index) const {
    const ArticleInfo& article = side_.graph.articles[index];
    const auto at = other_.articles.find(article.id);
    if (at == other_.articles.end())
      return Reason{is_new_ ? Cause::kArticleAdded : Cause::kArticleRemoved, std::string(article.id)};
    if (at->second->source_hash != article.source_hash)
      return Reason{Cause::kArticleChanged, std::string(article.id)};
    return std::nullopt;
  }

  /// Why a piece of evidence is on this side only.
  [[nodiscard]] Reason evidence_reason(const Edge& edge, const Evidence& evidence) const {
    if (auto reason = article_reason(evidence.article)) return *reason;
    if (other_.sayings.count(side_.saying(edge, evidence)) != 0) {
      for (const NodeIndex end : {edge.source, edge.target}) {
        const std::string_view id = side_.graph.nodes[end].id;
        if (other_.nodes.count(id) == 0) return {Cause::kAlias, std::string(id)};
      }
      return {Cause::kAlias, std::string(side_.graph.nodes[edge.source].id)};
    }
    return {Cause::kRule, std::string(evidence.rule)};
  }

  /// Why an edge is on this side only: articles explain it only if they explain all its evidence.
  [[nodiscard]] Reason edge_reason(const Edge& edge) const {
    std::optional<Reason> first;
    for (const Evidence* evidence : edge.evidence) {
      Reason reason = evidence_reason(edge, *evidence);
      if (reason.cause == Cause::kRule || reason.cause == Cause::kAlias) return reason;
      if (!first) first = std::move(reason);
    }
    return first ? *first : articles_reason(edge.articles, {Cause::kRule, ""});
  }

  [[nodiscard]] Reason node_reason(const Node& node) const {
    const auto as_alias = other_.aliases.find({node.type, node.label});
    if (as_alias != other_.aliases.end()) return {Cause::kAlias, std::string(as_alias->second->id)};
    for (const std::string_view alias : node.aliases) {
      const auto at = other_.aliases.find({node.type, alias});
      if (at != other_.aliases.end() && side_.nodes.count(at->second->id) == 0)
        return {Cause::kAlias, std::string(at->second->id)};
    }
    return articles_reason(node.articles, {Cause::kRule, ""});
  }

 private:
  [[nodiscard]] Reason articles_reason(std::span<const ArticleIndex> articles, Reason otherwise) const {
    std::optional<Reason> first;
    for (const ArticleIndex index : articles) {
      auto reason = article_reason(index);
      if (!reason) return otherwise;
      if (!first) first = std::move(reason);
    }
    return first ? *first : otherwise;
  }

  const Side& side_;
  const Side& other_;
  bool is_new_;
};

template <class T>
void compare(std::vector<std::string>& fields, const char* name, const T& old_value, const T& new_value) {
  if (old_value != new_value) fields.push_back(fmt::format("{} {} -> {}", name, old_value, new_value));
}

std::vector<std::string> changed_fields(const Node& a, const Node& b) {
  std::vector<std::string> fields;
  compare(fields, "type", a.type, b.type);
  compare(fields, "label", a.label, b.label);
  compare(fields, "label_en", a.label_en, b.label_en);
  compare(fields, "mentions", a.mentions, b.mentions);
  compare(fields, "articles", a.articles.size(), b.articles.size());
  for (const std::string_view alias : a.aliases) {
    if (!std::binary_search(b.aliases.begin(), b.aliases.end(), alias))
      fields.push_back(fmt::format("alias '{}' gone", alias));
  }
  for (const std::string_view alias : b.aliases) {
    if (!std::binary_search(a.aliases.begin(), a.aliases.end(), alias))
      fields.push_back(fmt::format("alias '{}' added", alias));
  }
  std::map<std::string_view, std::array<std::string_view, 2>> attributes;
  for (const auto& [key, value] : a.attributes) attributes[key][0] = value;
  for (const auto& [key, value] : b.attributes) attributes[key][1] = value;
  for (const auto& [key, values] : attributes) {
    if (values[0] != values[1]) fields.push_back(fmt::format("{} '{}' -> '{}'", key, values[0], values[1]));
  }
  return fields;
}

std::vector<std::string> changed_fields(const Edge& a, const Edge& b) {
  std::vector<std::string> fields;
  compare(fields, "role", a.role, b.role);
  compare(fields, "status", std::string_view(to_string(a.status)), std::string_view(to_string(b.status)));
  compare(fields, "weight", a.weight, b.weight);
  compare(fields, "articles", a.articles.size(), b.articles.size());
  compare(fields, "first_date", a.first_date, b.first_date);
  compare(fields, "last_date", a.last_date, b.last_date);
  return fields;
}

/// A piece of evidence with the rule that found it.
std::set<std::pair<Saying, std::string_view>> evidence_of(const Side& side, const Edge& edge) {
  std::set<std::pair<Saying, std::string_view>> result;
  for (const Evidence* evidence : edge.evidence) {
    result.emplace(side.saying(edge, *evidence), evidence->rule);
  }
  return result;
}

/// The first evidence of `edge` that `others` lacks, explained.
std::optional<Reason> first_reason(const Comparison& comparison, const Side& side, const Edge& edge,
                                   const std::set<std::pair<Saying, std::string_view>>& others) {
  for (const Evidence* evidence : edge.evidence) {
    if (others.count({side.saying(edge, *evidence), evidence->rule}) != 0) continue;
    if (auto reason = comparison.article_reason(evidence->article)) return reason;
    return Reason{Cause::kRule, std::string(evidence->rule)};
  }
  return std::nullopt;
}

std::optional<Change> changed_edge(const Side& before, const Side& after, const Edge& a, const Edge& b) {
  Change change{ChangeKind::kChanged, std::string(b.id), after.label(b),
                changed_fields(a, b), Cause::kRule,      ""};
  const auto ends = [](const Side& side, const Edge& edge) {
    return fmt::format("{} {} {}", side.graph.nodes[edge.source].id, edge.type,
                       side.graph.nodes[edge.target].id);
  };
  compare(change.fields, "is", ends(before, a), ends(after, b));  // in graphs whose ids other programs gave
  const auto old_evidence = evidence_of(before, a);
  const auto new_evidence = evidence_of(after, b);
  if (change.fields.empty() && old_evidence != new_evidence) change.fields.emplace_back("evidence");
  if (change.fields.empty()) return std::nullopt;
  auto reason = first_reason(Comparison(after, before, true), after, b, old_evidence);
  if (!reason) reason = first_reason(Comparison(before, after, false), before, a, new_evidence);
  if (reason) change.cause = reason->cause, change.because = reason->because;
  return change;
}

std::optional<Change> changed_node(const Side& before, const Side& after, const Node& a, const Node& b) {
  Change change{ChangeKind::kChanged, std::string(b.id), std::string(b.label),
                changed_fields(a, b), Cause::kRule,      ""};
  if (change.fields.empty()) return std::nullopt;
  const auto note = [&](const Comparison& comparison, const Node& node) {
    for (const ArticleIndex index : node.articles) {
      if (!change.because.empty()) return;
      if (const auto reason = comparison.article_reason(index))
        change.cause = reason->cause, change.because = reason->because;
    }
  };
  note(Comparison(after, before, true), b);
  note(Comparison(before, after, false), a);
  // A name that was a node of its own before, or is one now.
  const auto moved = [&](const Node& node, const Node& other, const Side& side) {
    for (const std::string_view alias : node.aliases) {
      if (std::binary_search(other.aliases.begin(), other.aliases.end(), alias)) continue;
      if (const Node* bearer = side.labelled(node.type, alias, node.id)) {
        change.cause = Cause::kAlias;
        change.because = bearer->id;
      }
    }
  };
  if (change.because.empty()) moved(b, a, before);
  if (change.because.empty()) moved(a, b, after);
  return change;
}

void compare_articles(const Side& before, const Side& after, GraphDiff& result) {
  for (const auto& [id, article] : after.articles) {
    const auto at = before.articles.find(id);
    if (at == before.articles.end()) {
      result.articles_added.emplace_back(id);
    } else if (at->second->source_hash != article->source_hash) {
      result.articles_changed.emplace_back(id);
    }
  }
  for (const auto& [id, article] : before.articles) {
    if (after.articles.count(id) == 0) result.articles_removed.emplace_back(id);
  }
}

void sort_by_id(std::vector<Change>& changes) {
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.id < b.id; });
}

}  // namespace

const char* to_string(Cause cause) {
  constexpr std::array kNames = {"article added", "article removed", "article changed", "rule", "alias"};
  return kNames[static_cast<std::size_t>(cause)];
}

const char* to_string(ChangeKind kind) {
  constexpr std::array kNames = {"added", "gone", "changed"};
  return kNames[static_cast<std::size_t>(kind)];
}

GraphDiff diff(const Graph& before, const Graph& after) {
  const Side old_side(before);
  const Side new_side(after);
  const Comparison of_new(new_side, old_side, true);
  const Comparison of_old(old_side, new_side, false);
  GraphDiff result;
  compare_articles(old_side, new_side, result);
  for (const Node& node : after.nodes) {
    if (const auto at = old_side.nodes.find(node.id); at != old_side.nodes.end()) {
      if (auto change = changed_node(old_side, new_side, *at->second, node))
        result.nodes.push_back(std::move(*change));
    } else {
      const Reason reason = of_new.node_reason(node);
      result.nodes.push_back({ChangeKind::kAdded,
                              std::string(node.id),
                              std::string(node.label),
                              {},
                              reason.cause,
                              reason.because});
    }
  }
  for (const Node& node : before.nodes) {
    if (new_side.nodes.count(node.id) != 0) continue;
    const Reason reason = of_old.node_reason(node);
    result.nodes.push_back(
        {ChangeKind::kGone, std::string(node.id), std::string(node.label), {}, reason.cause, reason.because});
  }
  for (const Edge& edge : after.edges) {
    if (const auto at = old_side.edges.find(edge.id); at != old_side.edges.end()) {
      if (auto change = changed_edge(old_side, new_side, *at->second, edge))
        result.edges.push_back(std::move(*change));
    } else {
      const Reason reason = of_new.edge_reason(edge);
      result.edges.push_back(
          {ChangeKind::kAdded, std::string(edge.id), new_side.label(edge), {}, reason.cause, reason.because});
    }
  }
  for (const Edge& edge : before.edges) {
    if (new_side.edges.count(edge.id) != 0) continue;
    const Reason reason = of_old.edge_reason(edge);
    result.edges.push_back(
        {ChangeKind::kGone, std::string(edge.id), old_side.label(edge), {}, reason.cause, reason.because});
  }
  sort_by_id(result.nodes);
  sort_by_id(result.edges);
  return result;
}

}  // namespace newsgraph
