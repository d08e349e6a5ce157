// SPDX-License-Identifier: Apache-2.0
// Finding nodes by name, cutting a graph down, and the way from one node to another.
#include "graph/query.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "extract/suggest.h"
#include "extract/text/text.h"
#include "graph/edges.h"
#include "graph/names.h"

namespace newsgraph {
namespace {

std::vector<std::uint32_t> degrees(const std::vector<Edge>& edges, std::size_t nodes) {
  std::vector<std::uint32_t> degree(nodes);
  for (const Edge& edge : edges) ++degree[edge.source], ++degree[edge.target];
  return degree;
}

bool holds(const std::vector<std::string>& wanted, std::string_view value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

/// Whether the day, month or year `date` overlaps the range; each end may be a day, month or year.
bool in_range(std::string_view date, std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return true;
  if (date.empty()) return false;
  return date >= from.substr(0, date.size()) && (to.empty() || date.substr(0, to.size()) <= to);
}

}  // namespace

std::vector<NodeMatch> find_nodes(const Graph& graph, std::string_view name, std::size_t limit) {
  const std::string folded = slug(name);
  const std::string marked = canonical(name, {});
  const bool has_marks = slug(name).size() > 0 && without_diacritics(name) != name;
  std::vector<NodeMatch> found;
  auto best = MatchKind::kSubstring;
  for (NodeIndex n = 0; n < graph.nodes.size(); ++n) {
    const Node& node = graph.nodes[n];
    std::optional<MatchKind> kind;
    const auto judge = [&](std::string_view form, MatchKind whole) {
      const std::string plain = slug(form);
      std::optional<MatchKind> as;
      if (plain == folded) {
        as = has_marks && canonical(form, {}) == marked ? MatchKind::kName : whole;
      } else if (plain.size() > folded.size() && plain.compare(0, folded.size(), folded) == 0 &&
                 plain[folded.size()] == '-') {
        as = MatchKind::kPrefix;
      } else if (plain.find(folded) != std::string::npos) {
        as = MatchKind::kSubstring;
      }
      if (as && (!kind || *as < *kind)) kind = as;
    };
    if (node.id == name) {
      kind = MatchKind::kId;
    } else {
      judge(node.label, MatchKind::kLabel);
      if (!node.label_en.empty()) judge(node.label_en, MatchKind::kAlias);
      for (const std::string_view alias : node.aliases) judge(alias, MatchKind::kAlias);
    }
    if (!kind || *kind > best) continue;
    if (*kind < best) found.clear(), best = *kind;
    found.push_back({n, *kind});
  }
  const auto degree = degrees(graph.edges, graph.nodes.size());
  std::stable_sort(found.begin(), found.end(),
                   [&](const NodeMatch& a, const NodeMatch& b) { return degree[a.node] > degree[b.node]; });
  if (found.size() > limit) found.resize(limit);
  return found;
}

namespace {

/// New numbers, in the old order, for those articles of a graph that a part of it refers to. Whatever list is
/// renumbered must have been noted: `each_list` of Selection goes through the same lists for both.
class ArticleNumbers {
 public:
  explicit ArticleNumbers(std::size_t articles) : number_(articles, kLeft) {}

  void note(ArticleIndex article) { number_[article] = 0; }
  /// The articles that were noted, now numbered. Nothing is noted after this.
  std::vector<ArticleInfo> number(const std::vector<ArticleInfo>& articles) {
    std::vector<ArticleInfo> kept;
    for (ArticleIndex a = 0; a < number_.size(); ++a) {
      if (number_[a] == kLeft) continue;
      number_[a] = static_cast<ArticleIndex>(kept.size());
      kept.push_back(articles[a]);
    }
    return kept;
  }
  [[nodiscard]] ArticleIndex operator()(ArticleIndex article) const { return number_[article]; }

 private:
  static constexpr ArticleIndex kLeft = static_cast<ArticleIndex>(-1);
  std::vector<ArticleIndex> number_;  // by old number
};

/// The nodes and edges that are still in, and the ends of edges by node.
class Selection {
 public:
  Selection(const Graph& graph, const GraphFilter& filter)
      : graph_(graph), filter_(filter), node_(graph.nodes.size(), 1) {
    if (!filter.scores.empty() && filter.scores.size() != graph.nodes.size()) {
      throw std::invalid_argument(fmt::format("filter: found {} scores, wanted one for each of {} nodes",
                                              filter.scores.size(), graph.nodes.size()));
    }
    for (const NodeIndex node : filter.around) {
      if (node >= graph.nodes.size()) {
        throw std::invalid_argument(
            fmt::format("filter: found node {}, wanted one below {}", node, graph.nodes.size()));
      }
    }
  }

  void choose() {
    for (const ArticleInfo& article : graph_.articles) dates_.emplace_back(article.date);
    for (NodeIndex n = 0; n < node_.size(); ++n) node_[n] = holds(filter_.node_types, graph_.nodes[n].type);
    for (const Edge& edge : graph_.edges) {
      if (!holds(filter_.edge_types, edge.type) || node_[edge.source] == 0 || node_[edge.target] == 0)
        continue;
      Edge kept = edge;
      if (keep_evidence(kept) && kept.weight >= filter_.min_evidence) edges_.push_back(kept);
    }
    if (!filter_.around.empty()) keep_around();
    if (filter_.top > 0) keep_top();
    if (!filter_.keep_isolated) drop_isolated();
  }

  /// The graph of what is left.
  Graph cut() {
    Graph result;
    result.node_types = graph_.node_types;
    result.edge_types = graph_.edge_types;
    result.memory = graph_.memory;
    std::vector<NodeIndex> node_at(node_.size());
    for (NodeIndex n = 0; n < node_.size(); ++n) {
      if (node_[n] == 0) continue;
      node_at[n] = static_cast<NodeIndex>(result.nodes.size());
      result.nodes.push_back(graph_.nodes[n]);
    }
    for (Edge& edge : edges_) {
      edge.source = node_at[edge.source];
      edge.target = node_at[edge.target];
    }
    result.edges = std::move(edges_);
    keep_articles(result);
    return result;
  }

 private:
  /// The articles that nodes, edges or their evidence refer to. A graph that was read may have edges that
  /// speak of articles which no node knows.
  void keep_articles(Graph& part) const {
    ArticleNumbers numbers(graph_.articles.size());
    const auto each_list = [&](auto take) {
      for (Node& node : part.nodes) take(node.articles);
      for (Edge& edge : part.edges) take(edge.articles), take(edge.evidence);
    };
    each_list([&](const auto& list) {
      for (const auto& item : list) numbers.note(article_of(item));
    });
    part.articles = numbers.number(graph_.articles);
    each_list([&](auto& list) { list = renumbered(list, numbers); });
  }

  [[nodiscard]] bool status_wanted(Status status) const {
    return filter_.statuses.empty() ||
           std::find(filter_.statuses.begin(), filter_.statuses.end(), status) != filter_.statuses.end();
  }

  bool keep_evidence(Edge& edge) {
    if (edge.evidence.empty()) {
      const bool dated =
          in_range(edge.first_date, {}, filter_.to) && in_range(edge.last_date, filter_.from, {});
      return status_wanted(edge.status) && dated;
    }
    std::vector<const Evidence*> kept;
    std::copy_if(edge.evidence.begin(), edge.evidence.end(), std::back_inserter(kept),
                 [&](const Evidence* evidence) {
                   return status_wanted(evidence->status) &&
                          in_range(dates_[evidence->article], filter_.from, filter_.to);
                 });
    if (kept.size() == edge.evidence.size()) return true;
    if (kept.empty()) return false;
    const auto evidence = graph_.memory->make<const Evidence*>(kept.size());
    std::copy(kept.begin(), kept.end(), evidence.begin());
    sum_up(edge, evidence, graph_.memory->make<ArticleIndex>(kept.size()), dates_);
    return true;
  }

  static ArticleIndex article_of(ArticleIndex article) { return article; }
  static ArticleIndex article_of(const Evidence* evidence) { return evidence->article; }

  using Articles = std::span<const ArticleIndex>;
  [[nodiscard]] Articles renumbered(Articles articles, const ArticleNumbers& numbers) const {
    const auto list = graph_.memory->make<ArticleIndex>(articles.size());
    std::transform(articles.begin(), articles.end(), list.begin(), std::cref(numbers));
    return list;
  }
  using Pieces = std::span<const Evidence* const>;
  [[nodiscard]] Pieces renumbered(Pieces evidence, const ArticleNumbers& numbers) const {
    const auto copies = graph_.memory->make<Evidence>(evidence.size());
    const auto list = graph_.memory->make<const Evidence*>(evidence.size());
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      copies[i] = *evidence[i];
      copies[i].article = numbers(copies[i].article);
      list[i] = &copies[i];
    }
    return list;
  }

  void drop_edges() {
    edges_.erase(std::remove_if(edges_.begin(), edges_.end(),
                                [&](const Edge& e) { return node_[e.source] == 0 || node_[e.target] == 0; }),
                 edges_.end());
  }

  void keep_around() {
    // The other ends of the edges of each node, side by side.
    std::vector<std::size_t> next(node_.size() + 1);
    for (const Edge& edge : edges_) ++next[edge.source], ++next[edge.target];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
    const std::vector<std::size_t> first = next;
    std::vector<NodeIndex> ends(2 * edges_.size());
    for (const Edge& edge : edges_) {
      ends[next[edge.source]++] = edge.target;
      ends[next[edge.target]++] = edge.source;
    }
    std::vector<char> reached(node_.size());
    std::vector<NodeIndex> met;  // in order of their distance
    const auto reach = [&](NodeIndex node) {
      if (node_[node] == 0 || reached[node] != 0) return;
      reached[node] = 1;
      met.push_back(node);
    };
    for (const NodeIndex node : filter_.around) reach(node);
    std::size_t begin = 0;
    for (unsigned hop = 0; hop < filter_.hops && begin < met.size(); ++hop) {
      for (const std::size_t end = met.size(); begin < end; ++begin) {
        const NodeIndex from = met[begin];
        for (std::size_t e = first[from]; e < first[from + 1]; ++e) reach(ends[e]);
      }
    }
    node_ = std::move(reached);
    drop_edges();
  }

  void keep_top() {
    const auto degree = degrees(edges_, node_.size());
    const auto score = [&](NodeIndex n) {
      return filter_.scores.empty() ? static_cast<double>(degree[n]) : filter_.scores[n];
    };
    std::vector<NodeIndex> order;
    for (NodeIndex n = 0; n < node_.size(); ++n) {
      if (node_[n] != 0) order.push_back(n);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](NodeIndex a, NodeIndex b) { return score(a) > score(b); });
    for (std::size_t i = filter_.top; i < order.size(); ++i) node_[order[i]] = 0;
    drop_edges();
  }

  /// Nodes whose neighbourhood was asked for stay even alone, and the best unless they are to go.
  void drop_isolated() {
    const auto degree = degrees(edges_, node_.size());
    std::vector<char> named(node_.size());
    for (const NodeIndex node : filter_.around) named[node] = 1;
    const bool best_stay = filter_.top > 0 && !filter_.drop_isolated;
    for (NodeIndex n = 0; n < node_.size(); ++n) {
      if (degree[n] == 0 && named[n] == 0 && !best_stay) node_[n] = 0;
    }
  }

  const Graph& graph_;
  const GraphFilter& filter_;
  std::vector<char> node_;
  std::vector<Edge> edges_;
  std::vector<std::string_view> dates_;
};

}  // namespace

Graph filter_graph(const Graph& graph, const GraphFilter& filter) {
  Selection selection(graph, filter);
  selection.choose();
  return selection.cut();
}

std::string nearest_label(const Graph& graph, std::string_view name) {
  std::vector<std::string> known;
  known.reserve(graph.nodes.size());
  for (const Node& node : graph.nodes) known.push_back(slug(node.label));
  const std::string near = nearest(slug(name), known);
  for (std::size_t i = 0; !near.empty() && i < known.size(); ++i)
    if (known[i] == near) return std::string(graph.nodes[i].label);
  return {};
}

}  // namespace newsgraph
