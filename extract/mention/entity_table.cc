// SPDX-License-Identifier: Apache-2.0
//
// Which names of an article are forms of one name. Within a type, as its declaration allows:
//   prefix   "Cup 2025 of X" and "Cup 2025"      the shorter begins the longer
//   suffix   "Usports Company" and "Company"     the shorter ends the longer
//   inside   the shorter stands whole inside the longer
//   words    most words are the same (Dice over words at least 0.8); with numbers-apart also names that begin with the
//            same six words, a number among them, or nine: an event described in two ways
// With numbers-apart, names whose numbers (Arabic or Roman) differ stay two: editions and years. A short name that fits
// several long ones joins the one named first. Not here: across articles (graph/resolve).
#include "extract/mention/entity_table.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace newsgraph {
namespace {

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    if (end > begin) words.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool is_number(std::string_view word) {
  if (word.find_first_of("0123456789") == 0) return true;
  return !word.empty() && word.find_first_not_of("ivxlc") == std::string_view::npos;
}

bool numbers_differ(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::set<std::string_view> left, right;
  for (const auto word : a)
    if (is_number(word)) left.insert(word);
  for (const auto word : b)
    if (is_number(word)) right.insert(word);
  return !std::includes(left.begin(), left.end(), right.begin(), right.end()) &&
         !std::includes(right.begin(), right.end(), left.begin(), left.end());
}

bool mostly_same_words(const std::vector<std::string_view>& longer, const std::vector<std::string_view>& shorter) {
  std::multiset<std::string_view> bag(longer.begin(), longer.end());
  std::size_t common = 0;
  for (const auto word : shorter) {
    const auto at = bag.find(word);
    if (at == bag.end()) continue;
    bag.erase(at);
    ++common;
  }
  return 10 * common >= 4 * (longer.size() + shorter.size());
}

/// The names begin with the same words, and with enough of them: one event described in two ways.
bool begin_alike(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  constexpr std::size_t kEnough = 6, kAmple = 9;
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t common = 0;
  bool numbered = false;
  while (common < shorter && a[common] == b[common]) numbered = is_number(a[common++]) || numbered;
  return common >= (numbered ? kEnough : kAmple);
}

bool one_form(const LabelInfo& type, const std::vector<std::string_view>& longer, const std::vector<std::string_view>& shorter) {
  if (shorter.empty() || longer.size() < shorter.size()) return false;
  if (type.numbers_apart && numbers_differ(longer, shorter)) return false;
  if (type.merges_prefix && shorter.size() >= 2 && std::equal(shorter.begin(), shorter.end(), longer.begin())) return true;
  if (type.merges_suffix && std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return true;
  if (type.merges_inside && shorter.size() >= 3 &&
      std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end()) != longer.end())
    return true;
  return type.merges_words && (mostly_same_words(longer, shorter) || (type.numbers_apart && begin_alike(longer, shorter)));
}

}  // namespace

void EntityTable::clear() {
  entities_.clear();
  by_key_.clear();
}

std::uint32_t EntityTable::root(std::uint32_t entity) const {
  while (entities_[entity].parent != entity) entity = entities_[entity].parent;
  return entity;
}

std::uint32_t EntityTable::find_or_add(LabelId label, const EntityName& name, RecordId record, std::uint32_t token) {
  const std::string prefix = std::to_string(label);
  std::string by_name = prefix;
  by_name.append(" ").append(name.key);
  if (record != kNone) {
    // A name that was met before without its row is the row's, unless it is another row's already.
    const auto named = by_key_.find(by_name);
    if (named != by_key_.end() && entities_[root(named->second)].record == kNone) {
      entities_[root(named->second)].record = record;
      by_key_.emplace(prefix + "#" + std::to_string(record), named->second);
    }
  }
  const auto [at, added] = by_key_.emplace(record != kNone ? prefix + "#" + std::to_string(record) : by_name,
                                           static_cast<std::uint32_t>(entities_.size()));
  const std::uint32_t entity = at->second;
  if (added) {
    Row row;
    row.label = label;
    row.name = name;
    row.record = record;
    row.parent = entity;
    row.first_token = token;
    entities_.push_back(std::move(row));
    if (record != kNone) by_key_.emplace(by_name, entity);
  }
  const std::uint32_t found = root(entity);
  entities_[found].first_token = std::min(entities_[found].first_token, token);
  return found;
}

void EntityTable::add_alias(std::uint32_t entity, const EntityName& alias) {
  Row& row = entities_[root(entity)];
  if (alias.shown == row.name.shown) return;
  for (const EntityName& known : row.aliases)
    if (known.shown == alias.shown) return;
  row.aliases.push_back(alias);
}

void EntityTable::set_attribute(std::uint32_t entity, const std::string& key, const std::string& value) {
  auto& attributes = entities_[root(entity)].attributes;
  for (auto& [known, old] : attributes) {
    if (known != key) continue;
    if (value.size() > old.size()) old = value;  // the more precise one
    return;
  }
  attributes.emplace_back(key, value);
}

void EntityTable::join(std::uint32_t a, std::uint32_t b) {
  a = root(a);
  b = root(b);
  if (a == b) return;
  const auto weight = [this](std::uint32_t e) {
    const Row& row = entities_[e];
    return std::tuple(row.record != kNone, row.name.key.size());
  };
  if (weight(a) < weight(b) || (weight(a) == weight(b) && b < a)) std::swap(a, b);
  Row gone = std::move(entities_[b]);
  entities_[b] = {};
  entities_[b].parent = a;
  entities_[b].label = gone.label;
  entities_[a].first_token = std::min(entities_[a].first_token, gone.first_token);
  add_alias(a, gone.name);
  for (const EntityName& alias : gone.aliases) add_alias(a, alias);
  for (const auto& [key, value] : gone.attributes) set_attribute(a, key, value);
}

void EntityTable::merge_forms() {
  std::vector<std::uint32_t> order;
  std::vector<std::size_t> length(entities_.size());
  for (std::uint32_t e = 0; e < entities_.size(); ++e) {
    const LabelInfo& type = rules_.labels[entities_[e].label];
    if (root(e) != e || !(type.merges_prefix || type.merges_suffix || type.merges_inside || type.merges_words)) continue;
    order.push_back(e);
    length[e] = words_of(entities_[e].name.key).size();
  }
  // From the longest name down; among the longer ones that fit, the one named first.
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return std::tuple(length[b], entities_[a].first_token, a) < std::tuple(length[a], entities_[b].first_token, b);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t shorter = order[i];
    const std::vector<std::string_view> words = words_of(entities_[shorter].name.key);
    std::uint32_t best = kNone;
    for (std::size_t j = 0; j < i; ++j) {
      const std::uint32_t longer = root(order[j]);
      if (longer == shorter || entities_[longer].label != entities_[shorter].label) continue;
      if (entities_[longer].record != kNone && entities_[shorter].record != kNone) continue;
      if (!one_form(rules_.labels[entities_[shorter].label], words_of(entities_[longer].name.key), words)) continue;
      if (best == kNone || entities_[longer].first_token < entities_[best].first_token) best = longer;
    }
    if (best != kNone) join(best, shorter);
  }
}

Entity EntityTable::export_entity(std::uint32_t entity) const {
  const Row& row = entities_[entity];
  Entity out;
  out.type = rules_.labels[row.label].name;
  out.name = row.name.shown;
  for (const EntityName& alias : row.aliases)
    if (alias.shown != out.name) out.aliases.push_back(alias.shown);
  std::sort(out.aliases.begin(), out.aliases.end());
  out.aliases.erase(std::unique(out.aliases.begin(), out.aliases.end()), out.aliases.end());
  out.attributes = row.attributes;
  if (row.record != kNone) {
    const Record& record = rules_.records[row.record];
    const auto& columns = rules_.record_columns[record.table];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& column = rules_.keys[columns[i]];
      if (column == "id") out.gazetteer = record.values[i];
      else if (column != "name" && column != "aliases" && column != "type" && !record.values[i].empty())
        out.attributes.emplace_back(column, record.values[i]);
    }
  }
  std::sort(out.attributes.begin(), out.attributes.end());
  return out;
}

}  // namespace newsgraph
