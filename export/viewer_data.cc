// SPDX-License-Identifier: Apache-2.0
// The page's data: arrays instead of objects and every sentence and rule once, since a page of 20,000 edges
// should stay below some ten megabytes. The order of the fields is that of export/viewer/src/data.ts.
#include "export/viewer_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <rapidjson/writer.h>

#include "export/graph_layout.h"
#include "export/style.h"
#include "export/text_out.h"
#include "extract/article/encoding.h"

namespace newsgraph {
namespace {

// In cleaned text; ill-formed bytes are U+FFFD there.
std::int32_t utf16_units(std::int32_t code) {
  if (is_dropped(code)) return 0;
  return code >= 0x10000 ? 2 : 1;
}

// A RapidJSON stream in front of a sink. `<` occurs in strings only, where its escape means the same.
class ScriptStream {
 public:
  using Ch = char;
  explicit ScriptStream(Sink& out) : out_(out) { buffer_.reserve(kBuffer + 8); }
  void Put(char c) {
    if (c == '<') {
      buffer_ += "\\u003c";
    } else {
      buffer_ += c;
    }
    if (buffer_.size() >= kBuffer) Flush();
  }
  void Flush() {
    out_.write(buffer_);
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kBuffer = 1U << 16U;
  Sink& out_;
  std::string buffer_;
};

using Json = rapidjson::Writer<ScriptStream>;

void put(Json& json, std::string_view text) {
  const std::string kept = cleaned(text);
  json.String(kept.data(), static_cast<rapidjson::SizeType>(kept.size()));
}

// Numbers for strings, in order of first use.
class Table {
 public:
  std::uint32_t number(std::string_view key) {
    const auto [place, is_new] =
        numbers_.try_emplace(std::string(key), static_cast<std::uint32_t>(order_.size()));
    if (is_new) order_.push_back(&place->first);
    return place->second;
  }
  [[nodiscard]] const std::vector<const std::string*>& order() const { return order_; }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> order_;
};

void put_articles(Json& json, const Graph& graph) {
  json.Key("articles");
  json.StartArray();
  for (const ArticleInfo& article : graph.articles) {
    json.StartArray();
    for (const std::string_view field :
         {article.id, article.url, article.title, article.outlet, article.date}) {
      put(json, field);
    }
    json.EndArray();
  }
  json.EndArray();
}

void put_article_numbers(Json& json, std::span<const ArticleIndex> articles) {
  json.StartArray();
  for (ArticleIndex article : articles) json.Uint(article);
  json.EndArray();
}

void put_types(Json& json, const Graph& graph, const Table& node_types, const Table& edge_types) {
  json.Key("nodeTypes");
  json.StartArray();
  for (const std::string* name : node_types.order()) {
    json.StartArray();
    put(json, *name);
    put(json, type_label(graph, *name, "vi"));
    put(json, type_label(graph, *name, "en"));
    put(json, hex(type_style(*name).color));
    json.EndArray();
  }
  json.EndArray();
  json.Key("edgeTypes");
  json.StartArray();
  for (const std::string* name : edge_types.order()) {
    json.StartArray();
    put(json, *name);
    put(json, relation_label(graph, *name, "vi"));
    put(json, relation_label(graph, *name, "en"));
    json.Int(std::any_of(graph.edge_types.begin(), graph.edge_types.end(),
                         [&](const EdgeType& type) { return type.name == *name && type.symmetric; })
                 ? 1
                 : 0);
    json.EndArray();
  }
  json.EndArray();
}

void put_nodes(Json& json, const Graph& graph, const GraphPart& selection, const ExportOptions& options,
               Table& types) {
  const std::vector<double> all_sizes = node_sizes(graph, options.size_by);
  std::vector<double> sizes;
  for (const NodeIndex node : selection.nodes) sizes.push_back(all_sizes[node]);
  const std::vector<float> radius = layout_radii(sizes);
  const std::vector<Place> place = lay_out(graph, selection, radius);
  json.Key("nodes");
  json.StartArray();
  for (std::size_t i = 0; i < selection.nodes.size(); ++i) {
    const Node& node = graph.nodes[selection.nodes[i]];
    json.StartArray();
    put(json, node.id);
    json.Uint(types.number(node.type));
    put(json, node.label);
    put(json, node.label_en);
    json.StartArray();
    for (const std::string_view alias : node.aliases) put(json, alias);
    json.EndArray();
    json.Uint(node.mentions);
    put_article_numbers(json, node.articles);
    put(json, node.first_date);
    put(json, node.last_date);
    json.StartObject();
    for (const auto& [key, value] : node.attributes) {
      const std::string kept = cleaned(key);
      json.Key(kept.data(), static_cast<rapidjson::SizeType>(kept.size()));
      put(json, value);
    }
    json.EndObject();
    json.Int64(std::llround(static_cast<double>(place[i].x) * 10));
    json.Int64(std::llround(static_cast<double>(place[i].y) * 10));
    json.Int64(std::llround(static_cast<double>(radius[i]) * 10));
    json.EndArray();
  }
  json.EndArray();
}

// A span of the article as the same span of the sentence; the words may also lie in an earlier sentence.
void put_span(Json& json, const Evidence& evidence, Span span) {
  PageSpan place;
  if (span.size() > 0 && evidence.sentence.contains(span)) {
    place =
        page_span(evidence.text, {span.begin - evidence.sentence.begin, span.end - evidence.sentence.begin});
  }
  json.Int(place.begin);
  json.Int(place.end);
}

void put_edges(Json& json, const Graph& graph, const GraphPart& selection, Table& types, Table& rules,
               std::vector<const Evidence*>& sentences) {
  std::map<std::tuple<ArticleIndex, bool, Span, std::string_view>, std::uint32_t> sentence_numbers;
  json.Key("edges");
  json.StartArray();
  for (EdgeIndex index : selection.edges) {
    const Edge& edge = graph.edges[index];
    json.StartArray();
    json.Uint(selection.number_of_node[edge.source]);
    json.Uint(selection.number_of_node[edge.target]);
    json.Uint(types.number(edge.type));
    put(json, edge.role);
    json.Uint(static_cast<unsigned>(edge.status));
    json.Uint(edge.weight);
    put_article_numbers(json, edge.articles);
    put(json, edge.first_date);
    put(json, edge.last_date);
    json.StartArray();
    for (const Evidence* piece : edge.evidence) {
      const Evidence& evidence = *piece;
      const auto [place, is_new] = sentence_numbers.try_emplace(
          std::tuple(evidence.article, evidence.in_title, evidence.sentence, evidence.text),
          static_cast<std::uint32_t>(sentences.size()));
      if (is_new) sentences.push_back(piece);
      json.StartArray();
      json.Uint(place->second);
      json.Uint(rules.number(std::string(evidence.rule).append(1, '\n').append(evidence.rule_at)));
      json.Uint(static_cast<unsigned>(evidence.status));
      put(json, evidence.reporter);
      put(json, evidence.time);
      put_span(json, evidence, evidence.source);
      put_span(json, evidence, evidence.target);
      put_span(json, evidence, evidence.trigger);
      json.EndArray();
    }
    json.EndArray();
    json.EndArray();
  }
  json.EndArray();
}

}  // namespace

PageSpan page_span(std::string_view text, Span span) {
  if (span.begin >= span.end || span.end > text.size()) return {};
  PageSpan place;
  std::int32_t units = 0;
  std::size_t at = 0;
  while (at < span.end) {
    const CodePoint character = code_point_at(text, at);
    if (place.begin < 0 && at + character.size > span.begin) place.begin = units;
    const bool half_of_line_end = character.code == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (!half_of_line_end) units += utf16_units(character.code);
    at += character.size;
  }
  place.end = units;
  return place;
}

void write_viewer_data(const Graph& graph, const ExportOptions& options, Sink& out) {
  const GraphPart selection = strongest_part(graph, kPageNodes, kPageEdges);
  ScriptStream stream(out);
  Json json(stream);
  Table node_types;
  Table edge_types;
  Table rules;
  std::vector<const Evidence*> sentences;
  json.StartObject();
  json.Key("title");
  put(json, options.title);
  json.Key("language");
  put(json, options.language);
  json.Key("sizeBy");
  put(json, options.size_by);
  json.Key("all");  // what the graph holds, where the page holds less
  json.StartArray();
  json.Uint64(graph.nodes.size());
  json.Uint64(graph.edges.size());
  json.EndArray();
  put_articles(json, graph);
  put_nodes(json, graph, selection, options, node_types);
  put_edges(json, graph, selection, edge_types, rules, sentences);
  put_types(json, graph, node_types, edge_types);
  json.Key("sentences");
  json.StartArray();
  for (const Evidence* evidence : sentences) {
    json.StartArray();
    json.Uint(evidence->article);
    json.Int(evidence->in_title ? 1 : 0);
    put(json, evidence->text);
    json.EndArray();
  }
  json.EndArray();
  json.Key("rules");
  json.StartArray();
  for (const std::string* rule : rules.order()) put(json, *rule);
  json.EndArray();
  json.EndObject();
  stream.Flush();
}

}  // namespace newsgraph
