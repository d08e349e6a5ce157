// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "export/format.h"
#include "extract/article/byte_set.h"

namespace newsgraph {

/// How one kind of text is escaped: what each ASCII character becomes. Everything else about text is the same
/// for all formats and is done on the way (see TextOut::escaped).
class Escapes {
 public:
  struct Rule {
    char character;
    std::string_view replacement;
  };
  /// kClean: control characters and non-characters are dropped, line ends become "\n".
  /// kExact: every character is kept; the rules must say how control characters are written.
  enum class Policy : std::uint8_t { kClean, kExact };

  constexpr Escapes(std::initializer_list<Rule> rules, Policy policy = Policy::kClean)
      : clean_(policy == Policy::kClean) {
    for (int c = 0; c < 0x20; ++c) set(static_cast<char>(c), "");
    set('\x7f', "");
    for (int c = 0x80; c < 0x100; ++c) action_[static_cast<std::size_t>(c)] = kLead;
    action_['\t'] = action_['\n'] = kPlain;
    action_['\r'] = clean_ ? kReturn : kPlain;
    for (const Rule& rule : rules) set(rule.character, rule.replacement);
    find_changes();
  }

  static constexpr std::uint8_t kPlain = 0;
  static constexpr std::uint8_t kReturn = 254;
  static constexpr std::uint8_t kLead = 255;

  /// kPlain, kReturn, kLead or the number of a replacement.
  [[nodiscard]] constexpr std::uint8_t action(char c) const { return action_[static_cast<unsigned char>(c)]; }
  [[nodiscard]] constexpr std::string_view replacement(std::uint8_t action) const {
    return replacements_[action];
  }
  [[nodiscard]] constexpr bool clean() const { return clean_; }
  /// First place at or after `at` where something may change, if the text is UTF-8; else the text's size.
  [[nodiscard]] std::size_t next_change(std::string_view text, std::size_t at) const {
    return changes_.find(text, at);
  }

 private:
  /// First bytes of the characters above ASCII that kClean drops: U+0080-009F, U+FFFE and U+FFFF.
  static constexpr std::string_view kDroppedLeads = "\xC2\xEF";

  constexpr void find_changes() {
    std::array<char, 130> bytes{};
    std::size_t count = 0;
    for (unsigned c = 0; c < 0x80; ++c)
      if (action_[c] != kPlain) bytes[count++] = static_cast<char>(c);
    if (clean_)
      for (const char c : kDroppedLeads) bytes[count++] = c;
    changes_ = ByteSet(std::string_view(bytes.data(), count));
  }
  constexpr void set(char c, std::string_view replacement) {
    if (used_ + 1U < replacements_.size()) {
      replacements_[++used_] = replacement;
      action_[static_cast<unsigned char>(c)] = used_;
    }
  }

  std::array<std::uint8_t, 256> action_{};
  std::array<std::string_view, 96> replacements_{};
  std::uint8_t used_ = 0;
  bool clean_;
  ByteSet changes_{""};
};

inline constexpr Escapes kPlainText{};  ///< cleaned, nothing escaped

/// Whether a character is one that cleaned text does not hold. (Carriage returns become line feeds.)
constexpr bool is_dropped(std::int32_t code) {
  const bool control = code >= 0 && code < 0x20 && code != '\t' && code != '\n' && code != '\r';
  return control || (code >= 0x7f && code <= 0x9f) || code == 0xfffe || code == 0xffff;
}

/// Buffered output for writers. Text goes through `escaped`, which cleans it: bytes that are no UTF-8 become
/// U+FFFD; under Policy::kClean, U+0000-0008, 000B, 000C, 000E-001F, 007F-009F, FFFE and FFFF go, CR LF and
/// CR become LF (no XML reader survives the first, and all do the second).
class TextOut {
 public:
  explicit TextOut(Sink& sink) : sink_(sink), buffer_(std::make_unique<char[]>(kCapacity)) {}
  ~TextOut() = default;
  TextOut(const TextOut&) = delete;
  TextOut& operator=(const TextOut&) = delete;

  /// Bytes as they are.
  TextOut& operator<<(std::string_view bytes) {
    if (bytes.size() > kCapacity - used_) {
      long_write(bytes);
    } else {
      bytes.copy(buffer_.get() + used_, bytes.size());
      used_ += bytes.size();
    }
    return *this;
  }
  TextOut& operator<<(const char* bytes) { return *this << std::string_view(bytes); }
  TextOut& operator<<(char c) { return *this << std::string_view(&c, 1); }
  TextOut& operator<<(std::uint64_t number);
  TextOut& operator<<(std::uint32_t number) { return *this << std::uint64_t{number}; }

  /// Text, cleaned and escaped.
  void escaped(std::string_view text, const Escapes& escapes);
  /// Hands everything to the sink. Every writer ends with it: a destructor could not report a full disk.
  void flush();

 private:
  static constexpr std::size_t kCapacity = 1U << 18;

  void long_write(std::string_view bytes);

  Sink& sink_;
  std::unique_ptr<char[]> buffer_;
  std::size_t used_ = 0;
};

/// `text`, cleaned and escaped as TextOut::escaped does it, appended to `result`.
void append_escaped(std::string& result, std::string_view text, const Escapes& escapes);
/// The same as a text of its own.
std::string escaped(std::string_view text, const Escapes& escapes);
/// `text` cleaned as Policy::kClean says.
inline std::string cleaned(std::string_view text) {
  return escaped(text, kPlainText);
}

/// What goes between the quotes of a JSON string, cleaned: for the formats whose clients want clean text.
inline constexpr Escapes kCleanJson{{{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\t', "\\t"}}};
/// A cleaned JSON string, quotes included.
inline void write_clean_json_string(TextOut& out, std::string_view text) {
  out << '"';
  out.escaped(text, kCleanJson);
  out << '"';
}

/// "%0A" for a line end, and so for each byte.
void append_percent_encoded(std::string& result, std::string_view bytes);
/// An id that no client trips over: as it is, save that what cleaned text does not hold, bytes that are no
/// UTF-8, line ends, tabs, spaces at the ends and a "%" before two hex digits are percent-encoded (so that
/// two ids stay two).
std::string safe_id(std::string_view id);
/// The same, escaped, without a copy of ids that are safe as they are.
void write_id(TextOut& out, std::string_view id, const Escapes& escapes);

/// `text` as a JSON string, quotes included. Exact: what a reader gets back is `text`.
void write_json_string(TextOut& out, std::string_view text);

/// "2006-11" or "2006" as the first (or last) day of that time; empty when `date` begins with no year or is
/// no date.
std::string first_day(std::string_view date);
std::string last_day(std::string_view date);

}  // namespace newsgraph
