// SPDX-License-Identifier: Apache-2.0
#include "graph/arena.h"

#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

namespace newsgraph {

void Arena::swap(Arena& other) noexcept {
  std::swap(blocks_, other.blocks_);
  std::swap(held_, other.held_);
  std::swap(next_block_, other.next_block_);
  std::swap(free_, other.free_);
  std::swap(left_, other.left_);
}

void* Arena::allocate(std::size_t bytes, std::size_t alignment) {
  const std::size_t skipped = -reinterpret_cast<std::uintptr_t>(free_) & (alignment - 1);
  if (skipped + bytes <= left_) {
    char* const memory = free_ + skipped;
    free_ = memory + bytes;
    left_ -= skipped + bytes;
    return memory;
  }
  const std::size_t size = std::max(next_block_, bytes);
  next_block_ = std::min(2 * next_block_, kLargestBlock);
  blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
  char* const memory = blocks_.back().get();
  if (size - bytes >= left_) free_ = memory + bytes, left_ = size - bytes;
  return memory;
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const kept = static_cast<char*>(allocate(text.size(), 1));
  std::memcpy(kept, text.data(), text.size());
  return {kept, text.size()};
}

void Arena::take(Arena& other) {
  std::move(other.blocks_.begin(), other.blocks_.end(), std::back_inserter(blocks_));
  std::move(other.held_.begin(), other.held_.end(), std::back_inserter(held_));
  if (other.left_ > left_) free_ = other.free_, left_ = other.left_;
  next_block_ = std::max(next_block_, other.next_block_);
  other.blocks_.clear();
  other.held_.clear();
  other.next_block_ = kSmallestBlock;
  other.free_ = nullptr;
  other.left_ = 0;
}

}  // namespace newsgraph
