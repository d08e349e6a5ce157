// SPDX-License-Identifier: Apache-2.0
#include "export/columns.h"

#include <algorithm>
#include <array>
#include <map>

#include <unicode/unistr.h>

#include "export/text_out.h"
#include "export/unique_names.h"

namespace newsgraph {
namespace {

/// Names that Gephi, igraph, Cytoscape, Neo4j or sigma read as something of their own, and the fixed columns
/// of ours.
constexpr std::array<std::string_view, 52> kTaken = {
    "id",       "label",       "labels",     "weight",      "size",        "x",         "y",
    "z",        "r",           "g",          "b",           "color",       "kind",      "type",
    "key",      "source",      "target",     "start",       "end",         "timeset",   "interval",
    "name",     "interaction", "suid",       "selected",    "shared name", "nodelabel", "xpos",
    "ypos",     "zpos",        "position",   "parent",      "value",       "index",     "shape",
    "title",    "entity_type", "label_en",   "label_ascii", "aliases",     "mentions",  "article_count",
    "articles", "first_date",  "last_date",  "gazetteer",   "entity",      "lname",     "first_day",
    "last_day", "hidden",      "highlighted"};

/// Columns that read like numbers now and then but never are.
bool is_text_key(std::string_view key) {
  constexpr std::array<std::string_view, 12> kText = {"date",    "time",  "role",  "post",
                                                      "code",    "codes", "phone", "number",
                                                      "edition", "name",  "iso",   "successor"};
  if (std::find(kText.begin(), kText.end(), key) != kText.end()) return true;
  return key.ends_with("_date") || key.ends_with("_code") || key.ends_with("_id") ||
         key.starts_with("valid_");
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string folded(std::string_view name) {
  std::string result;
  icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})
      .foldCase()
      .toUTF8String(result);
  return result;
}

/// Lower case; what is neither letter, digit nor "_" becomes "_".
std::string column_name(std::string_view key) {
  std::string name = folded(cleaned(key));
  for (char& c : name) {
    const bool keep =
        (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (!keep) c = '_';
  }
  if (name.empty() || is_digit(name.front())) name.insert(name.begin(), 'a');
  return name;
}

}  // namespace

ColumnType number_type(std::string_view value) {
  std::string_view rest = value;
  if (rest.starts_with('-')) rest.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  if (digits == 0 || digits > 15 || (digits > 1 && rest[0] == '0')) return ColumnType::kText;
  if (digits == rest.size()) return value == "-0" ? ColumnType::kText : ColumnType::kInteger;
  if (rest[digits] == '.') {
    std::size_t end = digits + 1;
    while (end < rest.size() && is_digit(rest[end])) ++end;
    if (end == digits + 1 || end - digits > 20) return ColumnType::kText;
    digits = end;
  }
  if (digits < rest.size() && (rest[digits] == 'e' || rest[digits] == 'E')) {
    ++digits;
    if (digits < rest.size() && (rest[digits] == '-' || rest[digits] == '+')) ++digits;
    const std::size_t begin = digits;
    while (digits < rest.size() && is_digit(rest[digits])) ++digits;
    if (digits == begin || digits - begin > 2) return ColumnType::kText;
  }
  return digits == rest.size() ? ColumnType::kReal : ColumnType::kText;
}

std::vector<Column> attribute_columns(const Graph& graph) {
  std::map<std::string, ColumnType, std::less<>> types;
  for (const Node& node : graph.nodes) {
    for (const auto& [key, value] : node.attributes) {
      const auto found = types.find(key);
      if (found != types.end() && found->second == ColumnType::kText) continue;
      const ColumnType type = is_text_key(key) ? ColumnType::kText : number_type(value);
      if (found == types.end()) {
        types.emplace(key, type);
      } else if (type != found->second) {
        found->second = type == ColumnType::kText ? ColumnType::kText : ColumnType::kReal;
      }
    }
  }
  UniqueNames used;
  for (const std::string_view taken : kTaken) used.take(std::string(taken));
  std::vector<Column> columns;
  for (const auto& [key, type] : types) {
    std::string base = column_name(key);
    if (used.contains(base)) base.insert(0, "own_");
    columns.push_back({key, used.take(base), type});
  }
  return columns;
}

}  // namespace newsgraph
