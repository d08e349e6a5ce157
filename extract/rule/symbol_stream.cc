// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/symbol_stream.h"

#include <charconv>

#include <fmt/format.h>

namespace newsgraph {

using ast::Name;

const Symbol& SymbolStream::take() {
  const Symbol& symbol = peek();
  if (at_ + 1 < symbols_.size()) ++at_;
  return symbol;
}

bool SymbolStream::accept(std::string_view mark) {
  if (!peek().is(mark)) return false;
  take();
  return true;
}

bool SymbolStream::accept_word(std::string_view word) {
  if (!peek().is_word(word)) return false;
  take();
  return true;
}

void SymbolStream::expect(std::string_view mark) {
  if (!accept(mark)) fail(peek(), fmt::format("'{}'", mark));
}

Name SymbolStream::word(const char* what) {
  if (peek().kind != SymbolKind::kWord) fail(peek(), what);
  const Symbol& symbol = take();
  return {symbol.text, symbol.place};
}

Name SymbolStream::string(const char* what) {
  if (peek().kind != SymbolKind::kString) fail(peek(), what);
  const Symbol& symbol = take();
  return {symbol.text, symbol.place};
}

std::uint32_t SymbolStream::number(const char* what) {
  const Symbol& s = peek();
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(s.text.data(), s.text.data() + s.text.size(), value);
  if (s.kind != SymbolKind::kWord || error != std::errc() || end != s.text.data() + s.text.size())
    fail(s, what);
  take();
  return value;
}

std::vector<Name> SymbolStream::alternatives(const char* what) {
  std::vector<Name> names;
  do names.push_back(word(what));
  while (accept("|"));
  return names;
}

bool SymbolStream::at_declaration() const {
  return at_end() ||
         (in_first_column() && peek().kind == SymbolKind::kWord && contains(kDeclarations, peek().text));
}

// "name:[list]" at the begin of a line; "yes: ..." is a clause with a colon that does not belong there.
bool SymbolStream::begins_capture() const {
  return peek(1).is(":") && !peek(1).space_before && !peek(2).space_before;
}

bool SymbolStream::at_clause() const {
  const Symbol& s = peek();
  return at_declaration() ||
         (s.first_on_line && s.kind == SymbolKind::kWord && contains(kClauses, s.text) && !begins_capture());
}

void SymbolStream::fail(const Symbol& symbol, const std::string& wanted) {
  const std::string found = symbol.kind == SymbolKind::kEnd      ? "the end of the file"
                            : symbol.kind == SymbolKind::kString ? fmt::format("\"{}\"", symbol.text)
                                                                 : fmt::format("'{}'", symbol.text);
  refuse(symbol.place, fmt::format("found {}, wanted {}", found, wanted));
}

void SymbolStream::refuse(const ast::Place& place, const std::string& message) {
  report(place, message);
  throw ClauseError{};
}

}  // namespace newsgraph
