// SPDX-License-Identifier: Apache-2.0
// Writes the records of a fact file. Plain string building: the format is fixed, and a document tree would
// cost more than the extraction it follows.
#include <span>

#include "extract/fact/fact_file.h"
#include "extract/fact/json_writer.h"

namespace newsgraph {
namespace {

/// Fields of one object; empty values are left out.
class ObjectWriter {
 public:
  explicit ObjectWriter(JsonWriter& out) : out_(out) { out_.open('{'); }

  template <std::size_t size>
  void text(const char (&name)[size], std::string_view value) {
    if (!value.empty()) out_.string(name, value);
  }
  template <std::size_t size>
  void number(const char (&name)[size], std::uint32_t value) {
    out_.number(name, value);
  }
  template <std::size_t size>
  void count(const char (&name)[size], std::uint32_t value) {
    if (value != 0) number(name, value);
  }
  template <std::size_t size>
  void span(const char (&name)[size], Span value) {
    if (value == Span{}) return;
    out_.key(name);
    out_.open('[');
    out_.number(value.begin);
    out_.number(value.end);
    out_.close(']');
  }
  /// `write(item)` for each item of a list.
  template <std::size_t size, class List, class Write>
  void list(const char (&name)[size], const List& items, const Write& write) {
    if (items.empty()) return;
    out_.key(name);
    out_.open('[');
    for (const auto& item : items) write(item);
    out_.close(']');
  }
  void close() { out_.close('}'); }

 private:
  JsonWriter& out_;
};

using Attribute = std::pair<std::string_view, std::string_view>;

void append_entity(const FactRecord::EntityRow& entity, std::span<const std::string_view> aliases,
                   std::span<const Attribute> attributes, JsonWriter& out) {
  ObjectWriter object(out);
  object.text("type", entity.type);
  object.text("name", entity.name);
  object.list("aliases", aliases, [&](std::string_view alias) { out.string(alias); });
  object.text("gazetteer", entity.gazetteer);
  if (!attributes.empty()) {
    out.key("attributes");
    out.open('{');
    for (const auto& [key, value] : attributes) {
      out.key(key);
      out.string(value);
    }
    out.close('}');
  }
  object.count("mentions", entity.mentions);
  object.close();
}

void append_mention(const FactRecord::MentionRow& mention, const FactRecord& facts, std::string_view text,
                    JsonWriter& out) {
  ObjectWriter object(out);
  if (mention.entity < facts.entities.size()) object.text("type", facts.entities[mention.entity].type);
  object.number("start", mention.span.begin);
  object.number("end", mention.span.end);
  if (mention.span.begin <= mention.span.end && mention.span.end <= text.size()) {
    object.text("surface", text.substr(mention.span.begin, mention.span.size()));
  }
  object.number("entity", mention.entity);
  object.text("rule", mention.rule);
  object.close();
}

void append_fact(const FactRecord::FactRow& fact, JsonWriter& out) {
  ObjectWriter object(out);
  object.text("type", fact.type);
  object.number("source", fact.source);
  object.number("target", fact.target);
  object.text("role", fact.role);
  object.text("status", to_string(fact.status));
  object.text("reporter", fact.reporter);
  object.text("time", fact.time);
  object.span("sentence", fact.sentence);
  object.span("source_span", fact.source_span);
  object.span("target_span", fact.target_span);
  object.span("trigger", fact.trigger);
  object.text("text", fact.sentence_text);
  object.text("rule", fact.rule);
  object.text("rule_at", fact.rule_at);
  object.close();
}

}  // namespace

void append_facts(const FactRecord& facts, std::string_view text, std::string& out) {
  JsonWriter json(out);
  ObjectWriter record(json);
  record.text("id", facts.id);
  record.text("url", facts.url);
  record.text("title", facts.title);
  record.text("outlet", facts.outlet);
  record.text("date", facts.date);
  record.text("lang", facts.lang);
  record.text("source_hash", facts.source_hash);
  record.count("body_begin", facts.body_begin);
  record.count("sentences", facts.sentences);
  record.count("tokens", facts.tokens);
  std::uint32_t aliases = 0, attributes = 0;
  const auto up_to = [](const auto& all, std::uint32_t& from, std::uint32_t end) {
    const auto part = std::span(all).subspan(from, end - from);
    from = end;
    return part;
  };
  record.list("entities", facts.entities, [&](const FactRecord::EntityRow& entity) {
    append_entity(entity, up_to(facts.aliases, aliases, entity.aliases_end),
                  up_to(facts.attributes, attributes, entity.attributes_end), json);
  });
  record.list("facts", facts.facts, [&](const FactRecord::FactRow& fact) { append_fact(fact, json); });
  // Last, since a graph needs no more of them than the counts above.
  record.list("mentions", facts.mentions,
              [&](const FactRecord::MentionRow& mention) { append_mention(mention, facts, text, json); });
  record.close();
  json.finish();
}

void append_facts(const ArticleFacts& facts, std::string_view text, std::string& out) {
  FactRecord record;
  view_facts(facts, record);
  append_facts(record, text, out);
}

}  // namespace newsgraph
