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
enum class FactPlace : std::uint8_t {
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
enum class FactKey : std::uint8_t {
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
enum class FactWant : std::uint8_t { kString, kNumber, kArray, kObject, kAny };

struct FactField {
  std::string_view name;
  FactKey key;
  FactWant kind;
};

inline constexpr std::array kRecordFields = {
    FactField{"id", FactKey::kId, FactWant::kString},
    FactField{"url", FactKey::kUrl, FactWant::kString},
    FactField{"title", FactKey::kTitle, FactWant::kString},
    FactField{"outlet", FactKey::kOutlet, FactWant::kString},
    FactField{"date", FactKey::kDate, FactWant::kString},
    FactField{"lang", FactKey::kLang, FactWant::kString},
    FactField{"source_hash", FactKey::kSourceHash, FactWant::kString},
    FactField{"body_begin", FactKey::kBodyBegin, FactWant::kNumber},
    FactField{"sentences", FactKey::kSentences, FactWant::kNumber},
    FactField{"tokens", FactKey::kTokens, FactWant::kNumber},
    FactField{"entities", FactKey::kEntities, FactWant::kArray},
    FactField{"facts", FactKey::kFacts, FactWant::kArray},
    FactField{"mentions", FactKey::kMentions, FactWant::kArray},
};
inline constexpr std::array kEntityFields = {
    FactField{"type", FactKey::kType, FactWant::kString},
    FactField{"name", FactKey::kName, FactWant::kString},
    FactField{"aliases", FactKey::kAliases, FactWant::kArray},
    FactField{"gazetteer", FactKey::kGazetteer, FactWant::kString},
    FactField{"attributes", FactKey::kAttributes, FactWant::kObject},
    FactField{"mentions", FactKey::kMentionCount, FactWant::kNumber},
};
inline constexpr std::array kMentionFields = {
    FactField{"type", FactKey::kIgnored, FactWant::kString},
    FactField{"start", FactKey::kStart, FactWant::kNumber},
    FactField{"end", FactKey::kEnd, FactWant::kNumber},
    FactField{"surface", FactKey::kIgnored, FactWant::kString},
    FactField{"entity", FactKey::kEntity, FactWant::kNumber},
    FactField{"rule", FactKey::kRule, FactWant::kString},
};
inline constexpr std::array kFactFields = {
    FactField{"type", FactKey::kType, FactWant::kString},
    FactField{"source", FactKey::kSource, FactWant::kNumber},
    FactField{"target", FactKey::kTarget, FactWant::kNumber},
    FactField{"role", FactKey::kRole, FactWant::kString},
    FactField{"status", FactKey::kStatus, FactWant::kString},
    FactField{"reporter", FactKey::kReporter, FactWant::kString},
    FactField{"time", FactKey::kTime, FactWant::kString},
    FactField{"sentence", FactKey::kSentence, FactWant::kArray},
    FactField{"source_span", FactKey::kSourceSpan, FactWant::kArray},
    FactField{"target_span", FactKey::kTargetSpan, FactWant::kArray},
    FactField{"trigger", FactKey::kTrigger, FactWant::kArray},
    FactField{"text", FactKey::kText, FactWant::kString},
    FactField{"rule", FactKey::kRule, FactWant::kString},
    FactField{"rule_at", FactKey::kRuleAt, FactWant::kString},
};

inline std::span<const FactField> fields_of(FactPlace place) {
  switch (place) {
    case FactPlace::kRecord:
      return kRecordFields;
    case FactPlace::kEntity:
      return kEntityFields;
    case FactPlace::kMention:
      return kMentionFields;
    case FactPlace::kFact:
      return kFactFields;
    default:
      return {};
  }
}

/// For messages.
inline const char* to_string(FactWant kind) {
  constexpr std::array kNames = {"a string", "a number from 0 to 4294967295", "an array", "an object",
                                 "any value"};
  return kNames[static_cast<std::size_t>(kind)];
}

inline const char* name_of(FactPlace place) {
  constexpr std::array kNames = {"the record", "the record", "entities", "an entity",
                                 "aliases",    "attributes", "mentions", "a mention",
                                 "facts",      "a fact",     "a span",   "the record"};
  return kNames[static_cast<std::size_t>(place)];
}

}  // namespace newsgraph::fact_fields
