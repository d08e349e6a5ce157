// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/analysis/csr_graph.h"
#include "graph/graph.h"

namespace newsgraph {

/// Which part of a property graph is analysed, and what its edges weigh. docs/analysis.md says how each
/// measure reads it.
struct GraphView {
  enum class Weight : std::uint8_t {
    kEvidence,  ///< sentences that say so
    kArticles,  ///< articles that say so
    kNone,      ///< 1 a pair of nodes
  };
  /// Names of edge types ("HOSTS") and node types ("Person") to keep; of a kind that is not named, all are
  /// kept.
  std::vector<std::string> types;
  bool directed = false;  ///< distances and paths follow the direction of edges
  Weight weight = Weight::kEvidence;
  std::vector<Status> statuses;  ///< edges to keep; empty: all but denied
  std::string from;              ///< ISO date: keep edges with an article on or after it; empty: no bound
  std::string to;                ///< ISO date: keep edges with an article on or before it; empty: no bound
  /// Edge types that hold both ways, beside those that Graph::edge_types marks.
  std::vector<std::string> symmetric_types;
};

/// "evidence", "articles", "none". Returns false, and leaves `weight` alone, when `name` is none of them.
bool parse_weight(const std::string& name, GraphView::Weight& weight);

/// A property graph as the measures see it: vertices instead of nodes, simple edges instead of relations.
struct Network {
  const Graph* graph = nullptr;
  bool directed = false;            ///< GraphView::directed
  std::vector<NodeIndex> nodes;     ///< of each vertex, ascending
  UndirectedGraph ties;             ///< who is tied to whom, in any direction
  DirectedGraph arcs;               ///< who acts on whom; symmetric relations run both ways
  std::vector<EdgeIndex> edges;     ///< of the graph, that are in here, ascending
  std::uint32_t edges_outside = 0;  ///< left out by the view
  std::uint32_t loops = 0;          ///< left out because they join a node with itself

  [[nodiscard]] const Node& node(Vertex v) const { return graph->nodes[nodes[v]]; }
  /// Rows along which distance measures walk.
  [[nodiscard]] Adjacency out() const { return directed ? arcs.out() : ties.out(); }
  [[nodiscard]] Adjacency in() const { return directed ? arcs.in() : ties.in(); }
};

/// Projects `graph`, which must outlive the result. Linear time. Throws std::invalid_argument for a type the
/// graph does not have ("did you mean"), a bound that is no ISO date, an edge whose end does not exist, an
/// edge of weight 0, and node ids that repeat.
Network project(const Graph& graph, const GraphView& view);

}  // namespace newsgraph
