// SPDX-License-Identifier: Apache-2.0
// JSON records through RapidJSON's SAX reader, in place and iterative: no stack to overflow on deep nesting,
// no copy of strings but those that are kept. UTF-8 was checked before (RapidJSON's own check costs ten times
// the parse).
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include "extract/article/json_mending.h"
#include "extract/article/record.h"

namespace newsgraph {
namespace {

enum class Field : std::uint8_t {
  kNone,
  kId,
  kUrl,
  kTitle,
  kOutlet,
  kSource,
  kDate,
  kLang,
  kLead,
  kText,
  kHtml
};

struct FieldName {
  std::string_view name;  // lower case
  Field field;
};
// Earlier names win over later ones of the same field.
constexpr std::array kFieldNames = {
    FieldName{"id", Field::kId},
    FieldName{"_id", Field::kId},
    FieldName{"article_id", Field::kId},
    FieldName{"guid", Field::kId},
    FieldName{"url", Field::kUrl},
    FieldName{"link", Field::kUrl},
    FieldName{"canonical_url", Field::kUrl},
    FieldName{"title", Field::kTitle},
    FieldName{"headline", Field::kTitle},
    FieldName{"outlet", Field::kOutlet},
    FieldName{"site_name", Field::kOutlet},
    FieldName{"site", Field::kOutlet},
    FieldName{"publisher", Field::kOutlet},
    FieldName{"newspaper", Field::kOutlet},
    FieldName{"source", Field::kSource},
    FieldName{"date", Field::kDate},
    FieldName{"published", Field::kDate},
    FieldName{"published_time", Field::kDate},
    FieldName{"published_at", Field::kDate},
    FieldName{"publishedat", Field::kDate},
    FieldName{"publish_date", Field::kDate},
    FieldName{"date_published", Field::kDate},
    FieldName{"datepublished", Field::kDate},
    FieldName{"pubdate", Field::kDate},
    FieldName{"pub_date", Field::kDate},
    FieldName{"publish_time", Field::kDate},
    FieldName{"time", Field::kDate},
    FieldName{"timestamp", Field::kDate},
    FieldName{"created_at", Field::kDate},
    FieldName{"lang", Field::kLang},
    FieldName{"language", Field::kLang},
    FieldName{"inlanguage", Field::kLang},
    FieldName{"lead", Field::kLead},
    FieldName{"sapo", Field::kLead},
    FieldName{"description", Field::kLead},
    FieldName{"summary", Field::kLead},
    FieldName{"abstract", Field::kLead},
    FieldName{"text", Field::kText},
    FieldName{"body", Field::kText},
    FieldName{"content", Field::kText},
    FieldName{"maintext", Field::kText},
    FieldName{"article_text", Field::kText},
    FieldName{"articlebody", Field::kText},
    FieldName{"paragraphs", Field::kText},
    FieldName{"html", Field::kHtml},
    FieldName{"raw_html", Field::kHtml},
    FieldName{"content_html", Field::kHtml},
};
constexpr std::size_t kUnknown = kFieldNames.size();

// How MongoDB writes, as objects, an id and a date: {"$oid": "..."}, {"$date": {"$numberLong": "..."}}.
constexpr std::array<std::string_view, 6> kPlainValues = {"$oid",       "$uuid", "$numberLong",
                                                          "$numberInt", "$date", "base64"};

std::size_t field_row(std::string_view name) {
  std::array<char, 16> lower{};
  if (name.size() > lower.size()) return kUnknown;
  std::transform(name.begin(), name.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::string_view wanted(lower.data(), name.size());
  for (std::size_t row = 0; row < kFieldNames.size(); ++row) {
    if (kFieldNames[row].name == wanted) return row;
  }
  return kUnknown;
}

// Keeps values of the outermost object's known fields. Below it, an array's strings are joined, and of an
// object the "name", "text" or "rendered" is kept: {"publisher": {"name": "..."}}; of ids and dates,
// kPlainValues.
class Handler {
 public:
  Handler(ArticleRecord& record, std::size_t max_depth) : record_(record), max_depth_(max_depth) {
    rank_.fill(kUnknown);
  }

  bool Null() { return true; }
  bool Bool(bool) { return true; }
  bool Int(int) { return true; }
  bool Uint(unsigned) { return true; }
  bool Int64(std::int64_t) { return true; }
  bool Uint64(std::uint64_t) { return true; }
  bool Double(double) { return true; }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    const bool is_number = digits[size - 1] <= '9';  // else NaN or Infinity, as Python writes what is missing
    return !is_number || holds_words() || take({digits, size});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) { return take({text, size}); }
  bool StartObject() { return enter(true); }
  bool EndObject(rapidjson::SizeType) { return leave(); }
  bool StartArray() { return enter(false); }
  bool EndArray(rapidjson::SizeType) { return leave(); }

  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view name(text, size);
    if (depth_ == 1) {
      row_ = field_row(name);
    } else {
      is_value_ = is_single() ? std::ranges::find(kPlainValues, name) != kPlainValues.end()
                              : name == "name" || name == "text" || name == "rendered";
    }
    return true;
  }

  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] bool saw_object() const { return saw_object_; }

 private:
  bool enter(bool object) {
    saw_object_ = saw_object_ || (object && depth_ == 0);
    is_value_ = false;
    in_object_.push_back(object);
    too_deep_ = ++depth_ > max_depth_;
    return !too_deep_;
  }
  bool leave() {
    is_value_ = false;
    in_object_.pop_back();
    --depth_;
    return true;
  }

  [[nodiscard]] Field field() const { return row_ == kUnknown ? Field::kNone : kFieldNames[row_].field; }

  // Fields that hold one value and are objects only where that is written as one.
  [[nodiscard]] bool is_single() const { return field() == Field::kId || field() == Field::kDate; }

  [[nodiscard]] bool may_be_array() const {
    return field() == Field::kText || field() == Field::kOutlet || field() == Field::kSource;
  }
  [[nodiscard]] bool may_be_object() const {
    return may_be_array() || is_single() || field() == Field::kTitle || field() == Field::kLead;
  }

  // Of these fields a number is none.
  [[nodiscard]] bool holds_words() const {
    return field() == Field::kText || field() == Field::kHtml || field() == Field::kLead;
  }

  bool take(std::string_view value) {
    if (depth_ == 0 || !in_object_.front() || row_ == kUnknown || value.empty()) return true;
    const Field field = this->field();
    const bool nested = depth_ > 1;
    if (nested && !(in_object_.back() ? is_value_ && may_be_object() : may_be_array())) return true;
    if (std::size_t& rank = rank_[static_cast<std::size_t>(field)]; row_ < rank || is_empty(field)) {
      rank = row_;
      set(field, value);
    } else if (nested && row_ == rank && field == Field::kText) {
      join(value);
    }
    return true;
  }

  // The body is not copied: it is most of the record.
  void set(Field field, std::string_view value) {
    if (field == Field::kText)
      record_.set_body(value);
    else if (field == Field::kHtml)
      record_.html = value;
    else
      string_of(field) = value;
  }
  bool is_empty(Field field) {
    if (field == Field::kText) return record_.text.empty();
    return field == Field::kHtml ? record_.html.empty() : string_of(field).empty();
  }
  void join(std::string_view paragraph) {
    if (record_.joined.empty()) record_.joined = record_.text;
    record_.joined += '\n';
    record_.joined += paragraph;
  }

  std::string& string_of(Field field) {
    switch (field) {
      case Field::kId:
        return record_.id;
      case Field::kUrl:
        return record_.url;
      case Field::kTitle:
        return record_.title;
      case Field::kOutlet:
        return record_.outlet;
      case Field::kSource:
        return source_;
      case Field::kDate:
        return record_.date;
      case Field::kLang:
        return record_.lang;
      case Field::kLead:
        return record_.lead;
      case Field::kText:
      case Field::kHtml:
      case Field::kNone:
        break;
    }
    return unused_;
  }

 public:
  // "source" is an address in some collections, a newspaper in others.
  void finish() {
    if (source_.starts_with("http://") || source_.starts_with("https://")) {
      if (record_.url.empty()) record_.url = source_;
    } else if (record_.outlet.empty()) {
      record_.outlet = source_;
    }
  }

 private:
  ArticleRecord& record_;
  std::size_t max_depth_;
  std::size_t depth_ = 0;
  std::size_t row_ = kUnknown;
  bool is_value_ = false;  // the last key below the outermost object was one that holds the value
  std::vector<bool> in_object_;
  bool too_deep_ = false;
  bool saw_object_ = false;
  std::array<std::size_t, 16> rank_{};
  std::string source_;
  std::string unused_;
};

}  // namespace

namespace {

rapidjson::ParseResult parse(std::string& bytes, Handler& handler) {
  rapidjson::InsituStringStream stream(bytes.data());
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                              rapidjson::kParseNanAndInfFlag |
                              rapidjson::kParseNumbersAsStringsFlag;  // ids keep their digits
  return reader.Parse<kFlags>(stream, handler);
}

bool may_be_mended(rapidjson::ParseErrorCode error) {
  return error == rapidjson::kParseErrorNumberTooBig || error == rapidjson::kParseErrorStringEscapeInvalid ||
         error == rapidjson::kParseErrorStringInvalidEncoding;
}

JsonFault fault_of(const rapidjson::ParseResult& result, const Handler& handler, std::size_t max_depth) {
  if (handler.too_deep()) return {"nested deeper than " + std::to_string(max_depth) + " levels", true, false};
  if (result.IsError()) {
    return {std::string(rapidjson::GetParseError_En(result.Code())) + " (at byte " +
                std::to_string(result.Offset() + 1) + ")",
            false, result.Code() == rapidjson::kParseErrorDocumentRootNotSingular};
  }
  if (!handler.saw_object()) return {"no object", false, true};
  return {};
}

}  // namespace

JsonFault read_json_record(std::string& bytes, std::size_t max_depth, ArticleRecord& record) {
  mend_surrogates(bytes);
  std::string untouched = bytes;  // parsing uses them up; a copy costs nothing beside it
  std::optional<Handler> handler(std::in_place, record, max_depth);
  rapidjson::ParseResult result = parse(bytes, *handler);
  if (may_be_mended(result.Code())) {
    bytes = mended(untouched);
    record = {};
    handler.emplace(record, max_depth);
    result = parse(bytes, *handler);
  }
  const JsonFault fault = fault_of(result, *handler, max_depth);
  if (fault.message.empty()) handler->finish();
  const bool has_body = !record.body().empty() || !record.html.empty();
  if (!fault.message.empty() || !has_body) bytes = std::move(untouched);
  return fault;
}

}  // namespace newsgraph
