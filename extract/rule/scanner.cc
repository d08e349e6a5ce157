// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/scanner.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "extract/article/byte_set.h"

namespace newsgraph {
namespace {

constexpr std::string_view kLongMarks[] = {"...", "~~", "->", "!="};
constexpr ByteSet kMarks(":|()[]{}?*+~,=<>^$@!");
constexpr ByteSet kDoubleStops("\"\\\n"), kSingleStops("'\\\n");  // of a string

bool is_ascii_alnum(char c) {
  const char small = static_cast<char>(c | 0x20);
  return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9');
}

class Scanner {
 public:
  Scanner(std::string_view content, std::uint32_t file, std::deque<std::string>& kept, Problems& problems)
      : content_(content), file_(file), kept_(kept), problems_(problems) {
    if (content_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
  }

  std::vector<Symbol> run() {
    symbols_.reserve(content_.size() / kBytesOfSymbol);
    while (skip_space(), at_ < content_.size()) next();
    Symbol end;
    end.place = place();
    end.first_on_line = true;
    symbols_.push_back(end);
    return std::move(symbols_);
  }

 private:
  static constexpr std::size_t kBytesOfSymbol = 6;  // about

  [[nodiscard]] ast::Place place() const { return {file_, line_, column_, 1}; }

  [[nodiscard]] UChar32 peek() const {
    if (at_ >= content_.size()) return 0;
    std::size_t i = at_;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(content_.data(), i, content_.size(), c);
    return c;
  }

  void advance() {
    if (content_[at_] == '\n') {
      ++line_;
      column_ = 1;
      ++at_;
      line_start_ = true;
      return;
    }
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(content_.data(), at_, content_.size(), c);
    (void)c;
    ++column_;
  }

  /// Goes on to `end`, which is on the same line. Returns what was passed.
  std::string_view advance_to(std::size_t end) {
    const std::string_view passed = content_.substr(at_, end - at_);
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    column_ += static_cast<std::uint32_t>(std::count_if(passed.begin(), passed.end(), begins_character));
    at_ = end;
    return passed;
  }

  void skip_space() {
    space_ = false;
    for (; at_ < content_.size(); space_ = true) {
      if (content_[at_] == '#')
        advance_to(std::min(content_.find('\n', at_), content_.size()));
      else if (content_[at_] == ' ' || u_isUWhiteSpace(peek()))
        advance();
      else
        return;
    }
  }

  static bool in_word(UChar32 c) {
    if (c < 0x80) return is_ascii_alnum(static_cast<char>(c)) || c == '_';
    return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK;
  }

  void next() {
    Symbol symbol;
    symbol.place = place();
    symbol.first_on_line = line_start_;
    symbol.space_before = space_ || line_start_;
    line_start_ = false;
    const std::uint32_t column = column_;
    const UChar32 c = peek();
    if (c == '"' || c == '\'') {
      scan_string(symbol, static_cast<char>(c));
    } else if (c == '/') {
      scan_regex(symbol);
    } else if (is_curly(c)) {
      scan_curly(symbol);
    } else if (in_word(c)) {
      scan_word(symbol);
    } else {
      scan_mark(symbol);
    }
    symbol.place.length = column_ > column ? column_ - column : 1;
    symbols_.push_back(symbol);
  }

  void scan_string(Symbol& symbol, char quote) {
    symbol.kind = SymbolKind::kString;
    symbol.single_quoted = quote == '\'';
    advance();
    const ByteSet& stops = quote == '"' ? kDoubleStops : kSingleStops;
    symbol.text = advance_to(stops.find(content_, at_));
    if (at_ < content_.size() && content_[at_] == '\\') symbol.text = unescaped(symbol.text, stops);
    if (at_ < content_.size() && content_[at_] == quote)
      advance();
    else
      problems_.error(symbol.place, "string without its closing quote on this line");
  }

  /// The text of a string of which `begin` was read, up to its closing quote or the line's end.
  std::string_view unescaped(std::string_view begin, const ByteSet& stops) {
    std::string& text = kept_.emplace_back(begin);
    while (at_ < content_.size() && content_[at_] == '\\') {
      if (at_ + 1 < content_.size() && content_[at_ + 1] != '\n') advance();
      const std::size_t escaped = at_;
      advance();
      text += content_.substr(escaped, at_ - escaped);
      text += advance_to(stops.find(content_, at_));
    }
    return text;
  }

  // Word processors put them in.
  static bool is_curly(UChar32 c) { return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB; }

  void scan_curly(Symbol& symbol) {
    problems_.error(symbol.place, "a curly quote; words stand between straight ones: \"...\"");
    symbol.kind = SymbolKind::kString;
    advance();
    const std::size_t begin = at_;
    while (at_ < content_.size() && content_[at_] != '\n') {
      const bool closes = is_curly(peek()) || content_[at_] == '"';
      symbol.text = content_.substr(begin, at_ - begin);
      advance();
      if (closes) return;
    }
    symbol.text = content_.substr(begin, at_ - begin);
  }

  void scan_regex(Symbol& symbol) {
    symbol.kind = SymbolKind::kRegex;
    std::string& text = kept_.emplace_back();
    advance();
    while (at_ < content_.size() && content_[at_] != '\n') {
      if (content_[at_] == '/') {
        advance();
        symbol.text = text;
        return;
      }
      if (content_.substr(at_, 2) == "\\/")
        advance();  // an escaped slash is a slash
      else if (content_[at_] == '\\' && at_ + 1 < content_.size()) {
        text.push_back('\\');
        advance();
      }
      const std::size_t begin = at_;
      if (at_ < content_.size() && content_[at_] != '\n') advance();
      text += content_.substr(begin, at_ - begin);
    }
    symbol.text = text;
    problems_.error(symbol.place, "regular expression without its closing '/' on this line");
  }

  void scan_word(Symbol& symbol) {
    symbol.kind = SymbolKind::kWord;
    const std::size_t begin = at_;
    while (at_ < content_.size()) {
      std::size_t end = at_;
      while (end < content_.size() && (is_ascii_alnum(content_[end]) || content_[end] == '_')) ++end;
      advance_to(end);
      const UChar32 c = peek();
      // A dot or hyphen belongs to a word only between its letters: "hosts.by-verb", but not "Person..." or
      // "x->".
      if (c == '.' || c == '-') {
        std::size_t i = at_ + 1;
        UChar32 after = 0;
        if (i < content_.size()) U8_NEXT_OR_FFFD(content_.data(), i, content_.size(), after);
        if (!in_word(after)) break;
      } else if (!in_word(c)) {
        break;
      }
      advance();
    }
    symbol.text = content_.substr(begin, at_ - begin);
  }

  void scan_mark(Symbol& symbol) {
    symbol.kind = SymbolKind::kMark;
    for (const std::string_view mark : kLongMarks) {
      if (content_[at_] != mark[0] || content_.substr(at_, mark.size()) != mark) continue;
      symbol.text = advance_to(at_ + mark.size());
      return;
    }
    const std::size_t begin = at_;
    advance();
    symbol.text = content_.substr(begin, at_ - begin);
    if (symbol.text.size() > 1 || !kMarks.has(symbol.text[0]))
      problems_.error(symbol.place, "unexpected character '" + std::string(symbol.text) +
                                        "'; words of the language go in quotes");
  }

  std::string_view content_;
  std::uint32_t file_;
  std::deque<std::string>& kept_;
  Problems& problems_;
  std::vector<Symbol> symbols_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
  bool line_start_ = true, space_ = false;
};

}  // namespace

std::vector<Symbol> scan(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                         Problems& problems) {
  return Scanner(content, file, kept, problems).run();
}

}  // namespace newsgraph
