// SPDX-License-Identifier: Apache-2.0
// One loop cleans and escapes for all formats: what is sound and needs no change is found sixteen bytes at a
// time and copied whole; at a byte with an action (an ASCII character to escape or drop, or the first byte of
// a longer character) it looks closer. UTF-8 is checked on the way, so a writer cannot emit a broken file
// whatever the graph holds.
#include "export/text_out.h"

#include <charconv>
#include <cstdio>

#include "extract/article/encoding.h"

namespace newsgraph {
namespace {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

/// The size of a character in the ranges where no sequence is ill-formed or dropped if its bytes follow on:
/// U+00C0 to U+07FF and U+1000 to U+CFFF, which hold the letters of Vietnamese. 0 for all others, which need
/// a closer look.
inline std::size_t plain_character_size(const char* at, const char* end) {
  const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
  const unsigned lead = byte(0);
  if (lead >= 0xC3 && lead <= 0xDF) return end - at >= 2 && (byte(1) & 0xC0U) == 0x80U ? 2 : 0;
  if (lead < 0xE1 || lead > 0xEC || end - at < 3) return 0;
  return (byte(1) & 0xC0U) == 0x80U && (byte(2) & 0xC0U) == 0x80U ? 3 : 0;
}

/// Cleans and escapes one text, handing its pieces to `put`.
template <class Put>
class Pieces {
 public:
  Pieces(std::string_view text, const Escapes& escapes, Put put)
      : at_(text.data()), end_(at_ + text.size()), run_(at_), escapes_(escapes), put_(put) {}

  void run() {
    while (at_ != end_) {
      const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
      const std::string_view even = rest.substr(0, rest.size() < kShort ? 0 : escapes_.next_change(rest, 0));
      if (first_invalid_utf8(even) == std::string_view::npos)
        at_ += even.size();
      else
        look_closer(at_ + even.size());
      const char* const next = end_ - at_ < kShort ? end_ : at_ + 1;
      if (at_ != end_) look_closer(next);
    }
    put_run();
  }

 private:
  /// Texts below are not worth looking at sixteen bytes at a time.
  static constexpr std::ptrdiff_t kShort = 16;

  /// Character by character until `to`, or the first behind it.
  void look_closer(const char* to) {
    while (at_ < to) {
      const std::uint8_t action = escapes_.action(*at_);
      if (action == Escapes::kPlain)
        ++at_;
      else if (action == Escapes::kLead)
        character();
      else
        escape(action);
    }
  }

  void character() {
    if (const std::size_t size = plain_character_size(at_, end_); size != 0) {
      at_ += size;
      return;
    }
    const CodePoint found = code_point_at({at_, static_cast<std::size_t>(end_ - at_)}, 0);
    const bool good = found.code >= 0 && !(escapes_.clean() && is_dropped(found.code));
    if (!good) put_run();
    if (found.code < 0) put_(kReplacementCharacter);
    at_ += found.size;
    if (!good) run_ = at_;
  }

  void escape(std::uint8_t action) {
    put_run();
    if (action == Escapes::kReturn) {
      const std::uint8_t newline = escapes_.action('\n');
      put_(newline == Escapes::kPlain ? std::string_view("\n") : escapes_.replacement(newline));
      if (at_ + 1 != end_ && at_[1] == '\n') ++at_;
    } else {
      put_(escapes_.replacement(action));
    }
    run_ = ++at_;
  }

  void put_run() {
    if (run_ != at_) put_(std::string_view(run_, static_cast<std::size_t>(at_ - run_)));
  }

  const char* at_;
  const char* const end_;
  const char* run_;  ///< what stands from here to at_ is not yet put and needs no change
  const Escapes& escapes_;
  Put put_;
};

constexpr Escapes kJson{
    {{'"', "\\\""},       {'\\', "\\\\"},      {'\n', "\\n"},       {'\r', "\\r"},       {'\t', "\\t"},
     {'\b', "\\b"},       {'\f', "\\f"},       {'\x00', "\\u0000"}, {'\x01', "\\u0001"}, {'\x02', "\\u0002"},
     {'\x03', "\\u0003"}, {'\x04', "\\u0004"}, {'\x05', "\\u0005"}, {'\x06', "\\u0006"}, {'\x07', "\\u0007"},
     {'\x0B', "\\u000B"}, {'\x0E', "\\u000E"}, {'\x0F', "\\u000F"}, {'\x10', "\\u0010"}, {'\x11', "\\u0011"},
     {'\x12', "\\u0012"}, {'\x13', "\\u0013"}, {'\x14', "\\u0014"}, {'\x15', "\\u0015"}, {'\x16', "\\u0016"},
     {'\x17', "\\u0017"}, {'\x18', "\\u0018"}, {'\x19', "\\u0019"}, {'\x1A', "\\u001A"}, {'\x1B', "\\u001B"},
     {'\x1C', "\\u001C"}, {'\x1D', "\\u001D"}, {'\x1E', "\\u001E"}, {'\x1F', "\\u001F"}, {'\x7F', "\\u007F"}},
    Escapes::Policy::kExact};

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `found` stands at `at`.
bool is_unsafe_in_id(std::string_view id, std::size_t at, const CodePoint& found) {
  if (found.code < 0x20 || is_dropped(found.code)) return true;
  if (found.code == ' ') return at == 0 || at + 1 == id.size();
  return found.code == '%' && at + 2 < id.size() && is_hex(id[at + 1]) && is_hex(id[at + 2]);
}

/// Length of the ISO date prefix: 10, 7, 4 or 0.
std::size_t date_length(std::string_view date) {
  const auto digits = [date](std::size_t from, std::size_t count) {
    for (std::size_t i = from; i < from + count; ++i) {
      if (i >= date.size() || !is_digit(date[i])) return false;
    }
    return true;
  };
  const auto number = [date](std::size_t at) { return (date[at] - '0') * 10 + (date[at + 1] - '0'); };
  if (!digits(0, 4)) return 0;
  if (date.size() == 4) return 4;
  if (date[4] != '-' || !digits(5, 2) || number(5) < 1 || number(5) > 12) return 0;
  if (date.size() == 7) return 7;
  if (date[7] != '-' || !digits(8, 2) || number(8) < 1 || number(8) > 31) return 0;
  return date.size() == 10 || date[10] == 'T' ? 10 : 0;
}

int days_in_month(int year, int month) {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

int number_at(std::string_view date, std::size_t from, std::size_t count) {
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (date[i] - '0');
  return value;
}

}  // namespace

TextOut& TextOut::operator<<(std::uint64_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return *this << std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void TextOut::escaped(std::string_view text, const Escapes& escapes) {
  Pieces(text, escapes, [this](std::string_view piece) { *this << piece; }).run();
}

void TextOut::flush() {
  if (used_ != 0) sink_.write(std::string_view(buffer_.get(), used_));
  used_ = 0;
}

void TextOut::long_write(std::string_view bytes) {
  flush();
  if (bytes.size() > kCapacity) {
    sink_.write(bytes);
  } else {
    *this << bytes;
  }
}

void append_escaped(std::string& result, std::string_view text, const Escapes& escapes) {
  Pieces(text, escapes, [&result](std::string_view piece) { result += piece; }).run();
}

std::string escaped(std::string_view text, const Escapes& escapes) {
  std::string result;
  result.reserve(text.size());
  append_escaped(result, text, escapes);
  return result;
}

void append_percent_encoded(std::string& result, std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    result += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
}

std::string safe_id(std::string_view id) {
  std::string result;
  for (std::size_t at = 0; at < id.size();) {
    const CodePoint found = code_point_at(id, at);
    const std::string_view bytes = id.substr(at, found.size);
    if (is_unsafe_in_id(id, at, found))
      append_percent_encoded(result, bytes);
    else
      result += bytes;
    at += found.size;
  }
  return result;
}

void write_id(TextOut& out, std::string_view id, const Escapes& escapes) {
  for (std::size_t at = 0; at < id.size();) {
    const CodePoint found = code_point_at(id, at);
    if (is_unsafe_in_id(id, at, found)) {
      out.escaped(safe_id(id), escapes);
      return;
    }
    at += found.size;
  }
  out.escaped(id, escapes);
}

void write_json_string(TextOut& out, std::string_view text) {
  out << '"';
  out.escaped(text, kJson);
  out << '"';
}

std::string first_day(std::string_view date) {
  switch (date_length(date)) {
    case 10: {
      const std::string_view day = date.substr(0, 10);
      return number_at(day, 8, 2) <= days_in_month(number_at(day, 0, 4), number_at(day, 5, 2))
                 ? std::string(day)
                 : "";
    }
    case 7:
      return std::string(date) + "-01";
    case 4:
      return std::string(date) + "-01-01";
    default:
      return {};
  }
}

std::string last_day(std::string_view date) {
  switch (date_length(date)) {
    case 10:
      return first_day(date);
    case 7:
      return std::string(date) + "-" +
             std::to_string(days_in_month(number_at(date, 0, 4), number_at(date, 5, 2)));
    case 4:
      return std::string(date) + "-12-31";
    default:
      return {};
  }
}

}  // namespace newsgraph
