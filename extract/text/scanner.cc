// SPDX-License-Identifier: Apache-2.0
// The definition of a token, character by character. The lexer takes this path for whatever is not plain:
// numbers, codes, addresses, and all that needs decoding; the plain rest it cuts by byte classes
// (byte_runs.h), and a word that it meets for the first time is held against this scanner. So this file is
// what "a token" means.
//
//   word     letter, then letters, marks and digits; an invisible character inside does not end it. Crawled
//   pages glue
//            paragraphs: a capital behind a small letter begins a new word if the run is not plain ASCII, so
//            that "trọngNgoài" are two words and "VietJet" is one; so does a digit ("lúc18h"), and a
//            capitalized word behind digits ("21/10Tại") or behind an address
//   number   digits; . , / : - join when a digit follows directly           1.203,5   13/11/2023   2021-2026
//   code     digits, then letters, or a slash and a letter, or a hyphen and two capitals; from there on
//   letters,
//            digits and / - & . before them                                 6010/QĐ-UBND   01-NQ/TW   19h30
//   symbol   address with a scheme or "www.", e-mail address, emoji with its modifiers
//   punct    one mark, or a run of two or more full stops
#include "extract/text/scanner.h"

#include <algorithm>

#include "extract/text/character.h"

namespace newsgraph {
namespace {

constexpr UChar32 kZeroWidthJoiner = 0x200D;

bool is_ascii_letter(unsigned char byte) {
  return (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
}
bool is_ascii_digit(unsigned char byte) {
  return byte >= '0' && byte <= '9';
}
bool is_ascii_alnum(unsigned char byte) {
  return is_ascii_letter(byte) || is_ascii_digit(byte);
}

/// Bytes of an address; brackets and quotation marks are left out because text around addresses uses them.
bool is_address_byte(unsigned char byte) {
  return is_ascii_alnum(byte) ||
         std::string_view("-._~:/?#@!$&'*+,;=%").find(static_cast<char>(byte)) != std::string_view::npos;
}

bool is_mail_byte(unsigned char byte) {
  return is_ascii_alnum(byte) || byte == '.' || byte == '_' || byte == '+' || byte == '-' || byte == '%';
}

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t block_begin) : text_(text), block_begin_(block_begin) {}

  Span token(std::uint32_t begin, Character first, TokenClass& token_class);

 private:
  [[nodiscard]] unsigned char byte(std::uint32_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
  }
  [[nodiscard]] CharClass class_at(std::uint32_t at) const { return character_at(text_, at).char_class; }
  [[nodiscard]] bool is_upper_pair(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t digits_end(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t word_end(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t glue_point(Span word) const;
  [[nodiscard]] bool is_glued_word(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t host_end(std::uint32_t host, std::uint32_t end) const;
  [[nodiscard]] std::uint32_t symbol_end(std::uint32_t at, UChar32 first) const;
  [[nodiscard]] std::uint32_t address_end(std::uint32_t begin) const;
  [[nodiscard]] bool joins(std::uint32_t at, bool is_code) const;
  [[nodiscard]] std::uint32_t number_end(std::uint32_t at, bool& is_code) const;
  [[nodiscard]] Span mail_address(std::uint32_t at) const;

  std::string_view text_;
  std::uint32_t block_begin_;
};

bool Scanner::is_upper_pair(std::uint32_t at) const {
  const Character first = character_at(text_, at);
  return first.value >= 0 && is_upper(first.value) && is_upper(character_at(text_, first.next).value);
}

std::uint32_t Scanner::digits_end(std::uint32_t at) const {
  for (;;) {
    while (is_ascii_digit(byte(at))) ++at;
    const Character next = character_at(text_, at);
    if (next.char_class != CharClass::kDigit) return at;
    at = next.next;
  }
}

std::uint32_t Scanner::word_end(std::uint32_t at) const {
  std::uint32_t end = at;
  for (;;) {
    for (; is_ascii_alnum(byte(at)); end = at) ++at;
    const Character next = character_at(text_, at);
    switch (next.char_class) {
      case CharClass::kLetter:
      case CharClass::kMark:
      case CharClass::kDigit:
      case CharClass::kNumeral:
        at = end = next.next;
        break;
      case CharClass::kIgnored:
        at = next.next;  // part of the word only if the word goes on behind it
        break;
      default:
        return end;
    }
  }
}

/// Where a second word is glued to the first in `word`; its end if nowhere.
std::uint32_t Scanner::glue_point(Span word) const {
  const std::string_view run = text_.substr(word.begin, word.size());
  const bool is_ascii =
      std::all_of(run.begin(), run.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) return word.end;
  int letters = 0;
  bool after_lower = false;
  for (std::uint32_t at = word.begin; at < word.end;) {
    const Character character = character_at(text_, at);
    if (character.char_class != CharClass::kMark && character.char_class != CharClass::kIgnored) {
      const bool begins_new = is_upper(character.value) || character.char_class == CharClass::kDigit;
      if (after_lower && letters > 1 && begins_new) return at;
      after_lower = is_lower(character.value);
      ++letters;
    }
    at = character.next;
  }
  return word.end;
}

/// Is the word at `at`, behind digits, one by itself? "2016Tại", but not a unit or a number's letters:
/// "10Km", "62QH".
bool Scanner::is_glued_word(std::uint32_t at) const {
  const Character first = character_at(text_, at);
  if (!is_upper(first.value)) return false;
  int lower = 0;
  bool is_ascii = first.value < 0x80;
  Character next = character_at(text_, first.next);
  for (; next.char_class == CharClass::kLetter || next.char_class == CharClass::kMark;
       next = character_at(text_, next.next)) {
    if (is_upper(next.value)) return false;
    lower += is_lower(next.value) ? 1 : 0;
    is_ascii = is_ascii && next.value < 0x80;
  }
  return lower > (is_ascii ? 1 : 0);
}

/// Where the host name [host, end) ends, if a capitalized word is glued to it: "gmail.comEm",
/// "techone.vn.Facebook".
std::uint32_t Scanner::host_end(std::uint32_t host, std::uint32_t end) const {
  bool has_dot = false;
  for (std::uint32_t at = host + 1; at < end && byte(at) != '/'; ++at) {
    const unsigned char before = byte(at - 1);
    const bool is_upper = byte(at) >= 'A' && byte(at) <= 'Z';
    if (has_dot && is_upper && before >= 'a' && before <= 'z') return at;
    if (has_dot && is_upper && before == '.') return at - 1;
    has_dot = has_dot || (byte(at) == '.' && byte(at - 1) >= 'a' && byte(at - 1) <= 'z');
  }
  return end;
}

std::uint32_t Scanner::symbol_end(std::uint32_t at, UChar32 first) const {
  const auto is_region = [](UChar32 value) {
    return value >= 0x1F1E6 && value <= 0x1F1FF;
  };  // flags are pairs
  Character next = character_at(text_, at);
  if (is_region(first) && is_region(next.value)) return next.next;
  std::uint32_t end = at;
  for (;; next = character_at(text_, at)) {
    const bool is_skin_tone = next.value >= 0x1F3FB && next.value <= 0x1F3FF;
    if (next.value == kZeroWidthJoiner) {
      const Character joined = character_at(text_, next.next);
      if (joined.char_class != CharClass::kSymbol) return end;
      at = end = joined.next;
    } else if (is_skin_tone || next.char_class == CharClass::kMark ||
               (next.char_class == CharClass::kIgnored &&
                u_hasBinaryProperty(next.value, UCHAR_VARIATION_SELECTOR) != 0)) {
      at = end = next.next;
    } else {
      return end;
    }
  }
}

/// The end of an address that begins with a scheme or "www.", or `begin` if there is none.
std::uint32_t Scanner::address_end(std::uint32_t begin) const {
  constexpr std::uint32_t kMaxScheme = 8;
  std::uint32_t at = begin;
  while (at - begin < kMaxScheme && is_ascii_letter(byte(at))) ++at;
  const bool has_scheme = at - begin >= 2 && text_.substr(at, 3) == "://";
  const bool has_www = at - begin == 3 && byte(at) == '.' && (byte(begin) | 0x20) == 'w' &&
                       (byte(begin + 1) | 0x20) == 'w' && (byte(begin + 2) | 0x20) == 'w';
  if (!has_scheme && !has_www) return begin;
  const std::uint32_t host = at + (has_scheme ? 3 : 1);
  if (!is_ascii_alnum(byte(host))) return begin;
  std::uint32_t end = host;
  while (is_address_byte(byte(end))) ++end;
  end = host_end(host, end);
  while (!is_ascii_alnum(byte(end - 1)) && byte(end - 1) != '/') --end;  // marks of the sentence around it
  return end;
}

/// Does the mark at `at` join what stands before it to what follows?
bool Scanner::joins(std::uint32_t at, bool is_code) const {
  const unsigned char mark = byte(at);
  if (mark != '.' && mark != ',' && mark != '/' && mark != ':' && mark != '-' && mark != '&') return false;
  const CharClass next = class_at(at + 1);
  if (next == CharClass::kDigit) return is_code ? mark != ',' && mark != ':' : mark != '&';
  if (next != CharClass::kLetter) return false;
  switch (mark) {
    case '/':
      return true;
    case '-':
      return is_code || is_upper_pair(at + 1);
    case '&':
      return is_code;
    case '.':  // else a full stop glued to the next sentence
      return is_code && byte(at - 1) >= 'A' && byte(at - 1) <= 'Z' && is_upper_pair(at + 1);
    default:
      return false;
  }
}

std::uint32_t Scanner::number_end(std::uint32_t at, bool& is_code) const {
  for (;;) {
    at = digits_end(at);
    const CharClass next = class_at(at);
    if (next == CharClass::kLetter && is_glued_word(at)) return at;
    if (next == CharClass::kLetter || next == CharClass::kNumeral) {
      is_code = is_code || next == CharClass::kLetter;
      at = word_end(at);
    }
    if (!joins(at, is_code)) return at;
    ++at;
    if (class_at(at) == CharClass::kLetter) {
      is_code = true;
      at = word_end(at);
      if (!joins(at, is_code)) return at;
      ++at;
      if (class_at(at) == CharClass::kLetter) at = word_end(at);
    }
  }
}

/// The address around the "@" at `at`; empty if it is none.
Span Scanner::mail_address(std::uint32_t at) const {
  std::uint32_t begin = at;
  while (begin > block_begin_ && is_mail_byte(byte(begin - 1))) --begin;
  if (begin > block_begin_ && byte(begin - 1) >= 0x80) return {};
  while (begin < at && !is_ascii_alnum(byte(begin))) ++begin;
  std::uint32_t end = at + 1;
  while (is_ascii_alnum(byte(end)) || byte(end) == '.' || byte(end) == '-') ++end;
  end = host_end(at + 1, end);
  while (end > at + 1 && !is_ascii_alnum(byte(end - 1))) --end;
  const bool has_dot = text_.substr(at, end - at).find('.') != std::string_view::npos;
  return begin < at && has_dot ? Span{begin, end} : Span{};
}

Span Scanner::token(std::uint32_t begin, Character first, TokenClass& token_class) {
  switch (first.char_class) {
    case CharClass::kLetter: {
      const std::uint32_t address = address_end(begin);
      token_class = address > begin ? TokenClass::kSymbol : TokenClass::kWord;
      return {begin, address > begin ? address : glue_point({begin, word_end(first.next)})};
    }
    case CharClass::kIdeograph:
      token_class = TokenClass::kWord;
      return {begin, first.next};
    case CharClass::kDigit: {
      bool is_code = false;
      const std::uint32_t end = number_end(begin, is_code);
      token_class = is_code ? TokenClass::kCode : TokenClass::kNumber;
      return {begin, end};
    }
    case CharClass::kPunct: {
      token_class = TokenClass::kPunct;
      if (first.value == '@') {
        const Span address = mail_address(begin);
        if (address.size() > 0) {
          token_class = TokenClass::kSymbol;
          return address;
        }
      }
      std::uint32_t end = first.next;
      while (first.value == '.' && byte(end) == '.') ++end;
      return {begin, end};
    }
    default:
      token_class = TokenClass::kSymbol;
      return {begin, symbol_end(first.next, first.value)};
  }
}

/// Cuts a span that is too long for a token, between characters.
Span cut(std::string_view text, Span span) {
  if (span.size() <= kMaxTokenBytes) return span;
  span.end = span.begin + kMaxTokenBytes;
  for (int back = 0; back < 3 && (static_cast<unsigned char>(text[span.end]) & 0xC0U) == 0x80; ++back)
    --span.end;
  return span;
}

}  // namespace

bool next_token(std::string_view text, std::uint32_t block_begin, std::uint32_t position, RawToken& token) {
  token.space_before = false;
  while (position < text.size()) {
    const Character character = character_at(text, position);
    switch (character.char_class) {
      case CharClass::kSpace:
        token.space_before = true;
        position = character.next;
        break;
      case CharClass::kIgnored:
      case CharClass::kMark:  // belongs to nothing
        position = character.next;
        break;
      default:
        token.span = cut(text, Scanner(text, block_begin).token(position, character, token.token_class));
        return true;
    }
  }
  token.span = {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size())};
  return false;
}

}  // namespace newsgraph
