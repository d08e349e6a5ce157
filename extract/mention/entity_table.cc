// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/entity_table.h"

#include <algorithm>
#include <tuple>

namespace newsgraph {

EntityTable::EntityTable(const RuleSet::Impl& rules) : rules_(rules) {
  for (const std::vector<KeyId>& keys : rules.record_columns) {
    Columns& columns = columns_.emplace_back();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string_view name = rules.keys[keys[i]];
      if (name == "id")
        columns.id = i;
      else if (name != "name" && name != "aliases" && name != "type")
        columns.attributes.emplace_back(name, i);
    }
    std::sort(columns.attributes.begin(), columns.attributes.end());
  }
}

void EntityTable::clear() {
  entities_.clear();
  aliases_.clear();
  attributes_.clear();
  keys_.clear();
  known_.clear();
}

void EntityTable::make_known(const Key& key, std::uint32_t entity) {
  if (keys_.add(key) == known_.size()) known_.push_back(entity);
}

std::uint32_t EntityTable::find(const Key& key) {
  const std::uint32_t number = keys_.find(key);
  return number != kNone ? root(known_[number]) : kNone;
}

std::uint32_t EntityTable::find_or_add(LabelId label, const EntityName& name, RecordId record,
                                       std::uint32_t token) {
  const Key by_name{label, kNone, name.key}, by_record{label, record, {}};
  std::uint32_t entity = find(record != kNone ? by_record : by_name);
  if (entity == kNone) {
    // A name that was met before without its row is the row's, unless it is another row's already.
    if (record != kNone) entity = find(by_name);
    if (entity == kNone || entities_[entity].record != kNone) entity = add(label, name, token);
    entities_[entity].record = record;
    make_known(by_name, entity);
    if (record != kNone) make_known(by_record, entity);
  }
  entities_[entity].first_token = std::min(entities_[entity].first_token, token);
  return entity;
}

std::uint32_t EntityTable::add(LabelId label, const EntityName& name, std::uint32_t token) {
  const auto entity = static_cast<std::uint32_t>(entities_.size());
  Row& row = entities_.emplace_back();
  row.label = label;
  row.name = name;
  row.parent = entity;
  row.first_token = token;
  return entity;
}

void EntityTable::add_alias(std::uint32_t entity, const EntityName& alias) {
  Row& row = entities_[root(entity)];
  if (alias.shown == row.name.shown) return;
  for (std::uint32_t known = row.last_alias; known != kNone; known = aliases_[known].before)
    if (aliases_[known].name.shown == alias.shown) return;
  aliases_.push_back({alias, row.last_alias});
  row.last_alias = static_cast<std::uint32_t>(aliases_.size() - 1);
}

void EntityTable::set_attribute(std::uint32_t entity, std::string_view key, std::string_view value) {
  Row& row = entities_[root(entity)];
  for (std::uint32_t at = row.last_attribute; at != kNone; at = attributes_[at].before) {
    Attribute& known = attributes_[at];
    if (known.key != key) continue;
    if (value.size() > known.value.size()) known.value = value;  // the more precise one
    return;
  }
  attributes_.push_back({key, value, row.last_attribute});
  row.last_attribute = static_cast<std::uint32_t>(attributes_.size() - 1);
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
  const Row gone = entities_[b];
  entities_[b] = {};
  entities_[b].parent = a;
  entities_[b].label = gone.label;
  entities_[a].first_token = std::min(entities_[a].first_token, gone.first_token);
  add_alias(a, gone.name);
  for (std::uint32_t at = gone.last_alias; at != kNone; at = aliases_[at].before)
    add_alias(a, EntityName(aliases_[at].name));
  for (std::uint32_t at = gone.last_attribute; at != kNone; at = attributes_[at].before)
    set_attribute(a, attributes_[at].key, attributes_[at].value);
}

// Who has a word: a form shares all its words with the longer name, or four in five of both. So among its
// rarest fifth and one more there is one that the longer name has, and only those that have one of them are
// compared: at most kMostCompared of them, the longest first, so that a list of thousands of like names stays
// linear.
void EntityTable::merge_forms() {
  constexpr std::size_t kMostCompared = 256;
  forms_.clear();
  form_of_.assign(entities_.size(), kNone);
  order_.clear();
  for (std::uint32_t e = 0; e < entities_.size(); ++e) {
    const LabelInfo& type = rules_.labels[entities_[e].label];
    if (root(e) != e) continue;
    if (!type.merges_prefix && !type.merges_suffix && !type.merges_inside && !type.merges_words &&
        !type.merges_initials && type.omits.empty())
      continue;
    form_of_[e] = forms_.add(entities_[e].name.key);
    order_.push_back(e);
  }
  std::erase_if(order_, [&](std::uint32_t e) { return !forms_.shares_words(form_of_[e]); });
  for (const std::uint32_t e : order_) forms_.prepare(form_of_[e]);
  // From the longest name down; among the longer ones that fit, the one named first.
  std::sort(order_.begin(), order_.end(), [&](auto a, auto b) {
    return std::tuple(forms_.words(form_of_[b]).size(), entities_[a].first_token, a) <
           std::tuple(forms_.words(form_of_[a]).size(), entities_[b].first_token, b);
  });
  const auto emptied = [](auto& lists, std::size_t count) {
    if (lists.size() < count) lists.resize(count);
    for (std::size_t i = 0; i < count; ++i) lists[i].clear();
  };
  emptied(having_, forms_.word_count());
  emptied(beginning_, forms_.beginnings());
  for (const std::uint32_t shorter : order_) {
    const LabelInfo& type = rules_.labels[entities_[shorter].label];
    const NameForms::FormId form = form_of_[shorter];
    rarest_.clear();
    for (const std::uint32_t word : forms_.sorted(form))
      if (rarest_.empty() || rarest_.back() != word) rarest_.push_back(word);
    const std::size_t looked_at =
        std::min(rarest_.size(), type.merges_words ? forms_.words(form).size() / 5 + 1 : std::size_t{1});
    std::partial_sort(rarest_.begin(), rarest_.begin() + static_cast<std::ptrdiff_t>(looked_at),
                      rarest_.end(), [&](auto a, auto b) {
                        const std::size_t x = having_[a].size(), y = having_[b].size();
                        // Those that no name has give nothing to compare, in whatever order.
                        return x != y ? x < y : x != 0 && forms_.text(a) < forms_.text(b);
                      });
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
        if (better && forms_.is_form(type, form_of_[longer], form)) best = longer;
      }
    };
    const std::uint32_t begin = forms_.beginning(form), code = forms_.code(form);
    if (!entities_[shorter].apart) {
      for (std::size_t w = 0; w < looked_at; ++w) compare(having_[rarest_[w]]);
      if (type.merges_initials && !rarest_.empty()) compare(having_[forms_.last_word(form)]);
      if (type.merges_words && begin != kNone) compare(beginning_[begin]);
      if (type.merges_words && code != kNone) compare(having_[code]);
    }
    for (const std::uint32_t word : rarest_) having_[word].push_back(shorter);
    if (begin != kNone) beginning_[begin].push_back(shorter);
    if (best == kNone) continue;
    if (type.merges_prefix && entities_[best].record == kNone) entities_[shorter].record = kNone;
    join(best, shorter);
  }
}

void EntityTable::export_aliases(const Row& row, FactRecord& record) const {
  const auto begin = static_cast<std::ptrdiff_t>(record.aliases.size());
  for (std::uint32_t at = row.last_alias; at != kNone; at = aliases_[at].before)
    if (aliases_[at].name.shown != row.name.shown) record.aliases.push_back(aliases_[at].name.shown);
  std::sort(record.aliases.begin() + begin, record.aliases.end());
  record.aliases.erase(std::unique(record.aliases.begin() + begin, record.aliases.end()),
                       record.aliases.end());
}

void EntityTable::export_attributes(const Row& row, FactRecord& record) const {
  const auto begin = static_cast<std::ptrdiff_t>(record.attributes.size());
  for (std::uint32_t at = row.last_attribute; at != kNone; at = attributes_[at].before)
    record.attributes.emplace_back(attributes_[at].key, attributes_[at].value);
  if (row.record != kNone) {
    const Record& known = rules_.records[row.record];
    const auto values = rules_.values_of(known);
    const Columns& columns = columns_[known.table];
    if (columns.id != kNone) record.entities.back().gazetteer = values[columns.id];
    for (const auto& [name, column] : columns.attributes)
      if (!values[column].empty()) record.attributes.emplace_back(name, values[column]);
  }
  if (row.last_attribute != kNone) std::sort(record.attributes.begin() + begin, record.attributes.end());
}

void EntityTable::export_entity(std::uint32_t entity, FactRecord& record) const {
  const Row& row = entities_[entity];
  FactRecord::EntityRow& out = record.entities.emplace_back();
  out.type = rules_.labels[row.label].name;
  out.name = row.name.shown;
  export_aliases(row, record);
  export_attributes(row, record);
  out.aliases_end = static_cast<std::uint32_t>(record.aliases.size());
  out.attributes_end = static_cast<std::uint32_t>(record.attributes.size());
}

}  // namespace newsgraph
