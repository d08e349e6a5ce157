// SPDX-License-Identifier: Apache-2.0
#include "extract/article/json_mending.h"

#include <algorithm>
#include <utility>

namespace newsgraph {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_surrogate(std::string_view escape, char low, char high) {
  return escape.size() >= 6 && escape[0] == '\\' && escape[1] == 'u' && (escape[2] | 0x20) == 'd' &&
         (escape[3] | 0x20) >= low && (escape[3] | 0x20) <= high && is_hex(escape[3]) && is_hex(escape[4]) &&
         is_hex(escape[5]);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Every number that the parser finds too big, and some below: it counts before it knows the value.
bool is_huge(std::string_view number) {
  constexpr std::size_t kMostDigits = 300;
  constexpr std::size_t kMostDigitsOfExponent = 2;
  if (std::min(number.find_first_not_of("-0123456789"), number.size()) > kMostDigits) return true;
  const std::size_t e = number.find_first_of("eE");
  if (e == std::string_view::npos) return false;
  std::string_view exponent = number.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  return exponent.size() > kMostDigitsOfExponent && std::ranges::all_of(exponent, is_digit);
}

/// Copies JSON string by string and number by number.
class Mending {
 public:
  explicit Mending(std::string_view json) : json_(json) { out_.reserve(json.size() + json.size() / 8); }

  std::string run() {
    while (at_ < json_.size()) {
      const char c = json_[at_];
      if (c == '"')
        copy_string();
      else if (c == '-' || is_digit(c))
        copy_number();
      else
        out_ += json_[at_++];
    }
    return std::move(out_);
  }

 private:
  void copy_number() {
    const std::size_t end = std::min(json_.find_first_not_of("+-.0123456789eE", at_), json_.size());
    const std::string_view number = json_.substr(at_, end - at_);
    out_ += is_huge(number) ? "null" : number;
    at_ = end;
  }

  void copy_string() {
    out_ += json_[at_++];
    while (at_ < json_.size() && json_[at_] != '"') {
      if (json_[at_] == '\\' && at_ + 1 < json_.size()) {
        constexpr std::string_view kEscapes = "\"\\/bfnrtu";
        if (kEscapes.find(json_[++at_]) != std::string_view::npos) {
          out_ += '\\';
          out_ += json_[at_++];
          continue;
        }
      }
      copy_plain(json_[at_++]);
    }
    if (at_ < json_.size()) out_ += json_[at_++];
  }

  // Zero bytes stand behind the object, also behind one whose string has no end.
  void copy_plain(char c) {
    if (c == '\n')
      out_ += "\\n";
    else if (c == '\t')
      out_ += "\\t";
    else
      out_ += c > '\0' && c < ' ' ? ' ' : c;
  }

  std::string_view json_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

void mend_surrogates(std::string& json) {
  for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
    const std::string_view rest = std::string_view(json).substr(at);
    const bool lead = is_surrogate(rest, '8', '9') || is_surrogate(rest, 'a', 'b');
    if (lead && is_surrogate(rest.substr(6), 'c', 'f')) {
      at += 12;
    } else if (lead || is_surrogate(rest, 'c', 'f')) {
      json.replace(at, 6, "\\ufffd");
      at += 6;
    } else {
      at += 2;
    }
  }
}

std::string mended(std::string_view json) {
  return Mending(json).run();
}

}  // namespace newsgraph
