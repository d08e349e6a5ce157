// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/eight_bytes.h"
#include "extract/rule/automaton.h"

namespace newsgraph {

/// A hash whose low bits are good: for tables in memory, never for what is written.
class QuickHash {
 public:
  void add(std::uint64_t word) {
    const std::uint64_t mixed = (state_ ^ word) * 0x9E3779B97F4A7C15U;
    state_ = mixed ^ (mixed >> 32U);
  }
  void add(std::string_view bytes) {
    add(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += 8) add(eight_bytes(bytes, at));
  }
  [[nodiscard]] std::size_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0;
};

/// Gives equal keys one number, in the order in which they come. Its buffers are used again after clear().
/// `Key` has `hash()` and `==`, and holds no more than views.
template <class Key>
class Numbering {
 public:
  void clear() {
    if (keys_.empty()) return;
    // After one that was huge the table shrinks again: it is not cleared whole for a thousand small ones.
    constexpr std::size_t kSparse = 16;
    if (slots_.size() > kFewest && keys_.size() * kSparse < slots_.size()) slots_.resize(slots_.size() / 2);
    std::fill(slots_.begin(), slots_.end(), kNone);
    keys_.clear();
  }
  /// Its number, size() before the call if it is new.
  std::uint32_t add(const Key& key) {
    if (keys_.size() * 2 >= slots_.size()) grow();
    std::uint32_t& slot = slot_of(key);
    if (slot == kNone) {
      slot = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    return slot;
  }
  /// kNone if it was not added.
  [[nodiscard]] std::uint32_t find(const Key& key) { return slot_of(key); }
  [[nodiscard]] const Key& operator[](std::uint32_t number) const { return keys_[number]; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::uint32_t& slot_of(const Key& key) {
    std::size_t at = key.hash() & (slots_.size() - 1);
    while (slots_[at] != kNone && !(keys_[slots_[at]] == key)) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }
  void grow() {
    slots_.assign(slots_.size() * 2, kNone);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) slot_of(keys_[number]) = number;
  }

  std::vector<Key> keys_;
  static constexpr std::size_t kFewest = 128;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(kFewest, kNone);
};

}  // namespace newsgraph
