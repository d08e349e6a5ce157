// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/article/article.h"

namespace newsgraph {

/// Index into ArticleFacts::entities.
using EntityIndex = std::uint32_t;

/// How the article speaks of a fact.
enum class Status : std::uint8_t {
  kStated,
  kPlanned,   ///< announced, will happen
  kProposed,  ///< asked for or suggested
  kDenied,    ///< said not to be so
  kReported,  ///< told by someone, who is in Fact::reporter
};

/// "stated", "planned", "proposed", "denied", "reported".
const char* to_string(Status status);
/// Returns false, and leaves `status` alone, when `name` is none of them.
bool parse_status(std::string_view name, Status& status);
/// How firm a status is: stated 4, reported 3, planned 2, proposed 1, denied 0.
int firmness(Status status);

/// One thing in one article, with all the names the article gives it.
struct Entity {
  std::string type;                  ///< a node type of rules/types.rules: "Person"
  std::string name;                  ///< the fullest form without title or unit word
  std::vector<std::string> aliases;  ///< other forms, sorted, without `name`
  std::string gazetteer;             ///< gazetteer id such as "vn-p-10"; empty if found by rule
  /// Attributes of the type, sorted by key: {"date", "2024-11-06/2024-11-07"}.
  std::vector<std::pair<std::string, std::string>> attributes;
};

/// Words of the text that name an entity.
struct Mention {
  EntityIndex entity = 0;
  Span span;         ///< bytes of Article::text, title and unit words included
  std::string rule;  ///< rule id, or the gazetteer file and line
};

/// One relation found once, with the words that say so.
struct Fact {
  std::string type;  ///< a relation of rules/types.rules: "HOSTS"
  EntityIndex source = 0;
  EntityIndex target = 0;
  std::string role;  ///< post held; empty for other relations
  Status status = Status::kStated;
  std::string reporter;  ///< who says so, when status is kReported; else empty
  std::string time;      ///< ISO date or interval the sentence gives; empty if none

  Span sentence;     ///< bytes of Article::text, as are the next three
  Span source_span;  ///< the mention of the source: outside `sentence` if carried over from an earlier one
  Span target_span;
  Span trigger;               ///< the words that express the relation; empty span if only structure does
  std::string sentence_text;  ///< the bytes that `sentence` covers
  std::string rule;           ///< rule id: "hosts.by-verb"
  std::string rule_at;        ///< "vi/hosts.rules:12"
};

/// All that one article says: a pure function of the article and the rules.
struct ArticleFacts {
  std::string source;  ///< where the article was read, for messages: in no fact file, and may be empty
  // What the graph keeps of the article (see Article).
  std::string id, url, title, outlet, date, lang, source_hash;
  std::uint32_t body_begin = 0;

  std::vector<Entity> entities;   ///< in order of first mention
  std::vector<Mention> mentions;  ///< ascending by span, then entity
  std::vector<Fact> facts;        ///< ascending by sentence, type, source, target, rule
  std::uint32_t sentences = 0;    ///< sentences read
  std::uint32_t tokens = 0;       ///< tokens read
};

}  // namespace newsgraph
