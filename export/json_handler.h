// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <rapidjson/memorystream.h>

#include "export/graph_json.h"
#include "export/id_index.h"
#include "export/json_fields.h"
#include "graph/string_pool.h"

namespace newsgraph {

/// A text in quotes, shortened, for messages.
std::string quoted(std::string_view text);

/// Takes what RapidJSON's SAX reader finds in a graph file and makes the graph of it. It keeps a stack of
/// what it is inside of (Place). References between records (the ends of an edge, the article of a piece of
/// evidence) are resolved at once when the record they name has been read, which in our own files it always
/// has; the others wait in `pending_` until the end.
class GraphJsonHandler {
 public:
  explicit GraphJsonHandler(const rapidjson::MemoryStream& stream) : stream_(stream) {
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
  /// What the member that is being read takes, for messages; empty if we do not know it.
  std::string_view wanted_member() const;
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

}  // namespace newsgraph
