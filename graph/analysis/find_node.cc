// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/find_node.h"

#include <stdexcept>
#include <tuple>
#include <vector>

#include "graph/names.h"
#include "graph/query.h"

namespace newsgraph {
namespace {

bool has_name(const Node& node, const std::string& wanted) {
  if (slug(node.label) == wanted || (!node.label_en.empty() && slug(node.label_en) == wanted)) return true;
  for (const std::string_view alias : node.aliases)
    if (slug(alias) == wanted) return true;
  return false;
}

}  // namespace

NodeIndex find_node(const Graph& graph, std::string_view name, std::string& note) {
  note.clear();
  const std::string wanted = slug(name);
  std::vector<NodeIndex> found;
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].id == name) return i;
    if (has_name(graph.nodes[i], wanted)) found.push_back(i);
  }
  if (found.empty()) {
    const std::string near = nearest_label(graph, name);
    const std::string hint = near.empty() ? "; names are matched without tone marks, ids as they are"
                                          : ", did you mean '" + near + "'?";
    throw std::invalid_argument("the graph has no node '" + std::string(name) + "'" + hint);
  }
  NodeIndex best = found.front();
  const auto rank = [&](NodeIndex i) {
    return std::tuple(graph.nodes[i].label == name, graph.nodes[i].mentions);
  };
  for (const NodeIndex i : found)
    if (rank(i) > rank(best)) best = i;
  const Node& node = graph.nodes[best];
  if (node.label == name && found.size() == 1) return best;
  note.append("'")
      .append(name)
      .append("' is taken for ")
      .append(node.label)
      .append(" (")
      .append(node.id)
      .append(")");
  if (found.size() > 1) note.append(", the most mentioned of ").append(std::to_string(found.size()));
  return best;
}

}  // namespace newsgraph
