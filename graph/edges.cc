// SPDX-License-Identifier: Apache-2.0
// Facts to edges. Facts are sorted by what makes an edge (ends, type, role) and then by article, so an edge
// is a run of the sorted list and its evidence comes out in order. All of it in numbers; strings are looked
// at once an edge.
#include "graph/edges.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include "graph/names.h"

namespace newsgraph {
namespace {

/// One fact, as sorting sees it.
struct FactRef {
  NodeIndex source;
  NodeIndex target;
  std::uint32_t type;  // rank among the type names
  std::uint32_t role;  // rank among the canonical roles, 0 for none
  ArticleIndex article;
  std::uint32_t fact;

  [[nodiscard]] auto edge_key() const { return std::tie(source, target, type, role); }
  friend bool operator<(const FactRef& a, const FactRef& b) {
    return std::tie(a.source, a.target, a.type, a.role, a.article, a.fact) <
           std::tie(b.source, b.target, b.type, b.role, b.article, b.fact);
  }
};

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

/// Spans count from the title or from the body.
Evidence evidence_of(const FactStore& store, const FactRef& ref, bool swapped) {
  const FactStore::FactRow& fact = store.facts(ref.article)[ref.fact];
  const std::uint32_t body_begin = store.articles()[ref.article].body_begin;
  Evidence evidence;
  evidence.article = ref.article;
  evidence.in_title = fact.sentence.begin < body_begin;
  const std::uint32_t base = evidence.in_title ? 0 : body_begin;
  // A mention carried over from the other field has no place in this one: an empty span.
  const auto shifted = [&](Span span) {
    if (span == Span{} || (span.begin < body_begin) != evidence.in_title) return Span{};
    return Span{span.begin - base, span.end - base};
  };
  evidence.sentence = shifted(fact.sentence);
  evidence.source = shifted(swapped ? fact.target_span : fact.source_span);
  evidence.target = shifted(swapped ? fact.source_span : fact.target_span);
  evidence.trigger = shifted(fact.trigger);
  evidence.text = fact.text;
  evidence.rule = store.text(fact.rule);
  evidence.rule_at = store.text(fact.rule_at);
  evidence.status = fact.status;
  evidence.reporter = store.text(fact.reporter);
  evidence.time = store.text(fact.time);
  return evidence;
}

/// The spelling of the role in most facts; of equally frequent ones the first in byte order.
std::string_view role_of(const FactStore& store, const FactRef* begin, const FactRef* end) {
  const auto role = [&](const FactRef& ref) { return store.text(store.facts(ref.article)[ref.fact].role); };
  if (begin->role == 0 || end - begin == 1) return role(*begin);
  std::map<std::string_view, std::uint32_t> counts;
  for (const FactRef* ref = begin; ref != end; ++ref) ++counts[role(*ref)];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

auto evidence_key(const Evidence& e) {
  return std::tie(e.article, e.in_title, e.sentence, e.rule, e.source, e.target, e.trigger, e.status,
                  e.reporter, e.time, e.rule_at, e.text);
}
bool evidence_less(const Evidence& a, const Evidence& b) {
  if (a.in_title != b.in_title && a.article == b.article) return a.in_title;  // the title stands first
  return evidence_key(a) < evidence_key(b);
}

/// Facts that become evidence, in order of their articles. Roles are numbered by their canonical form.
std::vector<FactRef> kept_facts(const FactStore& store, const Resolution& resolution,
                                const GraphOptions& options, const Relations& relations,
                                GraphReport& report) {
  NameTable roles;
  std::vector<std::uint32_t> role_of_string(store.strings().size());  // name in `roles`, and one
  std::size_t count = 0;
  for (const auto& article : store.articles()) count += article.facts;
  std::vector<FactRef> refs;
  refs.reserve(count);
  report.facts = count;
  for (ArticleIndex a = 0; a < store.articles().size(); ++a) {
    const auto facts = store.facts(a);
    for (std::uint32_t f = 0; f < facts.size(); ++f) {
      const FactStore::FactRow& fact = facts[f];
      if (fact.status == Status::kDenied && !options.keep_denied) {
        ++report.denied;
        continue;
      }
      FactRef ref{resolution.node(a, fact.source),
                  resolution.node(a, fact.target),
                  relations.rank[fact.type],
                  0,
                  a,
                  f};
      if (ref.source == ref.target) {
        ++report.loops;
        continue;
      }
      if (relations.symmetric[ref.type] && ref.target < ref.source) std::swap(ref.source, ref.target);
      if (fact.role != 0) {
        std::uint32_t& role = role_of_string[fact.role];
        if (role == 0) role = roles.add(store.text(fact.role)) + 1;
        ref.role = role;
      }
      refs.push_back(ref);
    }
  }
  roles.finish(options.text);
  for (FactRef& ref : refs) {
    if (ref.role != 0) ref.role = roles.key_of(ref.role - 1) + 1;
  }
  return refs;
}

/// In order of the edges they make, those of one edge in order of their articles: by source in linear time,
/// then within each source.
std::vector<FactRef> sorted_facts(std::vector<FactRef> refs, std::size_t nodes) {
  std::vector<std::size_t> begin(nodes + 1);
  for (const FactRef& ref : refs) ++begin[ref.source + 1];
  for (std::size_t n = 0; n < nodes; ++n) begin[n + 1] += begin[n];
  std::vector<FactRef> sorted(refs.size());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (const FactRef& ref : refs) sorted[next[ref.source]++] = ref;
  tbb::parallel_for(std::size_t{0}, nodes, [&](std::size_t n) {
    const auto first = sorted.begin() + static_cast<std::ptrdiff_t>(begin[n]);
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(begin[n + 1]);
    if (last - first < 2) return;
    tbb::parallel_sort(first, last);
  });
  return sorted;
}

/// "person:a|HOLDS_POSITION|organization:b|chu-tich". Ids of edges whose roles have the same slug get a hash
/// of the role behind.
void set_ids(Graph& graph) {
  std::unordered_map<std::string_view, std::string> slugs;  // of roles: few, and ICU is slow
  for (Edge& edge : graph.edges) {
    if (!edge.role.empty() && slugs.count(edge.role) == 0) slugs.emplace(edge.role, slug(edge.role));
  }
  tbb::parallel_for(std::size_t{0}, graph.edges.size(), [&](std::size_t e) {
    Edge& edge = graph.edges[e];
    const std::string& source = graph.nodes[edge.source].id;
    const std::string& target = graph.nodes[edge.target].id;
    const std::string_view role = edge.role.empty() ? std::string_view() : slugs.find(edge.role)->second;
    edge.id.reserve(source.size() + edge.type.size() + target.size() + role.size() + 3);
    edge.id.append(source).append("|").append(edge.type).append("|").append(target);
    if (!role.empty()) edge.id.append("|").append(role);
  });
  for (std::size_t begin = 0; begin < graph.edges.size();) {
    const auto same_ends = [&](const Edge& edge) {
      const Edge& first = graph.edges[begin];
      return edge.source == first.source && edge.target == first.target && edge.type == first.type;
    };
    std::size_t end = begin + 1;
    while (end < graph.edges.size() && same_ends(graph.edges[end])) ++end;
    std::map<std::string, int> uses;
    for (std::size_t e = begin; end - begin > 1 && e < end; ++e) ++uses[graph.edges[e].id];
    for (std::size_t e = begin; end - begin > 1 && e < end; ++e) {
      Edge& edge = graph.edges[e];
      if (uses[edge.id] > 1) edge.id.append("-").append(hex(content_hash(edge.role), 6));
    }
    begin = end;
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

void sum_up(Edge& edge, const std::vector<std::string_view>& article_dates) {
  auto& evidence = edge.evidence;
  if (!std::is_sorted(evidence.begin(), evidence.end(), evidence_less)) {
    std::sort(evidence.begin(), evidence.end(), evidence_less);
  }
  evidence.erase(std::unique(evidence.begin(), evidence.end(),
                             [](const auto& a, const auto& b) { return evidence_key(a) == evidence_key(b); }),
                 evidence.end());
  edge.weight = 0;
  edge.articles.clear();
  edge.first_date.clear();
  edge.last_date.clear();
  edge.status = Status::kDenied;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const Evidence& e = evidence[i];
    if (firmness(e.status) > firmness(edge.status)) edge.status = e.status;
    const bool new_article = edge.articles.empty() || edge.articles.back() != e.article;
    if (new_article || e.sentence != evidence[i - 1].sentence || e.in_title != evidence[i - 1].in_title)
      ++edge.weight;
    if (!new_article) continue;
    edge.articles.push_back(e.article);
    const std::string_view date = article_dates[e.article];
    if (date.empty()) continue;
    if (edge.first_date.empty() || date < edge.first_date) edge.first_date = date;
    if (date > edge.last_date) edge.last_date = date;
  }
}

void build_edges(const FactStore& store, const Resolution& resolution, const GraphOptions& options,
                 Graph& graph, GraphReport& report) {
  const Relations relations(store, options);
  const auto refs =
      sorted_facts(kept_facts(store, resolution, options, relations, report), graph.nodes.size());
  std::vector<std::string_view> dates;
  dates.reserve(store.articles().size());
  for (const auto& article : store.articles()) dates.push_back(article.date);
  std::vector<std::size_t> first;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (i == 0 || refs[i].edge_key() != refs[i - 1].edge_key()) first.push_back(i);
  }
  graph.edges.resize(first.size());
  tbb::parallel_for(std::size_t{0}, first.size(), [&](std::size_t e) {
    const FactRef* begin = refs.data() + first[e];
    const FactRef* end = refs.data() + (e + 1 < first.size() ? first[e + 1] : refs.size());
    Edge& edge = graph.edges[e];
    edge.source = begin->source;
    edge.target = begin->target;
    edge.type = relations.names[begin->type];
    edge.role = role_of(store, begin, end);
    edge.evidence.reserve(static_cast<std::size_t>(end - begin));
    for (const FactRef* ref = begin; ref != end; ++ref) {
      const bool swapped =
          resolution.node(ref->article, store.facts(ref->article)[ref->fact].source) != ref->source;
      edge.evidence.push_back(evidence_of(store, *ref, swapped));
    }
    sum_up(edge, dates);
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
