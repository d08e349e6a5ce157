// SPDX-License-Identifier: Apache-2.0
#include "graph/sorting.h"

#include <algorithm>
#include <span>
#include <tuple>

#include <oneapi/tbb/parallel_sort.h>

namespace newsgraph {
namespace {

constexpr std::size_t kStretch = sizeof(std::uint64_t);

/// A text of which the bytes before `rest` are those of its neighbours.
struct Rest {
  std::uint64_t stretch;  // the next bytes, the first of them highest; zero behind the end
  const char* rest;
  std::uint32_t left;  // bytes from `rest` on
  std::uint32_t number;

  void read() {
    unsigned char bytes[kStretch] = {};
    std::copy_n(rest, std::min<std::size_t>(left, kStretch), bytes);  // of no text if there is none
    stretch = 0;
    for (const unsigned char byte : bytes) stretch = stretch << 8 | byte;
  }
  void pass_over() {
    rest += kStretch;
    left -= kStretch;
  }
  /// The end goes before zero bytes of the text.
  [[nodiscard]] std::uint32_t known() const { return std::min<std::uint32_t>(left, kStretch + 1); }
  [[nodiscard]] bool ends() const { return left <= kStretch; }
  friend bool operator<(const Rest& a, const Rest& b) {
    if (a.stretch != b.stretch) return a.stretch < b.stretch;
    return std::tuple(a.known(), a.number) < std::tuple(b.known(), b.number);
  }
};

/// Where the texts that begin as the one at `begin` does end.
std::size_t end_of_alike(std::span<const Rest> texts, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < texts.size() && texts[end].stretch == texts[begin].stretch &&
         texts[end].known() == texts[begin].known()) {
    ++end;
  }
  return end;
}

void sort(std::span<Rest> texts) {
  for (;;) {
    for (Rest& text : texts) text.read();
    oneapi::tbb::parallel_sort(texts.begin(), texts.end());
    if (end_of_alike(texts, 0) != texts.size() || texts.front().ends()) break;
    for (Rest& text : texts) text.pass_over();
  }
  for (std::size_t begin = 0, end = 0; begin < texts.size(); begin = end) {
    end = end_of_alike(texts, begin);
    if (end - begin < 2 || texts[begin].ends()) continue;
    const auto alike = texts.subspan(begin, end - begin);
    for (Rest& text : alike) text.pass_over();
    sort(alike);
  }
}

}  // namespace

std::vector<std::uint32_t> order_of_texts(std::size_t count,
                                          const std::function<std::string_view(std::uint32_t)>& text) {
  std::vector<Rest> texts(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view bytes = text(i);
    texts[i] = {0, bytes.data(), static_cast<std::uint32_t>(bytes.size()), i};
  }
  if (!texts.empty()) sort(texts);
  std::vector<std::uint32_t> order(count);
  std::transform(texts.begin(), texts.end(), order.begin(), [](const Rest& each) { return each.number; });
  return order;
}

}  // namespace newsgraph
