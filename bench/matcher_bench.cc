// SPDX-License-Identifier: Apache-2.0
// Matching, stage by stage, with the built-in rules, lists and gazetteers: each stage does again what those
// before it do, so that what it adds is the difference. Cut: tokens and sentences. Phrases: every literal,
// list entry and gazetteer name found in them, by the one automaton. Facts: phrases and the whole cascade,
// mentions to facts, from tokens on. Rules: all of it. Counted with it: the instructions of all rules'
// programs and the steps that matching takes through them, the kinds of phrases, and the variants of rules
// that wait at them.
#include <benchmark/benchmark.h>

#include "bench/corpus.h"
#include "extract/extraction.h"
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
      chart.find_phrases(lexer);
      hits += chart.hits().size();
      std::swap(chart.text, texts[i]);
    }
  }
  set_rate(state);
  state.counters["phrases"] = static_cast<double>(hits);
  state.counters["known"] = static_cast<double>(rules().impl().automaton.phrases().size());
}
BENCHMARK(matcher_phrases)->Unit(benchmark::kMillisecond);

/// The rules alone: the tokens are there already.
void matcher_facts(benchmark::State& state) {
  Extraction extraction(rules().impl());
  extraction.cut(sample());
  FactRecord record;
  for (auto _ : state)
    for (std::size_t i = 0; i < sample().size(); ++i) extraction.run_cut(i, record);
  set_rate(state);
}
BENCHMARK(matcher_facts)->Unit(benchmark::kMillisecond);

void matcher_rules(benchmark::State& state) {
  const RuleSet::Impl& compiled = rules().impl();
  Extraction extraction(compiled);
  FactRecord record;  // used again and again, as the command does
  std::size_t facts = 0;
  std::uint64_t steps = 0;
  for (auto _ : state) {
    facts = 0;
    steps = extraction.steps();
    for (const Article& article : sample()) {
      extraction.run(article, record);
      facts += record.facts.size();
    }
    steps = extraction.steps() - steps;
  }
  set_rate(state);
  state.counters["facts"] = static_cast<double>(facts);
  state.counters["rules"] = static_cast<double>(compiled.rules.size());
  state.counters["instructions"] = static_cast<double>(compiled.code.size());
  state.counters["kinds"] = static_cast<double>(compiled.phrase_kinds.size());
  state.counters["steps"] = static_cast<double>(steps);
  state.counters["waiting"] = static_cast<double>(compiled.wakes.size());
}
BENCHMARK(matcher_rules)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsgraph::bench

BENCHMARK_MAIN();
