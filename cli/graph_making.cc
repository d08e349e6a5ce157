// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_making.h"

#include <filesystem>

#include <CLI/CLI.hpp>

#include "export/file_output.h"
#include "extract/read_file.h"

namespace newsgraph {

void GraphMaking::declare(CLI::App& app) {
  app.add_option("--review", review_path_,
                 "obey the decisions in FILE on which names are one; pairs\nto look at are added to it")
      ->type_name("FILE");
  app.add_flag("--keep-denied", keep_denied_, "keep what articles say is not so, as edges of status denied");
}

void GraphMaking::read_review() {
  check_file(review_path_);
  if (review_path_.empty() || !std::filesystem::exists(review_path_)) return;
  review_ = read_file(review_path_);
  decisions_ = parse_review(review_, review_path_);
}

Graph GraphMaking::make(GraphBuilder builder, const RuleSet& rules, GraphReport& report) const {
  GraphOptions options = options_of(rules);
  options.decisions = decisions_;
  options.keep_denied = keep_denied_;
  return builder.finish(options, &report);
}

void GraphMaking::write_review(const GraphReport& report) const {
  if (review_path_.empty()) return;
  const std::string content = with_proposals(review_, report.proposals);
  if (content != review_) write_file(review_path_, [&](Sink& sink) { sink.write(content); });
}

}  // namespace newsgraph
