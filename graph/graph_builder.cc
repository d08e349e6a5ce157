// SPDX-License-Identifier: Apache-2.0
// Facts in, graph out. Adding only files the articles by id; all work waits for `finish`, which first puts
// the articles in order of their ids. So the result is a function of the set of articles, and merging is
// associative and commutative by construction.
#include "graph/graph_builder.h"

#include <utility>

#include <fmt/format.h>

#include "graph/edges.h"
#include "graph/resolve.h"

namespace newsgraph {
namespace {

/// The articles of each node and the span of their dates.
void set_articles(const Resolution& resolution, const FactStore& store, std::vector<Node>& nodes) {
  constexpr auto kNone = static_cast<ArticleIndex>(-1);
  std::vector<ArticleIndex> first(nodes.size(), kNone);  // article with the first date
  std::vector<ArticleIndex> last(nodes.size(), kNone);
  const auto articles = store.articles();
  const auto date = [&](ArticleIndex a) { return articles[a].date; };
  std::size_t at = 0;
  for (ArticleIndex a = 0; a < articles.size(); ++a) {
    const bool dated = !articles[a].date.empty();
    for (const std::size_t end = at + articles[a].entities; at < end; ++at) {
      const NodeIndex n = resolution.node_of[at];
      Node& node = nodes[n];
      if (!node.articles.empty() && node.articles.back() == a) continue;
      node.articles.push_back(a);
      if (!dated) continue;
      if (first[n] == kNone || date(a) < date(first[n])) first[n] = a;
      if (last[n] == kNone || date(a) > date(last[n])) last[n] = a;
    }
  }
  for (NodeIndex n = 0; n < nodes.size(); ++n) {
    if (first[n] == kNone) continue;
    nodes[n].first_date = date(first[n]);
    nodes[n].last_date = date(last[n]);
  }
}

/// What is wrong with ids that came with more than one content.
std::vector<std::string> repeated_ids(const FactStore& store) {
  std::vector<std::string> problems;
  for (const auto& [id, prints] : store.repeated()) {
    if (prints.size() < 2) continue;
    const bool texts = prints.begin()->first != prints.rbegin()->first;
    problems.push_back(
        texts
            ? fmt::format(
                  "article '{}': found under {} different texts, kept the one with source hash {}; give each "
                  "article its own id",
                  id, prints.size(), prints.begin()->first)
            : fmt::format("article '{}': found {} different readings of one text, kept one; extract all "
                          "articles with "
                          "the same rules",
                          id, prints.size()));
  }
  return problems;
}

}  // namespace

void GraphBuilder::add(const ArticleFacts& facts) {
  FactRecord record;
  view_facts(facts, record);
  store_.add(record);
}

Graph GraphBuilder::finish(const GraphOptions& options, GraphReport* report) {
  FactStore store = std::exchange(store_, FactStore());
  store.sort();
  GraphReport local;
  GraphReport& told = report == nullptr ? local : *report;
  told = GraphReport();
  told.articles = store.articles().size();
  told.duplicates = store.added() - told.articles;
  told.problems = repeated_ids(store);

  Graph graph;
  Resolution resolution = resolve(store, options);
  graph.nodes = std::move(resolution.nodes);
  graph.node_types = options.node_types;
  graph.edge_types = options.edge_types;
  graph.texts = store.strings().arena();
  set_articles(resolution, store, graph.nodes);
  told.proposals = std::move(resolution.proposals);
  told.problems.insert(told.problems.end(), resolution.problems.begin(), resolution.problems.end());
  build_edges(store, resolution, options, graph, told);
  graph.articles.reserve(told.articles);
  for (const FactStore::ArticleRow& row : store.articles()) {
    const auto text = [](std::string_view view) { return std::string(view); };
    graph.articles.push_back({text(row.id), text(row.url), text(row.title), text(row.outlet), text(row.date),
                              text(row.lang), text(row.source_hash)});
  }
  return graph;
}

}  // namespace newsgraph
