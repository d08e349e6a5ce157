// SPDX-License-Identifier: Apache-2.0
// Reads the JSON export with RapidJSON's SAX reader: no document tree, so memory is the graph's own. The
// parser is run in its iterative mode (deep nesting cannot exhaust the stack) and hands numbers over as they
// are spelt (attributes come back exactly).
//
// The handler keeps a stack of what it is inside of (Place). References between records (the ends of an edge,
// the article of a piece of evidence) are resolved at once when the record they name has been read, which in
// our own files it always has; the others wait in `pending_` until the end.
#include <algorithm>
#include <charconv>
#include <limits>
#include <span>
#include <type_traits>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "export/graph_json.h"
#include "export/graph_order.h"
#include "export/id_index.h"
#include "export/json_fields.h"
#include "graph/string_pool.h"

namespace newsgraph {
namespace {

enum class Place : std::uint8_t {
  kFile,
  kTop,
  kNodeTypes,
  kNodeType,
  kEdgeTypes,
  kEdgeType,
  kArticles,
  kArticle,
  kNodes,
  kNode,
  kAliases,
  kNodeArticles,
  kAttributes,
  kEdges,
  kEdge,
  kEdgeArticles,
  kEvidenceList,
  kEvidence,
  kSpan,
  kSkipped,
};

/// A reference to a record that comes later in the file.
struct Pending {
  enum class Kind : std::uint8_t { kSource, kTarget, kNodeArticle, kEdgeArticle, kEvidenceArticle } kind;
  std::uint32_t owner;    ///< node or edge
  std::uint32_t item;     ///< position in its list, of the last three kinds
  ArticleIndex* article;  ///< where the number goes, of the last three kinds, once the owner is complete
  std::string id;
  std::uint64_t offset;
};

template <class Table>
const typename Table::value_type* text_field(const Table& table, std::string_view key) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& field) { return field.name == key; });
  return found == table.end() ? nullptr : &*found;
}

template <class Number>
bool parse_whole(std::string_view text, Number& number) {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  return result.ec == std::errc() && result.ptr == text.data() + text.size();
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 80;
  std::string shown(text.substr(0, kShown));
  if (text.size() > kShown) {
    while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) shown.pop_back();
    if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0U) shown.pop_back();
    shown += "...";
  }
  return "'" + shown + "'";
}

class Handler {
 public:
  explicit Handler(const rapidjson::MemoryStream& stream) : stream_(stream) {
    places_.push_back(Place::kFile);
  }

  // --- what the parser calls ---
  bool Null() { return true; }  // as if the member were not there
  bool Bool(bool value) { return scalar(value ? "true" : "false", Token::kBool); }
  bool Int(int) { return false; }  // numbers arrive as RawNumber
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return scalar({text, size}, Token::kNumber);
  }
  bool String(const char* text, rapidjson::SizeType size, bool) { return scalar({text, size}, Token::kText); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    key_.assign(text, size);
    return true;
  }
  bool StartObject() { return open(true); }
  bool StartArray() { return open(false); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  /// Resolves what is pending and sorts. Requires: the parser has read the whole file.
  bool finish();

  Graph graph;
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] std::uint64_t error_offset() const { return error_offset_; }

 private:
  enum class Token : std::uint8_t { kText, kNumber, kBool };

  [[nodiscard]] std::uint64_t offset() const { return stream_.Tell(); }
  bool fail(std::string message) { return fail_at(std::move(message), offset()); }
  bool fail_at(std::string message, std::uint64_t offset) {
    error_ = std::move(message);
    error_offset_ = offset;
    return false;
  }
  bool wrong_kind(std::string_view wanted) {
    return fail(record_name() + ": " + quoted(key_) + " must be " + std::string(wanted));
  }
  /// "edge 'e4'", for messages.
  std::string record_name() const;

  bool open(bool object);
  bool close();
  Place inner_place(bool object) const;
  bool check_place(Place place, bool object);
  bool begin_record(Place place);
  bool end_record(Place place);
  bool scalar(std::string_view value, Token token);
  bool top_member(std::string_view value, Token token);
  bool node_member(std::string_view value, Token token);
  bool edge_member(std::string_view value, Token token);
  bool evidence_member(std::string_view value, Token token);
  bool span_bound(std::string_view value, Token token);
  bool status(std::string_view value, Status& status);
  bool whole_number(std::string_view value, std::uint32_t lowest, std::uint32_t& number);
  void end_lists(Node& node);
  void end_lists(Edge& edge);
  std::span<ArticleIndex> end_articles(Pending::Kind kind);
  template <class Record, class Text, std::size_t size>
  bool text_or_skip(Record& record, const std::array<TextField<Record, Text>, size>& table,
                    std::string_view value, Token token);
  std::string_view kept(std::string_view value, bool repeats) {
    return repeats ? texts_[texts_.add(value)] : graph.memory->keep(value);
  }
  template <class Record>
  bool unique(const std::vector<Record>& records, IdIndex<Record>& index, std::string_view kind);
  void refer(Pending::Kind kind, std::uint32_t owner, std::uint32_t item, std::string_view id);
  std::uint32_t& open_slot(Pending::Kind kind, std::uint32_t item);
  std::uint32_t& slot(const Pending& reference);
  bool resolve_pending();

  const rapidjson::MemoryStream& stream_;
  std::vector<Place> places_;
  std::size_t skipped_ = 0;  ///< objects and arrays open inside a skipped member
  std::string key_;
  std::string error_;
  std::uint64_t error_offset_ = 0;
  bool has_format_ = false, has_version_ = false, has_nodes_ = false, has_edges_ = false;
  bool has_source_ = false, has_target_ = false, has_article_ = false;
  Span* span_ = nullptr;
  std::uint32_t span_bounds_ = 0;
  IdIndex<ArticleInfo> articles_{graph.articles};
  IdIndex<Node> nodes_{graph.nodes};
  IdIndex<Edge> edges_{graph.edges};
  std::vector<Pending> pending_;
  StringPool texts_{graph.memory};  ///< those that repeat
  std::string_view last_text_;      ///< the sentence read last
  // The lists of the node or edge that is being read.
  std::vector<std::string_view> alias_list_;
  std::vector<Attribute> attribute_list_;
  std::vector<ArticleIndex> article_list_;
  std::vector<Evidence> evidence_list_;
  std::size_t first_pending_ = 0;  ///< of this record
};

std::string Handler::record_name() const {
  switch (places_.back()) {
    case Place::kArticle:
      return "article " + quoted(graph.articles.back().id);
    case Place::kNode:
    case Place::kAliases:
    case Place::kNodeArticles:
    case Place::kAttributes:
      return "node " + quoted(graph.nodes.back().id);
    case Place::kEdge:
    case Place::kEdgeArticles:
    case Place::kEvidenceList:
    case Place::kEvidence:
    case Place::kSpan:
      return "edge " + quoted(graph.edges.back().id);
    default:
      return "graph";
  }
}

Place Handler::inner_place(bool object) const {
  if (object) {
    switch (places_.back()) {
      case Place::kFile:
        return Place::kTop;
      case Place::kNodeTypes:
        return Place::kNodeType;
      case Place::kEdgeTypes:
        return Place::kEdgeType;
      case Place::kArticles:
        return Place::kArticle;
      case Place::kNodes:
        return Place::kNode;
      case Place::kEdges:
        return Place::kEdge;
      case Place::kEvidenceList:
        return Place::kEvidence;
      case Place::kNode:
        return key_ == "attributes" ? Place::kAttributes : Place::kSkipped;
      default:
        return Place::kSkipped;
    }
  }
  switch (places_.back()) {
    case Place::kTop:
      if (key_ == "nodes") return Place::kNodes;
      if (key_ == "edges" || key_ == "links") return Place::kEdges;
      if (key_ == "articles") return Place::kArticles;
      if (key_ == "node_types") return Place::kNodeTypes;
      return key_ == "edge_types" ? Place::kEdgeTypes : Place::kSkipped;
    case Place::kNode:
      if (key_ == "aliases") return Place::kAliases;
      return key_ == "articles" ? Place::kNodeArticles : Place::kSkipped;
    case Place::kEdge:
      if (key_ == "articles") return Place::kEdgeArticles;
      return key_ == "evidence" ? Place::kEvidenceList : Place::kSkipped;
    case Place::kEvidence:
      return key_ == "sentence" || key_ == "source" || key_ == "target" || key_ == "trigger"
                 ? Place::kSpan
                 : Place::kSkipped;
    default:
      return Place::kSkipped;
  }
}

/// An object or array where text or a number belongs is an error for the members we know, skipped for others.
bool Handler::check_place(Place place, bool object) {
  const Place outer = places_.back();
  if (outer == Place::kFile && !object) return fail("a graph file is one JSON object, found an array");
  if (place != Place::kSkipped) return true;
  const bool list_of_records = outer == Place::kNodes || outer == Place::kEdges ||
                               outer == Place::kArticles || outer == Place::kNodeTypes ||
                               outer == Place::kEdgeTypes || outer == Place::kEvidenceList;
  if (list_of_records) return fail(record_name() + ": found an array where an object was wanted");
  if (outer == Place::kAliases || outer == Place::kNodeArticles || outer == Place::kEdgeArticles) {
    return fail(record_name() + ": found " + (object ? "an object" : "an array") + " in a list of texts");
  }
  if (outer == Place::kSpan) return wrong_kind("two whole numbers");
  const bool known_node = outer == Place::kNode && is_node_member(key_);
  const bool known_top =
      outer == Place::kTop && (key_ == "nodes" || key_ == "edges" || key_ == "links" || key_ == "articles" ||
                               key_ == "format" || key_ == "version");
  const bool known_edge = outer == Place::kEdge &&
                          (key_ == "id" || key_ == "source" || key_ == "target" || key_ == "type" ||
                           key_ == "weight" || key_ == "status" || key_ == "articles" || key_ == "evidence");
  if (known_node || known_top || known_edge) {
    return wrong_kind(object ? "something else than an object" : "something else than an array");
  }
  return true;
}

bool Handler::open(bool object) {
  if (skipped_ != 0) {
    ++skipped_;
    return true;
  }
  const Place place = inner_place(object);
  if (!check_place(place, object)) return false;
  if (place == Place::kSkipped) {
    skipped_ = 1;
    return true;
  }
  if (!begin_record(place)) return false;
  places_.push_back(place);
  return true;
}

bool Handler::close() {
  if (skipped_ != 0) {
    --skipped_;
    return true;
  }
  const bool good = end_record(places_.back());
  places_.pop_back();
  return good;
}

bool Handler::begin_record(Place place) {
  const auto full = [](std::size_t size) { return size >= std::numeric_limits<std::uint32_t>::max(); };
  switch (place) {
    case Place::kNodes:
      has_nodes_ = true;
      break;
    case Place::kEdges:
      has_edges_ = true;
      break;
    case Place::kArticle:
      graph.articles.emplace_back();
      break;
    case Place::kNodeType:
      graph.node_types.emplace_back();
      break;
    case Place::kEdgeType:
      graph.edge_types.emplace_back();
      break;
    case Place::kNode:
      if (full(graph.nodes.size())) return fail("more than 4294967295 nodes");
      graph.nodes.emplace_back();
      alias_list_.clear();
      attribute_list_.clear();
      article_list_.clear();
      first_pending_ = pending_.size();
      break;
    case Place::kEdge:
      if (full(graph.edges.size())) return fail("more than 4294967295 edges");
      graph.edges.emplace_back();
      article_list_.clear();
      evidence_list_.clear();
      first_pending_ = pending_.size();
      has_source_ = has_target_ = false;
      break;
    case Place::kEvidence:
      evidence_list_.emplace_back();
      has_article_ = false;
      break;
    case Place::kSpan: {
      Evidence& evidence = evidence_list_.back();
      span_ = key_ == "sentence" ? &evidence.sentence
              : key_ == "source" ? &evidence.source
              : key_ == "target" ? &evidence.target
                                 : &evidence.trigger;
      span_bounds_ = 0;
      break;
    }
    default:
      break;
  }
  return true;
}

template <class Record>
bool Handler::unique(const std::vector<Record>& records, IdIndex<Record>& index, std::string_view kind) {
  const std::string_view id = records.back().id;
  if (id.empty())
    return fail(std::string(kind) + " number " + std::to_string(records.size()) + " has no 'id'");
  if (index.insert(static_cast<std::uint32_t>(records.size() - 1))) return true;
  return fail("two " + std::string(kind) + "s have the id " + quoted(id));
}

bool Handler::end_record(Place place) {
  switch (place) {
    case Place::kArticle:
      return unique(graph.articles, articles_, "article");
    case Place::kNode: {
      auto& attributes = attribute_list_;
      std::sort(attributes.begin(), attributes.end());
      const auto same_key = [](const Attribute& a, const Attribute& b) { return a.key == b.key; };
      const auto twice = std::adjacent_find(attributes.begin(), attributes.end(), same_key);
      if (twice != attributes.end())
        return fail(record_name() + ": attribute " + quoted(twice->key) + " occurs twice");
      end_lists(graph.nodes.back());
      return unique(graph.nodes, nodes_, "node");
    }
    case Place::kEdge:
      if (!has_source_ || !has_target_) {
        return fail(record_name() + " has no '" + (has_source_ ? "target" : "source") + "'");
      }
      end_lists(graph.edges.back());
      return unique(graph.edges, edges_, "edge");
    case Place::kEvidence:
      return has_article_ || fail(record_name() + ": evidence without 'article'");
    case Place::kSpan:
      if (span_bounds_ != 2 || span_->begin > span_->end) {
        return fail(record_name() + ": a span of evidence must be [begin, end] with begin <= end");
      }
      return true;
    default:
      return true;
  }
}

std::span<ArticleIndex> Handler::end_articles(Pending::Kind kind) {
  const auto list = graph.memory->make<ArticleIndex>(article_list_.size());
  std::copy(article_list_.begin(), article_list_.end(), list.begin());
  for (std::size_t p = first_pending_; p < pending_.size(); ++p) {
    if (pending_[p].kind == kind) pending_[p].article = &list[pending_[p].item];
  }
  return list;
}

void Handler::end_lists(Node& node) {
  node.aliases = graph.memory->keep(alias_list_);
  node.attributes = graph.memory->keep(attribute_list_);
  node.articles = end_articles(Pending::Kind::kNodeArticle);
}

void Handler::end_lists(Edge& edge) {
  edge.articles = end_articles(Pending::Kind::kEdgeArticle);
  const auto pieces = graph.memory->make<Evidence>(evidence_list_.size());
  const auto list = graph.memory->make<const Evidence*>(evidence_list_.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    pieces[i] = evidence_list_[i];
    list[i] = &pieces[i];
  }
  for (std::size_t p = first_pending_; p < pending_.size(); ++p) {
    Pending& reference = pending_[p];
    if (reference.kind == Pending::Kind::kEvidenceArticle)
      reference.article = &pieces[reference.item].article;
  }
  edge.evidence = list;
}

bool Handler::scalar(std::string_view value, Token token) {
  if (skipped_ != 0) return true;
  switch (places_.back()) {
    case Place::kFile:
      return fail("a graph file is one JSON object");
    case Place::kTop:
      return top_member(value, token);
    case Place::kArticle:
      return text_or_skip(graph.articles.back(), kArticleFields, value, token);
    case Place::kNodeType:
      return text_or_skip(graph.node_types.back(), kNodeTypeFields, value, token);
    case Place::kEdgeType:
      if (key_ == "symmetric") {
        graph.edge_types.back().symmetric = value == "true";
        return token == Token::kBool || wrong_kind("true or false");
      }
      return text_or_skip(graph.edge_types.back(), kEdgeTypeFields, value, token);
    case Place::kNode:
      return node_member(value, token);
    case Place::kAttributes:
      attribute_list_.push_back({kept(key_, true), kept(value, true)});
      return true;
    case Place::kEdge:
      return edge_member(value, token);
    case Place::kEvidence:
      return evidence_member(value, token);
    case Place::kSpan:
      return span_bound(value, token);
    case Place::kAliases:
      if (token != Token::kText) return wrong_kind("a list of texts");
      alias_list_.push_back(kept(value, true));
      return true;
    case Place::kNodeArticles:
    case Place::kEdgeArticles: {
      if (token != Token::kText) return wrong_kind("a list of article ids");
      const bool of_node = places_.back() == Place::kNodeArticles;
      article_list_.push_back(0);
      refer(of_node ? Pending::Kind::kNodeArticle : Pending::Kind::kEdgeArticle,
            static_cast<std::uint32_t>((of_node ? graph.nodes.size() : graph.edges.size()) - 1),
            static_cast<std::uint32_t>(article_list_.size() - 1), value);
      return true;
    }
    default:
      return fail("found " + quoted(value) + " where an object was wanted");
  }
}

template <class Record, class Text, std::size_t size>
bool Handler::text_or_skip(Record& record, const std::array<TextField<Record, Text>, size>& table,
                           std::string_view value, Token token) {
  const auto* field = text_field(table, key_);
  if (field == nullptr) return true;
  if (token != Token::kText) return wrong_kind("text");
  if constexpr (std::is_same_v<Text, std::string>) {
    record.*field->member = value;  // types are no records of the graph's memory
  } else {
    record.*field->member = kept(value, field->repeats);
  }
  return true;
}

bool Handler::top_member(std::string_view value, Token token) {
  if (key_ == "format") {
    has_format_ = true;
    if (value != kJsonFormat) {
      return fail("'format' is " + quoted(value) +
                  ", wanted 'newsgraph': not a graph that this program wrote");
    }
  } else if (key_ == "version") {
    has_version_ = true;
    int version = 0;
    if (token != Token::kNumber || !parse_whole(value, version) || version != kJsonVersion) {
      return fail("graph version " + std::string(value) + ", this program reads version " +
                  std::to_string(kJsonVersion) + ": build the graph again");
    }
  } else if (key_ == "nodes" || key_ == "edges" || key_ == "links" || key_ == "articles") {
    return wrong_kind("an array");
  }
  return true;
}

bool Handler::node_member(std::string_view value, Token token) {
  Node& node = graph.nodes.back();
  if (key_ == "mentions")
    return (token == Token::kNumber || wrong_kind("a number")) && whole_number(value, 0, node.mentions);
  if (key_ == "aliases" || key_ == "articles") return wrong_kind("an array");
  if (key_ == "attributes") return wrong_kind("an object");
  if (text_field(kNodeFields, key_) != nullptr) return text_or_skip(node, kNodeFields, value, token);
  if (!key_.empty()) attribute_list_.push_back({kept(key_, true), kept(value, true)});
  return true;
}

bool Handler::edge_member(std::string_view value, Token token) {
  Edge& edge = graph.edges.back();
  if (key_ == "weight") {
    return (token == Token::kNumber || wrong_kind("a number")) && whole_number(value, 1, edge.weight);
  }
  if (key_ == "articles" || key_ == "evidence") return wrong_kind("an array");
  const bool source = key_ == "source";
  if (source || key_ == "target") {
    if (token != Token::kText) return wrong_kind("the id of a node");
    (source ? has_source_ : has_target_) = true;
    refer(source ? Pending::Kind::kSource : Pending::Kind::kTarget,
          static_cast<std::uint32_t>(graph.edges.size() - 1), 0, value);
    return true;
  }
  if (key_ == "status") return status(value, edge.status);
  return text_or_skip(edge, kEdgeFields, value, token);
}

bool Handler::evidence_member(std::string_view value, Token token) {
  Evidence& evidence = evidence_list_.back();
  if (key_ == "article") {
    if (token != Token::kText) return wrong_kind("the id of an article");
    has_article_ = true;
    refer(Pending::Kind::kEvidenceArticle, static_cast<std::uint32_t>(graph.edges.size() - 1),
          static_cast<std::uint32_t>(evidence_list_.size() - 1), value);
    return true;
  }
  if (key_ == "in_title") {
    evidence.in_title = value == "true";
    return token == Token::kBool || wrong_kind("true or false");
  }
  if (key_ == "sentence" || key_ == "source" || key_ == "target" || key_ == "trigger") {
    return wrong_kind("[begin, end]");
  }
  if (key_ == "status") return status(value, evidence.status);
  if (key_ != "text") return text_or_skip(evidence, kEvidenceFields, value, token);
  if (token != Token::kText) return wrong_kind("text");
  if (last_text_ != value) last_text_ = kept(value, false);  // one sentence says several things
  evidence.text = last_text_;
  return true;
}

bool Handler::span_bound(std::string_view value, Token token) {
  std::uint32_t bound = 0;
  if (token != Token::kNumber || !parse_whole(value, bound) || span_bounds_ == 2) {
    return fail(record_name() + ": a span of evidence must be two whole numbers, found " + quoted(value));
  }
  (span_bounds_++ == 0 ? span_->begin : span_->end) = bound;
  return true;
}

bool Handler::status(std::string_view value, Status& result) {
  if (parse_status(value, result)) return true;
  return fail(record_name() + ": unknown status " + quoted(value) +
              ", wanted stated, planned, proposed, denied or reported");
}

bool Handler::whole_number(std::string_view value, std::uint32_t lowest, std::uint32_t& number) {
  if (parse_whole(value, number) && number >= lowest) return true;
  return fail(record_name() + ": " + quoted(key_) + " must be a whole number from " + std::to_string(lowest) +
              " to 4294967295, found " + quoted(value));
}

/// Where the number of what is referred to goes as long as the owner, the last of its kind, is being read.
std::uint32_t& Handler::open_slot(Pending::Kind kind, std::uint32_t item) {
  switch (kind) {
    case Pending::Kind::kSource:
      return graph.edges.back().source;
    case Pending::Kind::kTarget:
      return graph.edges.back().target;
    case Pending::Kind::kEvidenceArticle:
      return evidence_list_[item].article;
    case Pending::Kind::kNodeArticle:
    case Pending::Kind::kEdgeArticle:
      break;
  }
  return article_list_[item];
}

/// The same once it is complete.
std::uint32_t& Handler::slot(const Pending& reference) {
  if (reference.kind == Pending::Kind::kSource) return graph.edges[reference.owner].source;
  if (reference.kind == Pending::Kind::kTarget) return graph.edges[reference.owner].target;
  return *reference.article;
}

void Handler::refer(Pending::Kind kind, std::uint32_t owner, std::uint32_t item, std::string_view id) {
  const bool to_node = kind == Pending::Kind::kSource || kind == Pending::Kind::kTarget;
  std::uint32_t index = 0;
  if (to_node ? nodes_.find(id, index) : articles_.find(id, index)) {
    open_slot(kind, item) = index;
  } else {
    pending_.push_back({kind, owner, item, nullptr, std::string(id), offset()});
  }
}

bool Handler::resolve_pending() {
  for (const Pending& reference : pending_) {
    const bool to_node = reference.kind == Pending::Kind::kSource || reference.kind == Pending::Kind::kTarget;
    std::uint32_t index = 0;
    if (to_node ? nodes_.find(reference.id, index) : articles_.find(reference.id, index)) {
      slot(reference) = index;
      continue;
    }
    const bool of_node = reference.kind == Pending::Kind::kNodeArticle;
    const std::string_view owner =
        of_node ? graph.nodes[reference.owner].id : graph.edges[reference.owner].id;
    const std::string what = reference.kind == Pending::Kind::kSource   ? "source "
                             : reference.kind == Pending::Kind::kTarget ? "target "
                                                                        : "article ";
    return fail_at((of_node ? "node " : "edge ") + quoted(owner) + ": " + what + quoted(reference.id) +
                       " is no " + (to_node ? "node" : "article") + " of this file",
                   reference.offset);
  }
  return true;
}

bool Handler::finish() {
  if (!has_format_) return fail_at("no member 'format': not a graph that this program wrote", 0);
  if (!has_version_) return fail_at("no member 'version': not a graph that this program wrote", 0);
  if (!has_nodes_ || !has_edges_)
    return fail_at(std::string("no list '") + (has_nodes_ ? "edges" : "nodes") + "'", 0);
  for (const Edge& edge : graph.edges) {
    std::uint32_t node = 0;
    if (nodes_.find(edge.id, node))
      return fail_at("a node and an edge have the same id " + quoted(edge.id), 0);
  }
  if (!resolve_pending()) return false;
  put_in_order(graph);
  return true;
}

[[noreturn]] void throw_at(std::string_view json, std::string_view where, const std::string& message,
                           std::uint64_t offset) {
  const std::string_view before = json.substr(0, std::min<std::size_t>(offset, json.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  throw GraphFileError(std::string(where) + ":" + std::to_string(line) + ":" +
                           std::to_string(before.size() - line_begin + 1) + ": " + message + " (byte " +
                           std::to_string(before.size()) + ")",
                       before.size());
}

/// What the parser's error means to somebody who has the file before them.
std::string syntax_error(std::string_view json, const rapidjson::ParseResult& result) {
  const std::string_view rest = json.substr(std::min(result.Offset(), json.size()));
  if (rest.empty() || rest == "\n") return "the file ends here but the graph does not: it was cut off";
  for (const std::string_view word : {"NaN", "nan", "Infinity", "-Infinity", "inf"}) {
    if (rest.starts_with(word)) return std::string(word) + " is no number in JSON";
  }
  return std::string("not valid JSON: ") + rapidjson::GetParseError_En(result.Code());
}

}  // namespace

Graph read_graph_json(std::string_view json, std::string_view where) {
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  rapidjson::MemoryStream stream(json.data(), json.size());
  Handler handler(stream);
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseValidateEncodingFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (result.IsError() && result.Code() != rapidjson::kParseErrorTermination) {
    throw_at(json, where, syntax_error(json, result), result.Offset());
  }
  if (result.IsError() || !handler.finish()) throw_at(json, where, handler.error(), handler.error_offset());
  return std::move(handler.graph);
}

}  // namespace newsgraph
