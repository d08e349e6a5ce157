// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace newsgraph {

struct FreeBlock {
  void operator()(void* memory) const;
};
/// Memory that is not set to anything.
using MemoryBlock = std::unique_ptr<void, FreeBlock>;

constexpr std::size_t kSmallestBlock = std::size_t{1} << 14;
constexpr std::size_t kLargestBlock = std::size_t{1} << 22;

/// At least `bytes`. Large blocks ask the system for large pages: with small ones a million facts spend a
/// quarter of their time in page faults.
MemoryBlock new_block(std::size_t bytes);

/// Rows that never move, those added in one go side by side: growing copies nothing.
template <class Row>
class RowBlocks {
  static_assert(std::is_trivially_copyable_v<Row>);

 public:
  /// Room for `count` rows, to be filled by the caller.
  Row* add(std::size_t count) {
    if (count > left_) grow(count);
    Row* const rows = free_;
    free_ += count;
    left_ -= count;
    size_ += count;
    if (!runs_.empty()) runs_.back().count += count;
    return rows;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  template <class Change>
  void for_each(Change change) {
    for (const Run& run : runs_) std::for_each(run.rows, run.rows + run.count, change);
  }
  /// Takes over the rows of `other`, where they are.
  void take(RowBlocks& other) {
    for (std::size_t b = 0; b < other.blocks_.size(); ++b) {
      blocks_.push_back(std::move(other.blocks_[b]));
      runs_.push_back(other.runs_[b]);
    }
    free_ = other.free_;  // the last block is the one that is being filled
    left_ = other.left_;
    size_ += other.size_;
    other = RowBlocks();
  }

 private:
  struct Run {
    Row* rows;
    std::size_t count;
  };

  void grow(std::size_t count) {
    const std::size_t bytes = std::max(next_block_, count * sizeof(Row));
    next_block_ = std::min(2 * next_block_, kLargestBlock);
    blocks_.push_back(new_block(bytes));
    free_ = static_cast<Row*>(blocks_.back().get());
    left_ = bytes / sizeof(Row);
    runs_.push_back({free_, 0});
  }

  std::vector<MemoryBlock> blocks_;
  std::vector<Run> runs_;  // one a block
  std::size_t next_block_ = kSmallestBlock;
  Row* free_ = nullptr;
  std::size_t left_ = 0;
  std::size_t size_ = 0;
};

}  // namespace newsgraph
