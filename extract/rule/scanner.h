// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
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

/// One symbol of a rule file; its text is a view of the file or of a string kept for it.
struct Symbol {
  SymbolKind kind = SymbolKind::kEnd;
  std::string_view text;
  ast::Place place;
  bool first_on_line = false;
  bool space_before = false;
  bool single_quoted = false;

  [[nodiscard]] bool is(std::string_view mark) const {
    return kind == SymbolKind::kMark && text.front() == mark.front() && text == mark;  // most differ at once
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return kind == SymbolKind::kWord && text == word;
  }
};

/// Cuts a rule file, which is UTF-8, into symbols; ends with a kEnd symbol. Comments run from '#' to the
/// line's end. `kept`: holds the texts that are not in the file as they stand.
std::vector<Symbol> scan(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                         Problems& problems);

}  // namespace newsgraph
