// SPDX-License-Identifier: Apache-2.0
// The canonical form of a word: two spellings are one word exactly when their forms are equal bytes.
//
// A syllable is compared as the pair (letters, tone). Decompose (NFD), fold case, take the five tone marks
// out, compose the rest (so that circumflex, breve and horn stay with their letters), map the rest through
// the rules' spelling doublets, append the tone marks. A syllable has one tone at most, hence nothing is lost
// by moving it, and any placement of the mark, usual or not, gives the same form. The mark stays a combining
// mark, not a digit: words may end in digits ("U21"), and the form is then its own form.
#include "extract/text/spelling.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "extract/latin_table.h"
#include "extract/text/character.h"
#include "extract/text/scanner.h"

namespace newsgraph {
namespace {

constexpr UChar32 kDWithStroke = 0x0111;
constexpr UChar32 kEllipsis = 0x2026;

const icu::Normalizer2& normalizer(bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found =
      compose ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string("ICU has no normalization data: ") + u_errorName(status) +
                             "; is the ICU data package installed?");
  }
  return *found;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result = normalizer(compose).normalize(text, status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot normalize: ") + u_errorName(status));
  return result;
}

icu::UnicodeString decoded(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

bool is_tone(UChar32 mark) {
  return mark == 0x0300 || mark == 0x0301 || mark == 0x0303 || mark == 0x0309 || mark == 0x0323;
}

/// Eth and African D look like d with stroke and are typed for it.
bool looks_like_d_with_stroke(UChar32 letter) {
  return letter == 0x00D0 || letter == 0x00F0 || letter == 0x0189 || letter == 0x0256;
}

/// Marks that news sites write in several ways: the shape differs, not the meaning.
UChar32 plain_mark(UChar32 mark) {
  switch (mark) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
      return '\'';
    default:
      return u_charType(mark) == U_DASH_PUNCTUATION || mark == 0x2212 ? '-' : mark;
  }
}

std::string canonical_mark(std::string_view token) {
  const Character first = character_at(token, 0);
  if (first.value == kEllipsis || (token.size() > 1 && first.value == '.')) return "...";
  std::string result;
  icu::UnicodeString(plain_mark(first.value)).toUTF8String(result);
  return result;
}

/// The letters and the tone marks of a word, both in the form in which they are compared.
struct Parts {
  std::string letters, tones;
};

Parts parts_by_icu(const icu::UnicodeString& word) {
  icu::UnicodeString folded = word;
  folded = normalized(folded.foldCase(), false);
  icu::UnicodeString letters;
  icu::UnicodeString tones;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 character = folded.char32At(at);
    if (is_tone(character)) {
      tones.append(character);
    } else if (looks_like_d_with_stroke(character)) {
      letters.append(kDWithStroke);
    } else if (u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0) {
      letters.append(character);
    }
  }
  Parts parts;
  normalized(letters, true).toUTF8String(parts.letters);
  tones.toUTF8String(parts.tones);
  return parts;
}

/// The parts of one letter: of few bytes, to be copied all at once.
struct Letter {
  std::array<char, 6> letters{};
  std::array<char, 4> tones{};
  std::uint8_t letters_size = 0, tones_size = 0;
  bool fits = false;
};

Letter letter_by_icu(UChar32 character) {
  const Parts parts = parts_by_icu(icu::UnicodeString(character));
  Letter out;
  out.fits = parts.letters.size() <= out.letters.size() && parts.tones.size() <= out.tones.size();
  if (!out.fits) return out;
  std::copy(parts.letters.begin(), parts.letters.end(), out.letters.begin());
  std::copy(parts.tones.begin(), parts.tones.end(), out.tones.begin());
  out.letters_size = static_cast<std::uint8_t>(parts.letters.size());
  out.tones_size = static_cast<std::uint8_t>(parts.tones.size());
  return out;
}

/// The parts of a word of composed Latin letters: nothing composes across two of them, so they are those of
/// its letters one after the other. Returns false when the word has anything else, or is long.
bool parts_by_letters(std::string_view word, Parts& out) {
  constexpr std::size_t kLongestWord = 128;  // bytes
  static const LatinTable<Letter> latin(letter_by_icu);
  if (word.size() > kLongestWord) return false;
  std::array<char, kLongestWord * sizeof(Letter::letters)> letters;
  std::array<char, kLongestWord * sizeof(Letter::tones)> tones;
  char* letters_end = letters.data();
  char* tones_end = tones.data();
  for (std::size_t at = 0; at < word.size();) {
    UChar32 character = 0;
    U8_NEXT(word.data(), at, word.size(), character);
    const Letter* const letter = latin.find(character);
    if (letter == nullptr || !letter->fits) return false;
    std::memcpy(letters_end, letter->letters.data(), sizeof letter->letters);
    std::memcpy(tones_end, letter->tones.data(), sizeof letter->tones);
    letters_end += letter->letters_size;
    tones_end += letter->tones_size;
  }
  out.letters.assign(letters.data(), letters_end);
  out.tones.assign(tones.data(), tones_end);
  return true;
}

}  // namespace

Spellings::Spellings(const TextSettings& settings) {
  const auto lead = [this](const std::string& syllable) { return std::string(representative(syllable)); };
  for (const auto& [left, right] : settings.spellings) {
    const std::string a = lead(left);
    const std::string b = lead(right);
    const std::string& first = a < b ? a : b;
    for (auto& [syllable, representative] : representative_) {
      if (representative == a || representative == b) representative = first;
    }
    representative_[left] = representative_[right] = first;
    for (const std::string* const syllable : {&left, &right})
      if (!syllable->empty()) last_bytes_.set(static_cast<unsigned char>(syllable->back()));
  }
}

std::string_view Spellings::representative(std::string_view syllable) const {
  if (syllable.empty() || !last_bytes_[static_cast<unsigned char>(syllable.back())]) return syllable;
  const auto found = representative_.find(syllable);
  return found == representative_.end() ? syllable : std::string_view(found->second);
}

std::string canonical_token(std::string_view token, TokenClass token_class, const Spellings& spellings) {
  if (token_class == TokenClass::kPunct) return canonical_mark(token);
  Parts parts;
  if (!parts_by_letters(token, parts)) parts = parts_by_icu(decoded(token));
  const std::string_view letters = spellings.representative(parts.letters);
  if (letters.data() != parts.letters.data()) parts.letters = letters;
  parts.letters += parts.tones;
  if (parts.letters.empty()) parts.letters = token;
  return std::move(parts.letters);
}

Shape shape_of(std::string_view token) {
  int upper = 0;
  int lower = 0;
  bool begins_upper = false;
  Character character;
  while (character.next < token.size()) {
    character = character_at(token, character.next);
    if (character.value < 0) continue;
    const LetterCase found = letter_case(character.value);
    const bool is_high = found == LetterCase::kUpper || found == LetterCase::kTitle;
    if (is_high && upper + lower == 0) begins_upper = true;
    upper += is_high ? 1 : 0;
    lower += found == LetterCase::kLower ? 1 : 0;
  }
  if (upper + lower == 0) return Shape::kNone;
  if (upper == 0) return Shape::kLower;
  if (lower == 0) return Shape::kUpper;
  return upper == 1 && begins_upper ? Shape::kCapitalized : Shape::kMixed;
}

std::string canonical(std::string_view name, const TextSettings& settings) {
  return canonical(name, Spellings(settings));
}

std::string canonical(std::string_view name, const Spellings& spellings) {
  std::string result;
  RawToken token;
  while (next_token(name, 0, token.span.end, token)) {
    if (!result.empty()) result += ' ';
    result += canonical_token(name.substr(token.span.begin, token.span.size()), token.token_class, spellings);
  }
  return result;
}

std::string without_diacritics(std::string_view text) {
  const icu::UnicodeString decomposed = normalized(decoded(text), false);
  icu::UnicodeString letters;
  for (std::int32_t at = 0; at < decomposed.length(); at = decomposed.moveIndex32(at, 1)) {
    const UChar32 character = decomposed.char32At(at);
    if (u_charType(character) == U_NON_SPACING_MARK) continue;
    if (character == kDWithStroke || looks_like_d_with_stroke(character)) {
      letters.append(static_cast<UChar32>(u_isupper(character) != 0 ? 'D' : 'd'));
    } else if (character == 0x0110) {
      letters.append(static_cast<UChar32>('D'));
    } else {
      letters.append(character);
    }
  }
  std::string result;
  normalized(letters, true).toUTF8String(result);
  return result;
}

std::string part_figures(std::string canonical) {
  const auto is_figure = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t hyphen = canonical.find('-'); hyphen != std::string::npos;
       hyphen = canonical.find('-', hyphen + 1)) {
    const std::size_t begin = canonical.rfind(' ', hyphen) + 1;  // npos + 1 is 0
    const std::size_t end = std::min(canonical.find(' ', hyphen), canonical.size());
    const bool between = hyphen > begin && hyphen + 1 < end && is_figure(canonical[hyphen - 1]) &&
                         is_figure(canonical[hyphen + 1]);
    const std::string_view word = std::string_view(canonical).substr(begin, end - begin);
    if (!between || word.find_first_not_of("0123456789-") != std::string_view::npos) continue;
    canonical.replace(hyphen, 1, " - ");
    ++hyphen;
  }
  return canonical;
}

std::string name_key(std::string_view name, const Spellings& spellings) {
  const auto begins_with_letter_or_digit = [](std::string_view word) {
    std::size_t i = 0;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(word.data(), i, word.size(), c);
    return u_isalnum(c) != 0;
  };
  const std::string all = canonical(name, spellings);
  std::string key;
  std::string_view before, mark;  // the word and what stood behind it
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    const std::string_view word = std::string_view(all).substr(begin, end - begin);
    if (!word.empty() && begins_with_letter_or_digit(word)) {
      if (!key.empty()) key.push_back(joins_figures(before, mark, word) ? '-' : ' ');
      key.append(word);
      before = word, mark = {};
    } else {
      mark = mark.empty() ? word : " ";
    }
    begin = end + 1;
  }
  return key;
}

}  // namespace newsgraph
