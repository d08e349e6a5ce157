// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/fact/fact_record.h"
#include "extract/mention/name_forms.h"
#include "extract/mention/numbering.h"
#include "extract/rule/compiled.h"

namespace newsgraph {

/// A name as an entity is known by: what is shown, and the canonical words under which names are the same.
/// The bytes live as long as the chart's article.
struct EntityName {
  std::string_view shown;
  std::string_view key;  ///< canonical words, one space between
};

/// The entities of one article. Names that are the same are one entity from the start; names that prove to be
/// forms of one name are joined by merge_forms().
class EntityTable {
 public:
  explicit EntityTable(const RuleSet::Impl& rules);

  void clear();
  /// The entity of this label and name (or gazetteer row), new if there is none.
  std::uint32_t find_or_add(LabelId label, const EntityName& name, RecordId record, std::uint32_t token);
  /// Another name for an entity.
  void add_alias(std::uint32_t entity, const EntityName& alias);
  /// Keeps the longest value. The bytes must live as long as those of the names.
  void set_attribute(std::uint32_t entity, std::string_view key, std::string_view value);
  /// Its name is no short form: merge_forms() joins it to no longer one.
  void keep_apart(std::uint32_t entity) { entities_[root(entity)].apart = true; }
  /// Makes two entities one; the fuller name stays.
  void join(std::uint32_t a, std::uint32_t b);
  /// The entity that stands for `entity` after joins.
  [[nodiscard]] std::uint32_t root(std::uint32_t entity) const {
    while (entities_[entity].parent != entity) entity = entities_[entity].parent;
    return entity;
  }

  [[nodiscard]] std::size_t size() const { return entities_.size(); }
  [[nodiscard]] LabelId label(std::uint32_t entity) const { return entities_[entity].label; }
  [[nodiscard]] const EntityName& name(std::uint32_t entity) const { return entities_[root(entity)].name; }
  [[nodiscard]] RecordId record(std::uint32_t entity) const { return entities_[root(entity)].record; }
  /// Another row for an entity, or none (kNone): see Namesakes.
  void set_record(std::uint32_t entity, RecordId record) { entities_[root(entity)].record = record; }

  /// Joins forms of one name as the types' `merges` say: prefix, suffix, inside, words, initials.
  void merge_forms();

  /// Appends type, name, aliases, gazetteer id and attributes of a root.
  void export_entity(std::uint32_t entity, FactRecord& record) const;

 private:
  struct Row {
    LabelId label = 0;
    EntityName name;
    RecordId record = kNone;
    std::uint32_t parent = 0;
    std::uint32_t first_token = 0;
    std::uint32_t last_alias = kNone, last_attribute = kNone;
    bool apart = false;
  };
  // Lists of a row, from the last to the first. They are short, and most rows have none.
  struct Alias {
    EntityName name;
    std::uint32_t before = kNone;
  };
  struct Attribute {
    std::string_view key, value;
    std::uint32_t before = kNone;
  };
  /// An entity is known by its gazetteer row, or by its name when `record` is kNone.
  struct Key {
    LabelId label = 0;
    RecordId record = kNone;
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
    [[nodiscard]] std::size_t hash() const {
      QuickHash all;
      all.add(std::uint64_t{label} << 32U | record);
      all.add(name);
      return all.value();
    }
  };

  /// What an entity takes from its row in a table of gazetteer records.
  struct Columns {
    std::size_t id = kNone;
    std::vector<std::pair<std::string_view, std::size_t>> attributes;  ///< in the order of their names
  };

  void export_aliases(const Row& row, FactRecord& record) const;
  void export_attributes(const Row& row, FactRecord& record) const;
  /// The entity that a key is known by, or kNone.
  [[nodiscard]] std::uint32_t find(const Key& key);
  std::uint32_t add(LabelId label, const EntityName& name, std::uint32_t token);
  /// Says which entity a key is, if it is none yet.
  void make_known(const Key& key, std::uint32_t entity);

  const RuleSet::Impl& rules_;
  std::vector<Columns> columns_;  ///< of each record table
  std::vector<Row> entities_;
  std::vector<Alias> aliases_;
  std::vector<Attribute> attributes_;
  Numbering<Key> keys_;
  std::vector<std::uint32_t> known_;  ///< key -> its entity

  // Of merge_forms(), kept for their buffers.
  NameForms forms_;
  std::vector<NameForms::FormId> form_of_;                      ///< entity -> its form
  std::vector<std::uint32_t> order_, rarest_;                   ///< entities; words
  std::vector<std::vector<std::uint32_t>> having_, beginning_;  ///< word, beginning -> who has it
};

}  // namespace newsgraph
