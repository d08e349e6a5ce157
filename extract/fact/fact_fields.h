// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

// The keys of a fact file (docs/format_facts.md) by the place in a record at which they stand, in the order
// in which they are written.
namespace newsgraph::fact_fields {

/// What of a record is being read.
enum class Place : std::uint8_t {
  kStart,
  kRecord,
  kEntities,
  kEntity,
  kAliases,
  kAttributes,
  kMentions,
  kMention,
  kFacts,
  kFact,
  kSpan,
  kEnd
};

/// A key of the format.
enum class Key : std::uint8_t {
  kUnknown,
  kId,
  kUrl,
  kTitle,
  kOutlet,
  kDate,
  kLang,
  kSourceHash,
  kBodyBegin,
  kSentences,
  kTokens,
  kEntities,
  kMentions,
  kFacts,
  kType,
  kName,
  kAliases,
  kGazetteer,
  kAttributes,
  kStart,
  kEnd,
  kEntity,
  kRule,
  kIgnored,
  kSource,
  kTarget,
  kRole,
  kStatus,
  kReporter,
  kTime,
  kSentence,
  kSourceSpan,
  kTargetSpan,
  kTrigger,
  kText,
  kRuleAt,
  kAttribute,
  kMentionCount,
};

/// What a key wants.
enum class Kind : std::uint8_t { kString, kNumber, kArray, kObject, kAny };

struct Field {
  std::string_view name;
  Key key;
  Kind kind;
};

inline constexpr std::array kRecordFields = {
    Field{"id", Key::kId, Kind::kString},
    Field{"url", Key::kUrl, Kind::kString},
    Field{"title", Key::kTitle, Kind::kString},
    Field{"outlet", Key::kOutlet, Kind::kString},
    Field{"date", Key::kDate, Kind::kString},
    Field{"lang", Key::kLang, Kind::kString},
    Field{"source_hash", Key::kSourceHash, Kind::kString},
    Field{"body_begin", Key::kBodyBegin, Kind::kNumber},
    Field{"sentences", Key::kSentences, Kind::kNumber},
    Field{"tokens", Key::kTokens, Kind::kNumber},
    Field{"entities", Key::kEntities, Kind::kArray},
    Field{"facts", Key::kFacts, Kind::kArray},
    Field{"mentions", Key::kMentions, Kind::kArray},
};
inline constexpr std::array kEntityFields = {
    Field{"type", Key::kType, Kind::kString},
    Field{"name", Key::kName, Kind::kString},
    Field{"aliases", Key::kAliases, Kind::kArray},
    Field{"gazetteer", Key::kGazetteer, Kind::kString},
    Field{"attributes", Key::kAttributes, Kind::kObject},
    Field{"mentions", Key::kMentionCount, Kind::kNumber},
};
inline constexpr std::array kMentionFields = {
    Field{"type", Key::kIgnored, Kind::kString},  Field{"start", Key::kStart, Kind::kNumber},
    Field{"end", Key::kEnd, Kind::kNumber},       Field{"surface", Key::kIgnored, Kind::kString},
    Field{"entity", Key::kEntity, Kind::kNumber}, Field{"rule", Key::kRule, Kind::kString},
};
inline constexpr std::array kFactFields = {
    Field{"type", Key::kType, Kind::kString},
    Field{"source", Key::kSource, Kind::kNumber},
    Field{"target", Key::kTarget, Kind::kNumber},
    Field{"role", Key::kRole, Kind::kString},
    Field{"status", Key::kStatus, Kind::kString},
    Field{"reporter", Key::kReporter, Kind::kString},
    Field{"time", Key::kTime, Kind::kString},
    Field{"sentence", Key::kSentence, Kind::kArray},
    Field{"source_span", Key::kSourceSpan, Kind::kArray},
    Field{"target_span", Key::kTargetSpan, Kind::kArray},
    Field{"trigger", Key::kTrigger, Kind::kArray},
    Field{"text", Key::kText, Kind::kString},
    Field{"rule", Key::kRule, Kind::kString},
    Field{"rule_at", Key::kRuleAt, Kind::kString},
};

inline std::span<const Field> fields_of(Place place) {
  switch (place) {
    case Place::kRecord:
      return kRecordFields;
    case Place::kEntity:
      return kEntityFields;
    case Place::kMention:
      return kMentionFields;
    case Place::kFact:
      return kFactFields;
    default:
      return {};
  }
}

/// For messages.
inline const char* to_string(Kind kind) {
  constexpr std::array kNames = {"a string", "a number from 0 to 4294967295", "an array", "an object",
                                 "any value"};
  return kNames[static_cast<std::size_t>(kind)];
}

inline const char* name_of(Place place) {
  constexpr std::array kNames = {"the record", "the record", "entities", "an entity",
                                 "aliases",    "attributes", "mentions", "a mention",
                                 "facts",      "a fact",     "a span",   "the record"};
  return kNames[static_cast<std::size_t>(place)];
}

}  // namespace newsgraph::fact_fields
