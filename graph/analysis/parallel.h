// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace newsgraph {

/// Runs body(block, worker) for every block in [0, blocks), each once, on up to `threads` threads (0: one a
/// processor); worker < the number of threads used, and no two run with the same worker at once. Blocks start
/// in ascending order. The first exception a body throws is thrown again here, after the other workers have
/// stopped.
void parallel_blocks(unsigned threads, std::size_t blocks,
                     const std::function<void(std::size_t block, unsigned worker)>& body);

/// `threads`, with 0 read as one a processor; at least 1.
unsigned worker_count(unsigned threads);

/// Adds vectors that threads finish in any order, in the order of their blocks: floating-point sums then have
/// the same bits for any number of threads. Memory: at most about three vectors a thread.
class OrderedSum {
 public:
  /// `total` outlives this object and is read when it is gone.
  OrderedSum(std::span<double> total, unsigned threads) : total_(total), ahead_(2 * std::size_t{threads}) {}

  /// A vector of zeros for `block`. Waits while too many later blocks are done already.
  std::vector<double> start(std::size_t block);
  void finish(std::size_t block, std::vector<double> part);
  /// After an exception: nobody waits any longer.
  void give_up();

 private:
  std::span<double> total_;
  std::size_t ahead_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::size_t next_ = 0;
  bool given_up_ = false;
  std::map<std::size_t, std::vector<double>> waiting_;
  std::vector<std::vector<double>> spare_;
};

/// Sums what body(block, worker, part) adds to `part` over all blocks into `total`, in block order.
void parallel_sum(
    unsigned threads, std::size_t blocks, std::span<double> total,
    const std::function<void(std::size_t block, unsigned worker, std::span<double> part)>& body);

}  // namespace newsgraph
