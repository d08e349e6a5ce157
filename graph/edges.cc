// SPDX-License-Identifier: Apache-2.0
// Facts to edges. Facts are sorted by what makes an edge (ends, type, role) and then by article
// (edge_facts.cc), so an edge is a run of the sorted list and its evidence comes out in order. All of it in
// numbers; strings are looked at once an edge.
#include "graph/edges.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <numeric>
#include <span>
#include <tuple>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include "extract/prefetch.h"
#include "graph/edge_facts.h"
#include "graph/names.h"

namespace newsgraph {
namespace {

/// Names of targets lie in order of the nodes: those to be looked at soon are fetched so many edges ahead.
constexpr std::size_t kAhead = 4;

/// Where the run of facts from `begin` on ends that are one edge; `end` is that of their source.
std::size_t end_of_edge(const SortedFacts& facts, std::size_t begin, std::size_t end) {
  std::size_t at = begin + 1;
  while (at < end && facts.refs[at].edge_key() == facts.refs[begin].edge_key()) ++at;
  return at;
}

/// Where the edges of each source begin among all, and where the last ends.
std::vector<std::size_t> count_edges(const SortedFacts& facts) {
  std::vector<std::size_t> first(facts.begin.size());
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, facts.begin.size() - 1), [&](const auto& range) {
    for (std::size_t n = range.begin(); n != range.end(); ++n) {
      const std::size_t end = facts.begin[n + 1];
      for (std::size_t i = facts.begin[n]; i < end; i = end_of_edge(facts, i, end)) ++first[n + 1];
    }
  });
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

/// Sums an edge up from its evidence, told in order.
class EdgeSum {
 public:
  EdgeSum(Edge& edge, std::span<ArticleIndex> articles, const std::vector<std::string_view>& dates)
      : edge_(edge), articles_(articles), dates_(dates) {
    edge.weight = 0;
    edge.first_date = edge.last_date = {};
    edge.status = Status::kDenied;
  }
  void add(ArticleIndex article, Status status, bool new_sentence) {
    if (firmness(status) > firmness(edge_.status)) edge_.status = status;
    const bool new_article = count_ == 0 || articles_[count_ - 1] != article;
    if (new_article || new_sentence) ++edge_.weight;
    if (!new_article) return;
    articles_[count_++] = article;
    edge_.articles = articles_.first(count_);
    const std::string_view date = dates_[article];
    if (date.empty()) return;
    if (edge_.first_date.empty() || date < edge_.first_date) edge_.first_date = date;
    if (date > edge_.last_date) edge_.last_date = date;
  }

 private:
  Edge& edge_;
  std::span<ArticleIndex> articles_;
  const std::vector<std::string_view>& dates_;
  std::size_t count_ = 0;
};

/// The parts as one text.
std::string_view joined(Arena& arena, std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  const std::span<char> text = arena.make<char>(size);
  char* at = text.data();
  for (const std::string_view part : parts) at = std::copy(part.begin(), part.end(), at);
  return {text.data(), text.size()};
}

/// What the edges are made of, and where what they view is put.
class EdgeMaker {
 public:
  EdgeMaker(const FactStore& store, const SortedFacts& facts, const Relations& relations, const Roles& roles,
            Graph& graph);
  /// Makes the edges: those of each source, of which the first among all is given.
  void make(const std::vector<std::size_t>& first);

 private:
  void make(NodeIndex source, Edge* edge, Arena& arena);
  void make(Edge& edge, std::size_t begin, std::size_t end, Arena& arena);
  void fetch_target(std::size_t fact) const;
  /// The spelling of the role in most of the facts; of equally frequent ones the first in byte order.
  [[nodiscard]] StringId role_of(std::span<const EdgeFact> refs) const;

  const FactStore& store_;
  const SortedFacts& facts_;
  const Relations& relations_;
  const Roles& roles_;
  Graph& graph_;
  std::vector<const Evidence*> first_evidence_;  // per article, as is the next
  std::vector<std::string_view> dates_;
  std::span<const Evidence*> evidence_;  // per fact, as is the next
  std::span<ArticleIndex> articles_;
};

EdgeMaker::EdgeMaker(const FactStore& store, const SortedFacts& facts, const Relations& relations,
                     const Roles& roles, Graph& graph)
    : store_(store), facts_(facts), relations_(relations), roles_(roles), graph_(graph) {
  dates_.reserve(store.articles().size());
  first_evidence_.reserve(store.articles().size());
  for (const auto& article : store.articles()) {
    dates_.push_back(article.info.date);
    first_evidence_.push_back(article.first_evidence);
  }
  evidence_ = graph.memory->make<const Evidence*>(facts.refs.size());
  articles_ = graph.memory->make<ArticleIndex>(facts.refs.size());
}

StringId EdgeMaker::role_of(std::span<const EdgeFact> refs) const {
  if (refs.front().role == 0) return 0;
  if (const StringId role = roles_.only_spelling(refs.front().role)) return role;
  const auto role = [&](const EdgeFact& ref) { return store_.facts(ref.article)[ref.fact].role; };
  std::map<std::string_view, std::pair<std::uint32_t, StringId>> counts;
  for (const EdgeFact& ref : refs) {
    auto& [count, number] = counts[store_.text(role(ref))];
    ++count;
    number = role(ref);
  }
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second.first < b.second.first; })
      ->second.second;
}

void EdgeMaker::fetch_target(std::size_t fact) const {
  const auto target = [&](std::size_t f) -> const Node& { return graph_.nodes[facts_.refs[f].target]; };
  if (fact + 2 * kAhead < facts_.refs.size()) prefetch(&target(fact + 2 * kAhead).id);
  if (fact + kAhead < facts_.refs.size()) prefetch(target(fact + kAhead).id.data());
}

void EdgeMaker::make(Edge& edge, std::size_t begin, std::size_t end, Arena& arena) {
  const auto refs = std::span(facts_.refs).subspan(begin, end - begin);
  const auto evidence = evidence_.subspan(begin, end - begin);
  const auto articles = articles_.subspan(begin, end - begin);
  const StringId role = role_of(refs);
  edge.target = refs.front().target;
  edge.type = relations_.name(refs.front().type);
  edge.role = store_.text(role);
  EdgeSum sum(edge, articles, dates_);
  bool once = true;  // in each article
  for (std::size_t i = 0; i < refs.size(); ++i) {
    evidence[i] = first_evidence_[refs[i].article] + refs[i].fact;
    once = once && (i == 0 || refs[i].article != refs[i - 1].article);
    if (once) sum.add(refs[i].article, refs[i].status, true);
  }
  edge.evidence = evidence;
  if (!once) sum_up(edge, evidence, articles, dates_);
  edge.id = joined(arena, {graph_.nodes[edge.source].id, "|", edge.type, "|", graph_.nodes[edge.target].id,
                           role == 0 ? "" : "|", roles_.slug(role)});
}

/// Edges that differ in their role alone: sorted by canonical form so far, but the graph's order is that of
/// the spelling. Those whose roles have the same slug get a hash of the role behind their id.
void part_roles(std::span<Edge> edges, Arena& arena) {
  std::ranges::sort(edges, {}, &Edge::role);
  std::map<std::string_view, int> uses;
  for (const Edge& edge : edges) ++uses[edge.id];
  for (Edge& edge : edges) {
    if (uses[edge.id] > 1) edge.id = joined(arena, {edge.id, "-", hex(stable_hash(edge.role), 6)});
  }
}

void EdgeMaker::make(NodeIndex source, Edge* edge, Arena& arena) {
  const std::size_t last = facts_.begin[source + 1];
  Edge* alike = edge;  // the first that differs in its role alone
  for (std::size_t begin = facts_.begin[source], end = begin; begin < last; begin = end, ++edge) {
    end = end_of_edge(facts_, begin, last);
    for (std::size_t fact = begin; fact < end; ++fact) fetch_target(fact);
    edge->source = source;
    make(*edge, begin, end, arena);
    const bool goes_on = end < last && facts_.refs[end].target == facts_.refs[begin].target &&
                         facts_.refs[end].type == facts_.refs[begin].type;
    if (goes_on) continue;
    if (alike != edge) part_roles({alike, edge + 1}, arena);
    alike = edge + 1;
  }
}

void EdgeMaker::make(const std::vector<std::size_t>& first) {
  tbb::enumerable_thread_specific<Arena> arenas;
  tbb::parallel_for(tbb::blocked_range<NodeIndex>(0, static_cast<NodeIndex>(first.size() - 1)),
                    [&](const auto& range) {
                      Arena& arena = arenas.local();
                      for (NodeIndex source = range.begin(); source != range.end(); ++source) {
                        make(source, graph_.edges.data() + first[source], arena);
                      }
                    });
  for (Arena& arena : arenas) graph_.memory->take(arena);
}

}  // namespace

void sum_up(Edge& edge, std::span<const Evidence*> evidence, std::span<ArticleIndex> articles,
            const std::vector<std::string_view>& dates) {
  const auto before = [](const Evidence* a, const Evidence* b) { return comes_before(*a, *b); };
  if (!std::is_sorted(evidence.begin(), evidence.end(), before)) {
    std::sort(evidence.begin(), evidence.end(), before);
  }
  const auto same = [](const Evidence* a, const Evidence* b) { return !comes_before(*a, *b); };
  const auto end = std::unique(evidence.begin(), evidence.end(), same);
  evidence = evidence.first(static_cast<std::size_t>(end - evidence.begin()));
  edge.evidence = evidence;
  EdgeSum sum(edge, articles, dates);
  const Evidence* last = nullptr;
  for (const Evidence* e : evidence) {
    const bool new_sentence =
        last == nullptr || e->sentence != last->sentence || e->in_title != last->in_title;
    sum.add(e->article, e->status, new_sentence);
    last = e;
  }
}

void build_edges(const FactStore& store, const Resolution& resolution, const GraphOptions& options,
                 Graph& graph, GraphReport& report) {
  const FactStrings strings = strings_of_facts(store);
  const Relations relations(store, strings.types, options);
  const Roles roles(store, strings.roles, options.text);
  const SortedFacts facts =
      sorted_facts(store, resolution, relations, roles, graph.nodes.size(), options.keep_denied, report);
  const std::vector<std::size_t> first = count_edges(facts);
  graph.edges.resize(first.back());
  EdgeMaker(store, facts, relations, roles, graph).make(first);
}

}  // namespace newsgraph
