// SPDX-License-Identifier: Apache-2.0
#include "extract/article/boilerplate_rules.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "extract/article/encoding.h"
#include "extract/latin_table.h"

namespace newsgraph {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Kinds whose phrases are kept as keys; the rest keep their bytes.
struct KeyKind {
  std::string_view name;
  std::vector<std::string> BoilerplateRules::*phrases;
};
constexpr std::array kKeyKinds = {
    KeyKind{"from-here", &BoilerplateRules::from_here}, KeyKind{"box", &BoilerplateRules::box},
    KeyKind{"line", &BoilerplateRules::line},           KeyKind{"prefix", &BoilerplateRules::prefix},
    KeyKind{"credit", &BoilerplateRules::credit},       KeyKind{"caption", &BoilerplateRules::caption},
    KeyKind{"numbered", &BoilerplateRules::numbered},
};
constexpr std::array kByteKinds = {
    KeyKind{"photo", &BoilerplateRules::photo},
    KeyKind{"mark", &BoilerplateRules::mark},
    KeyKind{"invite", &BoilerplateRules::invite},
    KeyKind{"html", &BoilerplateRules::html},
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = text.find_first_not_of(kSpace);
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(kSpace, end);
  }
  return words;
}

void sort_unique(std::vector<std::string>& phrases) {
  std::sort(phrases.begin(), phrases.end());
  phrases.erase(std::unique(phrases.begin(), phrases.end()), phrases.end());
}

void note_starts(const std::vector<std::string>& phrases, PhraseStarts& starts) {
  for (const std::string& phrase : phrases) starts.add(phrase);
}

bool add_phrase(BoilerplateRules& rules, std::string_view kind, std::string_view phrase) {
  for (const KeyKind& row : kKeyKinds) {
    if (row.name != kind) continue;
    std::string key = phrase_key(phrase);
    if (key.empty()) return false;  // would match every line
    (rules.*row.phrases).push_back(std::move(key));
    return true;
  }
  for (const KeyKind& row : kByteKinds) {
    if (row.name != kind) continue;
    (rules.*row.phrases).emplace_back(phrase);
    return true;
  }
  if (kind != "language") return false;
  std::vector<std::string> words = words_of(phrase);
  if (words.size() < 2) return true;
  std::string tag = words.front();
  words.erase(words.begin());
  sort_unique(words);
  rules.language.emplace_back(std::move(tag), std::move(words));
  return true;
}

bool is_combining(UChar32 c) {
  return c >= 0x300 && c <= 0x36f;
}

/// What key_of() asks of a character.
struct alignas(8) KeyCharacter {
  std::array<char, U8_MAX_LENGTH> folded{};  ///< the first `size` bytes
  std::uint8_t size = 0;
  bool is_space = false, is_word = false;
};

KeyCharacter look_up(UChar32 c) {
  KeyCharacter out;
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(out.folded.data(), size, u_foldCase(c, U_FOLD_CASE_DEFAULT));
  out.size = static_cast<std::uint8_t>(size);
  out.is_space = c <= ' ' || u_isUWhiteSpace(c) != 0;  // controls too
  out.is_word = u_isalnum(c) != 0;
  return out;
}

std::string key_of(std::string_view text, bool tried_composing) {
  static const LatinTable<KeyCharacter> table(look_up);
  constexpr std::size_t kMostGrowth = U8_MAX_LENGTH;  // bytes of a folded character for each byte read
  constexpr std::size_t kShort = 256;                 // bytes: nearly all texts are shorter
  std::array<char, kMostGrowth * kShort> on_stack;
  std::string on_heap;
  if (text.size() > kShort) on_heap.resize(kMostGrowth * text.size());
  char* const begin = text.size() > kShort ? on_heap.data() : on_stack.data();
  char* end = begin;
  char* kept = begin;  // behind the last letter or digit
  bool space = false;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
    KeyCharacter rare;
    const KeyCharacter* known = &rare;
    if (byte < 0x80) {  // most
      known = &table.ascii(byte);
      ++at;
    } else {
      UChar32 c = 0;
      U8_NEXT(text.data(), at, size, c);
      if (c < 0) c = 0xfffd;
      if (is_combining(c) && !tried_composing) return key_of(composed(text), true);
      known = table.find(c);
      if (known == nullptr) {
        rare = look_up(c);
        known = &rare;
      }
    }
    const KeyCharacter& character = *known;
    if (character.is_space) {
      space = true;
      continue;
    }
    if (end == begin && !character.is_word) continue;
    if (space && end != begin) *end++ = ' ';
    space = false;
    std::memcpy(end, character.folded.data(), character.folded.size());
    end += character.size;
    if (character.is_word) kept = end;
  }
  return {begin, kept};
}

}  // namespace

BoilerplateRules parse_boilerplate(std::span<const RuleFile> files, std::vector<RuleProblem>& problems) {
  BoilerplateRules rules;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    const std::size_t space = line.find(' ');
    const std::string_view phrase =
        space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    if (!phrase.empty() && add_phrase(rules, line.substr(0, space), phrase)) return {};
    return "wanted a kind, a space and a phrase with letters; kinds are from-here, box, line, prefix, "
           "credit, caption, numbered, photo, mark, invite, html, language";
  });
  for (const KeyKind& row : kKeyKinds) sort_unique(rules.*row.phrases);
  for (const KeyKind& row : kByteKinds) sort_unique(rules.*row.phrases);
  note_starts(rules.photo, rules.photo_starts);
  note_starts(rules.mark, rules.mark_starts);
  note_starts(rules.invite, rules.invite_starts);
  note_starts(rules.prefix, rules.prefix_starts);
  note_starts(rules.credit, rules.credit_starts);
  for (const auto lines : {&rules.from_here, &rules.box, &rules.line, &rules.caption})
    note_starts(*lines, rules.line_starts);
  return rules;
}

std::string phrase_key(std::string_view text) {
  return key_of(text, false);
}

}  // namespace newsgraph
