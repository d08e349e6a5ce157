// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/scanner.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace newsgraph {
namespace {

class Scanner {
 public:
  Scanner(std::string_view content, std::uint32_t file, Problems& problems)
      : content_(content), file_(file), problems_(problems) {
    if (content_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
  }

  std::vector<Symbol> run() {
    while (skip_space(), at_ < content_.size()) next();
    Symbol end;
    end.place = place();
    end.first_on_line = true;
    symbols_.push_back(end);
    return std::move(symbols_);
  }

 private:
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

  void skip_space() {
    space_ = false;
    while (at_ < content_.size()) {
      const UChar32 c = peek();
      if (c == '#') {
        while (at_ < content_.size() && content_[at_] != '\n') advance();
      } else if (u_isUWhiteSpace(c)) {
        advance();
      } else {
        return;
      }
      space_ = true;
    }
  }

  static bool in_word(UChar32 c) { return u_isalnum(c) || c == '_' || u_charType(c) == U_NON_SPACING_MARK; }

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
    symbols_.push_back(std::move(symbol));
  }

  void scan_string(Symbol& symbol, char quote) {
    symbol.kind = SymbolKind::kString;
    symbol.single_quoted = quote == '\'';
    advance();
    while (at_ < content_.size() && content_[at_] != '\n') {
      if (content_[at_] == quote) {
        advance();
        return;
      }
      if (content_[at_] == '\\' && at_ + 1 < content_.size() && content_[at_ + 1] != '\n') advance();
      const std::size_t begin = at_;
      advance();
      symbol.text.append(content_.substr(begin, at_ - begin));
    }
    problems_.error(symbol.place, "string without its closing quote on this line");
  }

  // Word processors put them in.
  static bool is_curly(UChar32 c) { return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB; }

  void scan_curly(Symbol& symbol) {
    problems_.error(symbol.place, "a curly quote; words stand between straight ones: \"...\"");
    symbol.kind = SymbolKind::kString;
    advance();
    while (at_ < content_.size() && content_[at_] != '\n') {
      const bool closes = is_curly(peek()) || content_[at_] == '"';
      const std::size_t begin = at_;
      advance();
      if (closes) return;
      symbol.text.append(content_.substr(begin, at_ - begin));
    }
  }

  void scan_regex(Symbol& symbol) {
    symbol.kind = SymbolKind::kRegex;
    advance();
    while (at_ < content_.size() && content_[at_] != '\n') {
      if (content_[at_] == '/') {
        advance();
        return;
      }
      if (content_.substr(at_, 2) == "\\/")
        advance();  // an escaped slash is a slash
      else if (content_[at_] == '\\' && at_ + 1 < content_.size()) {
        symbol.text.push_back('\\');
        advance();
      }
      const std::size_t begin = at_;
      if (at_ < content_.size() && content_[at_] != '\n') advance();
      symbol.text.append(content_.substr(begin, at_ - begin));
    }
    problems_.error(symbol.place, "regular expression without its closing '/' on this line");
  }

  void scan_word(Symbol& symbol) {
    symbol.kind = SymbolKind::kWord;
    const std::size_t begin = at_;
    while (at_ < content_.size()) {
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
    for (const std::string_view mark : {"...", "~~", "->", "!=", ":", "|", "(", ")", "[", "]", "{", "}",
                                        "?",   "*",  "+",  "~",  ",", "=", "<", ">", "^", "$", "@", "!"}) {
      if (content_.substr(at_, mark.size()) == mark) {
        symbol.text = mark;
        for (std::size_t i = 0; i < mark.size(); ++i) advance();
        return;
      }
    }
    const std::size_t begin = at_;
    advance();
    symbol.text = content_.substr(begin, at_ - begin);
    problems_.error(symbol.place,
                    "unexpected character '" + symbol.text + "'; words of the language go in quotes");
  }

  std::string_view content_;
  std::uint32_t file_;
  Problems& problems_;
  std::vector<Symbol> symbols_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
  bool line_start_ = true, space_ = false;
};

}  // namespace

std::vector<Symbol> scan(std::string_view content, std::uint32_t file, Problems& problems) {
  return Scanner(content, file, problems).run();
}

}  // namespace newsgraph
