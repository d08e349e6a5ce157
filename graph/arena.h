// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace newsgraph {

/// Texts and lists side by side in large blocks that never move: a view of them is good as long as the arena,
/// or the arena that took its blocks over, lives. Not for several threads at once. Blocks ask for no large
/// pages: where the system has to find them first, they cost more than all the faults of small ones.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&& other) noexcept { swap(other); }
  Arena& operator=(Arena&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Arena() = default;

  /// Copies `text`. Cost: its bytes.
  std::string_view keep(std::string_view text);
  /// Copies a list.
  template <class T>
  std::span<const T> keep(std::span<const T> list) {
    const std::span<T> kept = make<T>(list.size());
    std::copy(list.begin(), list.end(), kept.begin());
    return kept;
  }
  template <class T>
  std::span<const T> keep(const std::vector<T>& list) {
    return keep(std::span<const T>(list));
  }
  template <class T>
  std::span<const T> keep(std::initializer_list<T> list) {
    return keep(std::span<const T>(list.begin(), list.size()));
  }
  /// Room for `count` values, to be set by the caller.
  template <class T>
  std::span<T> make(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    return {static_cast<T*>(allocate(count * sizeof(T), alignof(T))), count};
  }
  /// Takes over the blocks of `other`, and what it holds.
  void take(Arena& other);
  /// Keeps alive what lies elsewhere and is viewed beside the arena's own.
  void hold(std::shared_ptr<const void> owner) { held_.push_back(std::move(owner)); }

 private:
  void swap(Arena& other) noexcept;
  void* allocate(std::size_t bytes, std::size_t alignment);

  static constexpr std::size_t kSmallestBlock = std::size_t{1} << 14;
  static constexpr std::size_t kLargestBlock = std::size_t{1} << 22;

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::vector<std::shared_ptr<const void>> held_;
  std::size_t next_block_ = kSmallestBlock;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace newsgraph
