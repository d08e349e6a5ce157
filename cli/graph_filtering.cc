// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_filtering.h"

#include <algorithm>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/choose_node.h"
#include "cli/command.h"
#include "cli/in_range.h"
#include "cli/message.h"
#include "cli/suggest.h"
#include "export/text_out.h"
#include "graph/query.h"

namespace newsgraph {
namespace {

const std::vector<std::string>& status_names() {
  static const std::vector<std::string> names = {"stated", "planned", "proposed", "denied", "reported"};
  return names;
}

Status status_named(const std::string& name) {
  Status status = Status::kStated;
  if (!parse_status(name, status)) throw UsageError(unknown("status", name, status_names()));
  return status;
}

/// For dates that leave nothing: what the graph has, so that the next ones may be better.
std::string dates_of(const Graph& graph) {
  std::string_view first, last;
  for (const ArticleInfo& article : graph.articles) {
    if (article.date.empty()) continue;
    if (first.empty() || article.date < first) first = article.date;
    if (article.date > last) last = article.date;
  }
  return first.empty() ? "" : fmt::format("; its articles are from {} to {}", first, last);
}

void tell_of_dateless(const Graph& graph) {
  const auto dateless = std::count_if(graph.articles.begin(), graph.articles.end(),
                                      [](const ArticleInfo& article) { return article.date.empty(); });
  if (dateless > 0)
    print_warning(fmt::format("{} of {} articles have no date: --from and --to leave out what only they say",
                              dateless, graph.articles.size()));
}

// A type that the rules know and this graph has none of is no error: the filter keeps nothing.
template <class Things, class Types>
void check_types(const std::vector<std::string>& wanted, std::string_view kind, const Things& things,
                 const Types& types) {
  std::set<std::string> known;
  for (const auto& thing : things) known.emplace(thing.type);
  for (const auto& type : types) known.insert(type.name);
  for (const std::string& name : wanted) {
    if (!known.contains(name)) throw UsageError(unknown(kind, name, {known.begin(), known.end()}));
  }
}

/// Throws UsageError unless `date`, what was given for `option`, is empty, "2024", "2024-11" or "2024-11-06".
void check_date(std::string_view option, const std::string& date) {
  constexpr std::size_t kLongest = std::string_view("2024-11-06").size();
  if (date.empty() || (date.size() <= kLongest && !first_day(date).empty())) return;
  throw UsageError(
      fmt::format("{}: found '{}', wanted a date such as 2024, 2024-11 or 2024-11-06", option, date));
}

}  // namespace

void check_node_types(const Graph& graph, const std::vector<std::string>& types) {
  check_types(types, "node type", graph.nodes, graph.node_types);
}

void GraphFiltering::declare(CLI::App& app) {
  app.add_option("--min-evidence", min_evidence_, "keep edges that at least N sentences speak for")
      ->type_name("N")
      ->check(in_range(0U, 1000000U))
      ->capture_default_str();
  app.add_option("--status", statuses_,
                 "keep what is stated, planned, proposed, denied or reported;\nmay be repeated")
      ->type_name("STATUS")
      ->allow_extra_args(false);
  app.add_option("--type", edge_types_, "keep edges of TYPE, such as HOSTS; may be repeated")
      ->type_name("TYPE")
      ->allow_extra_args(false);
  app.add_option("--node-type", node_types_, "keep nodes of TYPE, such as Person; may be repeated")
      ->type_name("TYPE")
      ->allow_extra_args(false);
  app.add_option("--from", from_, "keep what articles of DATE or later say")->type_name("DATE");
  app.add_option("--to", to_, "keep what articles of DATE or earlier say")->type_name("DATE");
  app.add_option("--around", around_, "keep the neighbourhood of NAME; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("--hops", hops_, "how far --around reaches, in edges")
      ->type_name("N")
      ->check(in_range(0U, 1000U))
      ->capture_default_str();
}

void GraphFiltering::declare_choice_of_nodes(CLI::App& app) {
  app.add_option("--top", top_, "keep the N nodes of highest degree; 0: all")
      ->type_name("N")
      ->check(in_range(std::uint64_t{0}, kMostCounted))
      ->capture_default_str();
  auto* drop = app.add_flag("--drop-isolated", drop_isolated_,
                            "leave out nodes without edges, also when nothing is filtered");
  app.add_flag("--keep-isolated", keep_isolated_,
               "keep the nodes without edges that filters leave out otherwise")
      ->excludes(drop);
}

void GraphFiltering::check() const {
  for (const std::string& name : statuses_) status_named(name);
  check_date("--from", from_);
  check_date("--to", to_);
  if (!from_.empty() && !to_.empty() && last_day(to_) < first_day(from_))
    throw UsageError(fmt::format("--from {} is after --to {}: no article is between them", from_, to_));
}

Graph GraphFiltering::apply(Graph graph) const {
  const bool everything = min_evidence_ <= 1 && statuses_.empty() && edge_types_.empty() &&
                          node_types_.empty() && from_.empty() && to_.empty() && around_.empty() &&
                          top_ == 0 && !drop_isolated_;
  if (everything) return graph;
  check_types(edge_types_, "edge type", graph.edges, graph.edge_types);
  check_node_types(graph, node_types_);
  GraphFilter filter;
  for (const std::string& name : statuses_) filter.statuses.push_back(status_named(name));
  for (const std::string& name : around_) filter.around.push_back(choose_node_for("--around", graph, name));
  filter.node_types = node_types_;
  filter.edge_types = edge_types_;
  filter.from = from_;
  filter.to = to_;
  filter.min_evidence = min_evidence_;
  filter.hops = hops_;
  filter.top = top_;
  filter.keep_isolated = keep_isolated_;
  filter.drop_isolated = drop_isolated_;
  const bool by_date = !from_.empty() || !to_.empty();
  if (by_date) tell_of_dateless(graph);
  Graph part = filter_graph(graph, filter);
  if (part.edges.empty() && !graph.edges.empty())
    print_warning(fmt::format("the filters leave none of the graph's {} edges{}", graph.edges.size(),
                              by_date ? dates_of(graph) : ""));
  return part;
}

}  // namespace newsgraph
