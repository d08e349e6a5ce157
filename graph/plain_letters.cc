// SPDX-License-Identifier: Apache-2.0
// A text of Latin letters and marks is without diacritics what its letters are one by one: no two of the
// letters that are left compose.
#include "graph/plain_letters.h"

#include <vector>

#include <unicode/utf8.h>

#include "extract/text/text.h"

namespace newsgraph {
namespace {

struct Range {
  UChar32 first, end;
};
constexpr Range kLatin[] = {{0x00c0, 0x0250}, {0x0300, 0x0370}, {0x1e00, 0x1f00}};  // the middle one: marks

class PlainLetters {
 public:
  static const PlainLetters& all() {
    static const PlainLetters letters;
    return letters;
  }
  /// Returns false when the text holds anything but ASCII and what is known here.
  bool append(std::string_view text, std::string& to) const {
    for (std::size_t at = 0; at < text.size();) {
      if (static_cast<unsigned char>(text[at]) < 0x80) {
        to += text[at++];
        continue;
      }
      UChar32 character = 0;
      U8_NEXT(text.data(), at, text.size(), character);
      const std::string* const plain = find(character);
      if (plain == nullptr) return false;
      to += *plain;
    }
    return true;
  }

 private:
  PlainLetters() {
    for (const Range range : kLatin) {
      for (UChar32 c = range.first; c < range.end; ++c) {
        char bytes[U8_MAX_LENGTH];
        std::size_t size = 0;
        U8_APPEND_UNSAFE(bytes, size, c);
        plain_.push_back(without_diacritics({bytes, size}));
      }
    }
  }
  [[nodiscard]] const std::string* find(UChar32 c) const {
    UChar32 before = 0;
    for (const Range range : kLatin) {
      if (c >= range.first && c < range.end)
        return &plain_[static_cast<std::size_t>(before + c - range.first)];
      before += range.end - range.first;
    }
    return nullptr;
  }

  std::vector<std::string> plain_;  // of the ranges, one after the other
};

}  // namespace

void append_without_diacritics(std::string_view text, std::string& to) {
  const std::size_t begin = to.size();
  if (PlainLetters::all().append(text, to)) return;
  to.resize(begin);
  to += without_diacritics(text);
}

}  // namespace newsgraph
