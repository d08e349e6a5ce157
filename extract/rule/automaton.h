// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "extract/rule/phrase_trie.h"
#include "extract/text/text.h"

namespace newsgraph {

using ListId = std::uint32_t;
using RecordId = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// What a phrase of the automaton stands for: an entry of one list.
struct Entry {
  ListId list = 0;
  RecordId record = kNone;  ///< row with attributes, if the list has any
  std::uint64_t cased = 0;  ///< bit i: the i-th token must begin with a capital
};

/// What a name asks for as Entry::cased: the capitals of its first 64 tokens. `tokens` are those of the name.
std::uint64_t capitals_of(std::span<const Token> tokens);

/// The entries that are found together or not at all. Of several words: those that are spelt alike and ask
/// for the same capitals. Of one word: all that a word in small letters is, or all that one with a capital
/// is.
struct Phrase {
  std::uint32_t first_entry = 0, entry_count = 0;  ///< into Automaton::entries()
  std::uint64_t cased = 0;                         ///< of several words: Entry::cased of them all
};

/// A phrase of several words found in a text. What a word is alone needs no hit: a look-up tells it, and half
/// of all words are some phrase at which no rule starts.
struct Hit {
  TokenSpan tokens;
  std::uint32_t phrase = 0;  ///< into Automaton::phrases()
  // Set when the hit is linked, Chart::link_hits():
  std::uint32_t kind = kNone;      ///< into RuleSet::Impl::phrase_kinds
  std::uint32_t next_end = kNone;  ///< next hit that ends at the same token
};

/// The phrases of several words found in a text, in room that is kept for the next.
class Hits {
 public:
  void clear() { count_ = 0; }
  [[nodiscard]] std::uint32_t size() const { return count_; }
  [[nodiscard]] Hit& operator[](std::uint32_t h) { return room_[h]; }
  [[nodiscard]] const Hit& operator[](std::uint32_t h) const { return room_[h]; }
  [[nodiscard]] const Hit* begin() const { return room_.data(); }
  [[nodiscard]] const Hit* end() const { return room_.data() + count_; }

 private:
  friend class Automaton;
  /// The room of all, in which the next `more` have theirs.
  Hit* with_room(std::uint32_t more) {
    if (room_count_ - count_ < more) [[unlikely]] {
      room_count_ = 2 * (count_ + more);
      room_.resize(room_count_);
    }
    return room_.data();
  }
  std::uint32_t count_ = 0;
  std::uint32_t room_count_ = 1024;  ///< size of room_, which that would tell by a division
  std::vector<Hit> room_ = std::vector<Hit>(room_count_);
};

/// All literals, lists and gazetteer names over term ids: a trie walked from every token. What begins with a
/// word is told once a word type, start_of(); the second term mostly costs one bit; after that each step is
/// one probe of a small table, that of the children of one node. A word in small letters is not followed into
/// names. Memory: about 30 bytes a trie edge and 24 an entry.
class Automaton {
  /// The children of one node: a hash table inside steps_, of 2^(kOne - shift) places.
  struct Children {
    static constexpr std::uint8_t kOne = 63, kNone = 0xFF;
    std::uint32_t begin = 0;
    std::uint8_t shift = kNone;  ///< what leaves of 63 bits of a hash those that tell the place
    [[nodiscard]] std::size_t places() const { return std::size_t{1} << (kOne - shift); }
  };

 public:
  /// An entry as it was added, and where its phrase ends in the trie.
  struct Added {
    std::uint32_t node = 0;
    std::uint32_t length = 0;  ///< terms of its phrase
    Entry entry;
  };

  /// Phrases may be added in any order; equal phrases share a node. `terms` is not empty.
  void add(std::span<const TermId> terms, Entry entry);
  /// One more entry for the phrase of `like`, which was added before.
  void add_like(const Added& like, Entry entry) { added_.push_back({like.node, like.length, entry}); }
  /// All entries in the order in which they were added, until freeze().
  [[nodiscard]] const std::vector<Added>& added() const { return added_; }
  /// Call once, after the last add.
  void freeze(TermId vocabulary_size);

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<Phrase>& phrases() const { return phrases_; }
  /// What a word is that is none.
  static constexpr std::uint32_t kNoPhrase = 0;
  /// The entries of a phrase, ascending by list, then record; of a word with a capital first those that do
  /// without.
  [[nodiscard]] std::span<const Entry> entries_of(std::uint32_t phrase) const {
    return {entries_.data() + phrases_[phrase].first_entry, phrases_[phrase].entry_count};
  }

  /// What begins with a word, in capitals or small letters.
  struct Start {
    std::uint64_t pair_key = 0;      ///< for may_go_on()
    std::uint32_t word = kNoPhrase;  ///< the phrase that it is alone
    Children children;
    std::uint32_t goes_on = 0;  ///< 1 if there are longer ones: as wide as it is combined
  };
  [[nodiscard]] Start start_of(const Token& token) const;
  /// Whether a longer phrase may begin with a word that has `second` behind it: by one bit, hashed. For a
  /// loop over all words, by value.
  class Pairs {
   public:
    /// In the lowest bit of what is returned; the others say nothing.
    [[nodiscard]] std::uint32_t may_begin(std::uint64_t first_key, TermId second) const {
      const std::uint64_t bit = bit_of(first_key, second);
      return static_cast<std::uint32_t>(bits_[bit / 64] >> (bit % 64));
    }

   private:
    friend class Automaton;
    [[nodiscard]] std::uint64_t bit_of(std::uint64_t first_key, TermId second) const {
      return (first_key | second) * 0x9E3779B97F4A7C15U >> shift_;
    }
    Pairs(const std::uint64_t* bits, unsigned shift) : bits_(bits), shift_(shift) {}
    const std::uint64_t* bits_;
    unsigned shift_;
  };
  [[nodiscard]] Pairs pairs() const { return {bigrams_.data(), bigram_shift_}; }
  /// A word to look for longer phrases from.
  struct Walk {
    const Start* start = nullptr;  ///< start_of() it
    TokenSpan tokens;              ///< from it to the end of its sentence: two at least
    std::uint32_t place = 0;       ///< set by follow(): where the first step is looked for
  };
  /// Appends the phrases of several words that begin at the walks' tokens and end in their sentences, walk by
  /// walk, ascending by end.
  void follow(std::span<Walk> walks, const Token* tokens, Hits& out) const;

  /// All in one, plainly: `words[t]` becomes the phrase that token t of [span.begin, span.end) is alone, or
  /// kNoPhrase. Appends all longer ones that begin in the span and end in it, ascending by begin, then end.
  void find(std::span<const Token> tokens, TokenSpan span, std::uint32_t* words, Hits& out) const;

 private:
  /// Which capitals the phrases that end at a node ask for.
  enum class Capitals : std::uint8_t { kOwn, kAny, kAll };  // kOwn: each its own
  /// What a term leads to.
  struct Step {
    TermId term = kNone;  ///< kNone: an empty place of a table
    std::uint32_t first_phrase = 0;
    std::uint32_t children_begin = 0;
    std::uint16_t phrase_count = 0;
    std::uint8_t children_shift = Children::kNone;
    Capitals capitals = Capitals::kOwn;
  };
  static_assert(sizeof(Step) == 16);
  /// What begins with a term. Twice, for a word in small letters, then for one with a capital.
  struct TermStart {
    std::array<std::uint32_t, 2> word{kNoPhrase, kNoPhrase};
    Children children;
    std::array<bool, 2> goes_on{};
  };

  [[nodiscard]] std::size_t place_of(Children children, TermId term) const {
    const std::uint64_t mixed = term * std::uint64_t{0x9E3779B97F4A7C15U} >> 1U;
    return children.begin + (mixed >> children.shift);
  }
  [[nodiscard]] std::size_t next_place(Children children, std::size_t at) const {
    return children.begin + ((at + 1 - children.begin) & (children.places() - 1));
  }
  /// Null if there is none. `steps`: all of them; `at`: its place_of().
  [[nodiscard]] const Step* child(const Step* steps, Children children, TermId term, std::size_t at) const {
    for (;; at = next_place(children, at)) {
      if (steps[at].term == term) return &steps[at];
      if (steps[at].term == kNone || children.shift == Children::kOne) return nullptr;
    }
  }
  void put_phrases(const Step& step, const Token* tokens, TokenSpan found, Hits& out) const;
  [[nodiscard]] static std::uint64_t pair_key(TermId first, bool capital) {
    return (std::uint64_t{first} * 2 + capital) << 32U;
  }
  std::vector<std::uint32_t> sort_entries();
  void make_phrases(const std::vector<std::uint32_t>& begin);
  void make_phrases_of(std::uint32_t node, std::span<const Entry> entries, std::vector<Entry>& kept);
  std::vector<Children> make_tables();
  void make_steps(const std::vector<Children>& tables);
  [[nodiscard]] std::vector<bool> nodes_of_small_words() const;
  void make_starts(const std::vector<Children>& tables, TermId vocabulary_size);
  void mark_bigrams();
  void mark_bigram(TermId first, bool capital, TermId second);

  PhraseTrie trie_;           ///< until frozen
  std::vector<Added> added_;  ///< the same
  /// Of each node, until frozen: its phrases.
  std::vector<std::pair<std::uint32_t, std::uint16_t>> phrases_of_;
  std::vector<Entry> entries_;
  std::vector<Phrase> phrases_;
  std::vector<Step> steps_;        ///< table after table
  std::vector<TermStart> starts_;  ///< by term; one more at the end, for terms that begin nothing
  /// Hashed bits of the first two terms of every longer phrase, with a capital and, where it may do without,
  /// in small letters: most words that begin one are not followed by the second, and a bit is nearer than a
  /// step.
  std::vector<std::uint64_t> bigrams_;
  unsigned bigram_shift_ = 0;
};

}  // namespace newsgraph
