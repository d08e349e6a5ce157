// SPDX-License-Identifier: Apache-2.0
// Facts to edges. Facts are sorted by what makes an edge (ends, type, role) and then by article, so an edge
// is a run of the sorted list and its evidence comes out in order. All of it in numbers; strings are looked
// at once an edge.
#include "graph/edges.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include "graph/names.h"

namespace newsgraph {
namespace {

/// One fact, as sorting sees it.
struct FactRef {
  NodeIndex target;
  std::uint32_t type;  // rank among the type names
  std::uint32_t role;  // rank among the canonical roles, 0 for none
  ArticleIndex article;
  const FactStore::FactRow* fact;

  [[nodiscard]] auto edge_key() const { return std::tie(target, type, role); }
  friend bool operator<(const FactRef& a, const FactRef& b) {
    return std::tie(a.target, a.type, a.role, a.article, a.fact) <
           std::tie(b.target, b.type, b.role, b.article, b.fact);
  }
};

/// Facts, those of one source side by side.
struct SortedFacts {
  std::vector<FactRef> refs;
  std::vector<std::size_t> begin;  // per node, and one more: where those it is the source of begin
};

/// Facts to be looked at soon are fetched so many ahead: they lie in order of their articles, not of their
/// edges.
constexpr std::size_t kAhead = 8;

/// Relations by the number of their name.
struct Relations {
  std::vector<std::uint32_t> rank;      // among the names that occur, in byte order
  std::vector<bool> symmetric;          // by rank
  std::vector<std::string_view> names;  // by rank

  Relations(const FactStore& store, const GraphOptions& options) : rank(store.strings().size()) {
    std::vector<StringId> found;
    for (std::size_t a = 0; a < store.articles().size(); ++a) {
      for (const auto& fact : store.facts(a)) {
        if (std::exchange(rank[fact.type], 1) == 0) found.push_back(fact.type);
      }
    }
    std::sort(found.begin(), found.end(),
              [&](StringId a, StringId b) { return store.text(a) < store.text(b); });
    for (const StringId type : found) {
      rank[type] = static_cast<std::uint32_t>(names.size());
      names.push_back(store.text(type));
      symmetric.push_back(
          std::any_of(options.edge_types.begin(), options.edge_types.end(),
                      [&](const EdgeType& known) { return known.symmetric && known.name == names.back(); }));
    }
  }
};

/// Sets the article and makes spans count from the title or from the body. `swapped`: the edge points the
/// other way than the fact.
void settle(Evidence& evidence, ArticleIndex article, std::uint32_t body_begin, bool swapped) {
  evidence.article = article;
  evidence.in_title = evidence.sentence.begin < body_begin;
  const std::uint32_t base = evidence.in_title ? 0 : body_begin;
  // A mention carried over from the other field has no place in this one: an empty span.
  for (Span* span : {&evidence.sentence, &evidence.source, &evidence.target, &evidence.trigger}) {
    const bool elsewhere = *span == Span{} || (span->begin < body_begin) != evidence.in_title;
    *span = elsewhere ? Span{} : Span{span->begin - base, span->end - base};
  }
  if (swapped) std::swap(evidence.source, evidence.target);
}

/// The spelling of the role in most facts; of equally frequent ones the first in byte order.
std::string_view role_of(const FactStore& store, std::span<const FactRef> refs) {
  const auto role = [&](const FactRef& ref) { return store.text(ref.fact->role); };
  if (refs.front().role == 0) return {};
  if (refs.size() == 1) return role(refs.front());
  std::map<std::string_view, std::uint32_t> counts;
  for (const FactRef& ref : refs) ++counts[role(ref)];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

auto evidence_key(const Evidence& e) {
  return std::tie(e.article, e.in_title, e.sentence, e.rule, e.source, e.target, e.trigger, e.status,
                  e.reporter, e.time, e.rule_at, e.text);
}
bool evidence_less(const Evidence* a, const Evidence* b) {
  if (a->article != b->article) return a->article < b->article;
  if (a->in_title != b->in_title) return a->in_title;  // the title stands first
  return evidence_key(*a) < evidence_key(*b);
}

/// Roles by the number of their spelling, ranked by their canonical form; 0 is none.
class Roles {
 public:
  Roles(const FactStore& store, const TextSettings& settings) : rank_(store.strings().size()) {
    NameTable names;
    std::vector<StringId> found;
    for (std::size_t a = 0; a < store.articles().size(); ++a) {
      for (const auto& fact : store.facts(a)) {
        if (fact.role == 0 || std::exchange(rank_[fact.role], 1) != 0) continue;
        names.add(store.text(fact.role));
        found.push_back(fact.role);
      }
    }
    names.finish(settings);
    for (NameId name = 0; name < found.size(); ++name) rank_[found[name]] = names.key_of(name) + 1;
  }
  [[nodiscard]] std::uint32_t operator[](StringId role) const { return rank_[role]; }

 private:
  std::vector<std::uint32_t> rank_;
};

/// Facts that become evidence, in order of their articles, each settled; their sources go to `sources`.
std::vector<FactRef> kept_facts(FactStore& store, const Resolution& resolution, const GraphOptions& options,
                                const Relations& relations, std::vector<NodeIndex>& sources,
                                GraphReport& report) {
  const Roles roles(store, options.text);
  report.facts = 0;
  for (const auto& article : store.articles()) report.facts += article.facts;
  std::vector<FactRef> refs;
  refs.reserve(report.facts);
  sources.reserve(report.facts);
  for (ArticleIndex a = 0; a < store.articles().size(); ++a) {
    for (FactStore::FactRow& fact : store.facts(a)) {
      if (fact.evidence.status == Status::kDenied && !options.keep_denied) {
        ++report.denied;
        continue;
      }
      NodeIndex source = resolution.node(a, fact.source);
      NodeIndex target = resolution.node(a, fact.target);
      if (source == target) {
        ++report.loops;
        continue;
      }
      const std::uint32_t type = relations.rank[fact.type];
      const bool swapped = relations.symmetric[type] && target < source;
      if (swapped) std::swap(source, target);
      settle(fact.evidence, a, store.articles()[a].body_begin, swapped);
      sources.push_back(source);
      refs.push_back({target, type, roles[fact.role], a, &fact});
    }
  }
  return refs;
}

/// In order of the edges they make, those of one edge in order of their articles: by source in linear time,
/// then within each source.
SortedFacts sorted_facts(const std::vector<FactRef>& refs, const std::vector<NodeIndex>& sources,
                         std::size_t nodes) {
  SortedFacts sorted;
  sorted.begin.resize(nodes + 1);
  for (const NodeIndex source : sources) ++sorted.begin[source + 1];
  for (std::size_t n = 0; n < nodes; ++n) sorted.begin[n + 1] += sorted.begin[n];
  sorted.refs.resize(refs.size());
  std::vector<std::size_t> next(sorted.begin.begin(), sorted.begin.end() - 1);
  for (std::size_t i = 0; i < refs.size(); ++i) sorted.refs[next[sources[i]]++] = refs[i];
  tbb::parallel_for(std::size_t{0}, nodes, [&](std::size_t n) {
    const auto first = sorted.refs.begin() + static_cast<std::ptrdiff_t>(sorted.begin[n]);
    const auto last = sorted.refs.begin() + static_cast<std::ptrdiff_t>(sorted.begin[n + 1]);
    if (last - first > 1) tbb::parallel_sort(first, last);
  });
  return sorted;
}

/// Makes an edge of every run of facts that differ in no part of its key; returns where each run begins, and
/// where the last ends.
std::vector<std::size_t> cut_edges(const SortedFacts& facts, std::vector<Edge>& edges) {
  std::vector<std::size_t> first;
  std::vector<NodeIndex> sources;
  for (NodeIndex source = 0; source + 1 < facts.begin.size(); ++source) {
    for (std::size_t i = facts.begin[source]; i < facts.begin[source + 1]; ++i) {
      const bool same = i > facts.begin[source] && facts.refs[i].edge_key() == facts.refs[i - 1].edge_key();
      if (same) continue;
      first.push_back(i);
      sources.push_back(source);
    }
  }
  edges.resize(first.size());
  for (std::size_t e = 0; e < edges.size(); ++e) edges[e].source = sources[e];
  first.push_back(facts.refs.size());
  return first;
}

/// The parts as one text.
std::string_view joined(Arena& arena, std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  const std::span<char> text = arena.make<char>(size);
  char* at = text.data();
  for (const std::string_view part : parts) at = std::copy(part.begin(), part.end(), at);
  return {text.data(), text.size()};
}

/// "person:a|HOLDS_POSITION|organization:b|chu-tich". Ids of edges whose roles have the same slug get a hash
/// of the role behind.
void set_ids(Graph& graph) {
  std::unordered_map<std::string_view, std::string> slugs;  // of roles: few, and ICU is slow
  for (const Edge& edge : graph.edges) {
    if (!edge.role.empty() && slugs.count(edge.role) == 0) slugs.emplace(edge.role, slug(edge.role));
  }
  tbb::enumerable_thread_specific<Arena> arenas;
  tbb::parallel_for(std::size_t{0}, graph.edges.size(), [&](std::size_t e) {
    Edge& edge = graph.edges[e];
    const std::string_view source = graph.nodes[edge.source].id;
    const std::string_view target = graph.nodes[edge.target].id;
    const std::string_view role = edge.role.empty() ? std::string_view() : slugs.find(edge.role)->second;
    edge.id =
        joined(arenas.local(),
               role.empty()
                   ? std::initializer_list<std::string_view>{source, "|", edge.type, "|", target}
                   : std::initializer_list<std::string_view>{source, "|", edge.type, "|", target, "|", role});
  });
  for (Arena& arena : arenas) graph.memory->take(arena);
  for (std::size_t begin = 0, end = 0; begin < graph.edges.size(); begin = end) {
    const auto same_ends = [&](const Edge& edge) {
      const Edge& first = graph.edges[begin];
      return edge.source == first.source && edge.target == first.target && edge.type == first.type;
    };
    while (end < graph.edges.size() && same_ends(graph.edges[end])) ++end;
    if (end - begin < 2) continue;
    std::map<std::string_view, int> uses;
    for (std::size_t e = begin; e < end; ++e) ++uses[graph.edges[e].id];
    for (std::size_t e = begin; e < end; ++e) {
      Edge& edge = graph.edges[e];
      if (uses[edge.id] > 1) edge.id = joined(*graph.memory, {edge.id, "-", hex(content_hash(edge.role), 6)});
    }
  }
}

}  // namespace

int firmness(Status status) {
  switch (status) {
    case Status::kStated:
      return 4;
    case Status::kReported:
      return 3;
    case Status::kPlanned:
      return 2;
    case Status::kProposed:
      return 1;
    case Status::kDenied:
      break;
  }
  return 0;
}

void sum_up(Edge& edge, std::span<const Evidence*> evidence, std::span<ArticleIndex> articles,
            const std::vector<std::string_view>& dates) {
  if (!std::is_sorted(evidence.begin(), evidence.end(), evidence_less)) {
    std::sort(evidence.begin(), evidence.end(), evidence_less);
  }
  const auto same = [](const Evidence* a, const Evidence* b) { return evidence_key(*a) == evidence_key(*b); };
  const auto end = std::unique(evidence.begin(), evidence.end(), same);
  evidence = evidence.first(static_cast<std::size_t>(end - evidence.begin()));
  edge.evidence = evidence;
  edge.weight = 0;
  edge.first_date = edge.last_date = {};
  edge.status = Status::kDenied;
  std::size_t count = 0;  // of articles
  const Evidence* before = nullptr;
  for (const Evidence* e : evidence) {
    if (firmness(e->status) > firmness(edge.status)) edge.status = e->status;
    const bool new_article = before == nullptr || before->article != e->article;
    if (new_article || e->sentence != before->sentence || e->in_title != before->in_title) ++edge.weight;
    before = e;
    if (!new_article) continue;
    articles[count++] = e->article;
    const std::string_view date = dates[e->article];
    if (date.empty()) continue;
    if (edge.first_date.empty() || date < edge.first_date) edge.first_date = date;
    if (date > edge.last_date) edge.last_date = date;
  }
  edge.articles = articles.first(count);
}

void build_edges(FactStore& store, const Resolution& resolution, const GraphOptions& options, Graph& graph,
                 GraphReport& report) {
  const Relations relations(store, options);
  std::vector<NodeIndex> sources;
  const auto kept = kept_facts(store, resolution, options, relations, sources, report);
  const SortedFacts facts = sorted_facts(kept, sources, graph.nodes.size());
  const std::vector<std::size_t> first = cut_edges(facts, graph.edges);
  std::vector<std::string_view> dates;
  dates.reserve(store.articles().size());
  for (const auto& article : store.articles()) dates.push_back(article.info.date);
  const auto evidence = graph.memory->make<const Evidence*>(facts.refs.size());
  const auto articles = graph.memory->make<ArticleIndex>(facts.refs.size());
  tbb::parallel_for(std::size_t{0}, graph.edges.size(), [&](std::size_t e) {
    const std::size_t count = first[e + 1] - first[e];
    const auto refs = std::span(facts.refs).subspan(first[e], count);
    Edge& edge = graph.edges[e];
    edge.target = refs.front().target;
    edge.type = relations.names[refs.front().type];
    edge.role = role_of(store, refs);
    for (std::size_t i = first[e]; i < first[e + 1]; ++i) {
      if (i + kAhead < facts.refs.size()) __builtin_prefetch(facts.refs[i + kAhead].fact);
      evidence[i] = &facts.refs[i].fact->evidence;
    }
    sum_up(edge, evidence.subspan(first[e], count), articles.subspan(first[e], count), dates);
  });
  // Roles were sorted by their canonical form; the graph's order is that of their spelling.
  const auto in_order = [](const Edge& a, const Edge& b) {
    return std::tie(a.source, a.target, a.type, a.role) < std::tie(b.source, b.target, b.type, b.role);
  };
  if (!std::is_sorted(graph.edges.begin(), graph.edges.end(), in_order)) {
    std::sort(graph.edges.begin(), graph.edges.end(), in_order);
  }
  set_ids(graph);
}

}  // namespace newsgraph
