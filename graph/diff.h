// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

/// What most likely made a difference between two builds.
enum class Cause : std::uint8_t {
  kArticleAdded,    ///< its evidence is in articles that only the new graph has
  kArticleRemoved,  ///< its evidence was in articles that only the old graph has
  kArticleChanged,  ///< its evidence is in articles whose text changed
  kRule,            ///< the articles are the same, other rules fired
  kAlias,           ///< names were joined or kept apart differently
};

/// "article added", "article removed", "article changed", "rule", "alias".
const char* to_string(Cause cause);

enum class ChangeKind : std::uint8_t { kAdded, kGone, kChanged };

/// "added", "gone", "changed".
const char* to_string(ChangeKind kind);

/// One node or edge that differs.
struct Change {
  ChangeKind kind = ChangeKind::kAdded;
  std::string id;                   ///< of the node or edge
  std::string label;                ///< "Trịnh Xuân Trường", or "A HOSTS B"
  std::vector<std::string> fields;  ///< what changed: "weight 2 -> 3"; empty for added and gone
  Cause cause = Cause::kRule;
  std::string because;  ///< article id, rule id or node id that shows it
};

struct GraphDiff {
  std::vector<std::string> articles_added, articles_removed, articles_changed;  ///< ids, ascending
  std::vector<Change> nodes;                                                    ///< ascending by id
  std::vector<Change> edges;                                                    ///< ascending by id
  [[nodiscard]] bool empty() const {
    return articles_added.empty() && articles_removed.empty() && articles_changed.empty() && nodes.empty() &&
           edges.empty();
  }
};

/// How `after` differs from `before`. Nodes and edges are the same when their ids are. Of nodes type, labels,
/// aliases, counts and attributes (the measures of `analyze` among them) are compared, of edges all. Cost:
/// O(n log n) in nodes, aliases, edges and evidence.
GraphDiff diff(const Graph& before, const Graph& after);

}  // namespace newsgraph
