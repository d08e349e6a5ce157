// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule/ast.h"
#include "extract/rule/problems.h"

namespace newsgraph {

enum class SymbolKind : std::uint8_t {
  kWord,    ///< name, keyword, label, path: letters, digits, '_', '-', '.'
  kString,  ///< "..." or '...' with escapes resolved
  kRegex,   ///< /.../
  kMark,    ///< one of : | ( ) [ ] { } ? * + ... ~ ~~ , = != < > ^ $ @ -> !
  kEnd,
};

/// One symbol of a rule file.
struct Symbol {
  SymbolKind kind = SymbolKind::kEnd;
  std::string text;
  ast::Place place;
  bool first_on_line = false;
  bool space_before = false;
  bool single_quoted = false;

  [[nodiscard]] bool is(std::string_view mark) const { return kind == SymbolKind::kMark && text == mark; }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return kind == SymbolKind::kWord && text == word;
  }
};

/// Cuts a rule file into symbols; ends with a kEnd symbol. Comments run from '#' to the line's end.
std::vector<Symbol> scan(std::string_view content, std::uint32_t file, Problems& problems);

}  // namespace newsgraph
