// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <utility>

namespace newsgraph {

unsigned worker_count(unsigned threads) {
  return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void parallel_blocks(unsigned threads, std::size_t blocks,
                     const std::function<void(std::size_t, unsigned)>& body) {
  const auto workers = static_cast<unsigned>(std::min<std::size_t>(worker_count(threads), blocks));
  if (workers <= 1) {
    for (std::size_t block = 0; block < blocks; ++block) body(block, 0);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&](unsigned worker) {
    try {
      for (std::size_t block = next++; block < blocks; block = next++) body(block, worker);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      next = blocks;
    }
  };
  {
    std::vector<std::jthread> pool;
    pool.reserve(workers - 1);
    for (unsigned worker = 1; worker < workers; ++worker) pool.emplace_back(work, worker);
    work(0);
  }
  if (failure) std::rethrow_exception(failure);
}

std::vector<double> OrderedSum::start(std::size_t block) {
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [&] { return given_up_ || block < next_ + ahead_; });
  std::vector<double> part;
  if (!spare_.empty()) {
    part = std::move(spare_.back());
    spare_.pop_back();
  }
  lock.unlock();
  part.assign(total_.size(), 0.0);
  return part;
}

void OrderedSum::finish(std::size_t block, std::vector<double> part) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(block, std::move(part));
  for (auto it = waiting_.begin(); it != waiting_.end() && it->first == next_;
       it = waiting_.erase(it), ++next_) {
    for (std::size_t v = 0; v < total_.size(); ++v) total_[v] += it->second[v];
    spare_.push_back(std::move(it->second));
  }
  moved_.notify_all();
}

void OrderedSum::give_up() {
  const std::lock_guard lock(mutex_);
  given_up_ = true;
  moved_.notify_all();
}

void parallel_sum(unsigned threads, std::size_t blocks, std::span<double> total,
                  const std::function<void(std::size_t, unsigned, std::span<double>)>& body) {
  OrderedSum sum(total, worker_count(threads));
  parallel_blocks(threads, blocks, [&](std::size_t block, unsigned worker) {
    try {
      std::vector<double> part = sum.start(block);
      body(block, worker, part);
      sum.finish(block, std::move(part));
    } catch (...) {
      sum.give_up();
      throw;
    }
  });
}

}  // namespace newsgraph
