// SPDX-License-Identifier: Apache-2.0
// Facts per second from a fact file in memory to a graph, its two halves, and the writing of the graph.
//
// A fact here is one element of "facts": a relation found once, with its sentence. The file is made up with a
// fixed seed and as dense as articles about development are: ten facts, eight entities and 28 mentions an
// article, sentences of about 200 bytes, names drawn so that frequent ones are frequent; a fact brings 1.2 KB
// of file. `hubs` is the other extreme: every fact joins a person that no other article names with one of ten
// bodies. NEWSGRAPH_FACTS names a file that `extract` wrote, to be measured instead; its articles are
// repeated under new ids until there are NEWSGRAPH_ARTICLES of them. Arguments: articles; of `merge_file`,
// which reads a file as the command does, threads.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <malloc.h>
#include <memory>
#include <random>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>

#include "cli/read_fact_files.h"
#include "export/writers.h"
#include "extract/fact/fact_file.h"
#include "graph/graph_builder.h"

namespace newsgraph {
namespace {

constexpr std::size_t kFactsPerArticle = 10;
constexpr std::uint32_t kEntitiesPerArticle = 8;
constexpr std::uint32_t kMentionsPerArticle = 28;

enum class Kind : std::uint8_t { kNews, kHubs };

constexpr const char* kSurnames[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"};
constexpr const char* kMiddle[] = {"Văn", "Thị", "Xuân", "Quốc", "Minh", "Hồng", "Đức", "Thanh"};
constexpr const char* kGiven[] = {"Hùng", "Hưng", "Trường", "Khánh", "Quang",
                                  "Lan",  "Hà",   "Phương", "Bình",  "Sơn"};
constexpr const char* kBodies[] = {"UBND tỉnh", "Sở Y tế",      "Sở Giao thông",
                                   "Tỉnh ủy",   "Công an tỉnh", "Hội Nông dân"};
constexpr const char* kPlaces[] = {"Lào Cai",    "Hà Giang", "Cao Bằng", "Lạng Sơn",
                                   "Quảng Ninh", "Yên Bái",  "Sơn La"};
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

std::string sentence(const ArticleFacts& facts, const Fact& fact, std::mt19937& random) {
  return fmt::format(
      "Phát biểu tại buổi làm việc ngày {}/{}, {} cho biết hai bên sẽ tiếp tục phối hợp chặt chẽ với {} để "
      "triển "
      "khai các nội dung đã thống nhất trong năm {}.",
      1 + random() % 28, 1 + random() % 12, facts.entities[fact.source].name,
      facts.entities[fact.target].name, 2015 + random() % 10);
}

std::string fact_file(std::size_t articles) {
  std::mt19937 random(7);
  std::string file;
  for (std::size_t a = 0; a < articles; ++a) {
    ArticleFacts facts;
    facts.id = fmt::format("article-{:07}", a * 7919 % articles);
    facts.url = fmt::format("https://bao.example/thoi-su/hop-tac-phat-trien-{}.html", a);
    facts.title = fmt::format("Hội nghị hợp tác phát triển giữa các địa phương, kỳ {}", a);
    facts.source_hash = fmt::format("{:016x}", a);
    facts.date = fmt::format("{}-{:02}-{:02}", 2015 + a % 10, 1 + a % 12, 1 + a % 28);
    facts.lang = "vi";
    for (std::uint32_t e = 0; e < kEntitiesPerArticle; ++e) facts.entities.push_back(entity(e, random));
    std::string text;
    for (std::uint32_t m = 0; m < kMentionsPerArticle; ++m) {
      const std::uint32_t e = m % kEntitiesPerArticle;
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += facts.entities[e].name;
      facts.mentions.push_back({e, {begin, static_cast<std::uint32_t>(text.size())}, "person.by-title"});
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
      fact.sentence_text = sentence(facts, fact, random);
      fact.rule = "meets.by-verb";
      fact.rule_at = "vi/meets.rules:12";
    }
    append_facts(facts, text, file);
  }
  return file;
}

/// Persons that one article names, each in one fact with one of ten bodies.
std::string hub_file(std::size_t articles) {
  std::mt19937 random(11);
  std::string file;
  for (std::size_t a = 0; a < articles; ++a) {
    ArticleFacts facts;
    facts.id = fmt::format("article-{:07}", a * 7919 % articles);
    facts.source_hash = fmt::format("{:016x}", a);
    facts.entities.push_back({"Organization", fmt::format("Sở Y tế {}", pick(kPlaces, random)), {}, {}, {}});
    for (std::uint32_t f = 0; f < kFactsPerArticle; ++f) {
      facts.entities.push_back({"Person",
                                fmt::format("{} {} {}{}", pick(kSurnames, random), pick(kMiddle, random),
                                            pick(kGiven, random), a * kFactsPerArticle + f),
                                {},
                                {},
                                {}});
      Fact& fact = facts.facts.emplace_back();
      fact.type = "HOLDS_POSITION";
      fact.source = f + 1;
      fact.role = "Giám đốc";
      fact.sentence = {f * 200, f * 200 + 170};
      fact.sentence_text = sentence(facts, fact, random);
      fact.rule = "holds.by-verb";
    }
    for (std::uint32_t e = 0; e < facts.entities.size(); ++e)
      facts.mentions.push_back({e, {e, e + 1}, "rule"});
    append_facts(facts, {}, file);
  }
  return file;
}

/// The articles of a fact file again and again, each time under other ids.
std::string repeated_file(const char* path, std::size_t articles) {
  std::ifstream input(path, std::ios::binary);
  FactChunk chunk{std::string(std::istreambuf_iterator<char>(input), {}), 1};
  const std::vector<ArticleFacts> given = read_facts(chunk, path);
  std::string file;
  for (std::size_t a = 0; a < articles && !given.empty(); ++a) {
    ArticleFacts facts = given[a % given.size()];
    facts.id += fmt::format("-{}", a / given.size());
    append_facts(facts, {}, file);
  }
  return file;
}

std::string make_file(Kind kind, std::size_t articles) {
  if (kind == Kind::kHubs) return hub_file(articles);
  const char* path = std::getenv("NEWSGRAPH_FACTS");
  if (path == nullptr) return fact_file(articles);
  const char* wanted = std::getenv("NEWSGRAPH_ARTICLES");
  return repeated_file(path, wanted == nullptr ? articles : std::stoul(wanted));
}

struct File {
  std::string bytes;
  std::int64_t facts = 0;
};

const File& file_of(Kind kind, std::size_t articles) {
  static std::pair<Kind, std::size_t> made;
  static File file;
  if (made == std::pair(kind, articles)) return file;
  made = {kind, articles};
  file = {make_file(kind, articles), 0};
  each_record(file.bytes, 1, "bench", MentionLists::kSkip, [&](const FactRecord& record) {
    file.facts += static_cast<std::int64_t>(record.facts.size());
  });
  return file;
}

/// Counts what is written and lets it go.
class CountingSink final : public Sink {
 public:
  std::size_t bytes = 0;
  void write(std::string_view text) override { bytes += text.size(); }
};

/// As the built-in rules say, which the command reads before its facts.
const GraphOptions& options() {
  static const GraphOptions kOptions = [] {
    std::vector<RuleProblem> problems;
    return options_of(*RuleSet::load({}, false, problems));
  }();
  return kOptions;
}

void count_facts(benchmark::State& state, const File& file) {
  state.SetItemsProcessed(state.iterations() * file.facts);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.bytes.size()));
}

/// Bytes that the program has in use.
double bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

/// As merge reads a mapped file: sentences stay where they are.
void read(const File& file, GraphBuilder& builder) {
  each_record(file.bytes, 1, "bench", MentionLists::kSkip,
              [&](const FactRecord& record) { builder.add(record, file.bytes); });
}

/// Bytes to facts.
void read_only(benchmark::State& state) {
  const File& file = file_of(Kind::kNews, static_cast<std::size_t>(state.range(0)));
  for (auto unused : state) {
    (void)unused;
    std::size_t facts = 0;
    each_record(file.bytes, 1, "bench", MentionLists::kSkip,
                [&](const FactRecord& record) { facts += record.facts.size(); });
    benchmark::DoNotOptimize(facts);
  }
  count_facts(state, file);
}

/// Bytes to graph, and with `json` to the bytes of its JSON export.
void merge(benchmark::State& state, Kind kind, bool json) {
  const File& file = file_of(kind, static_cast<std::size_t>(state.range(0)));
  options();
  const oneapi::tbb::global_control one(oneapi::tbb::global_control::max_allowed_parallelism, 1);
  const auto facts = static_cast<double>(file.facts);
  for (auto unused : state) {
    (void)unused;
    const double before = bytes_in_use();
    GraphBuilder builder;
    read(file, builder);
    const double packed = bytes_in_use() - before;
    auto graph = std::make_unique<Graph>(builder.finish(options()));
    state.counters["packed_bytes_per_fact"] = packed / facts;
    state.counters["graph_bytes_per_fact"] = (bytes_in_use() - before) / facts;
    state.counters["nodes"] = static_cast<double>(graph->nodes.size());
    state.counters["edges"] = static_cast<double>(graph->edges.size());
    if (json) {
      CountingSink sink;
      write_json(*graph, {}, sink);
      state.counters["json_bytes"] = static_cast<double>(sink.bytes);
    }
    state.PauseTiming();  // a program ends without taking its graph apart
    graph.reset();
    state.ResumeTiming();
  }
  count_facts(state, file);
}

/// As the command does it, with so many threads: a file, which the system has in memory, to a graph.
void merge_file(benchmark::State& state) {
  const File& file = file_of(Kind::kNews, static_cast<std::size_t>(state.range(0)));
  const auto threads = static_cast<unsigned>(state.range(1));
  options();
  const auto path = std::filesystem::temp_directory_path() / fmt::format("merge_bench.{}.facts", getpid());
  std::ofstream(path, std::ios::binary) << file.bytes;
  const oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism, threads);
  for (auto unused : state) {
    (void)unused;
    auto graph = std::make_unique<Graph>(read_fact_files({path}, threads, true).finish(options()));
    state.PauseTiming();
    graph.reset();
    state.ResumeTiming();
  }
  std::filesystem::remove(path);
  count_facts(state, file);
}

BENCHMARK(read_only)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(merge, news, Kind::kNews, false)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(merge, news_to_json, Kind::kNews, true)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(merge, hubs, Kind::kHubs, false)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK(merge_file)
    ->Args({100000, 1})
    ->Args({100000, 2})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsgraph

BENCHMARK_MAIN();
