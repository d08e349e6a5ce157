// SPDX-License-Identifier: Apache-2.0
//
// The handler keeps where it is (FactPlace) and which key came last. A table a place lists the keys known
// there with what they want; the next key is looked for first after the one before, since writers keep an
// order. Unknown keys open a skipped value, whatever its shape. What the handler cannot take ends the parse;
// RapidJSON then says at which byte.
#include "extract/fact/fact_json.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include "extract/fact/fact_fields.h"
#include "extract/fact/fact_file.h"

namespace newsgraph {
namespace {

using fact_fields::FactField;
using fact_fields::FactPlace;
using fact_fields::FactWant;

constexpr int kMaxDepth = 64;         // RapidJSON descends by recursion
constexpr std::size_t kPadding = 16;  // its vector paths read whole blocks

class Handler {
 public:
  explicit Handler(FactRecord& facts) : facts_(facts) {}

  std::string message;      ///< set when a call has returned false
  bool at_bracket = false;  ///< the call was about a bracket, which RapidJSON had passed by then

  bool StartObject() { return bracket(open(FactWant::kObject)); }
  bool StartArray() { return bracket(open(FactWant::kArray)); }
  bool EndObject(rapidjson::SizeType) { return bracket(close()); }
  bool EndArray(rapidjson::SizeType) { return bracket(close()); }

  bool Key(const char* name, rapidjson::SizeType size, bool) {
    if (skipped_ > 0) return true;
    const std::string_view key(name, size);
    if (place_ == FactPlace::kAttributes) {
      facts_.attributes.emplace_back(key, std::string_view());
      field_ = {"attribute", fact_fields::FactKey::kAttribute, FactWant::kString};
      return true;
    }
    field_ = find(key);
    return true;
  }

  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (skipped_ > 0) return true;
    const std::string_view value(text, size);
    if (place_ == FactPlace::kAliases) return facts_.aliases.push_back(value), true;
    if (!accepts(FactWant::kString, "a string")) return false;
    if (field_.key == fact_fields::FactKey::kUnknown || field_.key == fact_fields::FactKey::kIgnored)
      return true;
    if (field_.key == fact_fields::FactKey::kStatus) {
      return newsgraph::parse_status(value, facts_.facts.back().status) ||
             fail("unknown status '{}', wanted stated, planned, proposed, denied or reported", value);
    }
    *string_field() = value;
    return true;
  }

  bool Uint(unsigned value) {
    if (skipped_ > 0) return true;
    if (place_ == FactPlace::kSpan) return span_number(value);
    if (!accepts(FactWant::kNumber, "a number")) return false;
    if (field_.key != fact_fields::FactKey::kUnknown) *number_field() = value;
    return true;
  }
  bool Null() { return other("null"); }
  bool Bool(bool) { return other("true or false"); }
  bool Int(int) { return other("a negative number"); }
  bool Int64(std::int64_t) { return other("a negative number"); }
  bool Uint64(std::uint64_t) { return other("a large number"); }
  bool Double(double) { return other("a fraction"); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return other("a number"); }

 private:
  bool bracket(bool good) {
    at_bracket = !good;
    return good;
  }

  template <class... Args>
  bool fail(fmt::format_string<Args...> format, Args&&... args) {
    message = fmt::format(format, std::forward<Args>(args)...);
    return false;
  }

  FactField find(std::string_view name) {
    const auto fields = fact_fields::fields_of(place_);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::size_t at =
          next_field_ + i < fields.size() ? next_field_ + i : next_field_ + i - fields.size();
      if (fields[at].name == name) {
        next_field_ = at + 1 < fields.size() ? at + 1 : 0;
        return fields[at];
      }
    }
    return {"", fact_fields::FactKey::kUnknown, FactWant::kAny};
  }

  /// Whether a value of this kind may stand here.
  bool accepts(FactWant kind, const char* found) {
    if (place_ == FactPlace::kStart)
      return fail("found {}, wanted an object, the facts of one article", found);
    if (place_ == FactPlace::kEntities || place_ == FactPlace::kMentions || place_ == FactPlace::kFacts) {
      return fail("found {} in '{}', wanted an object", found, name_of(place_));
    }
    if (place_ == FactPlace::kAliases) return fail("found {} in 'aliases', wanted a string", found);
    if (place_ == FactPlace::kSpan)
      return fail("found {} in '{}', wanted two byte offsets", found, field_.name);
    if (field_.kind == FactWant::kAny || field_.kind == kind) return true;
    return fail("found {} for '{}' of {}, wanted {}", found, field_.name, name_of(place_),
                to_string(field_.kind));
  }

  bool other(const char* found) { return skipped_ > 0 || accepts(FactWant::kAny, found); }

  bool open(FactWant kind) {
    if (++depth_ > kMaxDepth) return fail("nested deeper than {}", kMaxDepth);
    if (skipped_ > 0) return ++skipped_, true;
    const bool object = kind == FactWant::kObject;
    if (object && place_ == FactPlace::kStart) return enter(FactPlace::kRecord);
    if (object && place_ == FactPlace::kEntities)
      return facts_.entities.emplace_back(), enter(FactPlace::kEntity);
    if (object && place_ == FactPlace::kMentions)
      return facts_.mentions.emplace_back(), enter(FactPlace::kMention);
    if (object && place_ == FactPlace::kFacts) return facts_.facts.emplace_back(), enter(FactPlace::kFact);
    if (!accepts(kind, object ? "an object" : "an array")) return false;
    switch (field_.key) {
      case fact_fields::FactKey::kEntities:
        return enter(FactPlace::kEntities);
      case fact_fields::FactKey::kMentions:
        return enter(FactPlace::kMentions);
      case fact_fields::FactKey::kFacts:
        return enter(FactPlace::kFacts);
      case fact_fields::FactKey::kAliases:
        return enter(FactPlace::kAliases);
      case fact_fields::FactKey::kAttributes:
        return enter(FactPlace::kAttributes);
      case fact_fields::FactKey::kUnknown:
        return skipped_ = 1, true;
      default:
        span_numbers_ = 0;
        return enter(FactPlace::kSpan);
    }
  }

  bool enter(FactPlace place) {
    place_ = place;
    next_field_ = 0;
    return true;
  }

  bool close() {
    --depth_;
    if (skipped_ > 0) return --skipped_, true;
    switch (place_) {
      case FactPlace::kRecord:
        return enter(FactPlace::kEnd);
      case FactPlace::kEntities:
        return back_to(FactPlace::kRecord, fact_fields::FactKey::kEntities);
      case FactPlace::kMentions:
        return back_to(FactPlace::kRecord, fact_fields::FactKey::kMentions);
      case FactPlace::kFacts:
        return back_to(FactPlace::kRecord, fact_fields::FactKey::kFacts);
      case FactPlace::kEntity:
        facts_.entities.back().aliases_end = static_cast<std::uint32_t>(facts_.aliases.size());
        facts_.entities.back().attributes_end = static_cast<std::uint32_t>(facts_.attributes.size());
        return enter(FactPlace::kEntities);
      case FactPlace::kMention:
        return enter(FactPlace::kMentions);
      case FactPlace::kFact:
        return enter(FactPlace::kFacts);
      case FactPlace::kAliases:
        return back_to(FactPlace::kEntity, fact_fields::FactKey::kAliases);
      case FactPlace::kAttributes:
        return back_to(FactPlace::kEntity, fact_fields::FactKey::kAttributes);
      default:
        break;
    }
    if (span_numbers_ != 2) return fail("found {} offsets in '{}', wanted two", span_numbers_, field_.name);
    const Span span = *span_field();
    if (span.begin > span.end)
      return fail("'{}' ends at {}, before it begins at {}", field_.name, span.end, span.begin);
    return back_to(FactPlace::kFact, field_.key);
  }

  /// Goes on behind the value of `key`.
  bool back_to(FactPlace place, fact_fields::FactKey key) {
    const auto fields = fact_fields::fields_of(place);
    const auto at = std::find_if(fields.begin(), fields.end(),
                                 [key](const FactField& field) { return field.key == key; });
    place_ = place;
    next_field_ = static_cast<std::size_t>(at - fields.begin() + 1) % fields.size();
    return true;
  }

  bool span_number(unsigned value) {
    if (span_numbers_ == 0) {
      span_field()->begin = value;
    } else if (span_numbers_ == 1) {
      span_field()->end = value;
    } else {
      return fail("found a third offset in '{}', wanted two", field_.name);
    }
    ++span_numbers_;
    return true;
  }

  std::string_view* string_field() {
    using enum fact_fields::FactKey;
    if (place_ == FactPlace::kRecord) {
      switch (field_.key) {
        case kId:
          return &facts_.id;
        case kUrl:
          return &facts_.url;
        case kTitle:
          return &facts_.title;
        case kOutlet:
          return &facts_.outlet;
        case kDate:
          return &facts_.date;
        case kLang:
          return &facts_.lang;
        default:
          return &facts_.source_hash;
      }
    }
    if (place_ == FactPlace::kAttributes) return &facts_.attributes.back().second;
    if (place_ == FactPlace::kMention) return &facts_.mentions.back().rule;
    if (place_ == FactPlace::kEntity) {
      FactRecord::EntityRow& entity = facts_.entities.back();
      return field_.key == kType ? &entity.type : field_.key == kName ? &entity.name : &entity.gazetteer;
    }
    FactRecord::FactRow& fact = facts_.facts.back();
    switch (field_.key) {
      case kType:
        return &fact.type;
      case kRole:
        return &fact.role;
      case kReporter:
        return &fact.reporter;
      case kTime:
        return &fact.time;
      case kText:
        return &fact.sentence_text;
      case kRule:
        return &fact.rule;
      default:
        return &fact.rule_at;
    }
  }

  std::uint32_t* number_field() {
    using enum fact_fields::FactKey;
    switch (field_.key) {
      case kMentionCount:
        return &facts_.entities.back().mentions;
      case kBodyBegin:
        return &facts_.body_begin;
      case kSentences:
        return &facts_.sentences;
      case kTokens:
        return &facts_.tokens;
      case kStart:
        return &facts_.mentions.back().span.begin;
      case kEnd:
        return &facts_.mentions.back().span.end;
      case kEntity:
        return &facts_.mentions.back().entity;
      case kSource:
        return &facts_.facts.back().source;
      default:
        return &facts_.facts.back().target;
    }
  }

  Span* span_field() {
    using enum fact_fields::FactKey;
    FactRecord::FactRow& fact = facts_.facts.back();
    switch (field_.key) {
      case kSentence:
        return &fact.sentence;
      case kSourceSpan:
        return &fact.source_span;
      case kTargetSpan:
        return &fact.target_span;
      default:
        return &fact.trigger;
    }
  }

  FactRecord& facts_;
  FactPlace place_ = FactPlace::kStart;
  FactField field_{"", fact_fields::FactKey::kUnknown, FactWant::kAny};
  std::size_t next_field_ = 0;
  int span_numbers_ = 0;
  int skipped_ = 0;  // open brackets of a value that is passed over
  int depth_ = 0;
};

}  // namespace

void parse_fact_json(std::string_view text, std::string_view file, std::uint64_t line, std::string& decoded,
                     FactRecord& facts) {
  facts.clear();
  decoded.assign(text);
  decoded.append(kPadding, '\0');
  Handler handler(facts);
  rapidjson::InsituStringStream stream(decoded.data());
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<rapidjson::kParseInsituFlag>(stream, handler);
  if (!result) {
    const std::string message =
        result.Code() == rapidjson::kParseErrorTermination
            ? handler.message
            : fmt::format("found no JSON: {}", rapidjson::GetParseError_En(result.Code()));
    throw FactFileError(file, line, result.Offset() + (handler.at_bracket ? 0 : 1), message);
  }
}

}  // namespace newsgraph
