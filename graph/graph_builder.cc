// SPDX-License-Identifier: Apache-2.0
// Facts in, graph out. Adding only files the articles by id; all work waits for `finish`, which first puts
// the articles in order of their ids. So the result is a function of the set of articles, and merging is
// associative and commutative by construction.
#include "graph/graph_builder.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <oneapi/tbb/parallel_invoke.h>

#include "extract/article/content_hash.h"
#include "graph/edges.h"
#include "graph/resolve.h"

namespace newsgraph {
namespace {

/// Dates in order, each as its rank, so that they compare as numbers; 0 is none.
std::vector<std::uint32_t> ranks_of_dates(const FactStore& store, std::vector<std::string_view>& dates) {
  dates = {std::string_view()};
  for (const auto& article : store.articles()) dates.push_back(article.info.date);
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  std::vector<std::uint32_t> ranks;
  ranks.reserve(store.articles().size());
  for (const auto& article : store.articles()) {
    const auto at = std::lower_bound(dates.begin(), dates.end(), article.info.date);
    ranks.push_back(static_cast<std::uint32_t>(at - dates.begin()));
  }
  return ranks;
}

/// Calls `take(node, article)` once for every node that an article speaks of, in order of the articles.
template <class Take>
void each_article_of_nodes(const Resolution& resolution, const FactStore& store, std::size_t nodes,
                           Take take) {
  std::vector<ArticleIndex> next(nodes);  // that may be new to a node
  std::size_t at = 0;
  for (ArticleIndex a = 0; a < store.articles().size(); ++a) {
    for (const std::size_t end = at + store.articles()[a].entities; at < end; ++at) {
      const NodeIndex node = resolution.node_of[at];
      if (next[node] > a) continue;
      next[node] = a + 1;
      take(node, a);
    }
  }
}

/// The articles of each node and the span of their dates.
void set_articles(const Resolution& resolution, const FactStore& store, std::span<Node> nodes,
                  Arena& memory) {
  std::vector<std::uint32_t> begin(nodes.size() + 1);
  each_article_of_nodes(resolution, store, nodes.size(),
                        [&](NodeIndex node, ArticleIndex) { ++begin[node + 1]; });
  for (NodeIndex n = 0; n < nodes.size(); ++n) begin[n + 1] += begin[n];
  const auto all = memory.make<ArticleIndex>(begin.back());
  std::vector<std::uint32_t> free(begin.begin(), begin.end() - 1);
  each_article_of_nodes(resolution, store, nodes.size(),
                        [&](NodeIndex node, ArticleIndex article) { all[free[node]++] = article; });
  std::vector<std::string_view> dates;
  const std::vector<std::uint32_t> date_of = ranks_of_dates(store, dates);
  for (NodeIndex n = 0; n < nodes.size(); ++n) {
    Node& node = nodes[n];
    node.articles = all.subspan(begin[n], begin[n + 1] - begin[n]);
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    for (const ArticleIndex article : node.articles) {
      const std::uint32_t date = date_of[article];
      if (date == 0) continue;
      if (first == 0 || date < first) first = date;
      last = std::max(last, date);
    }
    node.first_date = dates[first];
    node.last_date = dates[last];
  }
}

/// What the copies of one article are.
struct Texts {
  std::vector<std::string> names;  // of each text, that which is kept first
  std::size_t readings = 1;        // of one text, at most
};

/// Copies of the same bytes are one text, and those that say the same.
Texts texts_of(const FactStore::Copies& copies) {
  Texts texts;
  std::set<std::uint64_t> known;
  for (auto at = copies.begin(); at != copies.end();) {
    const auto same_bytes = [&](const auto& each) { return each.first.source_hash == at->first.source_hash; };
    const auto end = std::find_if_not(at, copies.end(), same_bytes);
    texts.readings = std::max(texts.readings, static_cast<std::size_t>(std::distance(at, end)));
    if (known.insert(at->first.text).second) texts.names.push_back(at->second);
    at = end;
  }
  return texts;
}

/// Tells of articles that came more than once.
void tell_repeated(const FactStore& store, GraphReport& report) {
  for (const auto& [id, copies] : store.repeated()) {
    const Texts texts = texts_of(copies);
    const std::size_t count = is_content_id(id) ? 1 : texts.names.size();  // one text, saved in several ways
    report.clashes += count - 1;
    if (count > 1) {
      report.problems.push_back(
          fmt::format("article '{}': {} different articles have this id, {} and {}{}; kept the first, give "
                      "each its own id",
                      id, count, texts.names[0], texts.names[1], count > 2 ? " and others" : ""));
    } else if (texts.readings > 1) {
      report.problems.push_back(fmt::format(
          "article '{}': found {} different readings of one text, kept one; extract all articles with "
          "the same rules",
          id, texts.readings));
    }
  }
  for (const FactStore::ArticleRow& row : store.articles()) {
    if (row.records < 2) continue;
    std::string places;
    for (const auto& [copy, name] : store.repeated().at(std::string(row.info.id)))
      places.append(places.empty() ? "" : ", ").append(name);
    report.repeated.push_back(
        fmt::format("article '{}' came {} times: {}", row.info.id, row.records, places));
  }
}

}  // namespace

void GraphBuilder::add(const ArticleFacts& facts) {
  FactRecord record;
  view_facts(facts, record);
  store_.add(record, {}, facts.source);
}

Graph GraphBuilder::finish(const GraphOptions& options, GraphReport* report) {
  FactStore store = std::exchange(store_, FactStore());
  store.sort();
  GraphReport local;
  GraphReport& told = report == nullptr ? local : *report;
  told = GraphReport();
  told.articles = store.articles().size();
  Resolution resolution = resolve(store, options);
  told.problems = std::move(resolution.problems);
  tell_repeated(store, told);
  told.duplicates = store.added() - told.articles - told.clashes;

  Graph graph;
  graph.nodes = std::move(resolution.nodes);
  graph.node_types = options.node_types;
  graph.edge_types = options.edge_types;
  graph.memory = store.memory();
  graph.memory->take(resolution.memory);
  told.proposals = std::move(resolution.proposals);
  Arena memory;
  oneapi::tbb::parallel_invoke([&] { set_articles(resolution, store, graph.nodes, memory); },
                               [&] { build_edges(store, resolution, options, graph, told); });
  graph.memory->take(memory);
  graph.articles.reserve(told.articles);
  for (const FactStore::ArticleRow& row : store.articles()) graph.articles.push_back(row.info);
  return graph;
}

}  // namespace newsgraph
