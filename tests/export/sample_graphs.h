// SPDX-License-Identifier: Apache-2.0
#pragma once

// Graphs that the tests of all formats share.

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

inline bool equal(const Evidence& a, const Evidence& b) {
  const auto all = [](const Evidence& e) {
    return std::tie(e.article, e.in_title, e.sentence, e.source, e.target, e.trigger, e.text, e.rule,
                    e.rule_at, e.status, e.reporter, e.time);
  };
  return all(a) == all(b);
}

inline bool equal(const Node& a, const Node& b) {
  const auto all = [](const Node& n) {
    return std::tie(n.id, n.type, n.label, n.label_en, n.label_ascii, n.mentions, n.first_date, n.last_date,
                    n.gazetteer);
  };
  return all(a) == all(b) && std::ranges::equal(a.aliases, b.aliases) &&
         std::ranges::equal(a.articles, b.articles) && std::ranges::equal(a.attributes, b.attributes);
}

inline bool equal(const Edge& a, const Edge& b) {
  const auto all = [](const Edge& e) {
    return std::tie(e.id, e.source, e.target, e.type, e.role, e.status, e.weight, e.first_date, e.last_date);
  };
  return all(a) == all(b) && std::ranges::equal(a.articles, b.articles) &&
         std::ranges::equal(a.evidence, b.evidence,
                            [](const Evidence* x, const Evidence* y) { return equal(*x, *y); });
}

inline bool equal(const ArticleInfo& a, const ArticleInfo& b) {
  const auto all = [](const ArticleInfo& x) {
    return std::tie(x.id, x.url, x.title, x.outlet, x.date, x.lang, x.source_hash);
  };
  return all(a) == all(b);
}

inline bool equal(const NodeType& a, const NodeType& b) {
  return a.name == b.name && a.label_vi == b.label_vi;
}
inline bool equal(const EdgeType& a, const EdgeType& b) {
  return std::tie(a.name, a.label_en, a.label_vi, a.symmetric) ==
         std::tie(b.name, b.label_en, b.label_vi, b.symmetric);
}

/// The first difference between two graphs in words, empty when there is none.
inline std::string difference(const Graph& a, const Graph& b) {
  const auto compare = [](std::string_view what, const auto& x, const auto& y) -> std::string {
    if (x.size() != y.size()) {
      return std::to_string(x.size()) + " and " + std::to_string(y.size()) + " " + std::string(what);
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!equal(x[i], y[i])) return std::string(what) + " number " + std::to_string(i) + " differ";
    }
    return {};
  };
  for (const std::string& found :
       {compare("articles", a.articles, b.articles), compare("nodes", a.nodes, b.nodes),
        compare("edges", a.edges, b.edges), compare("node types", a.node_types, b.node_types),
        compare("edge types", a.edge_types, b.edge_types)}) {
    if (!found.empty()) return found;
  }
  return {};
}

/// Puts nodes and edges in the order that graph.h asks for. Edges are given by the ids of their ends.
class GraphMaker {
 public:
  Graph graph;

  Node& node(std::string_view id, std::string_view type, std::string_view label) {
    Node& made = graph.nodes.emplace_back();
    made.id = graph.memory->keep(id);
    made.type = graph.memory->keep(type);
    made.label = graph.memory->keep(label);
    return made;
  }
  Edge& edge(std::string_view id, std::string_view source, std::string_view target, std::string_view type,
             std::string_view role = "") {
    Edge& made = graph.edges.emplace_back();
    made.id = graph.memory->keep(id);
    made.source = index(source);
    made.target = index(target);
    made.type = graph.memory->keep(type);
    made.role = graph.memory->keep(role);
    return made;
  }
  const Evidence* evidence(const Evidence& evidence) {
    Evidence& made = graph.memory->make<Evidence>(1).front();
    made = evidence;
    made.text = graph.memory->keep(evidence.text);
    return &made;
  }
  Graph finish() {
    const auto key = [](const Edge& e) { return std::tie(e.source, e.target, e.type, e.role); };
    std::stable_sort(graph.edges.begin(), graph.edges.end(),
                     [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
    return std::move(graph);
  }

 private:
  NodeIndex index(std::string_view id) const {
    NodeIndex found = 0;
    while (graph.nodes.at(found).id != id) ++found;
    return found;
  }
};

/// A person who holds a post in a province: every field of the graph is used once.
inline Graph two_node_graph() {
  GraphMaker make;
  make.graph.articles = {{"a1", "https://example.org/tin/1", "Lào Cai có Chủ tịch mới", "Báo Ví Dụ",
                          "2024-11-06", "vi", "0123456789abcdef"}};
  make.graph.node_types = {{"Person", "Nhân vật"}, {"Province", "Tỉnh, thành phố"}};
  make.graph.edge_types = {{"HOLDS_POSITION", "holds a post in", "giữ chức", false}};
  Node& person = make.node("person:trinh-xuan-truong", "Person", "Trịnh Xuân Trường");
  person.label_ascii = "Trinh Xuan Truong";
  person.aliases = make.graph.memory->keep<std::string_view>({"Xuân Trường", "ông Trường"});
  person.mentions = 3;
  person.articles = make.graph.memory->keep<ArticleIndex>({0});
  person.first_date = person.last_date = "2024-11-06";
  person.attributes = make.graph.memory->keep<Attribute>({{"pagerank", "0.65"}, {"role", "Chủ tịch"}});
  Node& province = make.node("province:lao-cai", "Province", "Lào Cai");
  province.label_en = "Lao Cai";
  province.label_ascii = "Lao Cai";
  province.mentions = 2;
  province.articles = make.graph.memory->keep<ArticleIndex>({0});
  province.first_date = province.last_date = "2024-11-06";
  province.gazetteer = "vn-p-10";
  province.attributes =
      make.graph.memory->keep<Attribute>({{"lat", "22.3364"}, {"lon", "104.15"}, {"pagerank", "0.35"}});
  Edge& post = make.edge("e1", "person:trinh-xuan-truong", "province:lao-cai", "HOLDS_POSITION", "Chủ tịch");
  post.status = Status::kReported;
  post.weight = 1;
  post.articles = make.graph.memory->keep<ArticleIndex>({0});
  post.first_date = post.last_date = "2024-11-06";
  Evidence evidence;
  evidence.sentence = {27, 92};
  evidence.source = {27, 49};
  evidence.target = {73, 81};
  evidence.trigger = {50, 54};
  evidence.text = "Ông Trịnh Xuân Trường là Chủ tịch \"tỉnh Lào Cai\".";
  evidence.rule = "holds-position.is";
  evidence.rule_at = "vi/holds_position.rules:12";
  evidence.status = Status::kReported;
  evidence.reporter = "Báo Ví Dụ";
  evidence.time = "2024-11";
  post.evidence = make.graph.memory->keep<const Evidence*>({make.evidence(evidence)});
  return make.finish();
}

/// Everything that has broken a graph reader: see tests/clients for what each must give back.
inline Graph hostile_graph() {
  GraphMaker make;
  std::string long_text;
  while (long_text.size() < 50'000)
    long_text += "Đường sắt Lào Cai – Hà Nội – Hải Phòng & \"cao tốc\" <số 5>; ";
  const std::string nasty =
      "a & b < c > d ]]> \"e\" 'f' \\ \\u0027 \\n `g` $h {i} </script> & <\ncuối\tdòng\n\nhết\\";
  make.graph.articles = {{"a1", "https://example.org/?a=1&b=\"2\"", "Tiêu đề & <b>đậm</b>", "Báo \"X\"",
                          "2024-11-06", "vi", "0123456789abcdef"},
                         {"a2|;,\"'\\", "", "", "", "", "", ""},
                         {"a3", "https://example.org/ba", "", "", "2023", "en", ""}};
  make.graph.node_types = {{"Person", "Nhân vật"}, {"Kiểu lạ \"1\"", "Kiểu <lạ>"}};
  make.graph.edge_types = {{"MEETS", "meets", "gặp", true}, {"LẠ & <\"`\\", "odd", "lạ", false}};
  Node& quotes = make.node("a&b<c>\"d'e\\f]]>g`h", "Person", nasty);
  quotes.aliases = make.graph.memory->keep<std::string_view>({"", "a, b", "c;d|e", "f\"g\"", "h\\"});
  quotes.attributes = make.graph.memory->keep<Attribute>(
      {{"LABEL", "chữ hoa"}, {"code", "007"}, {"id", "của riêng"}, {"label", "giấu"}, {"xếp hạng", "12"}});
  quotes.articles = make.graph.memory->keep<ArticleIndex>({0, 1});
  quotes.mentions = 4294967295U;
  Node& astral =
      make.node("astral:𠀀😀", "Kiểu lạ \"1\"", "😀 𠀀𠮷 Nguyễn Thị Ánh ‏RTL‎ e\u0301\u0323");
  astral.label_en = "astral";
  astral.first_date = "2023";
  astral.last_date = "2024-11";
  astral.attributes = make.graph.memory->keep<Attribute>({{"code", "10"}, {"xếp hạng", "-3.5e-07"}});
  make.node("isolated", "Person", "");
  Node& literals = make.node("null", "Person", "null");
  literals.label_ascii = "INFORMATION";
  literals.aliases = make.graph.memory->keep<std::string_view>({" padded ", "INF", "NaN", "None", "true"});
  literals.attributes = make.graph.memory->keep<Attribute>({{"code", "3"}});
  Node& long_node = make.node("v:long", "Person", long_text);
  long_node.articles = make.graph.memory->keep<ArticleIndex>({2});
  const auto evidence = [&](ArticleIndex article, const std::string& text) {
    Evidence made;
    made.article = article;
    made.sentence = {10, 10 + static_cast<std::uint32_t>(text.size())};
    made.text = text;
    made.rule = "r\"1";
    made.rule_at = "vi/r.rules:1";
    return make.evidence(made);
  };
  Edge& first = make.edge("e:1", "a&b<c>\"d'e\\f]]>g`h", "astral:𠀀😀", "MEETS");
  first.weight = 2;
  first.articles = make.graph.memory->keep<ArticleIndex>({0, 1});
  first.first_date = "2023";
  first.last_date = "2024-11-06";
  first.evidence = make.graph.memory->keep<const Evidence*>({evidence(0, nasty), evidence(1, long_text)});
  make.edge("e:2", "a&b<c>\"d'e\\f]]>g`h", "astral:𠀀😀", "HOLDS_POSITION", "Chủ tịch \"A\"");
  make.edge("e:3", "a&b<c>\"d'e\\f]]>g`h", "astral:𠀀😀", "HOLDS_POSITION", "Bí thư; \\");
  make.edge("e:4", "astral:𠀀😀", "a&b<c>\"d'e\\f]]>g`h", "LẠ & <\"`\\").status = Status::kDenied;
  make.edge("e:5", "null", "null", "MEETS").status = Status::kPlanned;
  make.edge("e:6\"&<\\", "null", "v:long", "MEETS").weight = 4294967295U;
  return make.finish();
}

}  // namespace newsgraph
