// SPDX-License-Identifier: Apache-2.0
#include "extract/text/vocabulary.h"

#include <algorithm>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "extract/text/character.h"
#include "extract/text/scanner.h"

namespace newsgraph {
namespace {

std::uint8_t punctuation_role(UChar32 mark) {
  switch (mark) {
    case '.':
      return sentence_mark::kPeriod;
    case '?':
    case '!':
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
      return sentence_mark::kStop;
    case '"':
      return sentence_mark::kQuote;
    case ',':
      return sentence_mark::kComma;
    case ';':
      return sentence_mark::kSemicolon;
    case ':':
      return sentence_mark::kColon;
    default:
      break;
  }
  switch (u_charType(mark)) {
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
      return sentence_mark::kOpener;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return sentence_mark::kCloser;
    case U_DASH_PUNCTUATION:
      return sentence_mark::kDash;
    default:
      return 0;
  }
}

/// Words without a, e, i, o, u, y with any marks are short for something: "Mr", "Dr", "Ltd".
bool has_vowel(std::string_view canonical_form) {
  const auto has_one = [](std::string_view text) {
    return text.find_first_of("aeiouy") != std::string_view::npos;
  };
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (has_one(canonical_form)) return true;
  return !std::all_of(canonical_form.begin(), canonical_form.end(), is_ascii) &&
         has_one(without_diacritics(canonical_form));
}

}  // namespace

std::size_t TermTable::place_of(std::string_view spelling, std::uint32_t hash) const {
  std::size_t at = hash & (places_.size() - 1);
  while (places_[at].term != kFree && (places_[at].hash != hash || spellings_[places_[at].term] != spelling))
    at = (at + 1) & (places_.size() - 1);
  return at;
}

TermTable::Found TermTable::add(std::string_view spelling, std::uint32_t hash) {
  const std::size_t at = place_of(spelling, hash);
  if (places_[at].term != kFree) return {places_[at].term, false};
  const TermId term = size();
  char* const text = static_cast<char*>(texts_.allocate(spelling.size() + kReadable, 1));
  std::fill_n(std::copy(spelling.begin(), spelling.end(), text), kReadable, '\0');
  spellings_.emplace_back(text, spelling.size());
  places_[at] = {hash, term};
  if (spellings_.size() * 2 > places_.size()) grow();
  return {term, true};
}

TermId TermTable::find(std::string_view spelling, std::uint32_t hash, TermId missing) const {
  const TermId found = places_[place_of(spelling, hash)].term;
  return found == kFree ? missing : found;
}

void TermTable::grow() {
  std::vector<Place> old(places_.size() * 2);
  old.swap(places_);
  for (const Place& place : old)
    if (place.term != kFree) places_[place_of(spellings_[place.term], place.hash)] = place;
}

void TermTable::clear() {
  std::vector<Place>(kFirstPlaces).swap(places_);  // gives memory back
  std::vector<std::string_view>().swap(spellings_);
  texts_.release();
}

Vocabulary::Impl::Impl(TextSettings settings) : spellings(settings) {
  for (const std::string& abbreviation : settings.abbreviations) {
    RawToken token;
    while (next_token(abbreviation, 0, token.span.end, token)) {
      if (token.token_class == TokenClass::kPunct) continue;  // "Th.S": each part is one
      const std::string_view form =
          std::string_view(abbreviation).substr(token.span.begin, token.span.size());
      bool& is_lower = abbreviations_[canonical_token(form, token.token_class, spellings)];
      is_lower = is_lower || shape_of(form) == Shape::kLower;
    }
  }
}

bool Vocabulary::Impl::is_abbreviation(std::string_view form, Shape shape,
                                       const std::string& spelling) const {
  if (const auto found = abbreviations_.find(spelling); found != abbreviations_.end()) {
    return found->second || shape != Shape::kLower;
  }
  constexpr std::size_t kLongestTitle = 4;
  return shape == Shape::kCapitalized && form.size() <= kLongestTitle && !has_vowel(spelling);
}

TypeInfo Vocabulary::Impl::describe(std::string_view form, TokenClass token_class,
                                    std::string& spelling) const {
  const Shape shape = shape_of(form);
  spelling = canonical_token(form, token_class, spellings);
  const Character first = character_at(form, 0);
  std::uint8_t mark = 0;
  if (token_class == TokenClass::kPunct) {
    mark = punctuation_role(first.value);
  } else if (token_class == TokenClass::kWord) {
    if (is_lower(first.value)) mark |= sentence_mark::kBeginsLower;
    if (is_upper(first.value)) mark |= sentence_mark::kBeginsUpper;
    Character next = character_at(form, first.next);  // a decomposed capital is a letter and its marks
    while (next.char_class == CharClass::kMark) next = character_at(form, next.next);
    const bool is_one_letter = next.next >= form.size() && next.char_class == CharClass::kSpace;
    if (shape == Shape::kUpper && is_one_letter) mark |= sentence_mark::kInitial;
    if (is_abbreviation(form, shape, spelling)) mark |= sentence_mark::kAbbreviation;
  }
  return {form.size(), token_class, shape, mark};
}

TypeInfo Vocabulary::Impl::add(std::string_view form, TokenClass token_class) {
  const bool is_token =
      !form.empty() && form.find('\0') == std::string_view::npos;  // else never met in an article
  const TypeInfo* found = is_token ? types.find(form) : nullptr;
  if (found != nullptr) return *found;
  std::string spelling;
  TypeInfo info = describe(form, token_class, spelling);
  info.set_ids(type_count++, terms.add(spelling).term);
  return is_token ? types.insert(form, info) : info;
}

// No token reaches over a space or depends on what stands beyond one, and the scanner looks no further back
// than where a token begins: what was one token anywhere is the same token where it stands between spaces,
// but for an invisible character at its end, which no term knows of.
void Vocabulary::Impl::add_stretch(std::string_view text, Span stretch) {
  const std::string_view form = text.substr(stretch.begin, stretch.size());
  if (const TypeInfo* const known = form.empty() ? nullptr : types.find(form)) {
    const Token token = known->token(stretch.begin, true);
    if (token.length == form.size()) {  // else zero bytes are behind it, which the table does not see
      phrase.push_back(token);
      return;
    }
  }
  const std::string_view seen = text.substr(0, stretch.end);
  RawToken raw;
  raw.span.end = stretch.begin;
  for (bool space = true; next_token(seen, stretch.begin, raw.span.end, raw); space = false) {
    while (!phrase.empty() && phrase.back().begin >= raw.span.begin) phrase.pop_back();
    const TypeInfo info = add(text.substr(raw.span.begin, raw.span.size()), raw.token_class);
    const bool space_before = space || raw.space_before || phrase.empty();
    phrase.push_back(info.token(raw.span.begin, space_before));
  }
}

Vocabulary::Vocabulary(TextSettings settings) : impl_(std::make_unique<Impl>(std::move(settings))) {}
Vocabulary::~Vocabulary() = default;
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;

TermId Vocabulary::add(std::string_view word) {
  RawToken token;
  if (!next_token(word, 0, 0, token)) token.token_class = TokenClass::kSymbol;
  return impl_->add(word, token.token_class).term();
}

TermId Vocabulary::size() const {
  return impl_->terms.size();
}

std::span<const Token> Vocabulary::add_phrase(std::string_view phrase) {
  impl_->phrase.clear();
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    impl_->add_stretch(phrase, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + 1;
  }
  return impl_->phrase;
}

std::string_view Vocabulary::spelling(TermId term) const {
  return impl_->terms.spelling(term);
}

}  // namespace newsgraph
