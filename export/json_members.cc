// SPDX-License-Identifier: Apache-2.0
// The texts and numbers of a graph file: what each member of a record takes.
#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <type_traits>

#include "export/json_handler.h"

namespace newsgraph {
namespace {

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

}  // namespace

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

std::string_view GraphJsonHandler::wanted_member() const {
  static constexpr std::string_view kText = "text", kNumber = "a number", kTruth = "true or false",
                                    kArray = "an array", kUnknown;
  const auto is = [this](std::initializer_list<std::string_view> keys) {
    return std::ranges::find(keys, key_) != keys.end();
  };
  const auto text_of = [this](const auto& table) {
    return text_field(table, key_) != nullptr ? kText : kUnknown;
  };
  switch (places_.back()) {
    case Place::kTop:
      if (is({"nodes", "edges", "links", "articles", "node_types", "edge_types"})) return kArray;
      return is({"format"}) ? kText : is({"version"}) ? kNumber : kUnknown;
    case Place::kNodeType:
      return text_of(kNodeTypeFields);
    case Place::kEdgeType:
      return is({"symmetric"}) ? kTruth : text_of(kEdgeTypeFields);
    case Place::kArticle:
      return text_of(kArticleFields);
    case Place::kNode:
      if (is({"aliases", "articles"})) return kArray;
      if (is({"attributes"})) return "an object";
      return is({"mentions"}) ? kNumber : text_of(kNodeFields);
    case Place::kEdge:
      if (is({"articles", "evidence"})) return kArray;
      if (is({"source", "target"})) return "the id of a node";
      return is({"weight"}) ? kNumber : is({"status"}) ? kText : text_of(kEdgeFields);
    case Place::kEvidence:
      if (is({"sentence", "source", "target", "trigger"})) return "[begin, end]";
      if (is({"article"})) return "the id of an article";
      return is({"in_title"}) ? kTruth : is({"status"}) ? kText : text_of(kEvidenceFields);
    default:
      return kUnknown;
  }
}

bool GraphJsonHandler::scalar(std::string_view value, Token token) {
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
bool GraphJsonHandler::text_or_skip(Record& record, const std::array<TextField<Record, Text>, size>& table,
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

bool GraphJsonHandler::top_member(std::string_view value, Token token) {
  if (key_ == "format") {
    has_format_ = true;
    if (value != kJsonFormat) {
      return fail("'format' is " + quoted(value) +
                  ", wanted 'newsgraph': not a graph that this program wrote");
    }
  } else if (key_ == "version") {
    has_version_ = true;
    int version = 0;
    if (token != Token::kNumber) return wrong_kind("a number");
    if (!parse_whole(value, version) || version != kJsonVersion) {
      return fail("graph version " + std::string(value) + ", this program reads version " +
                  std::to_string(kJsonVersion) + ": build the graph again");
    }
  } else if (const std::string_view wanted = wanted_member(); !wanted.empty()) {
    return wrong_kind(wanted);
  }
  return true;
}

bool GraphJsonHandler::node_member(std::string_view value, Token token) {
  Node& node = graph.nodes.back();
  if (key_ == "mentions")
    return (token == Token::kNumber || wrong_kind("a number")) && whole_number(value, 0, node.mentions);
  if (key_ == "aliases" || key_ == "articles") return wrong_kind("an array");
  if (key_ == "attributes") return wrong_kind("an object");
  if (text_field(kNodeFields, key_) != nullptr) return text_or_skip(node, kNodeFields, value, token);
  if (!key_.empty()) attribute_list_.push_back({kept(key_, true), kept(value, true)});
  return true;
}

bool GraphJsonHandler::edge_member(std::string_view value, Token token) {
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

bool GraphJsonHandler::evidence_member(std::string_view value, Token token) {
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

bool GraphJsonHandler::span_bound(std::string_view value, Token token) {
  std::uint32_t bound = 0;
  if (token != Token::kNumber || !parse_whole(value, bound) || span_bounds_ == 2) {
    return fail(record_name() + ": a span of evidence must be two whole numbers, found " + quoted(value));
  }
  (span_bounds_++ == 0 ? span_->begin : span_->end) = bound;
  return true;
}

bool GraphJsonHandler::status(std::string_view value, Status& result) {
  if (parse_status(value, result)) return true;
  return fail(record_name() + ": unknown status " + quoted(value) +
              ", wanted stated, planned, proposed, denied or reported");
}

bool GraphJsonHandler::whole_number(std::string_view value, std::uint32_t lowest, std::uint32_t& number) {
  if (parse_whole(value, number) && number >= lowest) return true;
  return fail(record_name() + ": " + quoted(key_) + " must be a whole number from " + std::to_string(lowest) +
              " to 4294967295, found " + quoted(value));
}

}  // namespace newsgraph
