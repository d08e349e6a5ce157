// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/analysis/csr_graph.h"
#include "graph/graph.h"

namespace newsgraph {

/// How the edges of a property graph are read. docs/analysis.md says what each measure makes of it.
struct GraphView {
  enum class Weight : std::uint8_t {
    kEvidence,  ///< sentences that say so
    kArticles,  ///< articles that say so
    kNone,      ///< 1 a pair of nodes
  };
  bool directed = false;  ///< distances and paths follow the direction of edges
  Weight weight = Weight::kEvidence;
  bool keep_denied = false;  ///< denied edges count as well
};

/// "evidence", "articles", "none". Returns false, and leaves `weight` alone, when `name` is none of them.
bool parse_weight(const std::string& name, GraphView::Weight& weight);

/// A property graph as the measures see it: a vertex for each node, of the same number; simple edges instead
/// of relations.
struct Network {
  const Graph* graph = nullptr;
  bool directed = false;         ///< GraphView::directed
  UndirectedGraph ties;          ///< who is tied to whom, in any direction
  DirectedGraph arcs;            ///< who acts on whom; symmetric relations run both ways
  std::vector<EdgeIndex> edges;  ///< of the graph, that are in here, ascending
  std::uint32_t denied = 0;      ///< edges left out because articles say that it is not so
  std::uint32_t loops = 0;       ///< left out because they join a node with itself

  [[nodiscard]] const Node& node(Vertex v) const { return graph->nodes[v]; }
  /// Rows along which distance measures walk.
  [[nodiscard]] Adjacency out() const { return directed ? arcs.out() : ties.out(); }
  [[nodiscard]] Adjacency in() const { return directed ? arcs.in() : ties.in(); }
};

/// Projects `graph`, which must outlive the result. Linear time. Throws std::invalid_argument for an edge
/// whose end does not exist, an edge of weight 0, and node ids that repeat.
Network project(const Graph& graph, const GraphView& view);

}  // namespace newsgraph
