// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_builder.h"

namespace newsgraph {

GraphOptions options_of(const RuleSet& rules, std::vector<RuleProblem>& problems) {
  GraphOptions options;
  options.node_types = rules.node_types();
  options.edge_types = rules.edge_types();
  options.text = rules.text_settings();
  options.wordings = parse_wordings(rules.files_of("wordings.txt"), problems);
  options.local_heads = parse_local_heads(rules.files_of("local_bodies.txt"), problems);
  options.name_shares = parse_name_shares(rules.files_of("name_shares.txt"), problems);
  return options;
}

GraphOptions options_of(const RuleSet& rules) {
  std::vector<RuleProblem> problems;
  GraphOptions options = options_of(rules, problems);
  throw_errors(problems);
  return options;
}

}  // namespace newsgraph
