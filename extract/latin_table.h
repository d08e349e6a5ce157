// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include <unicode/umachine.h>

namespace newsgraph {

/// What ICU says of the characters of Latin scripts, asked once each: ASCII up to Latin Extended-B, and Latin
/// Extended Additional, where the letters of Vietnamese lie.
template <class Row>
class LatinTable {
 public:
  /// `row_of(character)` makes the rows.
  template <class RowOf>
  explicit LatinTable(const RowOf& row_of) {
    rows_.reserve(kLowEnd + kHighEnd - kHigh);
    for (UChar32 c = 0; c < kLowEnd; ++c) rows_.push_back(row_of(c));
    for (UChar32 c = kHigh; c < kHighEnd; ++c) rows_.push_back(row_of(c));
  }
  /// Null if it is none of them; negative is none.
  [[nodiscard]] const Row* find(UChar32 c) const {
    if (c >= 0 && c < kLowEnd) return &rows_[static_cast<std::size_t>(c)];
    if (c >= kHigh && c < kHighEnd) return &rows_[static_cast<std::size_t>(c - kHigh + kLowEnd)];
    return nullptr;
  }
  [[nodiscard]] const Row& ascii(unsigned char c) const { return rows_[c]; }

 private:
  static constexpr UChar32 kLowEnd = 0x250, kHigh = 0x1E00, kHighEnd = 0x1F00;
  std::vector<Row> rows_;
};

}  // namespace newsgraph
