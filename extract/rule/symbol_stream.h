// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule/ast.h"
#include "extract/rule/scanner.h"

namespace newsgraph {

/// Thrown to leave a broken clause; the message has been recorded.
struct ClauseError {};

/// The words with which declarations begin, and those with which the clauses of a rule begin.
inline constexpr std::array<std::string_view, 11> kDeclarations = {
    "type",  "relation", "group",    "label",        "list", "gazetteer",
    "macro", "status",   "spelling", "abbreviation", "rule"};
inline constexpr std::array<std::string_view, 20> kClauses = {
    "find", "unless", "if",    "in",  "let", "where", "set",  "name",  "refer", "alias",
    "also", "status", "beats", "yes", "no",  "todo",  "note", "needs", "span",  "apart"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The symbols of one rule file as its grammar takes them. What is not there as wanted is recorded with its
/// place and thrown as ClauseError.
class SymbolStream {
 public:
  /// `symbols`: of scan(), so they end with a kEnd symbol.
  SymbolStream(std::vector<Symbol> symbols, Problems& problems)
      : symbols_(std::move(symbols)), problems_(problems) {}

  [[nodiscard]] const Symbol& peek(std::size_t ahead = 0) const {
    return symbols_[std::min(at_ + ahead, symbols_.size() - 1)];
  }
  [[nodiscard]] bool at_end() const { return peek().kind == SymbolKind::kEnd; }
  /// Number of symbols taken: tells whether there was progress.
  [[nodiscard]] std::size_t taken() const { return at_; }
  const Symbol& take();
  bool accept(std::string_view mark);
  bool accept_word(std::string_view word);

  void expect(std::string_view mark);
  /// The next symbol, which must be of that kind; `what`: what it should name, for the message.
  ast::Name word(const char* what);
  ast::Name string(const char* what);
  std::uint32_t number(const char* what);
  /// a|b|c
  std::vector<ast::Name> alternatives(const char* what);

  [[nodiscard]] bool in_first_column() const { return peek().first_on_line && peek().place.column == 1; }
  [[nodiscard]] bool at_declaration() const;
  /// At the next clause, or at what ends a rule.
  [[nodiscard]] bool at_clause() const;
  /// Whether the next word is the name of a capture.
  [[nodiscard]] bool begins_capture() const;

  /// Records that `symbol` stands where `wanted` should.
  [[noreturn]] void fail(const Symbol& symbol, const std::string& wanted);
  [[noreturn]] void refuse(const ast::Place& place, const std::string& message);
  void report(const ast::Place& place, const std::string& message) { problems_.error(place, message); }

 private:
  std::vector<Symbol> symbols_;
  Problems& problems_;
  std::size_t at_ = 0;
};

}  // namespace newsgraph
