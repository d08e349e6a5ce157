// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_builder.h"

namespace newsgraph {

namespace {

/// `files_of(name)`: the files of that name.
template <typename FilesOf>
void read_data(const FilesOf& files_of, GraphOptions& options, std::vector<RuleProblem>& problems) {
  options.wordings = parse_wordings(files_of("wordings.txt"), problems);
  options.local_heads = parse_local_heads(files_of("local_bodies.txt"), problems);
  options.lasting_names = parse_lasting_names(files_of("lasting_names.txt"), problems);
  options.name_shares = parse_name_shares(files_of("name_shares.txt"), problems);
}

}  // namespace

void check_graph_data(std::span<const RuleFile> files, std::vector<RuleProblem>& problems) {
  GraphOptions unused;
  read_data([&](std::string_view name) { return files_called(name, files); }, unused, problems);
}

GraphOptions options_of(const RuleSet& rules) {
  GraphOptions options;
  options.node_types = rules.node_types();
  options.edge_types = rules.edge_types();
  options.text = rules.text_settings();
  std::vector<RuleProblem> problems;
  read_data([&](std::string_view name) { return rules.files_of(name); }, options, problems);
  throw_errors(problems);
  return options;
}

}  // namespace newsgraph
