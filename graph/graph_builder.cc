// SPDX-License-Identifier: Apache-2.0
// Facts in, graph out. Adding only files the articles by id; all work waits for `finish`, which first puts
// the articles in order of their ids. So the result is a function of the set of articles, and merging is
// associative and commutative by construction.
#include "graph/graph_builder.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "extract/fact/fact_file.h"
#include "graph/edges.h"
#include "graph/names.h"
#include "graph/resolve.h"

namespace newsgraph {
namespace {

std::string written(const GraphBuilder::Stored& stored) {
  std::string record;
  append_facts(stored.facts, "", record);
  for (const auto count : stored.mentions) record += std::to_string(count) + ' ';
  return record;
}

std::pair<std::string, std::uint64_t> fingerprint(const GraphBuilder::Stored& stored) {
  return {stored.facts.source_hash, content_hash(written(stored))};
}

void widen(std::string& first, std::string& last, const std::string& date) {
  if (date.empty()) return;
  if (first.empty() || date < first) first = date;
  if (date > last) last = date;
}

/// The articles of each node and the span of their dates.
void set_articles(const Resolution& resolution, const std::vector<GraphBuilder::Stored>& articles,
                  std::vector<Node>& nodes) {
  for (ArticleIndex a = 0; a < articles.size(); ++a) {
    for (EntityIndex e = 0; e < articles[a].facts.entities.size(); ++e) {
      Node& node = nodes[resolution.node(a, e)];
      if (!node.articles.empty() && node.articles.back() == a) continue;
      node.articles.push_back(a);
      widen(node.first_date, node.last_date, articles[a].facts.date);
    }
  }
}

}  // namespace

void GraphBuilder::add(ArticleFacts facts) {
  ++added_;
  Stored stored{std::move(facts), {}};
  stored.mentions.resize(stored.facts.entities.size());
  for (const Mention& mention : stored.facts.mentions) ++stored.mentions[mention.entity];
  stored.facts.mentions = {};
  store(std::move(stored));
}

void GraphBuilder::store(Stored stored) {
  const auto [at, is_new] = by_id_.try_emplace(stored.facts.id, articles_.size());
  if (is_new) {
    articles_.push_back(std::move(stored));
    return;
  }
  Stored& kept = articles_[at->second];
  auto& seen = seen_[stored.facts.id];
  if (seen.empty()) seen.insert(fingerprint(kept));
  const auto print = fingerprint(stored);
  if (!seen.insert(print).second) return;
  if (std::pair(print.first, written(stored)) < std::pair(kept.facts.source_hash, written(kept))) {
    kept = std::move(stored);
  }
}

void GraphBuilder::merge(GraphBuilder other) {
  added_ += other.added_;
  for (auto& [id, prints] : other.seen_) {
    auto& seen = seen_[id];
    if (seen.empty()) {
      if (const auto at = by_id_.find(id); at != by_id_.end())
        seen.insert(fingerprint(articles_[at->second]));
    }
    seen.merge(prints);
  }
  for (Stored& stored : other.articles_) store(std::move(stored));
}

Graph GraphBuilder::finish(const GraphOptions& options, GraphReport* report) {
  std::vector<Stored> articles = std::exchange(articles_, {});
  const auto seen = std::exchange(seen_, {});
  const auto added = std::exchange(added_, 0);
  by_id_.clear();
  std::sort(articles.begin(), articles.end(),
            [](const Stored& a, const Stored& b) { return a.facts.id < b.facts.id; });

  GraphReport local;
  GraphReport& told = report == nullptr ? local : *report;
  told = GraphReport();
  told.articles = articles.size();
  told.duplicates = added - articles.size();
  for (const auto& [id, prints] : seen) {
    if (prints.size() < 2) continue;
    const bool texts = prints.begin()->first != prints.rbegin()->first;
    told.problems.push_back(
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

  Graph graph;
  Resolution resolution = resolve(articles, options);
  graph.nodes = std::move(resolution.nodes);
  graph.node_types = options.node_types;
  graph.edge_types = options.edge_types;
  set_articles(resolution, articles, graph.nodes);
  told.proposals = std::move(resolution.proposals);
  told.problems.insert(told.problems.end(), resolution.problems.begin(), resolution.problems.end());
  build_edges(articles, resolution, options, graph, told);
  graph.articles.reserve(articles.size());
  for (Stored& stored : articles) {
    ArticleFacts& facts = stored.facts;
    graph.articles.push_back({std::move(facts.id), std::move(facts.url), std::move(facts.title),
                              std::move(facts.outlet), std::move(facts.date), std::move(facts.lang),
                              std::move(facts.source_hash)});
  }
  return graph;
}

}  // namespace newsgraph
