// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace newsgraph {

/// Sorts by `number(item)`, 64 bits; items of one number stay in their order. Cost: linear, a pass over the
/// items for every byte in which the numbers differ; memory for as many items again.
template <class T, class Number>
void sort_by_number(std::vector<T>& items, Number number) {
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  std::array<std::array<std::size_t, 256>, kBytes> counts{};
  for (const T& item : items) {
    const std::uint64_t value = number(item);
    for (std::size_t byte = 0; byte < kBytes; ++byte) ++counts[byte][value >> 8 * byte & 255];
  }
  std::vector<T> other(items.size());
  for (std::size_t byte = 0; byte < kBytes && !items.empty(); ++byte) {
    auto& count = counts[byte];
    if (count[number(items.front()) >> 8 * byte & 255] == items.size()) continue;
    std::size_t begin = 0;
    for (std::size_t& each : count) {
      const std::size_t size = each;
      each = begin;
      begin += size;
    }
    for (const T& item : items) other[count[number(item) >> 8 * byte & 255]++] = item;
    items.swap(other);
  }
}

/// The numbers from 0 to `count` in byte order of their texts; those of one text in their order. Texts are
/// read eight bytes at a time, each stretch once, where comparing them two by two would fetch them from
/// memory again and again. Cost: n log n, and the bytes in which the texts differ from their neighbours.
std::vector<std::uint32_t> order_of_texts(std::size_t count,
                                          const std::function<std::string_view(std::uint32_t)>& text);

}  // namespace newsgraph
