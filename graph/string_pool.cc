// SPDX-License-Identifier: Apache-2.0
#include "graph/string_pool.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "extract/prefetch.h"

namespace newsgraph {
namespace {

constexpr std::size_t kFirstSlots = 64;

std::uint64_t load(const char* from, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, size);
  return word;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
  return hash ^ hash >> 32;
}

}  // namespace

std::uint32_t string_hash(std::string_view text) {
  std::uint64_t hash = text.size() * 0xc2b2ae3d27d4eb4fULL;
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) hash = mix(hash, load(at, 8));
  if (left > 0) hash = mix(hash, load(at, left));
  return static_cast<std::uint32_t>(hash);
}

StringPool::StringPool(std::shared_ptr<Arena> arena) : arena_(std::move(arena)), slots_(kFirstSlots) {
  add({});
}

std::size_t StringPool::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.next_id == 0 || (slot.hash == hash && strings_[slot.next_id - 1] == text)) return at;
  }
}

StringId StringPool::find(std::string_view text) const {
  const Slot& slot = slots_[slot_of(text, string_hash(text))];
  return slot.next_id == 0 ? 0 : slot.next_id - 1;
}

void StringPool::append(Slot& slot, std::uint32_t hash, std::string_view kept) {
  strings_.push_back(kept);
  slot = {hash, static_cast<std::uint32_t>(strings_.size())};
  if (strings_.size() * 2 > slots_.size()) grow();
}

void StringPool::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.next_id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].next_id != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

StringId StringPool::add(std::string_view text, std::uint32_t hash) {
  if (text.empty() && !strings_.empty()) return 0;
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.next_id != 0) return slot.next_id - 1;
  append(slot, hash, arena_->keep(text));
  return static_cast<StringId>(strings_.size() - 1);
}

void StringPool::add_all(std::span<const std::string_view> texts, std::vector<StringId>& ids) {
  constexpr std::size_t kLine = 64;  // of the cache
  hashes_.clear();
  for (const std::string_view text : texts) {
    hashes_.push_back(string_hash(text));
    prefetch(&slots_[hashes_.back() & (slots_.size() - 1)]);
  }
  for (const std::uint32_t hash : hashes_) {
    if (const std::string_view* text = likely(hash)) prefetch(text);
  }
  for (const std::uint32_t hash : hashes_) {
    const std::string_view* text = likely(hash);
    if (text == nullptr) continue;
    prefetch(text->data());
    prefetch(text->data() + kLine);
  }
  ids.clear();
  for (std::size_t i = 0; i < texts.size(); ++i) ids.push_back(add(texts[i], hashes_[i]));
}

std::vector<StringId> StringPool::merge(StringPool& other) {
  std::vector<StringId> ids(other.size());
  std::vector<std::uint32_t> hashes(other.size());
  for (const Slot& slot : other.slots_) {
    if (slot.next_id != 0) hashes[slot.next_id - 1] = slot.hash;
  }
  for (StringId id = 0; id < ids.size(); ++id) {
    const std::string_view text = other.strings_[id];
    const std::uint32_t hash = hashes[id];
    Slot& slot = slots_[slot_of(text, hash)];
    if (slot.next_id == 0) {
      ids[id] = static_cast<StringId>(strings_.size());
      append(slot, hash, text);
    } else {
      ids[id] = slot.next_id - 1;
    }
  }
  arena_->take(*other.arena_);
  other = StringPool();
  return ids;
}

}  // namespace newsgraph
