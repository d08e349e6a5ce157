// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <time.h>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph::bench {

/// Simple undirected edges under shuffled ids.
struct EdgeList {
  Vertex vertices = 0;
  std::vector<Arc> edges;
};

/// "pl" power law (exponent 2.3), "er" uniform, "pc" planted communities, "sp" sparse power law with many
/// leaves, "grid". About `edges` edges; the same for the same seed. Throws std::invalid_argument on another
/// kind.
EdgeList generate(const std::string& kind, Vertex vertices, std::uint32_t edges, std::uint64_t seed);

struct Task {
  std::string measure;
  unsigned threads = 1;
  std::uint32_t sources = 0;  ///< of measures that search from every vertex: only so many; 0: all
};

/// What an engine reports. `seconds` counts the measure, not the building of the engine's graph.
struct Outcome {
  double seconds = 0;
  double share = 1;  ///< part of the whole work that was done, if only some sources were taken
  double checksum =
      0;  ///< sum of scores, number of components ...: equal over engines where the measure is defined
};

/// Empty when the engine does not have the measure.
std::optional<Outcome> run_ours(const EdgeList& list, const Task& task);
std::optional<Outcome> run_stock_boost(const EdgeList& list, const Task& task);
std::optional<Outcome> run_igraph(const EdgeList& list, const Task& task);
std::string igraph_version();  ///< "none" when it is not linked

/// Seconds of processor time of the busier one: this thread, or the others together. With up to two threads
/// that is what the clock on the wall would show if their cores were free, however busy the machine is.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    const double own = now(CLOCK_THREAD_CPUTIME_ID) - own_begin_;
    return std::max(own, now(CLOCK_PROCESS_CPUTIME_ID) - begin_ - own);
  }

 private:
  static double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  double begin_ = now(CLOCK_PROCESS_CPUTIME_ID);
  double own_begin_ = now(CLOCK_THREAD_CPUTIME_ID);
};

}  // namespace newsgraph::bench
