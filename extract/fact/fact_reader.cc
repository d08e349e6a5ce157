// SPDX-License-Identifier: Apache-2.0
// Reads the records of a fact file: FactScanner if they stand as we write them, else a RapidJSON SAX handler
// over the record's own bytes, which also says what is wrong.
//
// The handler keeps where it is (Place) and which key came last. A table a place lists the keys known there
// with what they want; the next key is looked for first after the one before, since writers keep an order.
// Unknown keys open a skipped value, whatever its shape. What the handler cannot take ends the parse;
// RapidJSON then says at which byte.
#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include "extract/fact/fact_file.h"
#include "extract/fact/fact_record.h"
#include "extract/fact/fact_scanner.h"

namespace newsgraph {
namespace {

constexpr int kMaxDepth = 64;         // RapidJSON descends by recursion
constexpr std::size_t kPadding = 16;  // its vector paths read whole blocks

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

enum class Kind : std::uint8_t { kString, kNumber, kArray, kObject, kAny };

struct Field {
  std::string_view name;
  Key key;
  Kind kind;
};

constexpr std::array kRecordFields = {
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
constexpr std::array kEntityFields = {
    Field{"type", Key::kType, Kind::kString},
    Field{"name", Key::kName, Kind::kString},
    Field{"aliases", Key::kAliases, Kind::kArray},
    Field{"gazetteer", Key::kGazetteer, Kind::kString},
    Field{"attributes", Key::kAttributes, Kind::kObject},
    Field{"mentions", Key::kMentionCount, Kind::kNumber},
};
constexpr std::array kMentionFields = {
    Field{"type", Key::kIgnored, Kind::kString},  Field{"start", Key::kStart, Kind::kNumber},
    Field{"end", Key::kEnd, Kind::kNumber},       Field{"surface", Key::kIgnored, Kind::kString},
    Field{"entity", Key::kEntity, Kind::kNumber}, Field{"rule", Key::kRule, Kind::kString},
};
constexpr std::array kFactFields = {
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

std::span<const Field> fields_of(Place place) {
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

const char* to_string(Kind kind) {
  constexpr std::array kNames = {"a string", "a number from 0 to 4294967295", "an array", "an object",
                                 "any value"};
  return kNames[static_cast<std::size_t>(kind)];
}

const char* name_of(Place place) {
  constexpr std::array kNames = {"the record", "the record", "entities", "an entity",
                                 "aliases",    "attributes", "mentions", "a mention",
                                 "facts",      "a fact",     "a span",   "the record"};
  return kNames[static_cast<std::size_t>(place)];
}

class Handler {
 public:
  explicit Handler(FactRecord& facts) : facts_(facts) {}

  std::string message;      ///< set when a call has returned false
  bool at_bracket = false;  ///< the call was about a bracket, which RapidJSON had passed by then

  bool StartObject() { return bracket(open(Kind::kObject)); }
  bool StartArray() { return bracket(open(Kind::kArray)); }
  bool EndObject(rapidjson::SizeType) { return bracket(close()); }
  bool EndArray(rapidjson::SizeType) { return bracket(close()); }

  bool Key(const char* name, rapidjson::SizeType size, bool) {
    if (skipped_ > 0) return true;
    const std::string_view key(name, size);
    if (place_ == Place::kAttributes) {
      facts_.attributes.emplace_back(key, std::string_view());
      field_ = {"attribute", newsgraph::Key::kAttribute, Kind::kString};
      return true;
    }
    field_ = find(key);
    return true;
  }

  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (skipped_ > 0) return true;
    const std::string_view value(text, size);
    if (place_ == Place::kAliases) return facts_.aliases.push_back(value), true;
    if (!accepts(Kind::kString, "a string")) return false;
    if (field_.key == newsgraph::Key::kUnknown || field_.key == newsgraph::Key::kIgnored) return true;
    if (field_.key == newsgraph::Key::kStatus) {
      return parse_status(value, facts_.facts.back().status) ||
             fail("unknown status '{}', wanted stated, planned, proposed, denied or reported", value);
    }
    *string_field() = value;
    return true;
  }

  bool Uint(unsigned value) {
    if (skipped_ > 0) return true;
    if (place_ == Place::kSpan) return span_number(value);
    if (!accepts(Kind::kNumber, "a number")) return false;
    if (field_.key != newsgraph::Key::kUnknown) *number_field() = value;
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

  Field find(std::string_view name) {
    const auto fields = fields_of(place_);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::size_t at =
          next_field_ + i < fields.size() ? next_field_ + i : next_field_ + i - fields.size();
      if (fields[at].name == name) {
        next_field_ = at + 1 < fields.size() ? at + 1 : 0;
        return fields[at];
      }
    }
    return {"", newsgraph::Key::kUnknown, Kind::kAny};
  }

  /// Whether a value of this kind may stand here.
  bool accepts(Kind kind, const char* found) {
    if (place_ == Place::kStart) return fail("found {}, wanted an object, the facts of one article", found);
    if (place_ == Place::kEntities || place_ == Place::kMentions || place_ == Place::kFacts) {
      return fail("found {} in '{}', wanted an object", found, name_of(place_));
    }
    if (place_ == Place::kAliases) return fail("found {} in 'aliases', wanted a string", found);
    if (place_ == Place::kSpan) return fail("found {} in '{}', wanted two byte offsets", found, field_.name);
    if (field_.kind == Kind::kAny || field_.kind == kind) return true;
    return fail("found {} for '{}' of {}, wanted {}", found, field_.name, name_of(place_),
                to_string(field_.kind));
  }

  bool other(const char* found) { return skipped_ > 0 || accepts(Kind::kAny, found); }

  bool open(Kind kind) {
    if (++depth_ > kMaxDepth) return fail("nested deeper than {}", kMaxDepth);
    if (skipped_ > 0) return ++skipped_, true;
    const bool object = kind == Kind::kObject;
    if (object && place_ == Place::kStart) return enter(Place::kRecord);
    if (object && place_ == Place::kEntities) return facts_.entities.emplace_back(), enter(Place::kEntity);
    if (object && place_ == Place::kMentions) return facts_.mentions.emplace_back(), enter(Place::kMention);
    if (object && place_ == Place::kFacts) return facts_.facts.emplace_back(), enter(Place::kFact);
    if (!accepts(kind, object ? "an object" : "an array")) return false;
    switch (field_.key) {
      case newsgraph::Key::kEntities:
        return enter(Place::kEntities);
      case newsgraph::Key::kMentions:
        return enter(Place::kMentions);
      case newsgraph::Key::kFacts:
        return enter(Place::kFacts);
      case newsgraph::Key::kAliases:
        return enter(Place::kAliases);
      case newsgraph::Key::kAttributes:
        return enter(Place::kAttributes);
      case newsgraph::Key::kUnknown:
        return skipped_ = 1, true;
      default:
        span_numbers_ = 0;
        return enter(Place::kSpan);
    }
  }

  bool enter(Place place) {
    place_ = place;
    next_field_ = 0;
    return true;
  }

  bool close() {
    --depth_;
    if (skipped_ > 0) return --skipped_, true;
    switch (place_) {
      case Place::kRecord:
        return enter(Place::kEnd);
      case Place::kEntities:
        return back_to(Place::kRecord, 11);
      case Place::kMentions:
        return back_to(Place::kRecord, 0);
      case Place::kFacts:
        return back_to(Place::kRecord, 12);
      case Place::kEntity:
        facts_.entities.back().aliases_end = static_cast<std::uint32_t>(facts_.aliases.size());
        facts_.entities.back().attributes_end = static_cast<std::uint32_t>(facts_.attributes.size());
        return enter(Place::kEntities);
      case Place::kMention:
        return enter(Place::kMentions);
      case Place::kFact:
        return enter(Place::kFacts);
      case Place::kAliases:
        return back_to(Place::kEntity, 3);
      case Place::kAttributes:
        return back_to(Place::kEntity, 0);
      default:
        break;
    }
    if (span_numbers_ != 2) return fail("found {} offsets in '{}', wanted two", span_numbers_, field_.name);
    const Span span = *span_field();
    if (span.begin > span.end)
      return fail("'{}' ends at {}, before it begins at {}", field_.name, span.end, span.begin);
    return back_to(Place::kFact, next_after_span_);
  }

  bool back_to(Place place, std::size_t next) {
    place_ = place;
    next_field_ = next;
    return true;
  }

  bool span_number(unsigned value) {
    if (span_numbers_ == 0) {
      next_after_span_ =
          static_cast<std::size_t>(std::find_if(kFactFields.begin(), kFactFields.end(),
                                                [&](const Field& f) { return f.key == field_.key; }) -
                                   kFactFields.begin() + 1) %
          kFactFields.size();
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
    using enum newsgraph::Key;
    if (place_ == Place::kRecord) {
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
    if (place_ == Place::kAttributes) return &facts_.attributes.back().second;
    if (place_ == Place::kMention) return &facts_.mentions.back().rule;
    if (place_ == Place::kEntity) {
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
    using enum newsgraph::Key;
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
    using enum newsgraph::Key;
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
  Place place_ = Place::kStart;
  Field field_{"", newsgraph::Key::kUnknown, Kind::kAny};
  std::size_t next_field_ = 0;
  std::size_t next_after_span_ = 0;
  int span_numbers_ = 0;
  int skipped_ = 0;  // open brackets of a value that is passed over
  int depth_ = 0;
};

/// Counts the mentions that are listed. Returns what is wrong with them, or nothing.
std::optional<std::string> count_mentions(FactRecord& facts) {
  if (facts.mentions.empty()) return std::nullopt;  // the entities' own counts stand
  const auto count = facts.entities.size();
  std::vector<std::uint32_t> counts(count);
  for (std::size_t i = 0; i < facts.mentions.size(); ++i) {
    const FactRecord::MentionRow& mention = facts.mentions[i];
    if (mention.entity >= count) {
      return fmt::format("mention {} of article '{}' names entity {}, wanted a number below {}", i, facts.id,
                         mention.entity, count);
    }
    if (mention.span.begin > mention.span.end) {
      return fmt::format("mention {} of article '{}' ends before it begins", i, facts.id);
    }
    ++counts[mention.entity];
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t& told = facts.entities[i].mentions;
    if (told == 0) told = counts[i];
    if (told != counts[i]) {
      return fmt::format("entity {} of article '{}' has {} mentions, found {} in the list", i, facts.id, told,
                         counts[i]);
    }
  }
  return std::nullopt;
}

/// What is wrong with a record that parsed, or nothing.
std::optional<std::string> check(FactRecord& facts) {
  if (facts.id.empty()) return "the record has no 'id', wanted the article's id";
  const auto count = facts.entities.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (facts.entities[i].type.empty() || facts.entities[i].name.empty()) {
      return fmt::format("entity {} of article '{}' has no type or no name, wanted both", i, facts.id);
    }
  }
  if (auto wrong = count_mentions(facts)) return wrong;
  for (std::size_t i = 0; i < facts.facts.size(); ++i) {
    const FactRecord::FactRow& fact = facts.facts[i];
    if (fact.type.empty())
      return fmt::format("fact {} of article '{}' has no type, wanted a relation", i, facts.id);
    if (fact.source >= count || fact.target >= count) {
      return fmt::format("fact {} of article '{}' joins entities {} and {}, wanted numbers below {}", i,
                         facts.id, fact.source, fact.target, count);
    }
  }
  return std::nullopt;
}

/// Any JSON. What is decoded stands in `decoded`.
void parse_json(std::string_view text, std::string_view file, std::uint64_t line, std::string& decoded,
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

/// Reads records one after the other into the same memory.
class RecordReader {
 public:
  RecordReader(MentionLists mentions, std::string_view file) : mentions_(mentions), file_(file) {}
  /// Good until the next call.
  FactRecord& read(std::string_view text, std::uint64_t line) {
    if (!scanner_.scan(text, mentions_ == MentionLists::kSkip, record_)) {
      if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        throw FactFileError(file_, line, zero + 1, "found a zero byte, wanted JSON");
      }
      parse_json(text, file_, line, decoded_, record_);
    }
    if (const auto wrong = check(record_)) throw FactFileError(file_, line, 1, *wrong);
    return record_;
  }

 private:
  MentionLists mentions_;
  std::string_view file_;
  FactScanner scanner_;
  std::string decoded_;
  FactRecord record_;
};

}  // namespace

FactFileError::FactFileError(std::string_view file, std::uint64_t line, std::uint64_t column,
                             std::string_view message)
    : std::runtime_error(fmt::format("{}:{}:{}: {}", file, line, column, message)),
      line_(line),
      column_(column) {}

void read_facts(std::string_view record, std::string_view file, std::uint64_t line, ArticleFacts& facts) {
  facts = copy_facts(RecordReader(MentionLists::kRead, file).read(record, line));
}

void each_record(std::string_view lines, std::uint64_t first_line, std::string_view file,
                 MentionLists mentions, const std::function<void(const FactRecord&)>& take) {
  RecordReader reader(mentions, file);
  for (std::uint64_t number = first_line; !lines.empty(); ++number) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) take(reader.read(line, number));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
}

std::vector<ArticleFacts> read_facts(const FactChunk& chunk, std::string_view file) {
  std::vector<ArticleFacts> articles;
  each_record(chunk, file, MentionLists::kRead,
              [&](const FactRecord& record) { articles.push_back(copy_facts(record)); });
  return articles;
}

FactChunker::FactChunker(Source source, std::size_t chunk_bytes)
    : source_(std::move(source)), chunk_bytes_(chunk_bytes) {}

bool FactChunker::next(FactChunk& chunk) {
  auto& bytes = chunk.bytes;
  bytes.assign(rest_.begin(), rest_.end());
  rest_.clear();
  chunk.first_line = line_;
  std::size_t cut = 0;  // behind the last whole line
  while (!ended_ && cut == 0) {
    const std::size_t old = bytes.size();
    bytes.resize(old + chunk_bytes_);
    const std::size_t got = source_(bytes.data() + old, chunk_bytes_);
    bytes.resize(old + got);
    ended_ = got == 0;
    cut = std::string_view(bytes.data(), bytes.size()).rfind('\n') + 1;
  }
  if (!ended_) {
    rest_.assign(bytes.begin() + static_cast<std::ptrdiff_t>(cut), bytes.end());
    bytes.resize(cut);
  }
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at != end) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    ++line_;
    ++at;
  }
  return !bytes.empty();
}

}  // namespace newsgraph
