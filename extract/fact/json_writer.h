// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace newsgraph {

/// Appends JSON to a string. Behind every value stands a comma, which the end of its list or object takes
/// back, so nothing is asked before a value. The string is made longer
/// by a thousand bytes and more at a time, ahead of what is written: it is as it should be after finish()
/// alone.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out)
      : out_(out), at_(out.data() + out.size()), end_(out.data() + out.size()) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void open(char bracket) { at_ = put(bracket, room(1)); }
  void close(char bracket) {
    char* const at = room(2);
    at_ = put(',', put(bracket, at[-1] == ',' ? at - 1 : at));
  }
  /// A name that needs no escape: a literal, so that what stands around it is put together by the compiler.
  template <std::size_t size>
  void key(const char (&name)[size]) {
    at_ = write(name, room(key_room(name)));
  }
  void key(std::string_view name) {
    string(name);
    at_[-1] = ':';
  }
  /// `text` is written as it is, but for quotes, backslashes and control characters.
  void string(std::string_view text) { at_ = write(text, room(text.size() + kQuotesAndComma)); }
  void number(std::uint32_t number) { at_ = write(number, room(kNumberRoom)); }
  /// A key and its value.
  template <std::size_t size>
  void string(const char (&name)[size], std::string_view text) {
    at_ = write(text, write(name, room(key_room(name) + text.size() + kQuotesAndComma)));
  }
  template <std::size_t size>
  void number(const char (&name)[size], std::uint32_t number) {
    at_ = write(number, write(name, room(key_room(name) + kNumberRoom)));
  }
  /// Ends the outermost value's line. Call it once, last.
  void finish() {
    at_[-1] = '\n';
    out_.resize(static_cast<std::size_t>(at_ - out_.data()));
  }

 private:
  // What writes takes where to and returns the end: kept in `at_` the place would be read again behind each
  // byte, since as far as the compiler knows the byte could have changed it.

  static constexpr std::size_t kQuotesAndComma = 3;
  static constexpr std::size_t kMostDigits = 10;
  static constexpr std::size_t kNumberRoom = kMostDigits + 1;

  /// Of a name in quotes, and a colon.
  template <std::size_t size>
  static constexpr std::size_t key_room(const char (&)[size]) {
    return size - 1 + 3;
  }
  static char* put(char c, char* at) {
    *at = c;
    return at + 1;
  }
  template <std::size_t size>
  static char* write(const char (&name)[size], char* at) {
    at = put('"', at);
    std::memcpy(at, name, size - 1);
    return put(':', put('"', at + size - 1));
  }
  char* write(std::string_view text, char* at) {
    at = put('"', at);
    at = copy_plain(text, at) ? at + text.size() : write_escaped(text, at);
    return put(',', put('"', at));
  }
  static char* write(std::uint32_t number, char* at) {
    // Places in an article mostly have four digits at most.
    at = number < 10'000 ? write_short(number, at) : std::to_chars(at, at + kMostDigits, number).ptr;
    return put(',', at);
  }
  /// A number below 10,000. Four digits are written and the zeros before it shifted away: how many it has
  /// nobody can guess.
  static char* write_short(std::uint32_t number, char* at) {
    static_assert(std::endian::native == std::endian::little);
    const auto zeros = static_cast<unsigned>(number < 10) + static_cast<unsigned>(number < 100) +
                       static_cast<unsigned>(number < 1000);
    const std::uint32_t four = pair(number / 100) | pair(number % 100) << 16U;
    const std::uint32_t digits = four >> (8 * zeros);
    std::memcpy(at, &digits, sizeof digits);
    return at + (4 - zeros);
  }
  /// The two digits of a number below 100.
  static std::uint32_t pair(std::uint32_t number) {
    std::uint16_t digits = 0;
    std::memcpy(&digits, &kPairs[2 * number], sizeof digits);
    return digits;
  }
  /// Copies a text to where there is room for it. False if a byte of it needs an escape: what was copied then
  /// means nothing.
  static bool copy_plain(std::string_view text, char* to);
  char* write_escaped(std::string_view text, char* at);
  /// Where the next byte goes; there is room for `size`.
  char* room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
    return at_;
  }
  void grow(std::size_t size);

  /// "00" to "99".
  static constexpr std::array<char, 200> kPairs = [] {
    std::array<char, 200> digits{};
    for (unsigned number = 0; number < 100; ++number) {
      digits[2 * number] = static_cast<char>('0' + number / 10);
      digits[2 * number + 1] = static_cast<char>('0' + number % 10);
    }
    return digits;
  }();

  std::string& out_;
  char* at_;   ///< where the next byte goes
  char* end_;  ///< of `out_`
};

}  // namespace newsgraph
