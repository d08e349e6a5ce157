// SPDX-License-Identifier: Apache-2.0
//
// Which names of an article are forms of one name. Within a type, as its declaration allows:
//   prefix   "Cup 2025 of X" and "Cup 2025"      the shorter begins the longer
//   suffix   "Usports Company" and "Company"     the shorter ends the longer
//   inside   the shorter stands whole inside the longer
//   words    most words are the same (Dice over words at least 0.8); with numbers-apart also names that begin
//   with the
//            same six words over a number, or the same nine; with numbers-apart also names that begin with
//            the same six words, a number among them, or nine: an event described in two ways
// With numbers-apart, names whose numbers (Arabic or Roman) differ stay two: editions and years. A short name
// that fits several long ones joins the one named first. Not here: across articles (graph/resolve).
#include "extract/mention/entity_table.h"

#include <algorithm>
#include <iterator>
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

/// The words of a name, as they are compared.
struct Form {
  std::vector<std::string_view> words;    ///< in order
  std::vector<std::string_view> sorted;   ///< with repeats
  std::vector<std::string_view> numbers;  ///< sorted, each once

  explicit Form(std::string_view key) : words(words_of(key)), sorted(words) {
    std::sort(sorted.begin(), sorted.end());
    std::copy_if(sorted.begin(), sorted.end(), std::back_inserter(numbers), is_number);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }
};

bool numbers_differ(const Form& a, const Form& b) {
  return !std::includes(a.numbers.begin(), a.numbers.end(), b.numbers.begin(), b.numbers.end()) &&
         !std::includes(b.numbers.begin(), b.numbers.end(), a.numbers.begin(), a.numbers.end());
}

bool mostly_same_words(const Form& longer, const Form& shorter) {
  std::size_t common = 0;
  for (auto a = longer.sorted.begin(), b = shorter.sorted.begin();
       a != longer.sorted.end() && b != shorter.sorted.end();) {
    if (*a < *b)
      ++a;
    else if (*b < *a)
      ++b;
    else
      ++common, ++a, ++b;
  }
  return 10 * common >= 4 * (longer.words.size() + shorter.words.size());
}

constexpr std::size_t kEnoughWords = 6, kAmpleWords = 9;

/// The names begin with the same words, and with enough of them: one event described in two ways.
bool begin_alike(const Form& a, const Form& b) {
  const std::size_t shorter = std::min(a.words.size(), b.words.size());
  std::size_t common = 0;
  bool numbered = false;
  while (common < shorter && a.words[common] == b.words[common])
    numbered = is_number(a.words[common++]) || numbered;
  return common >= (numbered ? kEnoughWords : kAmpleWords);
}

/// The first words of a name, as begin_alike() asks at least; empty when it has fewer.
std::string_view first_words(const Form& form) {
  if (form.words.size() < kEnoughWords) return {};
  const std::string_view last = form.words[kEnoughWords - 1];
  return {form.words[0].data(), static_cast<std::size_t>(last.data() + last.size() - form.words[0].data())};
}

bool one_form(const LabelInfo& type, const Form& longer, const Form& shorter) {
  const auto& l = longer.words;
  const auto& s = shorter.words;
  if (s.empty() || l.size() < s.size()) return false;
  if (type.numbers_apart && numbers_differ(longer, shorter)) return false;
  // One word begins a name of its kind only where names are also cut from the front.
  const std::size_t begin = type.merges_suffix && !type.merges_words ? 1 : 2;
  if (type.merges_prefix && s.size() >= begin && std::equal(s.begin(), s.end(), l.begin())) return true;
  if (type.merges_suffix && std::equal(s.rbegin(), s.rend(), l.rbegin())) return true;
  if (type.merges_inside && s.size() >= 3 && std::search(l.begin(), l.end(), s.begin(), s.end()) != l.end())
    return true;
  return type.merges_words &&
         (mostly_same_words(longer, shorter) || (type.numbers_apart && begin_alike(longer, shorter)));
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

std::uint32_t EntityTable::find_or_add(LabelId label, const EntityName& name, RecordId record,
                                       std::uint32_t token) {
  const Key by_name{label, kNone, name.key};
  const Key by_record{label, record, {}};
  if (record != kNone) {
    // A name that was met before without its row is the row's, unless it is another row's already.
    const auto named = by_key_.find(by_name);
    if (named != by_key_.end() && entities_[root(named->second)].record == kNone) {
      entities_[root(named->second)].record = record;
      by_key_.emplace(by_record, named->second);
    }
  }
  const auto [at, added] = by_key_.emplace(record != kNone ? by_record : by_name,
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

// Who has a word: a form shares all its words with the longer name, or four in five of both. So among its
// rarest fifth and one more there is one that the longer name has, and only those that have one of them are
// compared: at most kMostCompared of them, the longest first, so that a list of thousands of like names stays
// linear.
void EntityTable::merge_forms() {
  constexpr std::size_t kMostCompared = 256;
  std::vector<std::uint32_t> order;
  std::vector<Form> forms;
  forms.reserve(entities_.size());
  for (std::uint32_t e = 0; e < entities_.size(); ++e) {
    const LabelInfo& type = rules_.labels[entities_[e].label];
    forms.emplace_back(entities_[e].name.key);
    if (root(e) == e && (type.merges_prefix || type.merges_suffix || type.merges_inside || type.merges_words))
      order.push_back(e);
  }
  // From the longest name down; among the longer ones that fit, the one named first.
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return std::tuple(forms[b].words.size(), entities_[a].first_token, a) <
           std::tuple(forms[a].words.size(), entities_[b].first_token, b);
  });
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> having, beginning;
  for (const std::uint32_t shorter : order) {
    const LabelInfo& type = rules_.labels[entities_[shorter].label];
    std::vector<std::pair<std::size_t, std::string_view>> rarest;
    for (const std::string_view word : forms[shorter].sorted)
      if (rarest.empty() || rarest.back().second != word) rarest.emplace_back(having[word].size(), word);
    std::sort(rarest.begin(), rarest.end());
    const std::size_t looked_at =
        std::min(rarest.size(), type.merges_words ? forms[shorter].words.size() / 5 + 1 : std::size_t{1});
    std::uint32_t best = kNone;
    std::size_t compared = 0;
    const auto compare = [&](const std::vector<std::uint32_t>& candidates) {
      for (const std::uint32_t candidate : candidates) {
        if (++compared > kMostCompared) return;
        const std::uint32_t longer = root(candidate);
        if (longer == shorter || entities_[longer].label != entities_[shorter].label) continue;
        // What a gazetteer knows by its short name is another thing than what only begins so, unless that was
        // named first and the short name comes back to it.
        if (entities_[shorter].record != kNone &&
            (entities_[longer].record != kNone ||
             (type.merges_prefix && entities_[shorter].first_token < entities_[longer].first_token)))
          continue;
        const bool better = best == kNone || std::tuple(entities_[longer].first_token, longer) <
                                                 std::tuple(entities_[best].first_token, best);
        if (better && one_form(type, forms[longer], forms[shorter])) best = longer;
      }
    };
    for (std::size_t w = 0; w < looked_at; ++w) compare(having[rarest[w].second]);
    const std::string_view begin = first_words(forms[shorter]);
    if (type.merges_words && !begin.empty()) compare(beginning[begin]);
    for (const auto& [count, word] : rarest) having[word].push_back(shorter);
    if (!begin.empty()) beginning[begin].push_back(shorter);
    if (best == kNone) continue;
    if (type.merges_prefix && entities_[best].record == kNone) entities_[shorter].record = kNone;
    join(best, shorter);
  }
}

Entity EntityTable::export_entity(std::uint32_t entity) const {
  const Row& row = entities_[entity];
  Entity out;
  out.type = rules_.labels[row.label].name;
  out.name = row.name.shown;
  for (const EntityName& alias : row.aliases)
    if (alias.shown != out.name) out.aliases.emplace_back(alias.shown);
  std::sort(out.aliases.begin(), out.aliases.end());
  out.aliases.erase(std::unique(out.aliases.begin(), out.aliases.end()), out.aliases.end());
  out.attributes = row.attributes;
  if (row.record != kNone) {
    const Record& record = rules_.records[row.record];
    const auto& columns = rules_.record_columns[record.table];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& column = rules_.keys[columns[i]];
      if (column == "id")
        out.gazetteer = record.values[i];
      else if (column != "name" && column != "aliases" && column != "type" && !record.values[i].empty())
        out.attributes.emplace_back(column, record.values[i]);
    }
  }
  std::sort(out.attributes.begin(), out.attributes.end());
  return out;
}

}  // namespace newsgraph
