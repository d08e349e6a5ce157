// SPDX-License-Identifier: Apache-2.0
// Facts to edges. Facts are sorted by what makes an edge (ends, type, role) and then by article, so an edge
// is a run of the sorted list and its evidence comes out in order.
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
  bool swapped;  // a symmetric relation whose ends were exchanged

  [[nodiscard]] auto edge_key() const { return std::tie(source, target, type, role); }
  friend bool operator<(const FactRef& a, const FactRef& b) {
    return std::tie(a.source, a.target, a.type, a.role, a.article, a.fact) <
           std::tie(b.source, b.target, b.type, b.role, b.article, b.fact);
  }
};

/// Relation names in byte order, each with whether it is symmetric.
class Types {
 public:
  Types(const std::vector<GraphBuilder::Stored>& articles, const GraphOptions& options) {
    std::string_view last;
    for (const auto& article : articles) {
      for (const Fact& fact : article.facts.facts) {
        if (fact.type == last) continue;
        const auto at = std::lower_bound(names_.begin(), names_.end(), fact.type);
        if (at == names_.end() || *at != fact.type) names_.insert(at, fact.type);
        last = fact.type;
      }
    }
    for (const std::string& name : names_) {
      symmetric_.push_back(
          std::any_of(options.edge_types.begin(), options.edge_types.end(),
                      [&](const EdgeType& type) { return type.symmetric && type.name == name; }));
    }
  }
  [[nodiscard]] std::uint32_t rank(std::string_view name) const {
    return static_cast<std::uint32_t>(std::lower_bound(names_.begin(), names_.end(), name) - names_.begin());
  }
  [[nodiscard]] const std::string& name(std::uint32_t rank) const { return names_[rank]; }
  [[nodiscard]] bool symmetric(std::uint32_t rank) const { return symmetric_[rank]; }

 private:
  std::vector<std::string> names_;
  std::vector<bool> symmetric_;
};

/// Moves the body's text into evidence; spans count from the title or from the body.
Evidence evidence_of(Fact& fact, const ArticleFacts& article, const FactRef& ref) {
  Evidence evidence;
  evidence.article = ref.article;
  evidence.in_title = fact.sentence.begin < article.body_begin;
  const std::uint32_t base = evidence.in_title ? 0 : article.body_begin;
  // A mention carried over from the other field has no place in this one: an empty span.
  const auto shifted = [&](Span span) {
    if (span == Span{} || (span.begin < article.body_begin) != evidence.in_title) return Span{};
    return Span{span.begin - base, span.end - base};
  };
  evidence.sentence = shifted(fact.sentence);
  evidence.source = shifted(ref.swapped ? fact.target_span : fact.source_span);
  evidence.target = shifted(ref.swapped ? fact.source_span : fact.target_span);
  evidence.trigger = shifted(fact.trigger);
  evidence.text = std::move(fact.sentence_text);
  evidence.rule = std::move(fact.rule);
  evidence.rule_at = std::move(fact.rule_at);
  evidence.status = fact.status;
  evidence.reporter = std::move(fact.reporter);
  evidence.time = std::move(fact.time);
  return evidence;
}

/// The spelling of the role in most facts; of equally frequent ones the first in byte order.
std::string role_of(const std::vector<GraphBuilder::Stored>& articles, const FactRef* begin,
                    const FactRef* end) {
  const auto role = [&](const FactRef& ref) -> const std::string& {
    return articles[ref.article].facts.facts[ref.fact].role;
  };
  if (begin->role == 0 || end - begin == 1) return role(*begin);
  std::map<std::string_view, std::uint32_t> counts;
  for (const FactRef* ref = begin; ref != end; ++ref) ++counts[role(*ref)];
  return std::string(std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                       return a.second < b.second;
                     })->first);
}

auto evidence_key(const Evidence& e) {
  return std::tie(e.article, e.in_title, e.sentence, e.rule, e.source, e.target, e.trigger, e.status,
                  e.reporter, e.time, e.rule_at, e.text);
}
bool evidence_less(const Evidence& a, const Evidence& b) {
  if (a.in_title != b.in_title && a.article == b.article) return a.in_title;  // the title stands first
  return evidence_key(a) < evidence_key(b);
}

std::vector<FactRef> sorted_facts(const std::vector<GraphBuilder::Stored>& articles,
                                  const Resolution& resolution, const GraphOptions& options,
                                  const Types& types, GraphReport& report) {
  NameTable roles;
  std::size_t count = 0;
  for (const auto& stored : articles) count += stored.facts.facts.size();
  std::vector<FactRef> refs;
  refs.reserve(count);
  report.facts = count;
  for (ArticleIndex a = 0; a < articles.size(); ++a) {
    const auto& facts = articles[a].facts.facts;
    for (std::uint32_t f = 0; f < facts.size(); ++f) {
      const Fact& fact = facts[f];
      if (fact.status == Status::kDenied && !options.keep_denied) {
        ++report.denied;
        continue;
      }
      FactRef ref{resolution.node(a, fact.source),
                  resolution.node(a, fact.target),
                  types.rank(fact.type),
                  0,
                  a,
                  f,
                  false};
      if (ref.source == ref.target) {
        ++report.loops;
        continue;
      }
      if (types.symmetric(ref.type) && ref.target < ref.source) {
        std::swap(ref.source, ref.target);
        ref.swapped = true;
      }
      if (!fact.role.empty()) ref.role = roles.add(fact.role) + 1;
      refs.push_back(ref);
    }
  }
  roles.finish(options.text);
  for (FactRef& ref : refs) {
    if (ref.role != 0) ref.role = roles.key_of(ref.role - 1) + 1;
  }
  tbb::parallel_sort(refs.begin(), refs.end());
  return refs;
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

void build_edges(std::vector<GraphBuilder::Stored>& articles, const Resolution& resolution,
                 const GraphOptions& options, Graph& graph, GraphReport& report) {
  const Types types(articles, options);
  const auto refs = sorted_facts(articles, resolution, options, types, report);
  std::vector<std::string_view> dates;
  dates.reserve(articles.size());
  for (const auto& stored : articles) dates.emplace_back(stored.facts.date);
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
    edge.type = types.name(begin->type);
    edge.role = role_of(articles, begin, end);
    edge.evidence.reserve(static_cast<std::size_t>(end - begin));
    for (const FactRef* ref = begin; ref != end; ++ref) {
      ArticleFacts& article = articles[ref->article].facts;
      edge.evidence.push_back(evidence_of(article.facts[ref->fact], article, *ref));
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
