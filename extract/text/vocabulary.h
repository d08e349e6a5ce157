// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/text/spelling.h"
#include "extract/text/text.h"
#include "extract/text/type_table.h"

namespace newsgraph {

/// Canonical spellings and their numbers, counted from 0. A new word is asked for in two of these tables, and
/// what costs is to wait for memory: a place holds a part of the hash too, so that a spelling which is not
/// there mostly shows by one look at one place.
class TermTable {
 public:
  struct Found {
    TermId term;
    bool is_new;
  };
  /// Of one hash in all tables, so that a word which is looked for in two of them is hashed once.
  static std::uint32_t hash_of(std::string_view spelling) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>()(spelling));
  }
  Found add(std::string_view spelling) { return add(spelling, hash_of(spelling)); }
  Found add(std::string_view spelling, std::uint32_t hash);
  /// `missing` if not there.
  [[nodiscard]] TermId find(std::string_view spelling, TermId missing) const {
    return find(spelling, hash_of(spelling), missing);
  }
  [[nodiscard]] TermId find(std::string_view spelling, std::uint32_t hash, TermId missing) const;
  [[nodiscard]] TermId size() const { return static_cast<TermId>(spellings_.size()); }
  /// Short spellings are copied as so many bytes, which may be read from the begin of any.
  static constexpr std::size_t kReadable = 16;
  /// Stays where it is until clear().
  [[nodiscard]] std::string_view spelling(TermId term) const { return spellings_[term]; }
  void clear();
  /// Bytes held, about.
  [[nodiscard]] std::size_t bytes() const { return spellings_.size() * kBytesOfOne; }

 private:
  static constexpr TermId kFree = ~TermId{0};
  static constexpr std::size_t kFirstPlaces = 1024;  // a power of two
  static constexpr std::size_t kBytesOfOne = 76;  // its place and its view, with room to grow, and its text

  struct Place {
    std::uint32_t hash = 0;
    TermId term = kFree;
  };

  /// Where a spelling is, or the free place where it belongs.
  [[nodiscard]] std::size_t place_of(std::string_view spelling, std::uint32_t hash) const;
  void grow();

  std::vector<Place> places_ = std::vector<Place>(kFirstPlaces);  // half of them at least are free
  std::vector<std::string_view> spellings_;                       // into texts_
  std::pmr::monotonic_buffer_resource texts_;
};

/// The inside of a vocabulary, which lexers read.
struct Vocabulary::Impl {
  explicit Impl(TextSettings settings);

  /// Everything that follows from the form alone: class, shape, marks; `spelling` gets the canonical form.
  [[nodiscard]] TypeInfo describe(std::string_view form, TokenClass token_class, std::string& spelling) const;
  TypeInfo add(std::string_view form, TokenClass token_class);
  /// Appends the tokens of `stretch`, which stands between two spaces of `text`, to `phrase`.
  void add_stretch(std::string_view text, Span stretch);

  Spellings spellings;
  TermTable terms;
  TypeTable types;
  TypeId type_count = 0;
  std::vector<Token> phrase;  ///< of the last add_phrase()

 private:
  [[nodiscard]] bool is_abbreviation(std::string_view form, Shape shape, const std::string& spelling) const;

  // By canonical form; the value says whether the setting is written in lower case.
  std::unordered_map<std::string, bool> abbreviations_;
};

}  // namespace newsgraph
