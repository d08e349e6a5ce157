// SPDX-License-Identifier: Apache-2.0
// Cutting articles: the lexer (tokens, canonical ids and sentences) beside ICU's word and sentence break
// iterators, which give boundaries only. The machine may be busy, so the two take turns inside one benchmark,
// article set by article set, and the ratio of their best rounds is reported with them.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <limits>

#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include "bench/corpus.h"
#include "extract/text/text.h"

namespace newsgraph::bench {
namespace {

/// CPU seconds of this process: other processes' load counts less in it.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::size_t read_all(Lexer& lexer, Text& text) {
  std::size_t tokens = 0;
  for (const Article& article : sample()) {
    lexer.read(article, text);
    tokens += text.tokens.size() + text.sentences.size();
  }
  return tokens;
}

std::size_t boundaries(icu::BreakIterator& breaks, const icu::UnicodeString& text) {
  breaks.setText(text);
  std::size_t count = 0;
  while (breaks.next() != icu::BreakIterator::DONE) ++count;
  return count;
}

std::size_t icu_read_all(icu::BreakIterator& words, icu::BreakIterator& sentences) {
  std::size_t count = 0;
  for (const Article& article : sample()) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(article.text);
    count += boundaries(words, text) + boundaries(sentences, text);
  }
  return count;
}

void set_rate(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * size_of(sample())));
}

void lexer_read(benchmark::State& state) {
  const Vocabulary vocabulary{TextSettings{}};
  Lexer lexer(vocabulary);
  Text text;
  for (auto _ : state) benchmark::DoNotOptimize(read_all(lexer, text));
  set_rate(state);
}
BENCHMARK(lexer_read);

void lexer_read_new_lexer(benchmark::State& state) {
  const Vocabulary vocabulary{TextSettings{}};
  Text text;
  for (auto _ : state) {
    Lexer lexer(vocabulary);
    benchmark::DoNotOptimize(read_all(lexer, text));
  }
  set_rate(state);
}
BENCHMARK(lexer_read_new_lexer);

void lexer_beside_icu(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale("vi"), status));
  const std::unique_ptr<icu::BreakIterator> sentences(
      icu::BreakIterator::createSentenceInstance(icu::Locale("vi"), status));
  const Vocabulary vocabulary{TextSettings{}};
  Lexer lexer(vocabulary);
  Text text;
  double ours = std::numeric_limits<double>::max();
  double icus = ours;
  for (auto _ : state) {
    const double begin = cpu_seconds();
    benchmark::DoNotOptimize(read_all(lexer, text));
    const double middle = cpu_seconds();
    benchmark::DoNotOptimize(icu_read_all(*words, *sentences));
    ours = std::min(ours, middle - begin);
    icus = std::min(icus, cpu_seconds() - middle);
  }
  const double megabytes = static_cast<double>(size_of(sample())) / 1e6;
  state.counters["lexer_MB/s"] = megabytes / ours;
  state.counters["icu_MB/s"] = megabytes / icus;
  state.counters["ratio"] = icus / ours;
}
BENCHMARK(lexer_beside_icu)->Iterations(10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsgraph::bench

BENCHMARK_MAIN();
