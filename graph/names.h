// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/prefetch.h"
#include "extract/text/text.h"
#include "graph/string_pool.h"

namespace newsgraph {

using NameId = std::uint32_t;  ///< a name as it is spelt: index into NameTable
using KeyId =
    std::uint32_t;  ///< a canonical name: two names are the same name exactly when their keys are equal
using WordId = std::uint32_t;  ///< a canonical word; ascending in byte order of the words
using NumberId = std::uint32_t;
using Words = std::span<const WordId>;

/// What resolution looks at in a name.
struct NameKey {
  Words text;   ///< its canonical words, punctuation included
  Words words;  ///< those that hold a letter or digit
  /// Numbers among the words, Arabic and Roman, as decimal numbers or codes ("62/2013/qh13"); ascending, each
  /// once.
  std::span<const NumberId> numbers;
  /// Some spelling has a capital after its first word, or is one word with a capital.
  bool proper = false;
  bool acronym = false;  ///< some spelling is one word of three or more letters without lower case
  bool edition = false;  ///< holds a year, a Roman numeral or a number that counts no common noun
};

/// Every name and alias of a corpus once, as numbers of words. Fill with `add`, call `finish` once, then
/// read. Names are made of few words, and ICU is slow: it sees each word once.
class NameTable {
 public:
  NameTable() = default;
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  /// Requires: `name` was not added before; its bytes outlive the table and do not move.
  NameId add(std::string_view name);
  /// Computes the keys of all names. KeyIds are in order of the canonical names. Cost: linear in the words of
  /// the names, and sorting the different keys.
  void finish(const TextSettings& settings);

  [[nodiscard]] std::string_view spelling(NameId name) const { return spellings_[name]; }
  /// Fetches what `spelling` and `ascii` will read: first where it is, later the text.
  void prefetch(NameId name) const {
    newsgraph::prefetch(&spellings_[name]);
    newsgraph::prefetch(&first_[name]);
  }
  void prefetch_text(NameId name) const {
    newsgraph::prefetch(spellings_[name].data());
    newsgraph::prefetch(&cut_[first_[name]]);
  }
  /// The spelling as newsgraph::without_diacritics gives it, kept in `memory`.
  [[nodiscard]] std::string_view ascii(NameId name, Arena& memory) const;
  [[nodiscard]] KeyId key_of(NameId name) const { return key_of_[name]; }
  [[nodiscard]] const NameKey& key(KeyId key) const { return keys_[key]; }
  [[nodiscard]] std::size_t size() const { return spellings_.size(); }
  [[nodiscard]] std::size_t keys() const { return keys_.size(); }
  [[nodiscard]] std::string_view word(WordId word) const { return words_[word].text; }
  /// The word's number, or kNoWord when no name holds it.
  [[nodiscard]] WordId find_word(std::string_view canonical) const;
  [[nodiscard]] std::size_t words() const { return words_.size(); }
  [[nodiscard]] std::string_view number(NumberId number) const { return numbers_[number_order_[number]]; }
  /// Words with one space between them.
  [[nodiscard]] std::string text(Words words) const;
  /// The canonical name as newsgraph::slug gives it.
  [[nodiscard]] std::string slug(KeyId key) const;
  void append_slug(KeyId key, std::string& to) const;

  static constexpr WordId kNoWord = 0xffffffffU;

 private:
  /// What the spelling of one word shows of numbers and capitals: words are cut further at signs.
  struct Piece {
    enum class Nature : std::uint8_t { kPlain, kDigits, kYear, kRoman, kCode } nature = Nature::kPlain;
    bool capital = false;  // its first letter
    bool upper = true;     // no small letter
    bool digit = false;    // begins with one
    std::uint8_t letters = 0;
    NumberId number = 0;
  };
  struct Range {
    std::uint32_t begin = 0, end = 0;
  };
  struct Form;   // of one spelt word, while ICU is at it
  struct Draft;  // of a key
  struct Word {
    std::string_view text;
    std::string slug;
    bool content = false;
  };

  void cut_spellings();
  void learn_words(const TextSettings& settings);
  void number_parts(const Form& form);
  void order_words();
  void read_name(NameId name, Draft& draft, std::vector<NumberId>& numbers) const;
  void order_keys(const std::vector<Draft>& drafts, const StringPool& sequences);
  [[nodiscard]] NameKey key_of_draft(const Draft& draft, std::string_view sequence, Arena& arena) const;
  static void cut_pieces(std::string_view ascii, Form& form);
  static void read_number(std::string& text, Piece& piece);
  static std::vector<std::uint32_t> ranks_of(const StringPool& pool, std::vector<StringId>& order);

  std::vector<std::string_view> spellings_;
  StringPool spelt_;                  // words as they are spelt
  std::vector<std::uint32_t> cut_;    // the words of all spellings, one after the other
  std::vector<std::uint32_t> first_;  // per name, and one more: where its words begin in cut_
  std::vector<std::string> ascii_;    // per spelt word, as are the next two
  std::vector<Range> canonical_of_;   // into canonical_
  std::vector<Range> pieces_of_;      // into pieces_
  std::vector<WordId> canonical_;
  std::vector<Piece> pieces_;
  StringPool canonical_words_;
  std::vector<Word> words_;
  StringPool numbers_;
  std::vector<StringId> number_order_;  // numbers_ in order
  std::vector<KeyId> key_of_;
  std::vector<NameKey> keys_;
  Arena key_words_;  // what the keys' spans point to
  std::vector<NumberId> key_numbers_;
};

/// "Trịnh Xuân Trường", or its canonical form -> "trinh-xuan-truong": lower-case ASCII letters, digits and
/// single hyphens; "x" followed by 8 hex digits when no ASCII letter or digit is left.
std::string slug(std::string_view name);

/// FNV-1a of the bytes, 64 bits.
std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325ULL);
/// The low `digits` hex digits of a hash.
std::string hex(std::uint64_t hash, int digits);

}  // namespace newsgraph
