// SPDX-License-Identifier: Apache-2.0
#pragma once

// The members of the JSON export that hold plain text, for its writer and its reader.

#include <array>
#include <string>
#include <string_view>

#include "graph/graph.h"

namespace newsgraph {

inline constexpr std::string_view kJsonFormat = "newsgraph";
inline constexpr int kJsonVersion = 1;

template <class Record, class Text = std::string>
struct TextField {
  std::string_view name;
  Text Record::*member;
  bool always = false;  ///< written even when it is empty
};

inline constexpr std::array kArticleFields = {
    TextField<ArticleInfo>{"id", &ArticleInfo::id, true},
    TextField<ArticleInfo>{"url", &ArticleInfo::url},
    TextField<ArticleInfo>{"title", &ArticleInfo::title},
    TextField<ArticleInfo>{"outlet", &ArticleInfo::outlet},
    TextField<ArticleInfo>{"date", &ArticleInfo::date},
    TextField<ArticleInfo>{"lang", &ArticleInfo::lang},
    TextField<ArticleInfo>{"source_hash", &ArticleInfo::source_hash},
};
inline constexpr std::array kNodeFields = {
    TextField<Node>{"id", &Node::id, true},
    TextField<Node>{"type", &Node::type, true},
    TextField<Node>{"label", &Node::label, true},
    TextField<Node>{"label_en", &Node::label_en},
    TextField<Node>{"label_ascii", &Node::label_ascii},
    TextField<Node>{"first_date", &Node::first_date},
    TextField<Node>{"last_date", &Node::last_date},
    TextField<Node>{"gazetteer", &Node::gazetteer},
};
inline constexpr std::array kEdgeFields = {
    TextField<Edge>{"id", &Edge::id, true},         TextField<Edge>{"type", &Edge::type, true},
    TextField<Edge>{"role", &Edge::role},           TextField<Edge>{"first_date", &Edge::first_date},
    TextField<Edge>{"last_date", &Edge::last_date},
};
using EvidenceField = TextField<Evidence, std::string_view>;
inline constexpr std::array kEvidenceFields = {
    EvidenceField{"text", &Evidence::text},       EvidenceField{"rule", &Evidence::rule},
    EvidenceField{"rule_at", &Evidence::rule_at}, EvidenceField{"reporter", &Evidence::reporter},
    EvidenceField{"time", &Evidence::time},
};
inline constexpr std::array kNodeTypeFields = {
    TextField<NodeType>{"name", &NodeType::name, true},
    TextField<NodeType>{"label_vi", &NodeType::label_vi},
};
inline constexpr std::array kEdgeTypeFields = {
    TextField<EdgeType>{"name", &EdgeType::name, true},
    TextField<EdgeType>{"label_en", &EdgeType::label_en},
    TextField<EdgeType>{"label_vi", &EdgeType::label_vi},
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
