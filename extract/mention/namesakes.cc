// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/namesakes.h"

#include <algorithm>
#include <utility>

namespace newsgraph {

Namesakes::Namesakes(const RuleSet::Impl& rules) : rules_(rules) {
  constexpr std::array<std::string_view, kColumnCount> kNames = {"id", "parent", "valid_from", "valid_to"};
  for (const std::vector<KeyId>& keys : rules.record_columns) {
    Columns& columns = columns_.emplace_back();
    columns.fill(kNone);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto known = std::find(kNames.begin(), kNames.end(), rules.keys[keys[i]]);
      if (known != kNames.end()) columns[static_cast<std::size_t>(known - kNames.begin())] = i;
    }
  }
  shared_.assign(rules.records.size(), kNone);
  for (std::uint32_t phrase = 0; phrase < rules.automaton.phrases().size(); ++phrase) mark_shared(phrase);
}

bool Namesakes::are_namesakes(RecordId a, RecordId b) const {
  return rules_.records[a].table == rules_.records[b].table &&
         rules_.records[a].name == rules_.records[b].name;
}

// A phrase is an alias of some rows and the name of others, and few phrases have more than one entry.
void Namesakes::mark_shared(std::uint32_t phrase) {
  const std::span<const Entry> entries = rules_.automaton.entries_of(phrase);
  for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
    const RecordId a = entries[i].record;
    if (a == kNone || columns_[rules_.records[a].table][kParent] == kNone) continue;
    for (const Entry& entry : entries.subspan(i + 1)) {
      const RecordId b = entry.record;
      if (b == kNone || a == b || !are_namesakes(a, b)) continue;
      for (const RecordId record : {a, b})
        if (shared_[record] == kNone) shared_[record] = phrase;
    }
  }
}

std::string_view Namesakes::value(RecordId record, Column column) const {
  const Record& row = rules_.records[record];
  const std::size_t at = columns_[row.table][column];
  return at != kNone ? rules_.values_of(row)[at] : std::string_view{};
}

// A date in part ("2016") is compared as far as it goes.
bool Namesakes::was_valid(RecordId record, std::string_view date) const {
  const std::string_view from = value(record, kFrom), to = value(record, kTo);
  return (from.empty() || from.substr(0, date.size()) <= date) &&
         (to.empty() || date <= to.substr(0, date.size()));
}

bool Namesakes::is_named(std::string_view id) const {
  return !id.empty() && std::binary_search(named_.begin(), named_.end(), id);
}

std::string_view Namesakes::parent_of(std::string_view id) {
  if (by_id_.empty())
    for (RecordId record = 0; record < rules_.records.size(); ++record)
      if (!value(record, kParent).empty()) by_id_.try_emplace(value(record, kId), record);
  const auto at = by_id_.find(id);
  return at != by_id_.end() ? value(at->second, kParent) : std::string_view{};
}

int Namesakes::nearness(RecordId record) {
  const std::string_view parent = value(record, kParent);
  if (is_named(parent)) return 2;
  return !parent.empty() && is_named(parent_of(parent)) ? 1 : 0;
}

// Of rows that follow each other in time, the last; kNone if two of them are valid at one time.
RecordId Namesakes::latest_of_succession() const {
  std::vector<RecordId> rows = best_;
  std::sort(rows.begin(), rows.end(), [&](RecordId a, RecordId b) {
    return std::pair(value(a, kFrom), a) < std::pair(value(b, kFrom), b);
  });
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string_view ended = value(rows[i - 1], kTo);
    if (ended.empty() || value(rows[i], kFrom) <= ended) return kNone;
  }
  return rows.back();
}

RecordId Namesakes::choose(RecordId record, std::string_view date) {
  candidates_.clear();
  for (const Entry& entry : rules_.automaton.entries_of(shared_[record]))
    if (entry.record != kNone && are_namesakes(entry.record, record)) candidates_.push_back(entry.record);
  // Two lists may be of one gazetteer.
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
  const auto is_valid = [&](RecordId candidate) { return date.empty() || was_valid(candidate, date); };
  if (std::any_of(candidates_.begin(), candidates_.end(), is_valid))
    std::erase_if(candidates_, [&](RecordId candidate) { return !is_valid(candidate); });
  int most = 0;
  best_.clear();
  for (const RecordId candidate : candidates_) {
    const int near = nearness(candidate);
    if (near > most) best_.clear();
    if (near >= most) best_.push_back(candidate);
    most = std::max(most, near);
  }
  return best_.size() == 1 ? best_.front() : latest_of_succession();
}

void Namesakes::settle(EntityTable& entities, std::string_view date) {
  const auto is_root_with_row = [&](std::uint32_t e) {
    return entities.root(e) == e && entities.record(e) != kNone;
  };
  bool doubt = false;
  for (std::uint32_t e = 0; e < entities.size() && !doubt; ++e)
    doubt = is_root_with_row(e) && is_shared(entities.record(e));
  if (!doubt) return;
  named_.clear();
  for (std::uint32_t e = 0; e < entities.size(); ++e)
    if (is_root_with_row(e) && !is_shared(entities.record(e)))
      named_.push_back(value(entities.record(e), kId));
  std::sort(named_.begin(), named_.end());
  const std::string_view day = date.substr(0, std::string_view("2016-10-23").size());
  for (std::uint32_t e = 0; e < entities.size(); ++e)
    if (is_root_with_row(e) && is_shared(entities.record(e)))
      entities.set_record(e, choose(entities.record(e), day));
}

}  // namespace newsgraph
