// SPDX-License-Identifier: Apache-2.0
#include "cli/read_fact_files.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include "cli/progress.h"
#include "export/json_fields.h"
#include "export/mapped_file.h"
#include "export/packing.h"
#include "extract/fact/fact_file.h"

namespace newsgraph {
namespace {

namespace tbb = oneapi::tbb;

constexpr std::size_t kChunksPerThread = 2;

/// Throws when `bytes`, with which a file begins, are those of a graph: an easy slip, for `build` writes one
/// and `merge` reads facts.
void refuse_graph(std::string_view bytes, const std::string& path) {
  if (!bytes.starts_with(kJsonBegin)) return;
  throw std::runtime_error(
      fmt::format("{}: is a graph, wanted facts as 'newsgraph extract' writes them; 'newsgraph export' "
                  "writes a graph again",
                  path == "-" ? "standard input" : path));
}

/// Whole lines of a mapped file, about as many as fit into a core's cache.
class LineCutter {
 public:
  explicit LineCutter(std::string_view bytes) : rest_(bytes) {}
  /// Empty at the end.
  std::string_view next() {
    constexpr std::size_t kChunk = std::size_t{1} << 19;
    const std::size_t feed = rest_.find('\n', std::min(kChunk, rest_.size()));
    const std::string_view lines = rest_.substr(0, feed == std::string_view::npos ? feed : feed + 1);
    rest_.remove_prefix(lines.size());
    return lines;
  }

 private:
  std::string_view rest_;
};

/// Reads files into one builder a thread: what the parts hold, and so the graph, does not depend on which
/// thread got which.
class FactReader {
 public:
  FactReader(std::size_t threads, bool quiet)
      : tokens_(threads * kChunksPerThread), progress_("merging", "articles", 0, quiet) {}

  void read(const std::string& path) {
    if (path == "-") return read_stream(path);
    auto file = std::make_shared<const MappedFile>(path);
    if (file->bytes().empty() || looks_packed(file->bytes())) return read_stream(path);
    refuse_graph(file->bytes(), path);
    read_mapped(path, file->bytes());
    files_.push_back(std::move(file));
  }

  /// All that was read.
  GraphBuilder take() {
    GraphBuilder all;
    for (GraphBuilder& part : builders_) all.merge(std::move(part));
    for (auto& file : files_) all.hold(std::move(file));
    return all;
  }

 private:
  void read_stream(const std::string& path) {
    const std::unique_ptr<ByteSource> source = open_unpacked(path);
    FactChunker chunker([&](char* to, std::size_t size) { return source->read(to, size); });
    using Chunk = std::shared_ptr<FactChunk>;
    run<Chunk>(
        path,
        [&](tbb::flow_control& control) {
          auto chunk = std::make_shared<FactChunk>();
          if (!chunker.next(*chunk)) control.stop();
          if (chunk->first_line == 1) refuse_graph({chunk->bytes.data(), chunk->bytes.size()}, path);
          return chunk;
        },
        [&](const Chunk& chunk, const auto& take) {
          each_record(*chunk, path, MentionLists::kSkip,
                      [&](const FactRecord& record) { take(record, std::string_view()); });
        });
  }

  void read_mapped(const std::string& path, std::string_view bytes) {
    LineCutter cutter(bytes);
    run<std::string_view>(
        path,
        [&](tbb::flow_control& control) {
          const std::string_view lines = cutter.next();
          if (lines.empty()) control.stop();
          return lines;
        },
        [&](std::string_view lines, const auto& take) {
          const auto read = [&](std::uint64_t first_line, const auto& with) {
            each_record(lines, first_line, path, MentionLists::kSkip, with);
          };
          try {
            read(1, [&](const FactRecord& record) { take(record, bytes); });
          } catch (const FactFileError&) {
            // Lines before are counted only where one is wrong: it is again, and says which it is.
            read(1 + std::count(bytes.data(), lines.data(), '\n'), [](const FactRecord&) {});
            throw;
          }
        });
  }

  /// `cut` makes pieces one after the other, `read` calls its second argument with the records of one.
  template <class Piece, class Cut, class Read>
  void run(const std::string& path, Cut cut, Read read) {
    const auto add = [&](const Piece& piece) {
      GraphBuilder& builder = builders_.local();
      std::uint64_t count = 0;
      read(piece, [&](const FactRecord& record, std::string_view lasting) {
        builder.add(record, lasting, path);
        ++count;
      });
      return count;
    };
    const auto tell = [&](std::uint64_t count) {
      articles_ += count;
      progress_.update(0, articles_);
    };
    tbb::parallel_pipeline(
        tokens_, tbb::make_filter<void, Piece>(tbb::filter_mode::serial_in_order, cut) &
                     tbb::make_filter<Piece, std::uint64_t>(tbb::filter_mode::parallel, add) &
                     tbb::make_filter<std::uint64_t, void>(tbb::filter_mode::serial_out_of_order, tell));
  }

  std::size_t tokens_;
  tbb::enumerable_thread_specific<GraphBuilder> builders_;
  std::vector<std::shared_ptr<const MappedFile>> files_;
  Progress progress_;
  std::uint64_t articles_ = 0;
};

}  // namespace

GraphBuilder read_fact_files(const std::vector<std::string>& paths, unsigned jobs, bool quiet) {
  const std::size_t threads = jobs > 0 ? jobs : static_cast<std::size_t>(tbb::info::default_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  FactReader reader(threads, quiet);
  for (const std::string& path : paths) reader.read(path);
  return reader.take();
}

}  // namespace newsgraph
