// SPDX-License-Identifier: Apache-2.0
// Matching, stage by stage, with the built-in rules, lists and gazetteers: each stage does again what those
// before it do, so that what it adds is the difference. Cut: tokens and sentences. Phrases: every literal,
// list entry and gazetteer name found in them, by the one automaton. Rules: the whole cascade, mentions to
// facts.
#include <benchmark/benchmark.h>

#include "bench/corpus.h"
#include "extract/extractor.h"
#include "extract/fact/fact_record.h"
#include "extract/rule/chart.h"
#include "extract/rule/compiled.h"

namespace newsgraph::bench {
namespace {

const RuleSet& rules() {
  static const std::unique_ptr<RuleSet> kRules = [] {
    std::vector<RuleProblem> problems;
    return RuleSet::load({}, false, problems);
  }();
  return *kRules;
}

void set_rate(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * size_of(sample())));
}

void matcher_cut(benchmark::State& state) {
  Lexer lexer(rules().impl().vocabulary);
  Text text;
  for (auto _ : state)
    for (const Article& article : sample()) lexer.read(article, text);
  set_rate(state);
}
BENCHMARK(matcher_cut)->Unit(benchmark::kMillisecond);

/// The phrases alone: the tokens are there already.
void matcher_phrases(benchmark::State& state) {
  Lexer lexer(rules().impl().vocabulary);
  Chart chart(rules().impl());
  std::vector<Text> texts(sample().size());
  for (std::size_t i = 0; i < texts.size(); ++i) lexer.read(sample()[i], texts[i]);
  std::size_t hits = 0;
  for (auto _ : state) {
    hits = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      chart.reset(sample()[i]);
      std::swap(chart.text, texts[i]);
      chart.find_phrases();
      hits += chart.hits().size();
      std::swap(chart.text, texts[i]);
    }
  }
  set_rate(state);
  state.counters["phrases"] = static_cast<double>(hits);
  state.counters["known"] = static_cast<double>(rules().impl().automaton.phrases().size());
}
BENCHMARK(matcher_phrases)->Unit(benchmark::kMillisecond);

void matcher_rules(benchmark::State& state) {
  Extractor extractor(rules());
  FactRecord record;  // used again and again, as the command does
  std::size_t facts = 0;
  for (auto _ : state) {
    facts = 0;
    for (const Article& article : sample()) {
      extractor.extract(article, record);
      facts += record.facts.size();
    }
  }
  set_rate(state);
  state.counters["facts"] = static_cast<double>(facts);
  state.counters["rules"] = static_cast<double>(rules().impl().rules.size());
}
BENCHMARK(matcher_rules)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsgraph::bench

BENCHMARK_MAIN();
