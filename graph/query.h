// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

/// How a node answers to a name, best first.
enum class MatchKind : std::uint8_t {
  kId,         ///< the node's id
  kName,       ///< label or alias with its tone marks; case does not count
  kLabel,      ///< the label without diacritics
  kAlias,      ///< an alias, or the English label, without diacritics
  kPrefix,     ///< whole words at the start of label or alias, without diacritics
  kSubstring,  ///< anywhere in label or alias, without diacritics
};

struct NodeMatch {
  NodeIndex node = 0;
  MatchKind kind = MatchKind::kId;
};

/// The nodes that `name` may mean, likeliest first: by MatchKind, then by degree, then by id. "lao cai" finds
/// Lào Cai. Only the best kind that any node has is returned, so one result means the name is clear. Empty if
/// nothing answers. Cost: linear in all labels and aliases.
std::vector<NodeMatch> find_nodes(const Graph& graph, std::string_view name, std::size_t limit = 20);

/// What of a graph to keep. Conditions are joined by "and"; an empty one holds for all.
struct GraphFilter {
  std::vector<std::string> node_types;  ///< "Person"
  std::vector<std::string> edge_types;  ///< "HOSTS"
  std::vector<Status> statuses;         ///< of evidence
  std::string from, to;            ///< ISO days, months or years, both included; undated articles fall out
  std::uint32_t min_evidence = 0;  ///< sentences that remain for an edge
  std::vector<NodeIndex> around;  ///< nodes whose neighbourhood is kept, within `hops` edges of any direction
  unsigned hops = 1;
  std::size_t top = 0;         ///< the n best nodes by `scores`; 0 for all
  std::vector<double> scores;  ///< one a node; empty: degree in what remains
  bool keep_isolated =
      false;  ///< keep nodes without any edge left; else only those of `around` and the best stay
  bool drop_isolated = false;  ///< of these leave the best out as well
};

/// The part of `graph` that meets `filter`, in this order: evidence, edge and node types, minimum,
/// neighbourhood, top. Weights, statuses and dates of edges are computed anew from the evidence that remains;
/// counts of nodes stay those of the whole graph. Articles that nothing refers to any more are left out.
/// Edges without evidence are judged by their own status, dates and weight. Errors: std::invalid_argument if
/// `scores` has another size than the nodes, or a node of `around` does not exist.
Graph filter_graph(const Graph& graph, const GraphFilter& filter);

/// The label that is spelt most like `name`, without regard to tone marks and case; empty when none is near
/// (a third of its length). Time O(nodes).
std::string nearest_label(const Graph& graph, std::string_view name);

}  // namespace newsgraph
