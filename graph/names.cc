// SPDX-License-Identifier: Apache-2.0
// Names as resolution compares them. The canonical form (extract/text) is the key; what it loses, the case,
// is looked at in the spelling. A Roman numeral is a number only in capitals: "X" in "lần thứ X", not the
// word "vi" or "di".
//
// All names are cut at spaces first. What ICU says of a word is asked once a word (in parallel), then the
// canonical words are numbered in their byte order. A name is a sequence of such numbers from there on, and
// sequences in order are names in order: no word holds a byte below the space that would part them.
#include "graph/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cstring>
#include <utility>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include "extract/text/spelling.h"
#include "graph/plain_letters.h"
#include "graph/roman.h"
#include "graph/sorting.h"

namespace newsgraph {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Calls `take` for every run of other characters than spaces.
template <class Take>
void each_word(std::string_view text, Take take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t space = std::min(text.find(' ', begin), text.size());
    if (space > begin) take(text.substr(begin, space - begin));
    begin = space + 1;
  }
}

/// Punctuation is ASCII in canonical form; what is left holds letters or digits.
bool has_content(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

/// Small ASCII letters and digits of `ascii`, a hyphen for every run of others between them.
std::string plain_slug(std::string_view ascii) {
  std::string result;
  bool gap = false;
  for (const char c : ascii) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_digit(small) || (small >= 'a' && small <= 'z')) {
      if (gap && !result.empty()) result += '-';
      result += small;
      gap = false;
    } else {
      gap = true;
    }
  }
  return result;
}

/// Numbers in the order of which their bytes are, and back.
WordId turned(WordId word) {
  if constexpr (std::endian::native == std::endian::big) return word;
  return word << 24 | (word & 0xff00) << 8 | (word >> 8 & 0xff00) | word >> 24;
}

std::string hash_slug(std::string_view ascii) {
  return std::string("x").append(hex(stable_hash(ascii), 8));
}

}  // namespace

struct NameTable::Form {
  std::string canonical;
  std::vector<Piece> pieces;
  std::vector<std::string> numbers;  // of the pieces, in order; of one that is no number its text
};

struct NameTable::Draft {
  std::uint32_t first_number = 0, number_count = 0;
  bool used = false;
  bool proper = false, acronym = false, edition = false;
};

/// Cuts a spelt word without diacritics at everything that is neither letter nor digit nor inside a code.
void NameTable::cut_pieces(std::string_view ascii, Form& form) {
  auto& [canonical, pieces, numbers] = form;
  pieces.clear();
  numbers.clear();
  bool open = false;
  for (const char c : ascii) {
    const bool small = c >= 'a' && c <= 'z';
    const bool large = c >= 'A' && c <= 'Z';
    const bool other = static_cast<unsigned char>(c) >= 0x80;
    const bool inside = open && (c == '/' || c == '&') && numbers.back().size() > 1;
    if (!(small || large || other || is_digit(c) || inside)) {
      open = false;
      continue;
    }
    if (!open) {
      numbers.emplace_back();
      pieces.emplace_back().capital = large;
      pieces.back().digit = is_digit(c);
    }
    open = true;
    Piece& piece = pieces.back();
    numbers.back() += c;
    if (small || large) piece.letters = static_cast<std::uint8_t>(std::min(piece.letters + 1, 255));
    piece.upper = piece.upper && !small && !other;
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) read_number(numbers[i], pieces[i]);
}

/// Makes the text of a piece the number it is, if it is one.
void NameTable::read_number(std::string& text, Piece& piece) {
  using enum Piece::Nature;
  if (all_digits(text)) {
    const bool year = text.size() == 4 && (text[0] == '1' || text[0] == '2');
    piece.nature = year ? kYear : kDigits;
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  } else if (const auto value = roman_value(text)) {
    piece.nature = kRoman;
    text = std::to_string(*value);
  } else if (piece.digit || text.find('/') != std::string::npos) {
    piece.nature = kCode;
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
}

NameId NameTable::add(std::string_view name) {
  spellings_.push_back(name);
  return static_cast<NameId>(spellings_.size() - 1);
}

void NameTable::cut_spellings() {
  first_.reserve(spellings_.size() + 1);
  for (const std::string_view name : spellings_) {
    first_.push_back(static_cast<std::uint32_t>(cut_.size()));
    each_word(name, [&](std::string_view word) { cut_.push_back(spelt_.add(word)); });
  }
  first_.push_back(static_cast<std::uint32_t>(cut_.size()));
}

void NameTable::learn_words(const TextSettings& settings) {
  constexpr std::size_t kBlock = 4096;  // forms that stay in the cache until their words have numbers
  const Spellings spellings(settings);
  ascii_.resize(spelt_.size());
  std::vector<Form> forms(std::min(kBlock, spelt_.size()));
  for (std::size_t begin = 0; begin < spelt_.size(); begin += kBlock) {
    const std::size_t count = std::min(kBlock, spelt_.size() - begin);
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t f) {
      const std::string_view word = spelt_[static_cast<StringId>(begin + f)];
      std::string& ascii = ascii_[begin + f];
      const bool plain = all_digits(word);
      forms[f].canonical = plain ? std::string(word) : part_figures(canonical(word, spellings));
      append_without_diacritics(word, ascii);
      cut_pieces(ascii, forms[f]);
    });
    for (std::size_t f = 0; f < count; ++f) number_parts(forms[f]);
  }
  order_words();
  tbb::parallel_for(std::size_t{0}, words_.size(), [&](std::size_t w) {
    std::string ascii;
    append_without_diacritics(words_[w].text, ascii);
    words_[w].slug = plain_slug(ascii);
  });
}

/// Numbers the texts of `pool` in their order: the number of each by its number in the pool.
std::vector<std::uint32_t> NameTable::ranks_of(const StringPool& pool, std::vector<StringId>& order) {
  order = order_of_texts(pool.size(), [&](std::uint32_t text) { return pool[text]; });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

void NameTable::number_parts(const Form& form) {
  const auto first_word = static_cast<std::uint32_t>(canonical_.size());
  each_word(form.canonical, [&](std::string_view text) { canonical_.push_back(canonical_words_.add(text)); });
  canonical_of_.push_back({first_word, static_cast<std::uint32_t>(canonical_.size())});
  const auto first_piece = static_cast<std::uint32_t>(pieces_.size());
  for (std::size_t p = 0; p < form.pieces.size(); ++p) {
    pieces_.push_back(form.pieces[p]);
    if (form.pieces[p].nature != Piece::Nature::kPlain) pieces_.back().number = numbers_.add(form.numbers[p]);
  }
  pieces_of_.push_back({first_piece, static_cast<std::uint32_t>(pieces_.size())});
}

/// Numbers canonical words and the numbers among them in their order.
void NameTable::order_words() {
  // A name of which the canonical form leaves nothing is one word, as it is spelt.
  for (NameId name = 0; name < spellings_.size(); ++name) {
    const auto is_empty = [&](std::uint32_t word) {
      return canonical_of_[word].begin == canonical_of_[word].end;
    };
    if (std::all_of(cut_.begin() + first_[name], cut_.begin() + first_[name + 1], is_empty)) {
      canonical_words_.add(spellings_[name]);
    }
  }
  std::vector<StringId> order;
  const auto rank = ranks_of(canonical_words_, order);
  words_.reserve(order.size());
  for (const StringId word : order) {
    words_.push_back({canonical_words_[word], {}, has_content(canonical_words_[word])});
  }
  for (WordId& word : canonical_) word = rank[word];
  const auto number_rank = ranks_of(numbers_, number_order_);
  for (Piece& piece : pieces_) piece.number = number_rank[piece.number];
}

/// What the spelling of a name shows; its numbers go to `numbers`, ascending, each once.
void NameTable::read_name(NameId name, Draft& draft, std::vector<NumberId>& numbers) const {
  numbers.clear();
  const Piece* before = nullptr;
  std::size_t count = 0;
  const auto close = [&](const Piece& piece, const Piece* next) {
    using enum Piece::Nature;
    const bool last = next == nullptr;
    const bool counts_nothing = last || next->capital || next->digit;
    if (piece.nature == kPlain || (piece.nature == kRoman && count == 1 && last)) return;
    numbers.push_back(piece.number);
    draft.edition = draft.edition || piece.nature != kDigits || counts_nothing;
  };
  for (auto at = first_[name]; at < first_[name + 1]; ++at) {
    const Range range = pieces_of_[cut_[at]];
    for (auto p = range.begin; p < range.end; ++p) {
      const Piece& piece = pieces_[p];
      if (before != nullptr) {
        close(*before, &piece);
        draft.proper = draft.proper || piece.capital;
      }
      before = &piece;
      ++count;
    }
  }
  if (before == nullptr) return;
  close(*before, nullptr);
  if (count == 1) {
    draft.proper = draft.proper || before->capital;
    draft.acronym = draft.acronym || (before->upper && before->letters >= 3);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// Numbers per key, and the flags of all spellings together: a numeral written small in one spelling is a
/// numeral if another has it in capitals.
void NameTable::finish(const TextSettings& settings) {
  cut_spellings();
  learn_words(settings);
  std::vector<Draft> drafts;
  std::vector<NumberId> all_numbers;
  std::vector<NumberId> numbers;
  std::vector<WordId> sequence;
  StringPool sequences;  // of the keys
  key_of_.resize(spellings_.size());
  for (NameId name = 0; name < spellings_.size(); ++name) {
    sequence.clear();
    for (auto at = first_[name]; at < first_[name + 1]; ++at) {
      const Range range = canonical_of_[cut_[at]];
      sequence.insert(sequence.end(), canonical_.begin() + range.begin, canonical_.begin() + range.end);
    }
    if (sequence.empty()) {
      if (const WordId word = find_word(spellings_[name]); word != kNoWord) sequence.push_back(word);
    }
    std::transform(sequence.begin(), sequence.end(), sequence.begin(), turned);
    const StringId key = sequences.add(bytes_of(sequence));
    if (key >= drafts.size()) drafts.resize(key + 1);
    key_of_[name] = key;
    Draft& draft = drafts[key];
    draft.used = true;
    read_name(name, draft, numbers);
    const std::span<const NumberId> kept(all_numbers.data() + draft.first_number, draft.number_count);
    const bool better =
        numbers.size() != kept.size()
            ? numbers.size() > kept.size()
            : std::lexicographical_compare(numbers.begin(), numbers.end(), kept.begin(), kept.end());
    if (!better) continue;
    draft.first_number = static_cast<std::uint32_t>(all_numbers.size());
    draft.number_count = static_cast<std::uint32_t>(numbers.size());
    all_numbers.insert(all_numbers.end(), numbers.begin(), numbers.end());
  }
  key_numbers_ = std::move(all_numbers);
  order_keys(drafts, sequences);
}

/// Puts the keys in order of their names, and their words side by side.
void NameTable::order_keys(const std::vector<Draft>& drafts, const StringPool& sequences) {
  constexpr std::size_t kAhead = 8;  // keys come in an order of which memory knows nothing
  std::vector<KeyId> order = order_of_texts(drafts.size(), [&](std::uint32_t key) { return sequences[key]; });
  std::erase_if(order, [&](KeyId key) { return !drafts[key].used; });
  std::vector<KeyId> rank(drafts.size());
  keys_.resize(order.size());
  tbb::enumerable_thread_specific<Arena> arenas;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, order.size()), [&](const auto& range) {
    Arena& arena = arenas.local();
    for (std::size_t r = range.begin(); r != range.end(); ++r) {
      if (r + kAhead < order.size()) {
        newsgraph::prefetch(sequences[order[r + kAhead]].data());
        newsgraph::prefetch(&drafts[order[r + kAhead]]);
      }
      rank[order[r]] = static_cast<KeyId>(r);
      keys_[r] = key_of_draft(drafts[order[r]], sequences[order[r]], arena);
    }
  });
  for (Arena& arena : arenas) key_words_.take(arena);
  for (KeyId& key : key_of_) key = rank[key];
}

/// `sequence` is that of its words.
NameKey NameTable::key_of_draft(const Draft& draft, std::string_view sequence, Arena& arena) const {
  NameKey key;
  const auto text = arena.make<WordId>(sequence.size() / sizeof(WordId));
  std::memcpy(text.data(), sequence.data(), sequence.size());
  std::transform(text.begin(), text.end(), text.begin(), turned);
  key.text = key.words = text;
  const auto is_content = [&](WordId word) { return words_[word].content; };
  if (const auto count = std::count_if(text.begin(), text.end(), is_content); count != std::ssize(text)) {
    const auto words = arena.make<WordId>(static_cast<std::size_t>(count));
    std::copy_if(text.begin(), text.end(), words.begin(), is_content);
    key.words = words;
  }
  key.numbers = std::span<const NumberId>(key_numbers_).subspan(draft.first_number, draft.number_count);
  key.proper = draft.proper;
  key.acronym = draft.acronym;
  key.edition = draft.edition;
  return key;
}

std::string_view NameTable::ascii(NameId name, Arena& memory) const {
  const std::string_view text = spellings_[name];
  const auto words = std::span(cut_).subspan(first_[name], first_[name + 1] - first_[name]);
  std::size_t size = text.size();
  for (const std::uint32_t word : words) {
    size += ascii_[word].size();
    size -= spelt_[word].size();
  }
  const std::span<char> result = memory.make<char>(size);
  char* to = result.data();
  const char* from = text.data();
  auto word = words.begin();
  each_word(text, [&](std::string_view spelt) {
    to = std::copy(from, spelt.data(), to);
    to = std::copy(ascii_[*word].begin(), ascii_[*word].end(), to);
    from = spelt.data() + spelt.size();
    ++word;
  });
  std::copy(from, text.data() + text.size(), to);
  return {result.data(), result.size()};
}

WordId NameTable::find_word(std::string_view canonical) const {
  const auto at = std::lower_bound(words_.begin(), words_.end(), canonical,
                                   [](const Word& word, std::string_view text) { return word.text < text; });
  return at != words_.end() && at->text == canonical ? static_cast<WordId>(at - words_.begin()) : kNoWord;
}

std::string NameTable::text(Words words) const {
  std::string result;
  for (const WordId word : words) {
    if (!result.empty()) result += ' ';
    result += words_[word].text;
  }
  return result;
}

void NameTable::append_slug(KeyId key, std::string& to) const {
  const std::size_t begin = to.size();
  for (const WordId word : keys_[key].text) {
    if (to.size() > begin && !words_[word].slug.empty()) to += '-';
    to += words_[word].slug;
  }
  if (to.size() == begin) to += hash_slug(without_diacritics(text(keys_[key].text)));
}

std::string NameTable::slug(KeyId key) const {
  std::string result;
  append_slug(key, result);
  return result;
}

std::string slug(std::string_view name) {
  const std::string ascii = without_diacritics(name);
  std::string result = plain_slug(ascii);
  return result.empty() ? hash_slug(ascii) : result;
}

std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = seed;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

std::string hex(std::uint64_t hash, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (int i = digits - 1; i >= 0; --i, hash >>= 4)
    text[static_cast<std::size_t>(i)] = "0123456789abcdef"[hash & 15];
  return text;
}

}  // namespace newsgraph
