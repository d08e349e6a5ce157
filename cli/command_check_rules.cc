// SPDX-License-Identifier: Apache-2.0
// Checks a rule set: errors, doubts, example sentences, and how the rules do on a corpus.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <numeric>
#include <optional>
#include <tuple>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/each_article.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "cli/rules_difference.h"
#include "extract/check.h"
#include "extract/extraction.h"
#include "extract/rule/compiled.h"
#include "extract/rule/lint.h"
#include "graph/analysis/text_table.h"

namespace newsgraph {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  std::vector<std::string> corpus;
  std::string old_rules;
  bool profile = false;
  bool untested = false;
};

/// Counts what each rule does, and how long it takes: as in any run, where most tries are spared by a look.
class Usage : public ExtractionObserver {
 public:
  explicit Usage(std::size_t rules) : used(rules), spent(rules), steps(rules) {}

  [[nodiscard]] bool follows_all() const override { return false; }
  void starts(RuleId) override { begin_ = Clock::now(); }
  void tried(const Attempt& attempt, const Chart&) override {
    const RuleId rule = attempt.variant->rule;
    spent[rule] += Clock::now() - begin_;
    steps[rule] += attempt.steps;
    ++used[rule].tried;
    used[rule].matched += attempt.end == Attempt::End::kMatched;
  }
  void won(const Match& match, const Chart&) override {
    // A rule that makes two labels tells twice of one match.
    const auto which = std::tuple(match.rule_id, match.tokens, match.trigger);
    if (which != last_) ++used[match.rule_id].won;
    last_ = which;
  }

  std::vector<RuleUsage> used;
  std::vector<Clock::duration> spent;
  std::vector<std::uint64_t> steps;

 private:
  Clock::time_point begin_;
  std::tuple<RuleId, TokenSpan, TokenSpan> last_{kNone, {}, {}};
};

struct Told {
  std::size_t errors = 0, warnings = 0;
  std::size_t elsewhere = 0;  // warnings about built-in rules while one's own are checked
};

/// Whether a file lies in one of the folders given; all are one's own when none is given.
bool is_own(const std::vector<std::string>& folders, const std::string& file) {
  return folders.empty() || std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
           return std::filesystem::exists(std::filesystem::path(folder) / file);
         });
}

/// Prints errors, and the doubts about the author's own files.
void tell(const std::vector<RuleProblem>& problems, const CommonOptions& common, Told& told) {
  for (const RuleProblem& problem : problems) {
    if (problem.severity == RuleProblem::Severity::kWarning && !is_own(common.rules, problem.file)) {
      ++told.elsewhere;
      continue;
    }
    ++(problem.severity == RuleProblem::Severity::kError ? told.errors : told.warnings);
    print(problem.to_string() + "\n");
  }
}

void print_row(std::string_view label, const std::string& text) {
  print(fmt::format("{:<9}{}\n", label, text));
}

void print_profile(const RuleSet::Impl& rules, const Usage& usage) {
  const double total = std::chrono::duration<double>(
                           std::accumulate(usage.spent.begin(), usage.spent.end(), Clock::duration{}))
                           .count();
  std::vector<RuleId> order(rules.rules.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](RuleId a, RuleId b) { return usage.spent[a] > usage.spent[b]; });
  print(fmt::format("{:>7} {:>10} {:>10} {:>9} {:>9}  {}\n", "time", "steps", "tried", "matched", "won",
                    "rule"));
  for (const RuleId id : order) {
    const double share = total > 0 ? std::chrono::duration<double>(usage.spent[id]).count() / total : 0;
    const RuleUsage& used = usage.used[id];
    print(fmt::format("{:>6.1f}% {:>10} {:>10} {:>9} {:>9}  {} ({})\n", 100 * share, usage.steps[id],
                      used.tried, used.matched, used.won, rules.rules[id].name, rules.rules[id].at));
  }
}

ArticlesRead check_corpus(const Options& options, const CommonOptions& common, const RuleSet& rules,
                          Told& told) {
  Usage usage(rules.impl().rules.size());
  Extraction extraction(rules.impl());
  extraction.observe(&usage);
  std::uint64_t tokens = 0, facts = 0;
  const ArticlesRead read = each_article(options.corpus, rules, [&](const Article& article) {
    const ArticleFacts found = extraction.run(article);
    tokens += found.tokens;
    facts += found.facts.size();
  });
  tell(lint_usage(rules, usage.used, tokens), common, told);
  if (options.profile) print_profile(rules.impl(), usage);
  print_row("corpus", fmt::format("{}, {}, {}", count_of(read.articles, "article"), count_of(tokens, "word"),
                                  count_of(facts, "fact")));
  return read;
}

bool has_example(const ast::Rule& rule, ast::Example::Kind kind) {
  return std::any_of(rule.examples.begin(), rule.examples.end(),
                     [&](const ast::Example& example) { return example.kind == kind; });
}

/// A warning for each rule without a sentence that it must match.
std::vector<RuleProblem> untested(const RuleSet::Impl& rules) {
  std::vector<RuleProblem> problems;
  for (const ast::Rule& rule : rules.parsed) {
    if (has_example(rule, ast::Example::Kind::kYes)) continue;
    RuleProblem problem;
    problem.severity = RuleProblem::Severity::kWarning;
    problem.file = rules.files[rule.place.file];
    problem.line = rule.place.line;
    problem.message = fmt::format("no 'yes' sentence shows what rule '{}' finds", rule.name.text);
    problems.push_back(std::move(problem));
  }
  return problems;
}

/// How many rules show what they find, and what they must not find.
void print_examples(const RuleSet::Impl& rules, const ExampleReport& report) {
  std::size_t without_yes = 0, without_no = 0;
  for (const ast::Rule& rule : rules.parsed) {
    without_yes += !has_example(rule, ast::Example::Kind::kYes);
    without_no += !has_example(rule, ast::Example::Kind::kNo);
  }
  print_row("examples", fmt::format("{} yes, {} no, {} todo; {} failed", report.yes, report.no, report.todo,
                                    report.failed));
  print_row("rules", fmt::format("{}; {} without a yes, {} without a no", rules.rules.size(), without_yes,
                                 without_no));
}

const std::string kBuiltIn = "built-in";

int check(const Options& options, const CommonOptions& common) {
  if (common.only_rules && common.rules.empty())
    throw UsageError("--only-rules wants at least one --rules DIR");
  if ((options.profile || !options.old_rules.empty()) && options.corpus.empty())
    throw UsageError("--profile and --diff want articles to run on: --corpus INPUT");
  std::vector<RuleProblem> problems;
  const std::unique_ptr<RuleSet> rules = load_rule_set(common.rules, common.only_rules, problems);
  Told told;
  std::optional<ArticlesRead> read;
  tell(problems, common, told);
  if (rules) {
    tell(lint(*rules), common, told);
    if (options.untested) tell(untested(rules->impl()), common, told);
    const ExampleReport report = run_examples(*rules);
    tell(report.problems, common, told);
    // A difference is read for its facts: doubts about the use of rules would bury them.
    if (!options.corpus.empty() && (options.old_rules.empty() || options.profile))
      read = check_corpus(options, common, *rules, told);
    if (!options.old_rules.empty()) {
      const bool built_in = options.old_rules == kBuiltIn;
      const std::unique_ptr<RuleSet> old =
          built_in ? load_rule_set({}, false, problems = {})
                   : load_rule_set({options.old_rules}, common.only_rules, problems = {});
      if (!old)
        throw UsageError(
            fmt::format("the rules of {} have errors; check them with 'newsgraph check-rules --rules {}'",
                        options.old_rules, options.old_rules));
      read = print_rules_difference(options.corpus, *old, *rules);
    }
    if (!common.quiet) print_examples(rules->impl(), report);
  }
  if (!common.quiet)
    print_row(
        "checked",
        fmt::format("{}, {}", count_of(told.errors, "error"), count_of(told.warnings, "warning")) +
            (told.elsewhere > 0 ? fmt::format("; {} about built-in rules not shown", told.elsewhere) : ""));
  const int status = read ? read->exit_status(options.corpus) : kAllDone;
  return told.errors > 0 ? kWrong : status;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("--corpus", options->corpus,
                 "run the rules on INPUT as well: tells which never fire there, and which\nstart too often; "
                 "may be repeated")
      ->type_name("INPUT")
      ->allow_extra_args(false);
  app.add_flag("--profile", options->profile,
               "list tries, matches and share of time of every rule on the corpus");
  app.add_flag("--untested", options->untested, "warn of every rule without a 'yes' sentence");
  app.add_option(
         "--diff", options->old_rules,
         "show the facts that the corpus gains, loses and changes against the\nrules in DIR, or against "
         "those built in (DIR: built-in)")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory | CLI::IsMember({kBuiltIn}));
  return [options, &common] { return check(*options, common); };
}

}  // namespace

extern const Command kCheckRulesCommand;
const Command kCheckRulesCommand = {
    "check-rules",
    "Check rules: errors, doubts, their example sentences, and how they do on a corpus.",
    "[--rules DIR]... [--corpus INPUT]... [options]",
    "newsgraph check-rules --rules my-rules\n"
    "newsgraph check-rules --corpus samples/vi --profile\n"
    "newsgraph check-rules --rules my-rules --corpus samples/vi --diff built-in",
    declare,
    "Exit status: 0 all as it should be, 1 some articles failed, 2 errors, failing examples, command line "
    "wrong.",
};

}  // namespace newsgraph
