// SPDX-License-Identifier: Apache-2.0
// Folding of names for scoring. A syllable loses its tone mark, which is put behind it as a figure, and its y
// becomes i: "hoà", "hòa" -> "hoa1", "kỹ", "kĩ" -> "ki3". A word is a run of letters, numerals and
// underscores, as in the regular expression \w, so that figures agree with other programs that score the same
// files.
#include "graph/eval/folding.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "graph/roman.h"

namespace newsgraph {
namespace {

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
  if (found == nullptr) throw std::runtime_error("ICU has no normalization data");
  return *found;
}

const icu::Normalizer2& nfd() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFDInstance(status);
  if (found == nullptr) throw std::runtime_error("ICU has no normalization data");
  return *found;
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  return form.normalize(text, status);
}

bool is_word_character(UChar32 c) {
  return c == '_' || (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 ||
         u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

char tone_figure(UChar32 c) {
  switch (c) {
    case 0x300:
      return '1';  // grave
    case 0x301:
      return '2';  // acute
    case 0x303:
      return '3';  // tilde
    case 0x309:
      return '4';  // hook above
    case 0x323:
      return '5';  // dot below
    default:
      return 0;
  }
}

std::string fold_word(const icu::UnicodeString& word) {
  const icu::UnicodeString parts = normalized(nfd(), word);
  icu::UnicodeString base;
  char tone = 0;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 c = parts.char32At(i);
    if (const char figure = tone_figure(c)) {
      tone = figure;
    } else {
      base.append(c);
    }
  }
  base = normalized(nfc(), base);
  base.findAndReplace(icu::UnicodeString('y'), icu::UnicodeString('i'));
  std::string out;
  base.toUTF8String(out);
  if (tone != 0) out += tone;
  return out;
}

/// Runs of word characters, in UTF-8.
std::vector<std::string> words_of(const icu::UnicodeString& text) {
  std::vector<std::string> out;
  std::int32_t begin = -1;
  for (std::int32_t i = 0;; i = text.moveIndex32(i, 1)) {
    const bool inside = i < text.length() && is_word_character(text.char32At(i));
    if (inside && begin < 0) begin = i;
    if (!inside && begin >= 0) {
      text.tempSubStringBetween(begin, i).toUTF8String(out.emplace_back());
      begin = -1;
    }
    if (i >= text.length()) return out;
  }
}

constexpr std::array<std::string_view, 6> kKinds = {"joined", "symbol", "long", "lead", "same", "edition"};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// The value of a word in small letters that is a Roman number, as folding leaves it.
std::optional<long> small_roman_value(std::string_view word) {
  std::string capitals(word);
  for (char& c : capitals) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return roman_value(capitals);
}

}  // namespace

bool is_number(std::string_view word) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const std::int32_t type = u_getIntPropertyValue(text.char32At(i), UCHAR_NUMERIC_TYPE);
    if (type != U_NT_DECIMAL && type != U_NT_DIGIT) return false;
  }
  return !text.isEmpty();
}

NameFolding::NameFolding(std::span<const RuleFile> files, std::vector<RuleProblem>& problems) {
  // Abbreviations and signs first: the other lines are folded by them.
  std::vector<std::vector<std::string_view>> later;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    std::vector<std::string_view> fields = split(line, '\t');
    const std::string_view kind = fields.front();
    const std::size_t wanted = kind == "edition" ? 2 : kind == "same" ? 4 : 3;
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end())
      return fmt::format("unknown line '{}', wanted {}", kind, fmt::join(kKinds, ", "));
    if (fields.size() != wanted)
      return fmt::format("'{}' wants {} fields parted by tabs, has {}", kind, wanted, fields.size());
    if (fields[1].empty())
      return fmt::format("'{}' has nothing in its second field, wanted {}", kind,
                         kind == "lead" || kind == "same" ? "a group of types" : "the text that it is about");
    if (kind == "joined")
      replacements_.emplace_back(fields[1], fields[2]);
    else if (kind == "symbol")
      replacements_.emplace_back(fields[1], fmt::format(" {} ", fields[2]));
    else if (kind == "long")
      long_forms_.emplace(fields[1], fields[2]);
    else
      later.push_back(std::move(fields));
    return {};
  });
  for (const std::vector<std::string_view>& fields : later) {
    if (fields[0] == "lead") {
      const Syllables words = syllables(fields[2]);
      leads_[std::string(fields[1])].insert(words.begin(), words.end());
    } else if (fields[0] == "same") {
      same_[std::string(fields[1])][syllables(fields[2])] = syllables(fields[3]);
    } else if (const Syllables words = syllables(fields[1]); !words.empty()) {
      edition_word_ = words.front();
    }
  }
}

Syllables NameFolding::syllables(std::string_view name) const {
  const icu::UnicodeString given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  std::string text;
  normalized(nfc(), given).toLower(icu::Locale::getRoot()).toUTF8String(text);
  for (const auto& [from, to] : replacements_) replace_all(text, from, to);
  Syllables out;
  for (const std::string& word : words_of(icu::UnicodeString::fromUTF8(text))) {
    const auto known = long_forms_.find(word);
    for (const std::string_view part :
         split(known == long_forms_.end() ? std::string_view(word) : known->second, ' ')) {
      if (part.empty()) continue;
      out.push_back(fold_word(icu::UnicodeString::fromUTF8(
          icu::StringPiece(part.data(), static_cast<std::int32_t>(part.size())))));
    }
  }
  return out;
}

Syllables NameFolding::folded(std::string_view name, std::string_view group) const {
  Syllables words = syllables(name);
  if (const auto leads = leads_.find(group); leads != leads_.end()) {
    std::size_t begin = 0;
    while (begin + 1 < words.size() && leads->second.contains(words[begin])) ++begin;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  if (const auto same = same_.find(group); same != same_.end()) {
    if (const auto found = same->second.find(words); found != same->second.end()) return found->second;
  }
  return words;
}

std::optional<long> NameFolding::edition(const Syllables& name) const {
  for (std::size_t i = 1; i < name.size(); ++i) {
    if (name[i - 1] != edition_word_) continue;
    if (is_number(name[i]) && name[i].size() < 10 &&
        std::ranges::all_of(name[i], [](char c) { return c >= '0' && c <= '9'; })) {
      return std::stol(name[i]);
    }
    if (const std::optional<long> value = small_roman_value(name[i])) return value;
  }
  return std::nullopt;
}

}  // namespace newsgraph
