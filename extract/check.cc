// SPDX-License-Identifier: Apache-2.0
#include "extract/check.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "extract/attempt_account.h"
#include "extract/extraction.h"

namespace newsgraph {
namespace {

Article article_of(const ast::Example& example) {
  Article article;
  article.id = "example";
  article.date = "2024-06-15";
  article.text = example.text;
  article.blocks.push_back({{0, static_cast<std::uint32_t>(article.text.size())}, BlockKind::kParagraph});
  return article;
}

/// What one match of the rule under test bound, as bytes of the sentence.
bool fits(const ast::Example& example, const CompiledRule& rule, const Match& match, const Chart& chart) {
  return std::all_of(example.marks.begin(), example.marks.end(), [&](const ast::Example::Mark& mark) {
    const Span wanted{mark.begin, mark.end};
    if (mark.argument.text == "match") return chart.span(match.tokens) == wanted;
    if (mark.argument.text == "trigger") return chart.span(match.trigger) == wanted;
    const auto at = std::find(rule.captures.begin(), rule.captures.end(), mark.argument.text);
    const auto id = static_cast<std::size_t>(at - rule.captures.begin());
    return std::any_of(match.bindings.begin(), match.bindings.end(), [&](const Binding& binding) {
      // A mention may hold its title or unit word besides the marked words.
      return binding.capture == id && binding.value.kind == Value::Kind::kTokens &&
             chart.span(binding.value.tokens).contains(wanted);
    });
  });
}

std::string bound_words(const CompiledRule& rule, const Match& match, const Chart& chart) {
  std::string text = fmt::format("{{match {}}}", chart.bytes(match.tokens));
  for (const Binding& binding : match.bindings)
    if (binding.value.kind == Value::Kind::kTokens)
      text += fmt::format(" {{{} {}}}", rule.captures[binding.capture], chart.bytes(binding.value.tokens));
  return text;
}

/// Keeps the attempt of one rule that came nearest to a match.
class Nearest : public ExtractionObserver {
 public:
  explicit Nearest(RuleId rule) : rule_(rule) {}
  void tried(const Attempt& attempt, const Chart& chart) override {
    if (attempt.variant->rule != rule_) return;
    AttemptAccount account = account_of(attempt, chart);
    if (!found || nearness(account) > nearness(best)) best = std::move(account);
    found = true;
  }

  bool found = false;
  AttemptAccount best;

 private:
  static std::tuple<bool, bool, std::uint32_t> nearness(const AttemptAccount& account) {
    return {account.end >= Attempt::End::kGuard, account.end != Attempt::End::kRight, account.distance};
  }
  RuleId rule_;
};

/// "'Bộ Y tế' (Organization, by org.known)", one after the other.
std::string mentions_in(const Chart& chart) {
  std::string text;
  for (const Annotation& a : chart.annotations()) {
    const LabelInfo& label = chart.rules().labels[a.label];
    if (!label.entity || chart.annotation(chart.cover(a.tokens.begin)).tokens != a.tokens) continue;
    text += fmt::format("{}'{}' ({}, by {})", text.empty() ? "" : ", ", chart.bytes(a.tokens), label.name,
                        chart.rules().rules[a.rule].name);
  }
  return text;
}

/// Why a rule found nothing in an example, each line begun.
std::string why_nothing(Extraction& extraction, RuleId rule, const Article& article) {
  Nearest nearest(rule);
  extraction.observe(&nearest);
  extraction.run(article);
  extraction.observe(nullptr);
  const ast::Place at = nearest.best.place;
  std::string text = nearest.found ? fmt::format("\n    it {} (at {}:{})",
                                                 how_it_ended(nearest.best, article.text), at.line, at.column)
                                   : "\n    it never started: nothing it begins from stands there";
  const std::string mentions = mentions_in(extraction.chart());
  if (!mentions.empty()) text += "\n    mentions here: " + mentions;
  return text;
}

}  // namespace

ExampleReport run_examples(const RuleSet& rules) {
  ExampleReport report;
  const RuleSet::Impl& impl = rules.impl();
  Extraction extraction(impl);
  for (RuleId id = 0; id < impl.rules.size(); ++id) {
    for (const ast::Example& example : impl.parsed[id].examples) {
      const Article article = article_of(example);
      std::vector<Match> matches;
      extraction.watch(id, &matches);
      extraction.run(article);
      extraction.watch(kNone, nullptr);
      const CompiledRule& rule = impl.rules[id];
      const Chart& chart = extraction.chart();
      const bool found = std::any_of(matches.begin(), matches.end(),
                                     [&](const Match& m) { return fits(example, rule, m, chart); });
      const bool passes = example.kind == ast::Example::Kind::kNo ? matches.empty() : found;
      RuleProblem problem;
      problem.file = impl.files[example.place.file];
      problem.line = example.place.line;
      problem.column = example.place.column;
      if (example.kind == ast::Example::Kind::kTodo) {
        ++report.todo;
        if (!passes) continue;
        ++report.todo_passing;
        problem.severity = RuleProblem::Severity::kWarning;
        problem.message = fmt::format("{}: this todo passes now; make it a yes", rule.name);
        report.problems.push_back(std::move(problem));
        continue;
      }
      ++(example.kind == ast::Example::Kind::kYes ? report.yes : report.no);
      if (passes) continue;
      ++report.failed;
      std::string seen;
      for (const Match& match : matches) seen += "\n    found " + bound_words(rule, match, chart);
      if (matches.empty()) seen = why_nothing(extraction, id, article);
      problem.message =
          example.kind == ast::Example::Kind::kNo
              ? fmt::format("{}: must not match \"{}\"{}", rule.name, example.text, seen)
              : fmt::format("{}: {} \"{}\"{}", rule.name,
                            matches.empty() ? "does not match" : "binds other words in", example.text, seen);
      report.problems.push_back(std::move(problem));
    }
  }
  std::stable_sort(report.problems.begin(), report.problems.end(),
                   [](const RuleProblem& a, const RuleProblem& b) {
                     return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
                   });
  return report;
}

}  // namespace newsgraph
