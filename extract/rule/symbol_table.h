// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "extract/rule/compiled.h"
#include "extract/rule/problems.h"
#include "extract/suggest.h"

namespace newsgraph {

/// By names that stand in the rule files, which outlive it.
template <typename T>
using NameTable = std::unordered_map<std::string_view, T>;

/// Names of a rule set while it is compiled.
struct SymbolTable {
  NameTable<std::vector<LabelId>> labels;  ///< types, labels and groups
  NameTable<ListId> lists;
  NameTable<std::vector<ListId>> closures;  ///< list -> itself and all it includes
  NameTable<const ast::MacroDeclaration*> macros;
  NameTable<std::uint32_t> relations;
  NameTable<KeyId> keys;
  StringTable<ListId> hidden_lists;       ///< literal, or list with a condition -> its list
  std::vector<std::size_t> first_entry;   ///< of each list, into Automaton::added(); one more at the end
  std::vector<std::string_view> phrases;  ///< of the entries of lists, beside Automaton::added()
};

/// For messages.
template <typename Table>
std::vector<std::string> known_names(const Table& table) {
  std::vector<std::string> known;
  for (const auto& [name, value] : table) known.emplace_back(name);
  return known;
}

/// Reports that no `what` of a table is called so, with the nearest name that one has.
template <typename Table>
void report_unknown(Problems& problems, const char* what, const ast::Name& name, const Table& table) {
  problems.error(name.place, fmt::format("unknown {} '{}'{}", what, name.text,
                                         did_you_mean(name.text, known_names(table))));
}

}  // namespace newsgraph
