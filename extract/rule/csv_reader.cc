// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/csv_reader.h"

#include <algorithm>

#include "extract/article/byte_set.h"

namespace newsgraph {
namespace {

constexpr ByteSet kSpecial("\",\n\r");

}  // namespace

/// A comma, a line end or the end of the content, with or without a carriage return before it.
bool CsvReader::ends_cell(std::size_t at) const {
  if (at < content_.size() && content_[at] == ',') return true;
  if (at < content_.size() && content_[at] == '\r') ++at;
  return at >= content_.size() || content_[at] == '\n';
}

/// The cell that begins here; goes on to the comma or line end behind it.
std::string_view CsvReader::cell() {
  const std::size_t begin = at_;
  std::size_t end = begin;
  while (end < content_.size() && !kSpecial.has(content_[end])) ++end;  // most cells are short or empty
  if (!ends_cell(end)) return end == begin && content_[end] == '"' ? quoted_cell() : cell_in_pieces();
  at_ = end < content_.size() && content_[end] == '\r' ? end + 1 : end;
  return content_.substr(begin, end - begin);
}

std::string_view CsvReader::quoted_cell() {
  const std::size_t begin = at_ + 1;
  const std::size_t end = content_.find('"', begin);
  if (end == std::string_view::npos || !ends_cell(end + 1)) return cell_in_pieces();
  const std::string_view text = content_.substr(begin, end - begin);
  line_ += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  at_ = end + 1 < content_.size() && content_[end + 1] == '\r' ? end + 2 : end + 1;
  return text;
}

std::string_view CsvReader::cell_in_pieces() {
  std::string& text = kept_.emplace_back();
  for (; at_ < content_.size(); ++at_) {
    const char c = content_[at_];
    const bool doubled = quoted_ && content_.substr(at_, 2) == "\"\"";
    if (doubled) {
      text.push_back(c);
      ++at_;
    } else if (c == '"') {
      quoted_ = !quoted_;
    } else if (quoted_) {
      text.push_back(c);
      line_ += c == '\n' ? 1 : 0;
    } else if (c == ',' || c == '\n') {
      break;
    } else if (c != '\r') {
      text.push_back(c);
    }
  }
  return text;
}

bool CsvReader::read(std::vector<std::string_view>& cells) {
  cells.clear();
  quoted_ = false;
  cells.push_back(cell());
  for (; !at_end() && content_[at_] == ','; cells.push_back(cell())) ++at_;
  if (!at_end()) {  // at a line end
    ++at_;
    ++line_;
  }
  return !quoted_;
}

}  // namespace newsgraph
