// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/each_article.h"
#include "cli/evidence_text.h"
#include "cli/in_range.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "export/graph_json.h"
#include "extract/explain_fact.h"

namespace newsgraph {
namespace {

struct Options {
  std::string graph, first, second;
  std::size_t sentences = 0;
  std::vector<std::string> articles;
};

/// What the rules bound behind some edges, from the articles read again.
class Bindings {
 public:
  Bindings(const Graph& graph, const std::vector<const Edge*>& edges, const std::vector<std::string>& inputs,
           const CommonOptions& common)
      : graph_(graph), rules_(load_rules(common)) {
    std::map<std::string_view, std::vector<std::string_view>> wanted;
    for (const Edge* const edge : edges)
      for (const Evidence* evidence : edge->evidence)
        wanted[graph.articles[evidence->article].id].push_back(evidence->rule);
    read_ = each_article(inputs, *rules_, [&](const Article& article) {
      if (const auto at = wanted.find(article.id); at != wanted.end())
        found_.try_emplace(article.id, *rules_, article, at->second).first->second.body_begin =
            article.body_begin;
    });
  }

  [[nodiscard]] const ArticlesRead& read() const { return read_; }
  [[nodiscard]] std::string operator()(const Evidence& evidence) const {
    const auto at = found_.find(graph_.articles[evidence.article].id);
    if (at == found_.end()) return "its article is not among those of --articles\n";
    const std::uint32_t base = evidence.in_title ? 0 : at->second.body_begin;
    const auto in_text = [&](Span span) {
      return span == Span{} ? span : Span{span.begin + base, span.end + base};
    };
    const std::string lines =
        at->second.explainer.explain(evidence.rule, in_text(evidence.sentence), in_text(evidence.trigger));
    return lines.empty() ? "these rules find it no more: the rules or the article have changed since\n"
                         : lines;
  }

 private:
  struct OfArticle {
    OfArticle(const RuleSet& rules, const Article& article, const std::vector<std::string_view>& names)
        : explainer(rules, article, names) {}
    FactExplainer explainer;
    std::uint32_t body_begin = 0;
  };
  const Graph& graph_;
  std::unique_ptr<RuleSet> rules_;
  ArticlesRead read_;
  std::map<std::string, OfArticle, std::less<>> found_;
};

int show_evidence(const Options& options, const CommonOptions& common) {
  const Graph graph = read_graph_file(options.graph);
  const ChosenNode first = choose_node(graph, options.first);
  const ChosenNode second = choose_node(graph, options.second);
  for (const ChosenNode& chosen : {first, second}) {
    if (!chosen.note.empty()) print(chosen.note + "\n");
  }
  std::vector<const Edge*> edges;
  for (const Edge& edge : graph.edges) {
    const bool forward = edge.source == first.node && edge.target == second.node;
    const bool backward = edge.source == second.node && edge.target == first.node;
    if (forward || backward) edges.push_back(&edge);
  }
  std::function<std::string(const Evidence&)> bindings;
  int status = kAllDone;
  if (!options.articles.empty() && !edges.empty()) {
    const auto all = std::make_shared<Bindings>(graph, edges, options.articles, common);
    status = all->read().exit_status(options.articles);
    bindings = [all](const Evidence& evidence) { return (*all)(evidence); };
  }
  for (const Edge* const edge : edges)
    print(edge_text(graph, *edge) + "\n" + evidence_text(graph, *edge, options.sentences, bindings));
  if (!edges.empty()) return status;
  print(fmt::format("No edge joins {} and {}; 'newsgraph path' shows how they are connected.\n",
                    node_text(graph.nodes[first.node]), node_text(graph.nodes[second.node])));
  return kSomeFailed;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GRAPH", options->graph)->required();
  app.add_option("A", options->first)->required();
  app.add_option("B", options->second)->required();
  app.add_option("--sentences", options->sentences, "show at most N sentences of each edge; 0: all")
      ->type_name("N")
      ->check(in_range(std::uint64_t{0}, kMostCounted))
      ->capture_default_str();
  app.add_option("--articles", options->articles,
                 "read the articles again and show what each rule bound and why; may be repeated")
      ->type_name("INPUT")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return [options, &common] { return show_evidence(*options, common); };
}

}  // namespace

extern const Command kWhyCommand;
const Command kWhyCommand = {
    "why",
    "Show the edges between two nodes with the sentences and rules behind them.",
    "[options] GRAPH A B    (GRAPH is a JSON export; names need no tone marks)",
    "newsgraph why news.json \"luong chi binh\" \"lao cai\"\n"
    "newsgraph why news.json \"Lê Hải Yến\" \"Quốc hội\" --sentences 2\n"
    "newsgraph why news.json \"Lê Hải Yến\" \"Quốc hội\" --articles samples/vi",
    declare,
    "Exit status: 0 found, 1 no edge joins the two or some articles failed, 2 command line or graph wrong.",
};

}  // namespace newsgraph
