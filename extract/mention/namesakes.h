// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/mention/entity_table.h"
#include "extract/rule/compiled.h"

namespace newsgraph {

/// Which row of a gazetteer is meant where several rows of it bear one name, as villages do. Columns that it
/// reads: `id`, `parent` (the id of what the row lies in), `valid_from` and `valid_to` (ISO days). Gazetteers
/// without a column `parent` are left alone.
class Namesakes {
 public:
  explicit Namesakes(const RuleSet::Impl& rules);

  /// Gives every entity the row that was valid on the article's `date` (ISO, in part or empty) and lies in
  /// what the article names: its parent's name stands there, or else that of its parent's parent. An entity
  /// for which several rows are left has none. One look at each entity where no name is borne twice.
  void settle(EntityTable& entities, std::string_view date);

 private:
  enum Column : std::uint8_t { kId, kParent, kFrom, kTo, kColumnCount };
  using Columns = std::array<std::size_t, kColumnCount>;

  [[nodiscard]] bool is_shared(RecordId record) const { return shared_[record] != kNone; }
  [[nodiscard]] bool are_namesakes(RecordId a, RecordId b) const;
  void mark_shared(std::uint32_t phrase);
  [[nodiscard]] std::string_view value(RecordId record, Column column) const;
  [[nodiscard]] bool was_valid(RecordId record, std::string_view date) const;
  /// 2: what it lies in is named, 1: what that lies in is, 0: neither.
  [[nodiscard]] int nearness(RecordId record);
  [[nodiscard]] bool is_named(std::string_view id) const;
  [[nodiscard]] std::string_view parent_of(std::string_view id);
  /// The one row meant, or kNone.
  [[nodiscard]] RecordId choose(RecordId record, std::string_view date);
  [[nodiscard]] RecordId latest_of_succession() const;

  const RuleSet::Impl& rules_;
  std::vector<Columns> columns_;       ///< of each record table
  std::vector<std::uint32_t> shared_;  ///< record -> a phrase that namesakes share, or kNone
  std::unordered_map<std::string_view, RecordId> by_id_;  ///< rows with a parent; made when first asked
  std::vector<std::string_view> named_;  ///< ids of what the article names beyond doubt, sorted
  std::vector<RecordId> candidates_, best_;
};

}  // namespace newsgraph
