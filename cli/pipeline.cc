// SPDX-License-Identifier: Apache-2.0
// The run over articles, in three stages:
//   read     one thread at a time: cuts the inputs into batches, in order
//   extract  all threads: parse, extract, write records; nothing shared but the rules and the cache
//   take     one thread at a time, in the order of reading: graph or fact file
// Order and a bounded number of batches under way come from oneTBB's pipeline. What is taken is a function of
// the inputs and the rules alone. Tested by tests/cli (threads, order, cache, bad input, Ctrl-C).
#include "cli/pipeline.h"

#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include "cli/fact_cache.h"
#include "cli/progress.h"
#include "extract/article/parser.h"
#include "extract/extractor.h"
#include "extract/fact/fact_file.h"

namespace newsgraph {
namespace {

// Small articles travel together: handing a batch over costs about as much as extracting a sentence.
constexpr std::size_t kBatchBytes = std::size_t{1} << 18;
constexpr std::size_t kBatchInputs = 64;
constexpr std::size_t kBatchesPerThread = 3;
constexpr std::size_t kParsedBytes = std::size_t{1} << 15;  // of inputs, before they are extracted
constexpr std::size_t kRecordsPerInput = 3;  // bytes of facts for each byte of articles: seldom more

struct Batch {
  std::vector<RawInput> inputs;
  // What reading found wrong before each input, and after the last: problems[i] come before inputs[i].
  std::vector<std::vector<Problem>> problems;
  std::size_t bytes = 0;         // of the inputs
  std::uint64_t bytes_read = 0;  // of the files, when the batch was complete
};

struct Result {
  Extracted extracted;
  std::uint64_t bytes_read = 0;
  PipelineCounts counts;  // of this batch, without files and bytes
};

void count(const FactRecord& facts, PipelineCounts& counts) {
  ++counts.articles;
  counts.sentences += facts.sentences;
  counts.tokens += facts.tokens;
  counts.mentions += facts.mentions.size();
  counts.facts += facts.facts.size();
}

void add(const PipelineCounts& batch, PipelineCounts& counts) {
  counts.articles += batch.articles;
  counts.sentences += batch.sentences;
  counts.tokens += batch.tokens;
  counts.mentions += batch.mentions;
  counts.facts += batch.facts;
  counts.from_cache += batch.from_cache;
}

/// Cuts the inputs into batches and keeps what went wrong in its place between them.
class BatchReader {
 public:
  BatchReader(const std::vector<std::string>& inputs, const ReaderOptions& options)
      : reader_(inputs, options, ledger_) {}

  std::shared_ptr<Batch> next() {
    if (ended_) return nullptr;
    auto batch = std::make_shared<Batch>();
    while (!ended_ && batch->bytes < kBatchBytes && batch->inputs.size() < kBatchInputs) {
      std::optional<RawInput> input = reader_.next();
      ended_ = !input.has_value();
      batch->problems.push_back(ledger_.take());
      if (ended_) break;
      batch->bytes += input->bytes.size();
      batch->inputs.push_back(std::move(*input));
    }
    batch->bytes_read = reader_.bytes_read();
    return batch;
  }

  [[nodiscard]] const ArticleReader& reader() const { return reader_; }

 private:
  Ledger ledger_;  // emptied at each step: a corpus of nothing but bad files must not fill the memory
  bool ended_ = false;
  ArticleReader reader_;
};

/// What one thread does with a batch.
class BatchExtractor {
 public:
  BatchExtractor(const ArticleParser& parser, const RuleSet& rules, const FactCache& cache, bool records)
      : parser_(parser), cache_(cache), records_(records), extractor_(rules) {}

  std::shared_ptr<Result> extract(Batch& batch) {
    auto result = std::make_shared<Result>();
    result->bytes_read = batch.bytes_read;
    if (records_) result->extracted.records.reserve(kRecordsPerInput * batch.bytes);
    for (std::size_t i = 0; i < batch.problems.size(); ++i) {
      std::vector<Problem>& problems = result->extracted.problems;
      std::move(batch.problems[i].begin(), batch.problems[i].end(), std::back_inserter(problems));
      if (i < batch.inputs.size()) parse(std::move(batch.inputs[i]), *result);
      if (parsed_bytes_ >= kParsedBytes) extract_parsed(*result);
    }
    extract_parsed(*result);
    return result;
  }

 private:
  void parse(RawInput&& input, Result& result) {
    std::string key = cache_.enabled() ? cache_.key(input) : std::string();
    if (!key.empty() && from_cache(key, input.source, result)) return;
    std::vector<Problem>& problems = result.extracted.problems;
    const std::size_t problems_before = problems.size();
    if (input.bytes.size() >= kParsedBytes) extract_parsed(result);  // a long one alone
    parsed_bytes_ += input.bytes.size();
    std::vector<Article> articles = parser_.parse(std::move(input), problems);
    // A problem is told on every run, so an input that has one is read on every run.
    if (problems.size() != problems_before) key.clear();
    parsed_.push_back({articles.size(), std::move(key)});
    std::move(articles.begin(), articles.end(), std::back_inserter(articles_));
  }

  bool from_cache(const std::string& key, const std::string& source, Result& result) {
    std::string records;
    if (!cache_.load(key, records)) return false;
    extract_parsed(result);  // what came before it
    if (records_) result.extracted.records += records;
    FactChunk chunk(records, 1);
    each_record(chunk, key, MentionLists::kRead,
                [&](const FactRecord& facts) { take(facts, source, result); });
    ++result.counts.from_cache;
    return true;
  }

  // Parsing, cutting into tokens and extracting each have more code and data than the nearest caches of a
  // processor hold: some articles are parsed, then cut, then extracted.
  void extract_parsed(Result& result) {
    std::string& records = result.extracted.records;
    extractor_.cut(articles_);
    std::size_t next = 0;
    for (const Parsed& parsed : parsed_) {
      const std::size_t records_before = records.size();
      for (const std::size_t end = next + parsed.articles; next < end; ++next) {
        const Article& article = articles_[next];
        extractor_.extract_cut(next, facts_);
        if (records_ || !parsed.key.empty()) append_facts(facts_, article.text, records);
        take(facts_, article.source, result);
      }
      if (!parsed.key.empty()) cache_.store(parsed.key, std::string_view(records).substr(records_before));
      if (!records_) records.clear();
    }
    parsed_.clear();
    articles_.clear();
    parsed_bytes_ = 0;
  }

  void take(const FactRecord& facts, const std::string& source, Result& result) const {
    count(facts, result.counts);
    if (records_) return;
    result.extracted.articles.push_back(copy_facts(facts));
    result.extracted.articles.back().source = source;
  }

  /// How many articles an input gave, and under which key the cache keeps their facts: empty if it does not.
  struct Parsed {
    std::size_t articles = 0;
    std::string key;
  };

  const ArticleParser& parser_;
  const FactCache& cache_;
  bool records_;
  std::vector<Parsed> parsed_;     // not extracted yet
  std::vector<Article> articles_;  // of all of them
  std::size_t parsed_bytes_ = 0;   // of their inputs
  Extractor extractor_;
  FactRecord facts_;  // of the article at hand
};

/// Bytes of all files and folders, for the share that is done; 0 when it cannot be known.
std::uint64_t total_bytes(const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  std::uint64_t total = 0;
  std::error_code error;
  for (const std::string& input : inputs) {
    if (input == "-") {
      struct stat info {};
      if (::fstat(STDIN_FILENO, &info) != 0 || !S_ISREG(info.st_mode)) return 0;
      total += static_cast<std::uint64_t>(info.st_size);
      continue;
    }
    if (!fs::is_directory(input, error)) {
      const std::uintmax_t size = fs::file_size(input, error);
      total += error ? 0 : size;
      continue;
    }
    constexpr auto kOn = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator entry(input, kOn, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code gone;  // a file may vanish meanwhile
      if (!entry->is_regular_file(gone)) continue;
      const std::uintmax_t size = entry->file_size(gone);
      total += gone ? 0 : size;
    }
  }
  return total;
}

}  // namespace

PipelineCounts extract_inputs(const std::vector<std::string>& inputs, const RuleSet& rules,
                              const PipelineOptions& options, const std::function<void(Extracted&)>& take) {
  namespace tbb = oneapi::tbb;
  const std::size_t threads =
      options.jobs > 0 ? options.jobs : static_cast<std::size_t>(tbb::info::default_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const ArticleParser parser(rules.boilerplate(), options.reader);
  const FactCache cache(options.cache_folder, rules.hash());
  BatchReader reader(inputs, options.reader);
  tbb::enumerable_thread_specific<BatchExtractor> extractors(
      [&] { return BatchExtractor(parser, rules, cache, options.records); });
  PipelineCounts counts;
  const bool shown = !options.quiet && Progress::has_terminal();
  Progress progress("extracting", "articles", shown ? total_bytes(inputs) : 0, options.quiet);

  using BatchPointer = std::shared_ptr<Batch>;
  using ResultPointer = std::shared_ptr<Result>;
  const auto read = [&](tbb::flow_control& control) {
    BatchPointer batch = reader.next();
    if (batch == nullptr) control.stop();
    return batch;
  };
  const auto extract = [&](const BatchPointer& batch) { return extractors.local().extract(*batch); };
  const auto hand_out = [&](const ResultPointer& result) {
    add(result->counts, counts);
    take(result->extracted);
    progress.update(result->bytes_read, counts.articles);
  };
  tbb::parallel_pipeline(
      threads * kBatchesPerThread,
      tbb::make_filter<void, BatchPointer>(tbb::filter_mode::serial_in_order, read) &
          tbb::make_filter<BatchPointer, ResultPointer>(tbb::filter_mode::parallel, extract) &
          tbb::make_filter<ResultPointer, void>(tbb::filter_mode::serial_in_order, hand_out));
  counts.files = reader.reader().files_read();
  counts.bytes = reader.reader().bytes_read();
  return counts;
}

}  // namespace newsgraph
