// SPDX-License-Identifier: Apache-2.0
#include "graph/edge_facts.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>
#include <utility>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include "graph/names.h"

namespace newsgraph {

namespace tbb = oneapi::tbb;

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

/// Facts in order of their articles, and their sources; kNoSource: left out.
struct FactList {
  explicit FactList(std::size_t count)
      : size(count),
        refs(std::make_unique_for_overwrite<EdgeFact[]>(count)),
        sources(std::make_unique_for_overwrite<NodeIndex[]>(count)) {}

  std::size_t size;
  std::unique_ptr<EdgeFact[]> refs;
  std::unique_ptr<NodeIndex[]> sources;
};
constexpr NodeIndex kNoSource = static_cast<NodeIndex>(-1);

FactList list_facts(const FactStore& store, const Resolution& resolution, const Relations& relations,
                    const Roles& roles, bool keep_denied, GraphReport& report) {
  std::vector<std::size_t> first{0};
  first.reserve(store.articles().size() + 1);
  for (const auto& article : store.articles()) first.push_back(first.back() + article.facts);
  FactList list(first.back());
  std::atomic<std::uint64_t> denied = 0;
  std::atomic<std::uint64_t> loops = 0;
  const auto settle_article = [&](ArticleIndex a) {
    const auto& article = store.articles()[a];
    for (std::uint32_t f = 0; f < article.facts; ++f) {
      const FactStore::FactRow& fact = article.first_fact[f];
      NodeIndex source = resolution.node(a, fact.source);
      NodeIndex target = resolution.node(a, fact.target);
      const bool left_out = fact.status == Status::kDenied && !keep_denied;
      if (left_out || source == target) {
        ++(left_out ? denied : loops);
        list.sources[first[a] + f] = kNoSource;
        continue;
      }
      const std::uint32_t type = relations.rank(fact.type);
      const bool swapped = relations.symmetric(type) && target < source;
      if (swapped) std::swap(source, target);
      settle(article.first_evidence[f], a, article.body_begin, swapped);
      list.sources[first[a] + f] = source;
      list.refs[first[a] + f] = {target, type, roles.rank(fact.role), a, f, fact.status};
    }
  };
  tbb::parallel_for(tbb::blocked_range<ArticleIndex>(0, static_cast<ArticleIndex>(store.articles().size())),
                    [&](const auto& range) {
                      for (ArticleIndex a = range.begin(); a != range.end(); ++a) settle_article(a);
                    });
  report.facts = list.size;
  report.denied = denied;
  report.loops = loops;
  return list;
}

}  // namespace

SortedFacts sorted_facts(const FactStore& store, const Resolution& resolution, const Relations& relations,
                         const Roles& roles, std::size_t nodes, bool keep_denied, GraphReport& report) {
  const FactList list = list_facts(store, resolution, relations, roles, keep_denied, report);
  SortedFacts sorted;
  sorted.begin.resize(nodes + 1);
  const auto each = [&](auto take) {
    for (std::size_t i = 0; i < list.size; ++i) {
      if (list.sources[i] != kNoSource) take(list.sources[i], list.refs[i]);
    }
  };
  each([&](NodeIndex source, const EdgeFact&) { ++sorted.begin[source + 1]; });
  std::partial_sum(sorted.begin.begin(), sorted.begin.end(), sorted.begin.begin());
  sorted.refs.resize(sorted.begin.back());
  std::vector<std::size_t> next(sorted.begin.begin(), sorted.begin.end() - 1);
  each([&](NodeIndex source, const EdgeFact& fact) { sorted.refs[next[source]++] = fact; });
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
