// SPDX-License-Identifier: Apache-2.0
#pragma once

// Facts as edges.cc needs them: in order of the edges they make. Not for others.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "graph/fact_store.h"
#include "graph/graph_builder.h"
#include "graph/resolve.h"

namespace newsgraph {

/// Relations by the number of their name.
class Relations {
 public:
  Relations(const FactStore& store, const std::vector<StringId>& found, const GraphOptions& options);
  /// Among the names that occur, in byte order.
  [[nodiscard]] std::uint32_t rank(StringId type) const { return rank_[type]; }
  [[nodiscard]] std::string_view name(std::uint32_t rank) const { return names_[rank]; }
  [[nodiscard]] bool symmetric(std::uint32_t rank) const { return symmetric_[rank]; }

 private:
  std::vector<std::uint32_t> rank_;
  std::vector<std::string_view> names_;  // by rank
  std::vector<bool> symmetric_;          // by rank
};

/// Roles by the number of their spelling, ranked by their canonical form.
class Roles {
 public:
  Roles(const FactStore& store, const std::vector<StringId>& found, const TextSettings& settings);
  /// 0 for none.
  [[nodiscard]] std::uint32_t rank(StringId role) const { return rank_[role]; }
  /// How all facts spell the role of this rank, which is not 0; 0 if they differ.
  [[nodiscard]] StringId only_spelling(std::uint32_t rank) const { return only_spelling_[rank]; }
  /// As newsgraph::slug gives it; empty for none.
  [[nodiscard]] std::string_view slug(StringId role) const { return slugs_[slug_of_[role]]; }

 private:
  std::vector<std::uint32_t> rank_;
  std::vector<StringId> only_spelling_;  // by rank
  std::vector<std::uint32_t> slug_of_;   // into slugs_
  std::vector<std::string> slugs_;
};

/// One fact, as sorting sees it.
struct EdgeFact {
  NodeIndex target;
  std::uint32_t type;  // rank among the relations
  std::uint32_t role;  // rank among the roles
  ArticleIndex article;
  std::uint32_t fact;  // of the article
  Status status;

  [[nodiscard]] auto edge_key() const { return std::tie(target, type, role); }
  friend auto operator<=>(const EdgeFact&, const EdgeFact&) = default;
};

/// Facts that become evidence, those of one source side by side, there in order of the edges they make, those
/// of one edge in order of their articles.
struct SortedFacts {
  std::vector<EdgeFact> refs;
  std::vector<std::size_t> begin;  // per node, and one more: where those it is the source of begin
};

/// Strings that are the relation of some fact, and those that are its role, each once.
struct FactStrings {
  std::vector<StringId> types, roles;
};
FactStrings strings_of_facts(const FactStore& store);

/// Leaves out what is denied and what joins a node with itself, and counts it in `report`; of the others the
/// store's evidence is made the graph's. Cost: linear in the
/// facts, n log n in those of one node.
SortedFacts sorted_facts(const FactStore& store, const Resolution& resolution, const Relations& relations,
                         const Roles& roles, std::size_t nodes, bool keep_denied, GraphReport& report);

}  // namespace newsgraph
