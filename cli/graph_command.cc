// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_command.h"

#include <fmt/format.h>

#include "cli/account.h"
#include "cli/load_rules.h"
#include "cli/message.h"

namespace newsgraph {
namespace {

constexpr std::size_t kProblemsTold = 20;

}  // namespace

void GraphCommand::declare(CLI::App& app) {
  outputs_.declare(app);
  filtering_.declare(app);
  filtering_.declare_choice_of_nodes(app);
  making_.declare(app);
}

std::unique_ptr<RuleSet> GraphCommand::prepare(std::span<const std::string> read,
                                               std::vector<std::string> also_written,
                                               const CommonOptions& common) {
  also_written.push_back(making_.review_path());
  outputs_.plan(read, also_written, common);
  filtering_.check();
  making_.read_review();
  return load_rules(common);
}

void GraphCommand::finish(GraphBuilder builder, const RuleSet& rules, const CommonOptions& common,
                          GraphReport& report, const std::function<void(const Graph&)>& account) {
  const Graph graph = filtering_.apply(making_.make(std::move(builder), rules, report));
  outputs_.check(graph);
  for (std::size_t i = 0; i < report.problems.size() && i < kProblemsTold; ++i)
    print_warning(report.problems[i]);
  if (report.problems.size() > kProblemsTold)
    print_warning(
        fmt::format("and {} more; the --ledger of build lists them", report.problems.size() - kProblemsTold));
  if (!quiet(common)) {
    account(graph);
    print_central_actors(graph, common.jobs);
  }
  outputs_.write(graph, quiet(common));
  making_.write_review(report);
}

}  // namespace newsgraph
