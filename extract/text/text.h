// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/article.h"

namespace newsgraph {

/// A word in the form in which words are compared: NFC, case folded, the tone mark taken out and put at the
/// end, spelling doublets made one. "Hoà", "hòa" and "HÒA" are one term. Curly quotation marks are straight
/// ones here, every dash is "-", "…" is "...". Below Vocabulary::size() a term of the rules.
using TermId = std::uint32_t;
/// A word as it is spelt in the text, case and all. Stays the same from article to article within a
/// Lexer::generation().
using TypeId = std::uint32_t;

enum class TokenClass : std::uint8_t {
  kWord,    ///< letters, perhaps with digits after: "Lào", "U21"
  kNumber,  ///< digits with the marks between them: "13", "1.203,5", "13/11/2023", "2021-2026"
  kCode,    ///< begins with a digit and goes on with letters: "6010/QĐ-UBND", "62/2013/QH13", "5G", "19h30"
  kPunct,   ///< one punctuation mark, or "..."
  kSymbol,  ///< anything else: URL, e-mail address, emoji
};

/// How the letters of a word are cased.
enum class Shape : std::uint8_t {
  kNone,         ///< no letters with case
  kLower,        ///< "tỉnh"
  kCapitalized,  ///< "Lào"
  kUpper,        ///< "UBND", and one capital alone: "X"
  kMixed,        ///< "VietJet", "iPhone"
};

/// One token: a small plain value; the bytes stay in Article::text.
struct Token {
  std::uint32_t begin = 0;   ///< byte in Article::text
  std::uint16_t length = 0;  ///< bytes; a longer run is cut
  TokenClass token_class = TokenClass::kWord;
  Shape shape : 4 = Shape::kNone;
  bool space_before : 1 = false;  ///< white space, or the start of a block, stands before it
  TypeId type = 0;
  TermId term = 0;

  [[nodiscard]] Span span() const { return {begin, begin + length}; }
};
static_assert(sizeof(Token) == 16);

/// Half-open token range [begin, end) in Text::tokens.
struct TokenSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const TokenSpan&, const TokenSpan&) = default;
};

struct Sentence {
  TokenSpan tokens;         ///< never empty
  std::uint32_t block = 0;  ///< index into Article::blocks
};

/// The tokens of an article, in room that is kept for the next one's. There is room behind the last: one more
/// may be read, and says nothing.
class Tokens {
 public:
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] const Token* data() const { return room_.data(); }
  [[nodiscard]] const Token& operator[](std::size_t t) const { return room_[t]; }
  [[nodiscard]] const Token* begin() const { return room_.data(); }
  [[nodiscard]] const Token* end() const { return room_.data() + count_; }

 private:
  friend class Lexer;
  std::vector<Token> room_ = std::vector<Token>(1);
  std::size_t count_ = 0;
};

/// An article cut into tokens and sentences. Reused from article to article.
struct Text {
  /// So many more tokens than there are may be read, of whatever an article left there: loops look ahead.
  static constexpr std::uint32_t kBehind = 16;
  Tokens tokens;
  std::vector<Sentence> sentences;  ///< ascending; together they cover all tokens
};

/// What a language tells the text layer; comes from the rule files (`spelling`, `abbreviation`).
struct TextSettings {
  /// Pairs of equal spellings of a whole syllable, without tones and in lower case: {"ky", "ki"}.
  std::vector<std::pair<std::string, std::string>> spellings;
  /// Words after which a full stop ends no sentence: "TP", "Th", "GS", "Mr". Written with a capital it means
  /// only words written with one; in lower case ("tr") any.
  std::vector<std::string> abbreviations;
};

/// The terms of a rule set. Filled while rules are compiled, then frozen and shared by all threads.
class Vocabulary {
 public:
  explicit Vocabulary(TextSettings settings);
  ~Vocabulary();
  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;

  /// The term of one word, added when new. `word` is one token's text.
  TermId add(std::string_view word);
  /// Number of terms: ids are 0 .. size()-1.
  [[nodiscard]] TermId size() const;
  /// Cuts `phrase` as articles are cut (a gazetteer name, a literal of a rule) and adds the terms.
  /// Returned tokens index `phrase` and are valid until the next call; sentences are not looked for.
  std::span<const Token> add_phrase(std::string_view phrase);
  /// The canonical spelling of a term, for messages and for keys that must not depend on ids.
  [[nodiscard]] std::string_view spelling(TermId term) const;

  struct Impl;
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Cuts articles. One a thread: it remembers the words it has met (bounded), never what they meant for a
/// result.
class Lexer {
 public:
  /// `vocabulary` must outlive the lexer and not change any more.
  explicit Lexer(const Vocabulary& vocabulary);
  ~Lexer();
  Lexer(Lexer&&) noexcept;
  Lexer& operator=(Lexer&&) noexcept;

  /// Fills `text` with the tokens and sentences of the article's blocks. Linear; allocates only while buffers
  /// grow and when a word is met for the first time. Terms unknown to the vocabulary get ids from
  /// Vocabulary::size() on, valid until the next call: equal exactly when the canonical forms are equal.
  void read(const Article& article, Text& text) { read({&article, 1}, {&text, 1}); }
  /// The same of several, `texts[i]` of `articles[i]`, whose terms are equal across them as well.
  void read(std::span<const Article> articles, std::span<Text> texts);

  /// Changes when types that are not of the vocabulary have been given anew: what was kept by TypeId holds no
  /// more.
  [[nodiscard]] std::uint32_t generation() const;

  /// Types given so far, those of the vocabulary too: ids are 0 .. type_count()-1.
  [[nodiscard]] TypeId type_count() const;

  /// Canonical spelling of a term of the last texts read. Sixteen bytes may be read from its begin on.
  [[nodiscard]] std::string_view spelling(TermId term) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Canonical form of any name, word by word, words separated by one space: the key under which names are the
/// same. Uses the ICU slow path; not for bulk text.
std::string canonical(std::string_view name, const TextSettings& settings);

/// Letters without any diacritics, case kept, đ as d: "Trịnh Xuân Trường" -> "Trinh Xuan Truong". For search
/// and labels.
std::string without_diacritics(std::string_view text);

}  // namespace newsgraph
