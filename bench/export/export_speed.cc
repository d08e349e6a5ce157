// SPDX-License-Identifier: Apache-2.0
// How fast and in how much memory the writers write a made-up graph:
//   export_speed NODES EDGES FOLDER [FORMAT...]        ("-" instead of a folder: nowhere)
// A line a format: name, MB, seconds of the processor, MB/s, memory that the writer needed beside the graph.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "bench/export/news_graph.h"
#include "export/format.h"

namespace {

/// Bytes to a file, or to the files of a folder one after the other; no fsync, as the other libraries do
/// none.
class FileSink final : public newsgraph::Sink {
 public:
  explicit FileSink(const std::string& path) : file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) throw std::runtime_error("cannot write " + path);
    std::setvbuf(file_, nullptr, _IONBF, 0);
  }
  ~FileSink() override { std::fclose(file_); }
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;
  void write(std::string_view bytes) override {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
      throw std::runtime_error("disk full");
    written_ += bytes.size();
  }
  [[nodiscard]] std::size_t written() const { return written_; }

 private:
  std::FILE* file_;
  std::size_t written_ = 0;
};

/// Of this process, in user and kernel mode: what other programs do meanwhile does not count.
double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_mb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// The largest size so far, forgotten: so that the next peak is the writer's.
void reset_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

double now_peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return peak_mb();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: export_speed NODES EDGES FOLDER [FORMAT...]\n", stderr);
    return 2;
  }
  try {
    const auto graph = newsgraph::NewsGraphMaker(7).make(std::strtoul(argv[1], nullptr, 10),
                                                         std::strtoul(argv[2], nullptr, 10));
    std::vector<std::string> names(argv + 4, argv + argc);
    if (names.empty()) names = {"graphml", "gexf", "json", "csv"};
    std::printf("%zu nodes, %zu edges\n", graph.nodes.size(), graph.edges.size());
    for (const std::string& name : names) {
      const newsgraph::Format* format = newsgraph::find_format(name);
      if (format == nullptr) throw std::runtime_error("unknown format " + name);
      const std::string folder = argv[3];
      FileSink sink(folder == "-" ? "/dev/null" : folder + "/speed" + std::string(format->suffix));
      reset_peak();
      const double before = now_peak_mb();
      const double start = cpu_seconds();
      newsgraph::write_graph(graph, *format, {}, sink);
      const double seconds = cpu_seconds() - start;
      const double mb = static_cast<double>(sink.written()) / 1e6;
      std::printf("%-12s %8.1f MB %7.2f s %7.1f MB/s  writer %6.1f MB beside the graph's %.0f MB\n",
                  name.c_str(), mb, seconds, mb / seconds, now_peak_mb() - before, before);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
