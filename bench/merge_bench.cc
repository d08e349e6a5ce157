// SPDX-License-Identifier: Apache-2.0
// Facts per second from a fact file in memory to a graph, and the two halves of it.
//
// The file is made up with a fixed seed: news-like sentences of about 180 bytes, ten facts and eight entities
// an article, names drawn so that frequent ones are frequent. Argument: articles.
#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include "extract/fact/fact_file.h"
#include "graph/graph_builder.h"

namespace newsgraph {
namespace {

constexpr std::size_t kFactsPerArticle = 10;
constexpr std::uint32_t kEntitiesPerArticle = 8;
constexpr const char* kSurnames[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"};
constexpr const char* kMiddle[] = {"Văn", "Thị", "Xuân", "Quốc", "Minh", "Hồng", "Đức", "Thanh"};
constexpr const char* kGiven[] = {"Hùng", "Hưng", "Trường", "Khánh", "Quang",
                                  "Lan",  "Hà",   "Phương", "Bình",  "Sơn"};
constexpr const char* kBodies[] = {"UBND tỉnh", "Sở Y tế",      "Sở Giao thông",
                                   "Tỉnh ủy",   "Công an tỉnh", "Hội Nông dân"};
constexpr const char* kPlaces[] = {"Lào Cai",    "Hà Giang", "Cao Bằng", "Lạng Sơn",
                                   "Quảng Ninh", "Yên Bái",  "Sơn La"};
constexpr const char* kSentence =
    "Phát biểu tại buổi làm việc, đại diện lãnh đạo tỉnh cho biết hai bên sẽ tiếp tục phối hợp chặt chẽ để "
    "triển khai "
    "các nội dung đã thống nhất.";

template <std::size_t N>
const char* pick(const char* const (&list)[N], std::mt19937& random) {
  return list[random() % N];
}

Entity entity(std::uint32_t index, std::mt19937& random) {
  Entity result;
  // Two thirds of the names are frequent, the rest come from a long tail.
  const auto tail = random() % 3 != 0 ? 0U : random() % 20000;
  if (index < 4) {
    result.type = "Person";
    result.name =
        fmt::format("{} {} {}", pick(kSurnames, random), pick(kMiddle, random), pick(kGiven, random));
    if (tail > 0) result.name += fmt::format(" {}{}", pick(kGiven, random), tail % 500);
    result.aliases = {result.name.substr(result.name.rfind(' ') + 1)};
  } else if (index < 6) {
    result.type = "Organization";
    result.name = fmt::format("{} {}", pick(kBodies, random), pick(kPlaces, random));
    if (tail > 0) result.name += fmt::format(" số {}", tail);
  } else if (index == 6) {
    result.type = "Province";
    result.name = pick(kPlaces, random);
    result.gazetteer =
        fmt::format("province-{}", result.name.size() * 100 + static_cast<unsigned char>(result.name[0]));
  } else {
    result.type = "Event";
    result.name = fmt::format("Hội nghị {} lần thứ {}", pick(kPlaces, random), tail % 40);
  }
  return result;
}

std::string fact_file(std::size_t articles) {
  std::mt19937 random(7);
  std::string file;
  for (std::size_t a = 0; a < articles; ++a) {
    ArticleFacts facts;
    facts.id = fmt::format("article-{:07}", a * 7919 % articles);
    facts.source_hash = fmt::format("{:016x}", a);
    facts.date = fmt::format("{}-{:02}-{:02}", 2015 + a % 10, 1 + a % 12, 1 + a % 28);
    for (std::uint32_t e = 0; e < kEntitiesPerArticle; ++e) {
      facts.entities.push_back(entity(e, random));
      facts.mentions.push_back({e, {e * 50, e * 50 + 20}, "person.by-title"});
    }
    for (std::uint32_t f = 0; f < kFactsPerArticle; ++f) {
      Fact& fact = facts.facts.emplace_back();
      fact.type = f < 3 ? "HOLDS_POSITION" : f < 6 ? "ATTENDS" : "MEETS";
      fact.source = random() % 4;
      fact.target = f < 3 ? 4 + random() % 2 : f < 6 ? 7 : random() % 4;
      if (f < 3) fact.role = f == 0 ? "Chủ tịch" : "Phó Giám đốc";
      fact.sentence = {f * 200, f * 200 + 170};
      fact.source_span = {f * 200, f * 200 + 20};
      fact.target_span = {f * 200 + 40, f * 200 + 70};
      fact.trigger = {f * 200 + 30, f * 200 + 35};
      fact.sentence_text = kSentence;
      fact.rule = "meets.by-verb";
      fact.rule_at = "vi/meets.rules:12";
    }
    append_facts(facts, {}, file);
  }
  return file;
}

const std::string& file_of(std::size_t articles) {
  static std::size_t made = 0;
  static std::string file;
  if (made != articles) file = fact_file(articles), made = articles;
  return file;
}

GraphOptions options() {
  GraphOptions result;
  result.edge_types = {{"MEETS", "meets", "gặp", true}};
  result.text.spellings = {{"ky", "ki"}, {"ly", "li"}, {"my", "mi"}, {"quy", "qui"}};
  return result;
}

FactChunker chunker_over(const std::string& file, std::size_t& at) {
  return FactChunker([&](char* to, std::size_t size) {
    const std::size_t got = std::min(size, file.size() - at);
    std::copy_n(file.data() + at, got, to);
    at += got;
    return got;
  });
}

void count_facts(benchmark::State& state, const std::string& file) {
  const auto articles = static_cast<std::int64_t>(state.range(0));
  state.SetItemsProcessed(state.iterations() * articles * static_cast<std::int64_t>(kFactsPerArticle));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}

/// Bytes to facts, one thread.
void read_only(benchmark::State& state) {
  const std::string& file = file_of(static_cast<std::size_t>(state.range(0)));
  for (auto unused : state) {
    (void)unused;
    std::size_t at = 0;
    FactChunker chunker = chunker_over(file, at);
    FactChunk chunk;
    while (chunker.next(chunk)) benchmark::DoNotOptimize(read_facts(chunk, "bench"));
  }
  count_facts(state, file);
}

/// Bytes to graph: parsed by all threads, as the program does it.
void merge(benchmark::State& state) {
  const std::string& file = file_of(static_cast<std::size_t>(state.range(0)));
  for (auto unused : state) {
    (void)unused;
    namespace tbb = oneapi::tbb;
    using Articles = std::vector<ArticleFacts>;
    std::size_t at = 0;
    FactChunker chunker = chunker_over(file, at);
    GraphBuilder builder;
    tbb::parallel_pipeline(
        4, tbb::make_filter<void, FactChunk*>(tbb::filter_mode::serial_in_order,
                                              [&](tbb::flow_control& control) {
                                                auto* chunk = new FactChunk;
                                                if (!chunker.next(*chunk)) control.stop();
                                                return chunk;
                                              }) &
               tbb::make_filter<FactChunk*, Articles*>(tbb::filter_mode::parallel,
                                                       [](FactChunk* chunk) {
                                                         const std::unique_ptr<FactChunk> owned(chunk);
                                                         return new Articles(read_facts(*owned, "bench"));
                                                       }) &
               tbb::make_filter<Articles*, void>(tbb::filter_mode::serial_in_order, [&](Articles* read) {
                 const std::unique_ptr<Articles> owned(read);
                 for (ArticleFacts& facts : *owned) builder.add(std::move(facts));
               }));
    auto graph = std::make_unique<Graph>(builder.finish(options()));
    state.counters["nodes"] = static_cast<double>(graph->nodes.size());
    state.counters["edges"] = static_cast<double>(graph->edges.size());
    state.PauseTiming();  // a program ends without taking its graph apart
    graph.reset();
    state.ResumeTiming();
  }
  count_facts(state, file);
}

/// Facts to graph, without the reading.
void finish(benchmark::State& state) {
  const std::string& file = file_of(static_cast<std::size_t>(state.range(0)));
  for (auto unused : state) {
    (void)unused;
    state.PauseTiming();
    std::size_t at = 0;
    FactChunker chunker = chunker_over(file, at);
    FactChunk chunk;
    GraphBuilder builder;
    while (chunker.next(chunk)) {
      for (ArticleFacts& facts : read_facts(chunk, "bench")) builder.add(std::move(facts));
    }
    state.ResumeTiming();
    auto graph = std::make_unique<Graph>(builder.finish(options()));
    benchmark::DoNotOptimize(graph->edges.data());
    state.PauseTiming();  // a program ends without taking its graph apart
    graph.reset();
    state.ResumeTiming();
  }
  count_facts(state, file);
}

BENCHMARK(read_only)->Arg(100000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(finish)->Arg(100000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(merge)
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace newsgraph

BENCHMARK_MAIN();
