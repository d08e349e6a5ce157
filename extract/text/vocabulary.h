// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/text/spelling.h"
#include "extract/text/text.h"
#include "extract/text/type_table.h"

namespace newsgraph {

/// Canonical spellings and their numbers, counted from 0.
class TermTable {
 public:
  struct Found {
    TermId term;
    bool is_new;
  };
  Found add(std::string_view spelling);
  /// `missing` if not there.
  [[nodiscard]] TermId find(std::string_view spelling, TermId missing) const;
  [[nodiscard]] TermId size() const { return static_cast<TermId>(spellings_.size()); }
  [[nodiscard]] std::string_view spelling(TermId term) const { return spellings_[term]; }
  void clear();
  /// Bytes held, about.
  [[nodiscard]] std::size_t bytes() const { return spellings_.size() * kBytesOfOne; }

 private:
  static constexpr std::size_t kBytesOfOne = 120;  // its share of deque and map, and its text
  std::deque<std::string> spellings_;              // a deque keeps its strings in place
  std::unordered_map<std::string_view, TermId> terms_;
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
