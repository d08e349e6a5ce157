// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extract/fact/fact.h"
#include "extract/rule/rule_set.h"
#include "graph/arena.h"

namespace newsgraph {

using NodeIndex = std::uint32_t;     ///< into Graph::nodes
using EdgeIndex = std::uint32_t;     ///< into Graph::edges
using ArticleIndex = std::uint32_t;  ///< into Graph::articles

// Texts and lists of a graph are views of Graph::memory: records are small, copied as they are, and two
// graphs may share what they say.

/// What the graph keeps of an article. `id` is unique in a graph.
struct ArticleInfo {
  std::string_view id, url, title, outlet, date, lang, source_hash;
};

/// One sentence that says what an edge says. Spans count bytes of the article's body, or of its title.
struct Evidence {
  ArticleIndex article = 0;
  bool in_title = false;  ///< spans are of the title
  Status status = Status::kStated;
  Span sentence;
  Span source;                ///< the words that name the source node
  Span target;                ///< the words that name the target node
  Span trigger;               ///< the words that express the relation; empty span if only structure does
  std::string_view text;      ///< the sentence, byte for byte as in the source
  std::string_view rule;      ///< "hosts.by-verb"
  std::string_view rule_at;   ///< "vi/hosts.rules:12"
  std::string_view reporter;  ///< who says so, if reported
  std::string_view time;      ///< ISO date the sentence gives, empty if none
};

/// The order of evidence within an edge: by article, what its title says first, then by sentence, rule and
/// all else. Neither is before the other exactly when both say the same.
bool comes_before(const Evidence& a, const Evidence& b);

/// {"date", "2024-11-06"}
struct Attribute {
  std::string_view key, value;
  friend auto operator<=>(const Attribute&, const Attribute&) = default;
};

/// One real thing.
struct Node {
  std::string_view id;  ///< stable, from type and canonical name or gazetteer id: "person:trinh-xuan-truong"
  std::string_view type;                      ///< "Person"
  std::string_view label;                     ///< "Trịnh Xuân Trường"
  std::string_view label_en;                  ///< English name; empty if none is known
  std::string_view label_ascii;               ///< label without diacritics, as written: "Trinh Xuan Truong"
  std::span<const std::string_view> aliases;  ///< sorted, without label
  std::uint32_t mentions = 0;                 ///< in all articles
  std::span<const ArticleIndex> articles;     ///< ascending
  std::string_view first_date, last_date;     ///< ISO dates of its articles; empty if unknown
  std::string_view gazetteer;                 ///< gazetteer id, empty if none
  /// The type's own attributes, sorted by key: date, role, lat, lon, codes, and measures that `analyze` adds.
  std::span<const Attribute> attributes;

  /// The value of `key`, or an empty view.
  [[nodiscard]] std::string_view attribute(std::string_view key) const;
};

/// One relation between two nodes, with all the evidence there is for it.
struct Edge {
  std::string_view id;  ///< stable, from its ends, type and role
  NodeIndex source = 0;
  NodeIndex target = 0;
  std::string_view type;                      ///< "HOSTS"
  std::string_view role;                      ///< post held, else empty
  Status status = Status::kStated;            ///< the firmest of its evidence
  std::uint32_t weight = 1;                   ///< sentences that say so, at least 1
  std::span<const ArticleIndex> articles;     ///< ascending
  std::string_view first_date, last_date;     ///< of its articles, ISO; empty if unknown
  std::span<const Evidence* const> evidence;  ///< in the order of comes_before; none is null
};

/// Nodes and edges in order of their ids; the ends of every edge exist. Parallel edges differ in type or
/// role.
struct Graph {
  std::vector<ArticleInfo> articles;  ///< ascending by id
  std::vector<Node> nodes;            ///< ascending by id
  std::vector<Edge> edges;            ///< ascending by source, target, type, role
  std::vector<NodeType>
      node_types;  ///< those of the rule set, in its order; empty in a graph that was loaded
  std::vector<EdgeType> edge_types;
  /// What the records view, shared by the graphs that are parts or copies of one: whoever puts records into
  /// another graph hands this on too. May lack texts and lists that live as long as the program.
  std::shared_ptr<Arena> memory = std::make_shared<Arena>();
};

}  // namespace newsgraph
