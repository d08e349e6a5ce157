// SPDX-License-Identifier: Apache-2.0
// RDF 1.1 as N-Quads (a line a statement; evidence in the named graph of its article) and Turtle (for
// people). Every edge is a claim node (an rdf:Statement) with status, weight, role and the evidence it was
// derived from. The plain triple source-relation-target stands beside it only when the articles state or
// report it: what is planned, proposed or denied must not become true by being exported.
#include <string>

#include "export/text_out.h"
#include "export/writers.h"
#include "extract/article/encoding.h"

namespace newsgraph {
namespace {

constexpr std::string_view kBase = "urn:newsgraph:";
constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kProv = "http://www.w3.org/ns/prov#";
constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
constexpr std::string_view kDct = "http://purl.org/dc/terms/";

constexpr Escapes kTurtleLiteral{{{'\\', "\\\\"}, {'"', "\\\""}, {'\n', "\\n"}, {'\t', "\\t"}}};
/// rdflib 6 reads the two backslashes of "\\\\f" as a backslash and a form feed.
constexpr Escapes kQuadsLiteral{{{'\\', "\\u005C"}, {'"', "\\\""}, {'\n', "\\n"}, {'\t', "\\t"}}};

/// What an IRI may not hold, percent-encoded; other letters stay.
std::string iri_part(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint found = code_point_at(text, at);
    const std::string_view bytes = text.substr(at, found.size);
    const char c = bytes.front();
    const bool keep = (found.code >= 0x80 && !is_dropped(found.code)) || (c >= 'a' && c <= 'z') ||
                      (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                      c == '~' || c == ':';
    if (keep)
      result += bytes;
    else
      append_percent_encoded(result, bytes);
    at += found.size;
  }
  return result.empty() ? "_" : result;
}

std::string newsgraph_iri(std::string_view kind, std::string_view id) {
  return std::string(kBase).append(kind).append(":").append(iri_part(id));
}

bool is_language_tag(std::string_view tag) {
  if (tag.empty() || tag.front() == '-' || tag.back() == '-') return false;
  bool first = true;  // the primary tag has letters only
  std::size_t run = 0;
  for (const char c : tag) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-') {
      first = false;
      if (run == 0) return false;
      run = 0;
      continue;
    }
    if (!letter && (first || c < '0' || c > '9')) return false;
    if (++run > 8) return false;
  }
  return true;
}

class RdfWriter {
 public:
  RdfWriter(const Graph& graph, Sink& sink, bool turtle)
      : graph_(graph), out_(sink), turtle_(turtle), literal_(turtle ? kTurtleLiteral : kQuadsLiteral) {}

  void write() {
    if (turtle_) {
      out_ << "@prefix ng: <" << kBase << "term:> .\n@prefix rdf: <" << kRdf << "> .\n@prefix rdfs: <"
           << kRdfs << "> .\n@prefix skos: <" << kSkos << "> .\n@prefix prov: <" << kProv
           << "> .\n@prefix dct: <" << kDct << "> .\n@prefix xsd: <" << kXsd << "> .\n\n";
    }
    for (const ArticleInfo& article : graph_.articles) write_article(article);
    for (const Node& node : graph_.nodes) write_node(node);
    for (const Edge& edge : graph_.edges) write_edge(edge);
    out_.flush();
  }

 private:
  struct Predicate {
    std::string_view prefix, space, name;
  };
  static Predicate ng(std::string_view name) { return {"ng", "urn:newsgraph:term:", name}; }
  static Predicate rdf(std::string_view name) { return {"rdf", kRdf, name}; }
  static Predicate rdfs(std::string_view name) { return {"rdfs", kRdfs, name}; }
  static Predicate skos(std::string_view name) { return {"skos", kSkos, name}; }
  static Predicate prov(std::string_view name) { return {"prov", kProv, name}; }
  static Predicate dct(std::string_view name) { return {"dct", kDct, name}; }

  /// Statements about `subject` follow, in the named graph `graph` (N-Quads only) when that is not empty.
  void begin(std::string subject, std::string graph = {}) {
    subject_ = std::move(subject);
    named_graph_ = std::move(graph);
    first_ = true;
  }
  void end() {
    if (turtle_ && !first_) out_ << " .\n\n";
  }

  void open(const Predicate& predicate) {
    if (!turtle_) {
      out_ << '<' << subject_ << "> <" << predicate.space << predicate.name << "> ";
    } else {
      if (first_) out_ << '<' << subject_ << '>';
      out_ << (first_ ? "\n  " : " ;\n  ") << predicate.prefix << ':' << predicate.name << ' ';
    }
    first_ = false;
  }
  void close() {
    if (turtle_) return;
    if (!named_graph_.empty()) out_ << " <" << named_graph_ << '>';
    out_ << " .\n";
  }

  void iri(const Predicate& predicate, std::string_view object) {
    open(predicate);
    out_ << '<' << object << '>';
    close();
  }
  void text(const Predicate& predicate, std::string_view value, std::string_view language = {}) {
    if (value.empty()) return;
    open(predicate);
    out_ << '"';
    out_.escaped(value, literal_);
    out_ << '"';
    if (is_language_tag(language)) out_ << '@' << language;
    close();
  }
  void typed(const Predicate& predicate, std::string_view value, std::string_view type) {
    open(predicate);
    out_ << '"';
    out_.escaped(value, literal_);
    out_ << "\"^^";
    if (turtle_) {
      out_ << "xsd:" << type;
    } else {
      out_ << '<' << kXsd << type << '>';
    }
    close();
  }
  void number(const Predicate& predicate, std::uint32_t value) {
    typed(predicate, std::to_string(value), "integer");
  }
  void date(const Predicate& predicate, std::string_view value) {
    if (value.empty()) return;
    const bool known = !first_day(value).empty();
    if (known && value.size() == 10) {
      typed(predicate, value, "date");
    } else if (known && value.size() == 7) {
      typed(predicate, value, "gYearMonth");
    } else if (known && value.size() == 4) {
      typed(predicate, value, "gYear");
    } else {
      text(predicate, value);
    }
  }

  static std::string node_iri(const Node& node) { return newsgraph_iri("node", node.id); }
  static std::string article_iri(const ArticleInfo& article) { return newsgraph_iri("article", article.id); }

  void write_article(const ArticleInfo& article) {
    begin(article_iri(article));
    iri(rdf("type"), "urn:newsgraph:term:Article");
    text(dct("title"), article.title, article.lang);
    text(dct("source"), article.url);
    text(dct("publisher"), article.outlet);
    text(dct("language"), article.lang);
    date(dct("date"), article.date);
    text(ng("source_hash"), article.source_hash);
    end();
  }

  /// The language of all the articles a name comes from, or none.
  std::string_view language(std::span<const ArticleIndex> articles) const {
    std::string_view found;
    for (const ArticleIndex article : articles) {
      const std::string_view lang = graph_.articles[article].lang;
      if (!found.empty() && lang != found) return {};
      found = lang;
    }
    return found;
  }

  void write_node(const Node& node) {
    const std::string_view lang = language(node.articles);
    begin(node_iri(node));
    iri(rdf("type"), newsgraph_iri("type", node.type));
    text(ng("id"), node.id);
    text(rdfs("label"), node.label.empty() ? node.id : node.label, lang);
    text(skos("prefLabel"), node.label_en, "en");
    text(ng("label_ascii"), node.label_ascii);
    for (const std::string_view alias : node.aliases) text(skos("altLabel"), alias, lang);
    number(ng("mentions"), node.mentions);
    date(ng("first_date"), node.first_date);
    date(ng("last_date"), node.last_date);
    text(ng("gazetteer"), node.gazetteer);
    for (const auto& [key, value] : node.attributes) attribute(key, value);
    for (const ArticleIndex article : node.articles)
      iri(prov("wasDerivedFrom"), article_iri(graph_.articles[article]));
    end();
  }

  /// Keys that are no local name of Turtle are written as full IRIs there.
  void attribute(std::string_view key, std::string_view value) {
    const std::string name = newsgraph_iri("attribute", key);
    if (value.empty()) return;
    if (!turtle_) {
      text({"", "", name}, value);
      return;
    }
    out_ << " ;\n  <" << name << "> \"";
    out_.escaped(value, literal_);
    out_ << '"';
  }

  void write_edge(const Edge& edge) {
    const std::string claim = newsgraph_iri("claim", edge.id);
    const std::string source = node_iri(graph_.nodes[edge.source]);
    const std::string target = node_iri(graph_.nodes[edge.target]);
    const std::string relation = newsgraph_iri("relation", edge.type);
    begin(claim);
    iri(rdf("type"), std::string(kRdf).append("Statement"));
    iri(rdf("subject"), source);
    iri(rdf("predicate"), relation);
    iri(rdf("object"), target);
    text(ng("id"), edge.id);
    text(ng("role"), edge.role);
    text(ng("status"), to_string(edge.status));
    number(ng("weight"), edge.weight);
    date(ng("first_date"), edge.first_date);
    date(ng("last_date"), edge.last_date);
    for (const ArticleIndex article : edge.articles)
      iri(prov("hadPrimarySource"), article_iri(graph_.articles[article]));
    for (std::size_t i = 0; i < edge.evidence.size(); ++i) iri(prov("wasDerivedFrom"), evidence_iri(edge, i));
    end();
    if (edge.status == Status::kStated || edge.status == Status::kReported) {
      out_ << '<' << source << "> <" << relation << "> <" << target << (turtle_ ? "> .\n\n" : "> .\n");
    }
    for (std::size_t i = 0; i < edge.evidence.size(); ++i) write_evidence(edge, i);
  }

  static std::string evidence_iri(const Edge& edge, std::size_t index) {
    return newsgraph_iri("evidence", edge.id).append("/").append(std::to_string(index + 1));
  }

  void span(std::string_view name, Span span) {
    if (span == Span{}) return;
    text(ng(name), std::to_string(span.begin).append("-").append(std::to_string(span.end)));
  }

  void write_evidence(const Edge& edge, std::size_t index) {
    const Evidence& evidence = *edge.evidence[index];
    const ArticleInfo& article = graph_.articles[evidence.article];
    begin(evidence_iri(edge, index), article_iri(article));
    iri(rdf("type"), "urn:newsgraph:term:Evidence");
    iri(prov("hadPrimarySource"), article_iri(article));
    text(prov("value"), evidence.text, article.lang);
    text(ng("rule"), evidence.rule);
    text(ng("rule_at"), evidence.rule_at);
    text(ng("status"), to_string(evidence.status));
    text(ng("reporter"), evidence.reporter);
    date(ng("time"), evidence.time);
    if (evidence.in_title) typed(ng("in_title"), "true", "boolean");
    span("sentence_bytes", evidence.sentence);
    span("source_bytes", evidence.source);
    span("target_bytes", evidence.target);
    span("trigger_bytes", evidence.trigger);
    end();
  }

  const Graph& graph_;
  TextOut out_;
  const bool turtle_;
  const Escapes& literal_;
  std::string subject_, named_graph_;
  bool first_ = true;
};

}  // namespace

void write_nquads(const Graph& graph, const ExportOptions&, Sink& sink) {
  RdfWriter(graph, sink, false).write();
}

void write_turtle(const Graph& graph, const ExportOptions&, Sink& sink) {
  RdfWriter(graph, sink, true).write();
}

}  // namespace newsgraph
