// SPDX-License-Identifier: Apache-2.0
// JSON, node-link: what the other commands of the program read, and networkx.node_link_graph beside them. One
// record a line, in the graph's order, so that files can be compared line by line. Holds everything that a
// Graph holds.
#include <set>
#include <span>

#include "export/columns.h"
#include "export/json_fields.h"
#include "export/text_out.h"
#include "export/writers.h"
#include "extract/prefetch.h"

namespace newsgraph {
namespace {

class JsonWriter {
 public:
  JsonWriter(const Graph& graph, Sink& sink) : graph_(graph), out_(sink) {
    for (const Column& column : attribute_columns(graph)) {
      if (column.type != ColumnType::kText) numbers_.insert(column.key);
    }
  }

  void write(const ExportOptions& options) {
    out_ << kJsonBegin << "\"version\":" << std::uint32_t{kJsonVersion}
         << ",\"directed\":true,\"multigraph\":true,\"graph\":{";
    if (!options.title.empty()) {
      out_ << "\"title\":";
      write_json_string(out_, options.title);
    }
    out_ << '}';
    list("node_types", graph_.node_types, [this](const NodeType& type) { fields(type, kNodeTypeFields); });
    list("edge_types", graph_.edge_types, [this](const EdgeType& type) {
      fields(type, kEdgeTypeFields);
      if (type.symmetric) out_ << ",\"symmetric\":true";
    });
    list("articles", graph_.articles,
         [this](const ArticleInfo& article) { fields(article, kArticleFields); });
    list("nodes", graph_.nodes, [this](const Node& node) { write_node(node); });
    list("edges", graph_.edges, [this](const Edge& edge) {
      fetch_ahead(&edge);
      write_edge(edge);
    });
    out_ << "\n}\n";
    out_.flush();
  }

 private:
  template <class Records, class Write>
  void list(std::string_view name, const Records& records, Write write_record) {
    out_ << ",\n\"" << name << "\":[";
    std::string_view before = "\n{";
    for (const auto& record : records) {
      out_ << before;
      write_record(record);
      out_ << '}';
      before = ",\n{";
    }
    out_ << ']';
  }

  template <class Record, class Text, std::size_t size>
  void fields(const Record& record, const std::array<TextField<Record, Text>, size>& table) {
    std::string_view before = "\"";
    for (const auto& field : table) {
      const std::string_view value = record.*field.member;
      if (value.empty() && !field.always) continue;
      out_ << before << field.name << "\":";
      write_json_string(out_, value);
      before = ",\"";
    }
  }

  void member(std::string_view name, std::string_view value) {
    out_ << ",\"" << name << "\":";
    write_json_string(out_, value);
  }

  void articles(std::span<const ArticleIndex> indexes) {
    if (indexes.empty()) return;
    constexpr std::size_t kRecords = 8, kIds = 4;
    char before = '[';
    out_ << ",\"articles\":";
    for (std::size_t i = 0; i < indexes.size(); ++i) {
      if (i + kRecords < indexes.size()) prefetch(&graph_.articles[indexes[i + kRecords]]);
      if (i + kIds < indexes.size()) prefetch(graph_.articles[indexes[i + kIds]].id.data());
      out_ << before;
      write_json_string(out_, graph_.articles[indexes[i]].id);
      before = ',';
    }
    out_ << ']';
  }

  void attribute(std::string_view key, std::string_view value) {
    write_json_string(out_, key);
    out_ << ':';
    if (numbers_.contains(key)) {
      out_ << value;  // as it is spelt, so that the reader gets the same text back
    } else {
      write_json_string(out_, value);
    }
  }

  void write_node(const Node& node) {
    fields(node, kNodeFields);
    if (!node.aliases.empty()) {
      char before = '[';
      out_ << ",\"aliases\":";
      for (const std::string_view alias : node.aliases) {
        out_ << before;
        write_json_string(out_, alias);
        before = ',';
      }
      out_ << ']';
    }
    if (node.mentions != 0) out_ << ",\"mentions\":" << node.mentions;
    articles(node.articles);
    std::string_view before = ",\"attributes\":{";
    bool hidden = false;
    for (const auto& [key, value] : node.attributes) {
      if (!is_node_member(key)) {
        out_ << ',';
        attribute(key, value);
      }
    }
    for (const auto& [key, value] : node.attributes) {
      if (is_node_member(key)) {
        out_ << before;
        attribute(key, value);
        before = ",";
        hidden = true;
      }
    }
    if (hidden) out_ << '}';
  }

  void span(std::string_view name, Span value) {
    if (value == Span{}) return;
    out_ << ",\"" << name << "\":[" << value.begin << ',' << value.end << ']';
  }

  void write_evidence(const Evidence& evidence) {
    out_ << "{\"article\":";
    write_json_string(out_, graph_.articles[evidence.article].id);
    if (evidence.in_title) out_ << ",\"in_title\":true";
    span("sentence", evidence.sentence);
    span("source", evidence.source);
    span("target", evidence.target);
    span("trigger", evidence.trigger);
    for (const auto& field : kEvidenceFields) {
      const std::string_view value = evidence.*field.member;
      if (!value.empty()) member(field.name, value);
    }
    out_ << ",\"status\":\"" << to_string(evidence.status) << "\"}";
  }

  /// What edges view lies about in the memory of a large graph, in no order of theirs: it is asked for some
  /// edges before it is needed, in the order in which one thing leads to the next.
  void fetch_ahead(const Edge* edge) const {
    constexpr std::ptrdiff_t kRecords = 24, kTexts = 16, kArticleIds = 8;
    const std::ptrdiff_t left = graph_.edges.data() + graph_.edges.size() - edge;
    if (left > kRecords) fetch_records(edge[kRecords]);
    if (left > kTexts) fetch_texts(edge[kTexts]);
    if (left > kArticleIds)
      for (const Evidence* evidence : edge[kArticleIds].evidence)
        prefetch(graph_.articles[evidence->article].id.data());
  }

  void fetch_records(const Edge& edge) const {
    for (const NodeIndex node : {edge.source, edge.target}) prefetch(&graph_.nodes[node].id);
    for (const Evidence* evidence : edge.evidence) {
      prefetch(evidence);
      prefetch(&evidence->text);
    }
  }

  void fetch_texts(const Edge& edge) const {
    constexpr std::size_t kCacheLine = 64;
    for (const NodeIndex node : {edge.source, edge.target}) prefetch(graph_.nodes[node].id.data());
    for (const Evidence* evidence : edge.evidence) {
      prefetch(&graph_.articles[evidence->article]);
      const std::string_view text = evidence->text;
      for (std::size_t at = 0; at < text.size(); at += kCacheLine) prefetch(text.data() + at);
    }
  }

  void write_edge(const Edge& edge) {
    fields(edge, kEdgeFields);
    member("source", graph_.nodes[edge.source].id);
    member("target", graph_.nodes[edge.target].id);
    out_ << ",\"status\":\"" << to_string(edge.status) << "\",\"weight\":" << edge.weight;
    articles(edge.articles);
    if (edge.evidence.empty()) return;
    std::string_view before = ",\"evidence\":[";
    for (const Evidence* evidence : edge.evidence) {
      out_ << before;
      write_evidence(*evidence);
      before = ",";
    }
    out_ << ']';
  }

  const Graph& graph_;
  TextOut out_;
  std::set<std::string, std::less<>> numbers_;  ///< attributes that are written as numbers
};

}  // namespace

void write_json(const Graph& graph, const ExportOptions& options, Sink& sink) {
  JsonWriter(graph, sink).write(options);
}

}  // namespace newsgraph
