// SPDX-License-Identifier: Apache-2.0
// The keys come in the order of fact_writer.cc, with nothing between the signs. Whatever else may be right
// JSON ("\u00e9", spaces, another order) makes the scan fail, and RapidJSON reads the line again.
#include "extract/fact/fact_scanner.h"

#include <algorithm>
#include <cstring>

#include "extract/fact/json_string.h"

namespace newsgraph {
template <std::size_t size>
inline bool FactScanner::take(const char (&words)[size]) {
  constexpr std::size_t kLength = size - 1;
  if (text_.size() - at_ < kLength || std::memcmp(text_.data() + at_, words, kLength) != 0) return false;
  at_ += kLength;
  return true;
}

inline bool FactScanner::string(std::string_view& value) {
  if (!take("\"")) return false;
  const std::size_t begin = at_;
  const std::size_t end = kJsonStringEnd.find(text_, begin);
  if (end == text_.size()) return false;
  if (text_[end] != '"') return escaped_string(begin, end, value);
  value = text_.substr(begin, end - begin);
  at_ = end + 1;
  return true;
}

/// One byte behind a backslash, of which the sign stands before `at`: what append_facts writes, "\u001f" for
/// bytes without a sign of their own.
bool FactScanner::escape(std::size_t& at, char& byte) const {
  constexpr std::string_view kSigns = "\"\\nrt";
  constexpr std::string_view kMeant = "\"\\\n\r\t";
  if (const auto sign = kSigns.find(text_[at - 1]); sign != std::string_view::npos) {
    byte = kMeant[sign];
    return true;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  const std::string_view code = text_.substr(at, 4);
  if (text_[at - 1] != 'u' || code.size() < 4 || !code.starts_with("00")) return false;
  const auto high = kHex.find(code[2]);
  const auto low = kHex.find(code[3]);
  if (high > 1 || low > 15) return false;
  byte = static_cast<char>(16 * high + low);
  at += 4;
  return true;
}

/// A string of which the bytes from `begin` to `at` are plain.
bool FactScanner::escaped_string(std::size_t begin, std::size_t at, std::string_view& value) {
  const std::size_t first = used_;
  for (;;) {
    std::memcpy(unescaped_.data() + used_, text_.data() + begin, at - begin);
    used_ += at - begin;
    if (at + 1 >= text_.size()) return false;
    if (text_[at] == '"') break;
    if (text_[at] != '\\') return false;
    begin = at + 2;
    if (!escape(begin, unescaped_[used_++])) return false;
    at = kJsonStringEnd.find(text_, begin);
    if (at == text_.size()) return false;
  }
  value = {unescaped_.data() + first, used_ - first};
  at_ = at + 1;
  return true;
}

inline bool FactScanner::number(std::uint32_t& value) {
  constexpr std::size_t kMostDigits = 10;
  const char* const begin = text_.data() + at_;
  const char* const end = begin + std::min(text_.size() - at_, kMostDigits + 1);
  const char* digit = begin;
  std::uint64_t sum = 0;
  for (; digit != end; ++digit) {
    const auto worth = static_cast<unsigned>(*digit - '0');
    if (worth > 9) break;
    sum = sum * 10 + worth;
  }
  const auto digits = static_cast<std::size_t>(digit - begin);
  if (digits == 0 || (digits > 1 && *begin == '0') || sum > 0xffffffffU) return false;
  at_ += digits;
  value = static_cast<std::uint32_t>(sum);
  return true;
}

inline bool FactScanner::span(Span& value) {
  return take("[") && number(value.begin) && take(",") && number(value.end) && take("]") &&
         value.begin <= value.end;
}

/// The three below return whether all is well, with the value or without.
template <std::size_t size>
inline bool FactScanner::optional_string(const char (&key)[size], std::string_view& value) {
  return !take(key) || string(value);
}
template <std::size_t size>
inline bool FactScanner::optional_number(const char (&key)[size], std::uint32_t& value) {
  return !take(key) || number(value);
}
template <std::size_t size>
inline bool FactScanner::optional_span(const char (&key)[size], Span& value) {
  return !take(key) || span(value);
}

/// A list that is there begins with `open`, bracket included, and holds something.
template <std::size_t size, class Item>
bool FactScanner::list(const char (&open)[size], Item item) {
  if (!take(open)) return true;
  do {
    if (!item()) return false;
  } while (take(","));
  return take("]");
}

bool FactScanner::scan(std::string_view text, bool skip_mentions, FactRecord& record) {
  text_ = text;
  at_ = 0;
  used_ = 0;
  if (unescaped_.size() < text.size()) unescaped_.resize(text.size());
  record.clear();
  if (!scan_fields(record) || !scan_entities(record) || !scan_facts(record)) return false;
  const bool counted =
      !record.entities.empty() && std::all_of(record.entities.begin(), record.entities.end(),
                                              [](const auto& entity) { return entity.mentions > 0; });
  if (skip_mentions && counted && text_.substr(at_).starts_with(",\"mentions\":[{") &&
      text_.ends_with("}]}")) {
    return true;
  }
  return scan_mentions(record) && take("}") && at_ == text_.size();
}

bool FactScanner::scan_fields(FactRecord& record) {
  return take("{\"id\":") && string(record.id) && optional_string(",\"url\":", record.url) &&
         optional_string(",\"title\":", record.title) && optional_string(",\"outlet\":", record.outlet) &&
         optional_string(",\"date\":", record.date) && optional_string(",\"lang\":", record.lang) &&
         optional_string(",\"source_hash\":", record.source_hash) &&
         optional_number(",\"body_begin\":", record.body_begin) &&
         optional_number(",\"sentences\":", record.sentences) &&
         optional_number(",\"tokens\":", record.tokens);
}

bool FactScanner::scan_entities(FactRecord& record) {
  return list(",\"entities\":[", [&] { return scan_entity(record); });
}

bool FactScanner::scan_entity(FactRecord& record) {
  FactRecord::EntityRow& entity = record.entities.emplace_back();
  const std::size_t begin = at_;
  if (!take("{\"type\":") || !string(entity.type) || !take(",\"name\":") || !string(entity.name))
    return false;
  if (!list(",\"aliases\":[", [&] { return string(record.aliases.emplace_back()); })) return false;
  if (!optional_string(",\"gazetteer\":", entity.gazetteer)) return false;
  if (take(",\"attributes\":{")) {
    do {
      auto& [key, value] = record.attributes.emplace_back();
      if (!string(key) || !take(":") || !string(value)) return false;
    } while (take(","));
    if (!take("}")) return false;
  }
  entity.aliases_end = static_cast<std::uint32_t>(record.aliases.size());
  entity.attributes_end = static_cast<std::uint32_t>(record.attributes.size());
  entity.written = text_.substr(begin, at_ - begin);
  return optional_number(",\"mentions\":", entity.mentions) && take("}");
}

bool FactScanner::scan_facts(FactRecord& record) {
  return list(",\"facts\":[", [&] { return scan_fact(record.facts.emplace_back()); });
}

bool FactScanner::scan_fact(FactRecord::FactRow& fact) {
  if (!take("{\"type\":") || !string(fact.type) || !take(",\"source\":") || !number(fact.source) ||
      !take(",\"target\":") || !number(fact.target) || !optional_string(",\"role\":", fact.role)) {
    return false;
  }
  if (take(",\"status\":")) {
    std::string_view status;
    if (!string(status) || !parse_status(status, fact.status)) return false;
  }
  return optional_string(",\"reporter\":", fact.reporter) && optional_string(",\"time\":", fact.time) &&
         optional_span(",\"sentence\":", fact.sentence) &&
         optional_span(",\"source_span\":", fact.source_span) &&
         optional_span(",\"target_span\":", fact.target_span) &&
         optional_span(",\"trigger\":", fact.trigger) && optional_string(",\"text\":", fact.sentence_text) &&
         optional_string(",\"rule\":", fact.rule) && optional_string(",\"rule_at\":", fact.rule_at) &&
         take("}");
}

bool FactScanner::scan_mentions(FactRecord& record) {
  return list(",\"mentions\":[", [&] { return scan_mention(record.mentions.emplace_back()); });
}

bool FactScanner::scan_mention(FactRecord::MentionRow& mention) {
  std::string_view type;
  std::string_view surface;
  return take("{\"type\":") && string(type) && take(",\"start\":") && number(mention.span.begin) &&
         take(",\"end\":") && number(mention.span.end) && optional_string(",\"surface\":", surface) &&
         take(",\"entity\":") && number(mention.entity) && optional_string(",\"rule\":", mention.rule) &&
         take("}");
}

}  // namespace newsgraph
