// SPDX-License-Identifier: Apache-2.0
#include "graph/edge_facts.h"

#include <algorithm>
#include <utility>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include "graph/names.h"

namespace newsgraph {
namespace {

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

}  // namespace

FactStrings strings_of_facts(const FactStore& store) {
  FactStrings found;
  std::vector<bool> types(store.strings().size());
  std::vector<bool> roles(store.strings().size());
  for (std::size_t a = 0; a < store.articles().size(); ++a) {
    for (const auto& fact : store.facts(a)) {
      if (!types[fact.type]) types[fact.type] = true, found.types.push_back(fact.type);
      if (fact.role != 0 && !roles[fact.role]) roles[fact.role] = true, found.roles.push_back(fact.role);
    }
  }
  return found;
}

Relations::Relations(const FactStore& store, const std::vector<StringId>& found, const GraphOptions& options)
    : rank_(store.strings().size()) {
  std::vector<StringId> order = found;
  std::sort(order.begin(), order.end(),
            [&](StringId a, StringId b) { return store.text(a) < store.text(b); });
  for (const StringId type : order) {
    rank_[type] = static_cast<std::uint32_t>(names_.size());
    names_.push_back(store.text(type));
    symmetric_.push_back(
        std::any_of(options.edge_types.begin(), options.edge_types.end(),
                    [&](const EdgeType& known) { return known.symmetric && known.name == names_.back(); }));
  }
}

Roles::Roles(const FactStore& store, const std::vector<StringId>& found, const TextSettings& settings)
    : rank_(store.strings().size()), slug_of_(store.strings().size()), slugs_(1) {
  NameTable names;
  for (const StringId role : found) names.add(store.text(role));
  names.finish(settings);
  only_spelling_.resize(names.keys() + 1);
  std::vector<bool> met(only_spelling_.size());
  for (NameId name = 0; name < found.size(); ++name) {
    const StringId role = found[name];
    const std::uint32_t rank = names.key_of(name) + 1;
    rank_[role] = rank;
    only_spelling_[rank] = met[rank] ? 0 : role;
    met[rank] = true;
    slug_of_[role] = static_cast<std::uint32_t>(slugs_.size());
    slugs_.push_back(newsgraph::slug(store.text(role)));
  }
}

namespace {

/// In order of their articles; their sources go to `sources`.
std::vector<EdgeFact> kept_facts(const FactStore& store, const Resolution& resolution,
                                 const Relations& relations, const Roles& roles, bool keep_denied,
                                 std::vector<NodeIndex>& sources, GraphReport& report) {
  report.facts = 0;
  for (const auto& article : store.articles()) report.facts += article.facts;
  std::vector<EdgeFact> refs;
  refs.reserve(report.facts);
  sources.reserve(report.facts);
  for (ArticleIndex a = 0; a < store.articles().size(); ++a) {
    const auto& article = store.articles()[a];
    for (std::uint32_t f = 0; f < article.facts; ++f) {
      const FactStore::FactRow& fact = article.first_fact[f];
      if (fact.status == Status::kDenied && !keep_denied) {
        ++report.denied;
        continue;
      }
      NodeIndex source = resolution.node(a, fact.source);
      NodeIndex target = resolution.node(a, fact.target);
      if (source == target) {
        ++report.loops;
        continue;
      }
      const std::uint32_t type = relations.rank(fact.type);
      const bool swapped = relations.symmetric(type) && target < source;
      if (swapped) std::swap(source, target);
      settle(article.first_evidence[f], a, article.body_begin, swapped);
      sources.push_back(source);
      refs.push_back({target, type, roles.rank(fact.role), a, f, fact.status});
    }
  }
  return refs;
}

}  // namespace

SortedFacts sorted_facts(const FactStore& store, const Resolution& resolution, const Relations& relations,
                         const Roles& roles, std::size_t nodes, bool keep_denied, GraphReport& report) {
  std::vector<NodeIndex> sources;
  const std::vector<EdgeFact> refs =
      kept_facts(store, resolution, relations, roles, keep_denied, sources, report);
  SortedFacts sorted;
  sorted.begin.resize(nodes + 1);
  for (const NodeIndex source : sources) ++sorted.begin[source + 1];
  for (std::size_t n = 0; n < nodes; ++n) sorted.begin[n + 1] += sorted.begin[n];
  sorted.refs.resize(refs.size());
  std::vector<std::size_t> next(sorted.begin.begin(), sorted.begin.end() - 1);
  for (std::size_t i = 0; i < refs.size(); ++i) sorted.refs[next[sources[i]]++] = refs[i];
  namespace tbb = oneapi::tbb;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, nodes), [&](const auto& range) {
    for (std::size_t n = range.begin(); n != range.end(); ++n) {
      const auto first = sorted.refs.begin() + static_cast<std::ptrdiff_t>(sorted.begin[n]);
      const auto last = sorted.refs.begin() + static_cast<std::ptrdiff_t>(sorted.begin[n + 1]);
      if (last - first > 1) tbb::parallel_sort(first, last);
    }
  });
  return sorted;
}

}  // namespace newsgraph
