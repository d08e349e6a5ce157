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
  const bool in_quotes = at_ < content_.size() && content_[at_] == '"';
  const std::size_t begin = in_quotes ? at_ + 1 : at_;
  const std::size_t end =
      in_quotes ? std::min(content_.find('"', begin), content_.size()) : kSpecial.find(content_, begin);
  const std::size_t behind = in_quotes ? end + 1 : end;
  if (behind > content_.size() || !ends_cell(behind)) return cell_in_pieces();
  const std::string_view text = content_.substr(begin, end - begin);
  if (in_quotes) line_ += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  at_ = behind < content_.size() && content_[behind] == '\r' ? behind + 1 : behind;
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
