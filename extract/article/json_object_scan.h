// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/article/byte_set.h"

namespace newsgraph {

/// Follows one JSON object, byte by byte, to the bracket that closes it. Of an object that is damaged it
/// finds the end by what may not stand in a sound one, so that the damage costs no other object: an object or
/// array that begins where a name is wanted, a bracket that closes nothing, and, once a line ended within a
/// string, a line that begins with an object.
class JsonObjectScan {
 public:
  enum class Step : std::uint8_t {
    kInside,
    kClosed,  ///< the byte is the object's last
    kBroken   ///< the byte is none of the object's, which ends before it, unfinished
  };

  /// The next byte; the first is the object's '{'.
  Step take(char c) {
    if (in_string_) return take_in_string(c);
    switch (c) {
      case '{':
      case '[':
        if (torn_at_line_begin_ && c == '{') return Step::kBroken;
        if (depth_ > 0 && top_is_object() && before_ != ':') return Step::kBroken;
        open(c == '{');
        break;
      case '}':
        close(true);
        if (depth_ == 0) return Step::kClosed;
        break;
      case ']':
        if (arrays_ == 0 && depth_ <= kDepthKnown) return Step::kBroken;
        close(false);
        break;
      case '"':
        in_string_ = true;
        break;
      case '\n':
        torn_at_line_begin_ = torn_;
        return Step::kInside;
      case ' ':
      case '\t':
      case '\r':
        return Step::kInside;
      default:
        break;
    }
    before_ = c;
    torn_at_line_begin_ = false;
    return Step::kInside;
  }

  /// The first place at or after `at` whose byte take() has to see.
  [[nodiscard]] std::size_t skip(std::string_view view, std::size_t at) const {
    return in_string_ && !escaped_ && !torn_ ? kOfStrings.find(view, at) : at;
  }

 private:
  static constexpr ByteSet kOfStrings{"\"\\\n"};
  static constexpr std::size_t kDepthKnown = 64;  // below it only depth is counted: no reader goes there

  Step take_in_string(char c) {
    if (torn_at_line_begin_ && c == '{') return Step::kBroken;
    if (c == '\n') {  // may not be in a string: its quote is missing, or was one too many
      torn_ = torn_at_line_begin_ = true;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      torn_at_line_begin_ = false;
    }
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
      before_ = c;
    }
    return Step::kInside;
  }

  [[nodiscard]] bool top_is_object() const { return depth_ <= kDepthKnown && (objects_ & 1) != 0; }

  void open(bool object) {
    if (++depth_ > kDepthKnown) return;
    objects_ = objects_ << 1 | (object ? 1U : 0U);
    arrays_ += object ? 0 : 1;
  }

  /// The innermost object or array, as asked for, and what was left open in it.
  void close(bool object) {
    for (bool closed = false; !closed && depth_ > 0;) {
      if (depth_-- > kDepthKnown) return;
      closed = ((objects_ & 1) != 0) == object;
      arrays_ -= (objects_ & 1) != 0 ? 0 : 1;
      objects_ >>= 1;
    }
  }

  std::uint64_t depth_ = 0;
  std::uint64_t objects_ = 0;  // a bit for each that is open, the innermost lowest: set for objects
  std::uint64_t arrays_ = 0;   // that are open
  char before_ = '\0';         // the last byte outside of strings that is no white space
  bool in_string_ = false;
  bool escaped_ = false;
  bool torn_ = false;                // a line has ended within a string
  bool torn_at_line_begin_ = false;  // ... and nothing but white space came since the last
};

}  // namespace newsgraph
