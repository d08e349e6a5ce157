// SPDX-License-Identifier: Apache-2.0
#include "extract/fact/fact_record.h"

namespace newsgraph {

void FactRecord::clear() {
  id = url = title = outlet = date = lang = source_hash = {};
  body_begin = sentences = tokens = 0;
  entities.clear();
  aliases.clear();
  attributes.clear();
  mentions.clear();
  facts.clear();
}

void view_facts(const ArticleFacts& from, FactRecord& record) {
  record.clear();
  record.id = from.id;
  record.url = from.url;
  record.title = from.title;
  record.outlet = from.outlet;
  record.date = from.date;
  record.lang = from.lang;
  record.source_hash = from.source_hash;
  record.body_begin = from.body_begin;
  record.sentences = from.sentences;
  record.tokens = from.tokens;
  for (const Entity& entity : from.entities) {
    record.aliases.insert(record.aliases.end(), entity.aliases.begin(), entity.aliases.end());
    record.attributes.insert(record.attributes.end(), entity.attributes.begin(), entity.attributes.end());
    record.entities.push_back({entity.type, entity.name, entity.gazetteer,
                               static_cast<std::uint32_t>(record.aliases.size()),
                               static_cast<std::uint32_t>(record.attributes.size()), 0});
  }
  for (const Mention& mention : from.mentions) {
    ++record.entities[mention.entity].mentions;
    record.mentions.push_back({mention.entity, mention.span, mention.rule});
  }
  for (const Fact& fact : from.facts) {
    record.facts.push_back({fact.type, fact.source, fact.target, fact.role, fact.status, fact.reporter,
                            fact.time, fact.sentence, fact.source_span, fact.target_span, fact.trigger,
                            fact.sentence_text, fact.rule, fact.rule_at});
  }
}

ArticleFacts copy_facts(const FactRecord& record) {
  ArticleFacts to;
  to.id = record.id;
  to.url = record.url;
  to.title = record.title;
  to.outlet = record.outlet;
  to.date = record.date;
  to.lang = record.lang;
  to.source_hash = record.source_hash;
  to.body_begin = record.body_begin;
  to.sentences = record.sentences;
  to.tokens = record.tokens;
  std::uint32_t alias = 0;
  std::uint32_t attribute = 0;
  for (const auto& row : record.entities) {
    Entity& entity = to.entities.emplace_back();
    entity.type = row.type;
    entity.name = row.name;
    entity.gazetteer = row.gazetteer;
    for (; alias < row.aliases_end; ++alias) entity.aliases.emplace_back(record.aliases[alias]);
    for (; attribute < row.attributes_end; ++attribute) {
      entity.attributes.emplace_back(record.attributes[attribute]);
    }
  }
  for (const auto& row : record.mentions) {
    to.mentions.push_back({row.entity, row.span, std::string(row.rule)});
  }
  for (const auto& row : record.facts) {
    to.facts.push_back({std::string(row.type), row.source, row.target, std::string(row.role), row.status,
                        std::string(row.reporter), std::string(row.time), row.sentence, row.source_span,
                        row.target_span, row.trigger, std::string(row.sentence_text), std::string(row.rule),
                        std::string(row.rule_at)});
  }
  return to;
}

}  // namespace newsgraph
