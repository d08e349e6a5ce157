// SPDX-License-Identifier: Apache-2.0
#include "cli/evidence_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "extract/lines.h"
#include "extract/one_line.h"
#include "graph/analysis/text_table.h"

namespace newsgraph {

std::string edge_text(const Graph& graph, const Edge& edge) {
  std::string text = fmt::format("{} {} {}", on_one_line(graph.nodes[edge.source].label), edge.type,
                                 on_one_line(graph.nodes[edge.target].label));
  std::string more = on_one_line(edge.role);
  const auto add = [&](const std::string& part) { more += (more.empty() ? "" : ", ") + part; };
  if (edge.status != Status::kStated) add(to_string(edge.status));
  add(count_of(edge.weight, "sentence"));
  return fmt::format("{} ({})", text, more);
}

std::string evidence_text(const Graph& graph, const Edge& edge, std::size_t limit,
                          const std::function<std::string(const Evidence&)>& more) {
  std::string text;
  const std::size_t shown = limit == 0 ? edge.evidence.size() : std::min(limit, edge.evidence.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Evidence& evidence = *edge.evidence[i];
    const ArticleInfo& article = graph.articles[evidence.article];
    std::string where(article.id);
    if (!article.title.empty() && !evidence.in_title)  // else the sentence is the title
      where += fmt::format(" \"{}\"", on_one_line(article.title));
    if (!article.date.empty()) where.append(", ").append(article.date);
    if (!article.outlet.empty()) where.append(", ").append(article.outlet);
    where += fmt::format(", {} {}-{}", evidence.in_title ? "title bytes" : "bytes", evidence.sentence.begin,
                         evidence.sentence.end);
    std::string how = fmt::format("{} ({})", evidence.rule, evidence.rule_at);
    if (evidence.status != Status::kStated) how += fmt::format(", {}", to_string(evidence.status));
    if (!evidence.reporter.empty()) how += fmt::format(" by {}", evidence.reporter);
    text += fmt::format("    \"{}\"\n      {}; rule {}\n", on_one_line(evidence.text), where, how);
    if (!more) continue;
    const std::string lines = more(evidence);
    for (std::string_view rest = lines; !rest.empty();) text += fmt::format("        {}\n", take_line(rest));
  }
  if (shown < edge.evidence.size()) text += fmt::format("    and {} more\n", edge.evidence.size() - shown);
  return text;
}

}  // namespace newsgraph
