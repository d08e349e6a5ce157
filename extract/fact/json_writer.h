// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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

  void open(char bracket) {
    make_room(1);
    put(bracket);
  }
  void close(char bracket) {
    make_room(2);
    if (at_[-1] == ',') --at_;
    put(bracket);
    put(',');
  }
  /// A name that needs no escape: a literal, so that what stands around it is put together by the compiler.
  template <std::size_t size>
  void key(const char (&name)[size]) {
    std::array<char, size + 2> text;
    text[0] = '"';
    std::memcpy(&text[1], name, size - 1);
    text[size] = '"';
    text[size + 1] = ':';
    make_room(text.size());
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void key(std::string_view name) {
    string(name);
    at_[-1] = ':';
  }
  /// `text` is written as it is, but for quotes, backslashes and control characters.
  void string(std::string_view text) {
    make_room(text.size() + 3);
    put('"');
    if (copy_plain(text, at_))
      at_ += text.size();
    else
      append_escaped(text);
    put('"');
    put(',');
  }
  void number(std::uint32_t number) {
    constexpr std::size_t kMostDigits = 10;
    make_room(kMostDigits + 1);
    // Places in an article mostly have four digits at most.
    if (number < 10'000)
      put_short(number);
    else
      at_ = std::to_chars(at_, at_ + kMostDigits, number).ptr;
    put(',');
  }
  /// Ends the outermost value's line. Call it once, last.
  void finish() {
    at_[-1] = '\n';
    out_.resize(static_cast<std::size_t>(at_ - out_.data()));
  }

 private:
  /// Copies a text to where there is room for it. False if a byte of it needs an escape: what was copied then
  /// means nothing.
  static bool copy_plain(std::string_view text, char* to);
  void append_escaped(std::string_view text);

  void put(char c) { *at_++ = c; }
  /// A number below 10,000, two digits at a time.
  void put_short(std::uint32_t number) {
    if (number >= 100) {
      put_pair(number / 100);
      std::memcpy(at_, &kPairs[2 * (number % 100)], 2);
      at_ += 2;
    } else {
      put_pair(number);
    }
  }
  /// A number below 100, without a zero before it.
  void put_pair(std::uint32_t number) {
    if (number >= 10) put(kPairs[2 * number]);
    put(kPairs[2 * number + 1]);
  }
  /// Makes room for `size` bytes.
  void make_room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
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
