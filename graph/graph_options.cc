// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_builder.h"

namespace newsgraph {

GraphOptions options_of(const RuleSet& rules) {
  GraphOptions options;
  options.node_types = rules.node_types();
  options.edge_types = rules.edge_types();
  options.text = rules.text_settings();
  options.wordings = parse_wordings(rules.content_of("wordings.txt"));
  options.local_heads = parse_local_heads(rules.content_of("local_bodies.txt"));
  options.name_shares = parse_name_shares(rules.content_of("name_shares.txt"));
  return options;
}

}  // namespace newsgraph
