// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace newsgraph {

/// RFC 4180 records, read in place. A cell is a view of the content, or of a string kept for it when quotes
/// or carriage returns had to be taken out from between its letters.
class CsvReader {
 public:
  /// Reads `content` from `at`, which is in `line`. Both `content` and `kept` must outlive the cells.
  CsvReader(std::string_view content, std::size_t at, std::uint32_t line, std::deque<std::string>& kept)
      : content_(content), at_(at), line_(line), kept_(kept) {}

  [[nodiscard]] bool at_end() const { return at_ >= content_.size(); }
  /// Of what is read next.
  [[nodiscard]] std::uint32_t line() const { return line_; }
  /// Reads one record. Returns false when a quote in it is never closed.
  bool read(std::vector<std::string_view>& cells);

 private:
  [[nodiscard]] bool ends_cell(std::size_t at) const;
  std::string_view cell();
  std::string_view quoted_cell();
  std::string_view cell_in_pieces();

  std::string_view content_;
  std::size_t at_;
  std::uint32_t line_;
  std::deque<std::string>& kept_;  // a deque keeps its strings in place
  bool quoted_ = false;
};

}  // namespace newsgraph
