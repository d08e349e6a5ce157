// SPDX-License-Identifier: Apache-2.0
#include "cli/read_fact_files.h"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include "cli/progress.h"
#include "extract/fact/fact_file.h"

namespace newsgraph {
namespace {

constexpr std::size_t kChunksPerThread = 2;

[[noreturn]] void fail(const std::string& path) {
  throw std::runtime_error(
      fmt::format("{}: cannot be read: {}", path, std::generic_category().message(errno)));
}

/// A file open for reading, closed at the end.
class InputFile {
 public:
  explicit InputFile(const std::string& path)
      : path_(path), descriptor_(path == "-" ? dup(STDIN_FILENO) : open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail(path_);
  }
  ~InputFile() { close(descriptor_); }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::size_t read(char* to, std::size_t size) {
    for (;;) {
      const ssize_t count = ::read(descriptor_, to, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) fail(path_);
    }
  }

 private:
  const std::string& path_;
  int descriptor_;
};

/// One builder a thread: what the parts hold, and so the graph, does not depend on which thread got which.
using Builders = oneapi::tbb::enumerable_thread_specific<GraphBuilder>;

void read_one(const std::string& path, std::size_t threads, Builders& builders, Progress& progress,
              std::uint64_t& articles) {
  namespace tbb = oneapi::tbb;
  using ChunkPointer = std::shared_ptr<FactChunk>;
  InputFile file(path);
  FactChunker chunker([&](char* to, std::size_t size) { return file.read(to, size); });
  const auto cut = [&](tbb::flow_control& control) {
    auto chunk = std::make_shared<FactChunk>();
    if (!chunker.next(*chunk)) control.stop();
    return chunk;
  };
  const auto read = [&](const ChunkPointer& chunk) {
    GraphBuilder& builder = builders.local();
    std::uint64_t count = 0;
    each_record(*chunk, path, MentionLists::kSkip, [&](const FactRecord& record) {
      builder.add(record);
      ++count;
    });
    return count;
  };
  const auto tell = [&](std::uint64_t count) {
    articles += count;
    progress.update(0, articles);
  };
  tbb::parallel_pipeline(
      threads * kChunksPerThread,
      tbb::make_filter<void, ChunkPointer>(tbb::filter_mode::serial_in_order, cut) &
          tbb::make_filter<ChunkPointer, std::uint64_t>(tbb::filter_mode::parallel, read) &
          tbb::make_filter<std::uint64_t, void>(tbb::filter_mode::serial_out_of_order, tell));
}

}  // namespace

GraphBuilder read_fact_files(const std::vector<std::string>& paths, unsigned jobs, bool quiet) {
  namespace tbb = oneapi::tbb;
  const std::size_t threads = jobs > 0 ? jobs : static_cast<std::size_t>(tbb::info::default_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  Builders builders;
  Progress progress("merging", "articles", 0, quiet);
  std::uint64_t articles = 0;
  for (const std::string& path : paths) read_one(path, threads, builders, progress, articles);
  GraphBuilder all;
  for (GraphBuilder& part : builders) all.merge(std::move(part));
  return all;
}

}  // namespace newsgraph
