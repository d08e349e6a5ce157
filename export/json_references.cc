// SPDX-License-Identifier: Apache-2.0
// What a record of a graph file names: at once, or when the file has been read.
#include "export/graph_order.h"
#include "export/json_handler.h"

namespace newsgraph {

/// Where the number of what is referred to goes as long as the owner, the last of its kind, is being read.
std::uint32_t& GraphJsonHandler::open_slot(Pending::Kind kind, std::uint32_t item) {
  switch (kind) {
    case Pending::Kind::kSource:
      return graph.edges.back().source;
    case Pending::Kind::kTarget:
      return graph.edges.back().target;
    case Pending::Kind::kEvidenceArticle:
      return evidence_list_[item].article;
    case Pending::Kind::kNodeArticle:
    case Pending::Kind::kEdgeArticle:
      break;
  }
  return article_list_[item];
}

/// The same once it is complete.
std::uint32_t& GraphJsonHandler::slot(const Pending& reference) {
  if (reference.kind == Pending::Kind::kSource) return graph.edges[reference.owner].source;
  if (reference.kind == Pending::Kind::kTarget) return graph.edges[reference.owner].target;
  return *reference.article;
}

void GraphJsonHandler::refer(Pending::Kind kind, std::uint32_t owner, std::uint32_t item,
                             std::string_view id) {
  const bool to_node = kind == Pending::Kind::kSource || kind == Pending::Kind::kTarget;
  std::uint32_t index = 0;
  if (to_node ? nodes_.find(id, index) : articles_.find(id, index)) {
    open_slot(kind, item) = index;
  } else {
    pending_.push_back({kind, owner, item, nullptr, std::string(id), offset()});
  }
}

bool GraphJsonHandler::resolve_pending() {
  for (const Pending& reference : pending_) {
    const bool to_node = reference.kind == Pending::Kind::kSource || reference.kind == Pending::Kind::kTarget;
    std::uint32_t index = 0;
    if (to_node ? nodes_.find(reference.id, index) : articles_.find(reference.id, index)) {
      slot(reference) = index;
      continue;
    }
    const bool of_node = reference.kind == Pending::Kind::kNodeArticle;
    const std::string_view owner =
        of_node ? graph.nodes[reference.owner].id : graph.edges[reference.owner].id;
    const std::string what = reference.kind == Pending::Kind::kSource   ? "source "
                             : reference.kind == Pending::Kind::kTarget ? "target "
                                                                        : "article ";
    return fail_at((of_node ? "node " : "edge ") + quoted(owner) + ": " + what + quoted(reference.id) +
                       " is no " + (to_node ? "node" : "article") + " of this file",
                   reference.offset);
  }
  return true;
}

bool GraphJsonHandler::finish() {
  if (!has_format_) return fail_at("no member 'format': not a graph that this program wrote", 0);
  if (!has_version_) return fail_at("no member 'version': not a graph that this program wrote", 0);
  if (!has_nodes_ || !has_edges_)
    return fail_at(std::string("no list '") + (has_nodes_ ? "edges" : "nodes") + "'", 0);
  for (const Edge& edge : graph.edges) {
    std::uint32_t node = 0;
    if (nodes_.find(edge.id, node))
      return fail_at("a node and an edge have the same id " + quoted(edge.id), 0);
  }
  if (!resolve_pending()) return false;
  put_in_order(graph);
  return true;
}

}  // namespace newsgraph
