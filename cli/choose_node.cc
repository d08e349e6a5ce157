// SPDX-License-Identifier: Apache-2.0
#include "cli/choose_node.h"

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/message.h"
#include "extract/one_line.h"
#include "graph/query.h"

namespace newsgraph {

std::string node_text(const Node& node) {
  return fmt::format("{} ({})", on_one_line(node.label), node.type);
}

ChosenNode choose_node(const Graph& graph, std::string_view name) {
  constexpr std::size_t kOthers = 3;
  const std::vector<NodeMatch> matches = find_nodes(graph, name, kOthers + 1);
  if (matches.empty()) {
    const std::string near = nearest_label(graph, name);
    throw UsageError(fmt::format("no node of this graph is called '{}'{}", name,
                                 near.empty() ? "" : fmt::format(", did you mean '{}'?", near)));
  }
  ChosenNode chosen{matches.front().node, {}, matches.size() > 1};
  const Node& node = graph.nodes[chosen.node];
  if (node.label == name && matches.size() == 1) return chosen;
  const auto text = [&](const Node& one) {
    return chosen.ambiguous ? fmt::format("{} ({}, {})", on_one_line(one.label), one.type, one.id)
                            : node_text(one);
  };
  chosen.note = fmt::format("'{}' is {}", on_one_line(name), text(node));
  std::string_view before = "; also ";
  for (std::size_t i = 1; i < matches.size(); ++i) {
    chosen.note += fmt::format("{}{}", before, text(graph.nodes[matches[i].node]));
    before = ", ";
  }
  return chosen;
}

NodeIndex choose_node_for(std::string_view option, const Graph& graph, std::string_view name) {
  const ChosenNode chosen = choose_node(graph, name);
  if (chosen.ambiguous) print_warning(fmt::format("{}: {}", option, chosen.note));
  return chosen.node;
}

}  // namespace newsgraph
