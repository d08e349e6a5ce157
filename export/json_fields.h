// SPDX-License-Identifier: Apache-2.0
#pragma once

// The members of the JSON export that hold plain text, for its writer and its reader.

#include <array>
#include <string>
#include <string_view>

#include "graph/graph.h"

namespace newsgraph {

inline constexpr std::string_view kJsonFormat = "newsgraph";
inline constexpr std::string_view kJsonBegin = R"({"format":"newsgraph",)";  ///< of every file we write
inline constexpr int kJsonVersion = 1;

template <class Record, class Text = std::string_view>
struct TextField {
  std::string_view name;
  Text Record::*member;
  bool always = false;   ///< written even when it is empty
  bool repeats = false;  ///< many records hold the same text
};

inline constexpr std::array kArticleFields = {
    TextField<ArticleInfo>{"id", &ArticleInfo::id, true},
    TextField<ArticleInfo>{"url", &ArticleInfo::url},
    TextField<ArticleInfo>{"title", &ArticleInfo::title},
    TextField<ArticleInfo>{"outlet", &ArticleInfo::outlet, false, true},
    TextField<ArticleInfo>{"date", &ArticleInfo::date, false, true},
    TextField<ArticleInfo>{"lang", &ArticleInfo::lang, false, true},
    TextField<ArticleInfo>{"source_hash", &ArticleInfo::source_hash},
};
inline constexpr std::array kNodeFields = {
    TextField<Node>{"id", &Node::id, true},
    TextField<Node>{"type", &Node::type, true, true},
    TextField<Node>{"label", &Node::label, true},
    TextField<Node>{"label_en", &Node::label_en},
    TextField<Node>{"label_ascii", &Node::label_ascii},
    TextField<Node>{"first_date", &Node::first_date, false, true},
    TextField<Node>{"last_date", &Node::last_date, false, true},
    TextField<Node>{"gazetteer", &Node::gazetteer},
};
inline constexpr std::array kEdgeFields = {
    TextField<Edge>{"id", &Edge::id, true},
    TextField<Edge>{"type", &Edge::type, true, true},
    TextField<Edge>{"role", &Edge::role, false, true},
    TextField<Edge>{"first_date", &Edge::first_date, false, true},
    TextField<Edge>{"last_date", &Edge::last_date, false, true},
};
using EvidenceField = TextField<Evidence>;
inline constexpr std::array kEvidenceFields = {
    EvidenceField{"text", &Evidence::text},
    EvidenceField{"rule", &Evidence::rule, false, true},
    EvidenceField{"rule_at", &Evidence::rule_at, false, true},
    EvidenceField{"reporter", &Evidence::reporter, false, true},
    EvidenceField{"time", &Evidence::time, false, true},
};
template <class Type>
using TypeField = TextField<Type, std::string>;
inline constexpr std::array kNodeTypeFields = {
    TypeField<NodeType>{"name", &NodeType::name, true},
    TypeField<NodeType>{"label_vi", &NodeType::label_vi},
};
inline constexpr std::array kEdgeTypeFields = {
    TypeField<EdgeType>{"name", &EdgeType::name, true},
    TypeField<EdgeType>{"label_en", &EdgeType::label_en},
    TypeField<EdgeType>{"label_vi", &EdgeType::label_vi},
};

/// Members of a node that an attribute of the same key must not hide; such attributes go into "attributes":
/// {...}.
constexpr bool is_node_member(std::string_view key) {
  for (const auto& field : kNodeFields) {
    if (field.name == key) return true;
  }
  return key == "aliases" || key == "mentions" || key == "articles" || key == "attributes" || key.empty();
}

}  // namespace newsgraph
