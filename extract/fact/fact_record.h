// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/fact/fact.h"

namespace newsgraph {

/// ArticleFacts whose strings are views of bytes that stand elsewhere, such as a record of a fact file. Lists
/// of entities lie one after the other in lists of the record, so that a record that is filled again and
/// again soon allocates nothing.
struct FactRecord {
  struct EntityRow {
    std::string_view type, name, gazetteer;
    std::uint32_t aliases_end = 0;     ///< into `aliases`; they begin where those of the entity before end
    std::uint32_t attributes_end = 0;  ///< the same of `attributes`
    std::uint32_t mentions = 0;        ///< how often the article names it, listed in `mentions` or not
    /// All of the above but the count as it stands in a fact file: equal only if two entities say the same.
    /// Empty if it does not stand anywhere as append_facts writes it.
    std::string_view written = {};
  };
  struct MentionRow {
    EntityIndex entity = 0;
    Span span;
    std::string_view rule;
  };
  struct FactRow {
    std::string_view type;
    EntityIndex source = 0;
    EntityIndex target = 0;
    std::string_view role;
    Status status = Status::kStated;
    std::string_view reporter, time;
    Span sentence, source_span, target_span, trigger;
    std::string_view sentence_text, rule, rule_at;
  };

  std::string_view id, url, title, outlet, date, lang, source_hash;
  std::uint32_t body_begin = 0, sentences = 0, tokens = 0;
  std::vector<EntityRow> entities;
  std::vector<std::string_view> aliases;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
  std::vector<MentionRow> mentions;
  std::vector<FactRow> facts;

  /// Makes the record empty and keeps its memory.
  void clear();
};

/// Fills `record` with views of `facts`, which must outlive their use.
void view_facts(const ArticleFacts& facts, FactRecord& record);
/// A copy that owns its strings.
ArticleFacts copy_facts(const FactRecord& record);

}  // namespace newsgraph
