// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "graph/arena.h"

namespace newsgraph {

/// Number of a string in a StringPool.
using StringId = std::uint32_t;

/// 32 bits of `text`, the same within one run only.
std::uint32_t string_hash(std::string_view text);

/// A list of numbers as a text that a pool can hold; good while the numbers are.
inline std::string_view bytes_of(std::span<const std::uint32_t> numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

/// Strings by number, each once; 0 is the empty one. Numbers go up in order of arrival: where order must not
/// show, compare the strings.
class StringPool {
 public:
  explicit StringPool(std::shared_ptr<Arena> arena = std::make_shared<Arena>());
  /// The number of `text`, which is copied when it is new. Cost: one hash and one look-up.
  StringId add(std::string_view text) { return add(text, string_hash(text)); }
  /// The same where the hash is known.
  StringId add(std::string_view text, std::uint32_t hash);
  /// The same for many texts: all are looked up together, so that they wait for memory together.
  void add_all(std::span<const std::string_view> texts, std::vector<StringId>& ids);
  /// The number of `text`; 0 if it is not there.
  [[nodiscard]] StringId find(std::string_view text) const;
  [[nodiscard]] bool contains(std::string_view text) const { return text.empty() || find(text) != 0; }
  [[nodiscard]] std::string_view operator[](StringId id) const { return strings_[id]; }
  [[nodiscard]] std::size_t size() const { return strings_.size(); }
  /// Copies a text without giving it a number: for long ones that come once.
  std::string_view keep(std::string_view text) { return arena_->keep(text); }
  /// Adds the strings of `other`, in its order, and takes over its bytes, views of which stay good. Returns
  /// their numbers here, by their numbers there.
  std::vector<StringId> merge(StringPool& other);
  /// Where the bytes are: hold it as long as views are in use.
  [[nodiscard]] const std::shared_ptr<Arena>& arena() const { return arena_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t next_id = 0;  // id + 1; 0: empty
  };
  /// The slot of `text`, or the empty one where it belongs.
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  /// The text that stands in the first slot of this hash, if it may be one with this hash.
  [[nodiscard]] const std::string_view* likely(std::uint32_t hash) const {
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    return slot.hash == hash && slot.next_id != 0 ? &strings_[slot.next_id - 1] : nullptr;
  }
  void append(Slot& slot, std::uint32_t hash, std::string_view kept);
  void grow();

  std::shared_ptr<Arena> arena_;
  std::vector<std::string_view> strings_;
  std::vector<Slot> slots_;            // a power of two of them, at most half full
  std::vector<std::uint32_t> hashes_;  // of the texts that are looked up together
};

}  // namespace newsgraph
