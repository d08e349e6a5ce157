// SPDX-License-Identifier: Apache-2.0
// Writes the records of a fact file. Plain string building: the format is fixed, and a document tree would
// cost more than the extraction it follows.
#include <array>
#include <cstring>

#include "extract/fact/fact_file.h"
#include "extract/fact/json_string.h"

namespace newsgraph {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void append_number(std::uint32_t number, std::string& out) {
  std::array<char, 10> digits;
  char* begin = digits.data() + digits.size();
  do {
    *--begin = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  out.append(begin, digits.data() + digits.size());
}

void append_escape(unsigned char c, std::string& out) {
  out += '\\';
  switch (c) {
    case '"':
      out += '"';
      break;
    case '\\':
      out += '\\';
      break;
    case '\n':
      out += 'n';
      break;
    case '\r':
      out += 'r';
      break;
    case '\t':
      out += 't';
      break;
    default:
      out += "u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
  }
}

/// A JSON string. What needs no escape is copied in runs.
void append_string(std::string_view text, std::string& out) {
  out += '"';
  for (std::size_t run = 0;;) {
    const std::size_t end = kJsonStringEnd.find(text, run);
    out.append(text.data() + run, end - run);
    if (end == text.size()) break;
    append_escape(static_cast<unsigned char>(text[end]), out);
    run = end + 1;
  }
  out += '"';
}

/// Fields of one object; knows when a comma is due.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

  /// Names are literals, so that what stands around them is put together by the compiler.
  template <std::size_t size>
  std::string& key(const char (&name)[size]) {
    std::array<char, size + 3> text;
    text[0] = ',';
    text[1] = '"';
    std::memcpy(&text[2], name, size - 1);
    text[size + 1] = '"';
    text[size + 2] = ':';
    const std::size_t skipped = first_ ? 1 : 0;
    out_.append(text.data() + skipped, text.size() - skipped);
    first_ = false;
    return out_;
  }
  template <std::size_t size>
  void text(const char (&name)[size], std::string_view value) {
    if (!value.empty()) append_string(value, key(name));
  }
  template <std::size_t size>
  void number(const char (&name)[size], std::uint32_t value) {
    append_number(value, key(name));
  }
  template <std::size_t size>
  void count(const char (&name)[size], std::uint32_t value) {
    if (value != 0) number(name, value);
  }
  template <std::size_t size>
  void span(const char (&name)[size], Span value) {
    if (value == Span{}) return;
    key(name) += '[';
    append_number(value.begin, out_);
    out_ += ',';
    append_number(value.end, out_);
    out_ += ']';
  }
  /// `write(item, out)` for each item of a list; an empty list is left out.
  template <std::size_t size, class List, class Write>
  void list(const char (&name)[size], const List& items, Write write) {
    if (items.empty()) return;
    key(name) += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(item, out_);
    }
    out_ += ']';
  }
  void close() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_entity(const Entity& entity, std::uint32_t mentions, std::string& out) {
  ObjectWriter object(out);
  object.text("type", entity.type);
  object.text("name", entity.name);
  object.list("aliases", entity.aliases, append_string);
  object.text("gazetteer", entity.gazetteer);
  if (!entity.attributes.empty()) {
    object.key("attributes");
    out += '{';
    for (const auto& [key, value] : entity.attributes) {
      if (out.back() != '{') out += ',';
      append_string(key, out);
      out += ':';
      append_string(value, out);
    }
    out += '}';
  }
  object.count("mentions", mentions);
  object.close();
}

void append_mention(const Mention& mention, const ArticleFacts& facts, std::string_view text,
                    std::string& out) {
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

void append_fact(const Fact& fact, std::string& out) {
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

void append_facts(const ArticleFacts& facts, std::string_view text, std::string& out) {
  ObjectWriter record(out);
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
  std::vector<std::uint32_t> mentions(facts.entities.size());
  for (const Mention& mention : facts.mentions) {
    if (mention.entity < mentions.size()) ++mentions[mention.entity];
  }
  record.list("entities", facts.entities, [&](const Entity& entity, std::string& to) {
    append_entity(entity, mentions[static_cast<std::size_t>(&entity - facts.entities.data())], to);
  });
  record.list("facts", facts.facts, append_fact);
  // Last, since a graph needs no more of them than the counts above.
  record.list("mentions", facts.mentions,
              [&](const Mention& mention, std::string& to) { append_mention(mention, facts, text, to); });
  record.close();
  out += '\n';
}

}  // namespace newsgraph
