// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hand-made articles for the graph's tests.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "graph/graph_builder.h"

namespace newsgraph::testing_articles {

/// The facts of one article, written down one call at a time.
struct Draft {
  ArticleFacts facts;

  explicit Draft(std::string id, std::string date = {}) {
    facts.source_hash = "hash of " + id;
    facts.id = std::move(id);
    facts.date = std::move(date);
  }

  /// An entity with one mention.
  EntityIndex entity(std::string type, std::string name, std::vector<std::string> aliases = {},
                     std::string gazetteer = {}) {
    facts.entities.push_back(
        {std::move(type), std::move(name), std::move(aliases), std::move(gazetteer), {}});
    const auto index = static_cast<EntityIndex>(facts.entities.size() - 1);
    facts.mentions.push_back({index, {10 * index, 10 * index + 5}, "rule"});
    return index;
  }

  /// A fact in a sentence of its own.
  Fact& fact(std::string type, EntityIndex source, EntityIndex target, std::string role = {}) {
    const auto at = static_cast<std::uint32_t>(100 * (facts.facts.size() + 1));
    Fact& fact = facts.facts.emplace_back();
    fact.type = std::move(type);
    fact.source = source;
    fact.target = target;
    fact.role = std::move(role);
    fact.sentence = {at, at + 50};
    fact.source_span = {at, at + 10};
    fact.target_span = {at + 20, at + 30};
    fact.sentence_text = "sentence";
    fact.rule = "rule";
    return fact;
  }
};

inline GraphOptions options() {
  GraphOptions options;
  options.edge_types = {{"MEETS", "meets", "gặp", true}, {"COOPERATES_WITH", "", "", true}};
  options.text.spellings = {{"ky", "ki"}, {"sy", "si"}};
  return options;
}

inline Graph graph_of(const std::vector<ArticleFacts>& articles, const GraphOptions& how = options()) {
  GraphBuilder builder;
  for (const ArticleFacts& facts : articles) builder.add(facts);
  return builder.finish(how);
}

/// A list of a graph, to be compared.
template <class T>
std::vector<T> items(std::span<const T> list) {
  return {list.begin(), list.end()};
}

/// Everything that is in a graph, as text.
inline std::string print(const Graph& graph) {
  std::string out;
  for (const ArticleInfo& a : graph.articles) {
    out += fmt::format("article {} {} {} {} {} {} {}\n", a.id, a.url, a.title, a.outlet, a.date, a.lang,
                       a.source_hash);
  }
  const auto numbers = [&](std::span<const ArticleIndex> list) {
    for (const auto n : list) out += fmt::format(" {}", n);
    out += '\n';
  };
  for (const Node& n : graph.nodes) {
    out += fmt::format("node {} {} {} {} {} {} {} {} {}", n.id, n.type, n.label, n.label_en, n.label_ascii,
                       n.mentions, n.first_date, n.last_date, n.gazetteer);
    for (const auto& alias : n.aliases) out.append(" ~").append(alias);
    for (const auto& [key, value] : n.attributes) out += fmt::format(" {}={}", key, value);
    numbers(n.articles);
  }
  const auto span = [](Span s) { return fmt::format("{}-{}", s.begin, s.end); };
  for (const Edge& e : graph.edges) {
    out += fmt::format("edge {} {} {} {} {} {} {} {} {}", e.id, e.source, e.target, e.type, e.role,
                       to_string(e.status), e.weight, e.first_date, e.last_date);
    numbers(e.articles);
    for (const Evidence* v : e.evidence) {
      out += fmt::format("  {} {} {} {} {} {} {} {} {} {} {} {}\n", v->article, v->in_title,
                         span(v->sentence), span(v->source), span(v->target), span(v->trigger), v->text,
                         v->rule, v->rule_at, to_string(v->status), v->reporter, v->time);
    }
  }
  return out;
}

/// Five articles that touch most of resolution: homonyms, an acronym, a place with a gazetteer id, an event
/// with editions, and a meeting told from both sides.
inline std::vector<ArticleFacts> five_articles() {
  Draft a("a", "2023-11-13");
  const auto truong = a.entity("Person", "Trịnh Xuân Trường", {"Trường"});
  const auto ubnd = a.entity("Organization", "UBND tỉnh Lào Cai", {"UBND tỉnh"});
  const auto lao_cai = a.entity("Province", "Lào Cai", {}, "province-vn-lao-cai");
  const auto event = a.entity("Event", "Hội nghị hợp tác 5 tỉnh lần thứ X");
  a.facts.entities[event].attributes = {{"date", "2023-11-13"}};
  a.fact("HOLDS_POSITION", truong, ubnd, "Chủ tịch");
  a.fact("HOSTS", lao_cai, event);
  a.fact("SPEAKS_AT", truong, event);

  Draft b("b", "2024-11-06");
  const auto truong_b = b.entity("Person", "Trịnh Xuân Trường");
  const auto tinh_uy = b.entity("Organization", "Tỉnh ủy Lào Cai");
  const auto ninh = b.entity("Person", "Vương Ninh");
  b.fact("HOLDS_POSITION", truong_b, tinh_uy, "Phó Bí thư");
  b.fact("MEETS", truong_b, ninh);

  Draft c("c", "2024-11-07");
  const auto vcci = c.entity("Organization", "VCCI");
  const auto ninh_c = c.entity("Person", "Vương Ninh");
  const auto truong_c = c.entity("Person", "Trịnh Xuân Trường");
  c.fact("MEETS", ninh_c, truong_c);
  c.fact("MEETS", vcci, ninh_c);
  const auto hung_c = c.entity("Person", "Nguyễn Văn Hùng");
  const auto so = c.entity("Organization", "Sở Y tế Hà Giang");
  c.fact("HOLDS_POSITION", hung_c, so, "Giám đốc");

  Draft d("d", "2024-12-01");
  const auto long_name = d.entity("Organization", "Liên đoàn Thương mại và Công nghiệp Việt Nam", {"VCCI"});
  const auto hung_d = d.entity("Person", "Nguyễn Văn Hùng");
  const auto bo = d.entity("Organization", "Bộ Văn hóa, Thể thao và Du lịch");
  const auto event_d = d.entity("Event", "Hội nghị hợp tác 5 tỉnh lần thứ XI");
  d.fact("HOLDS_POSITION", hung_d, bo, "Bộ trưởng");
  d.fact("ATTENDS", long_name, event_d);

  Draft e("e", "2024-12-02");
  const auto lao_cai_e = e.entity("Province", "Lào Cai", {}, "province-vn-lao-cai");
  const auto ha_giang = e.entity("Province", "Hà Giang", {}, "province-vn-ha-giang");
  const auto hung_e = e.entity("Person", "Nguyễn Văn Hưng");
  e.fact("COOPERATES_WITH", lao_cai_e, ha_giang);
  e.fact("VISITS", hung_e, ha_giang);
  e.fact("HOSTS", lao_cai_e, e.entity("Event", "Hội nghị hợp tác 5 tỉnh lần thứ 10"));
  return {a.facts, b.facts, c.facts, d.facts, e.facts};
}

}  // namespace newsgraph::testing_articles
