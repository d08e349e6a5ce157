// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/rule_file.h"

namespace newsgraph {

/// What a text must begin with, so that it may begin with one of some phrases: a look at one byte turns most
/// away, a look at four nearly all.
class PhraseStarts {
 public:
  void add(std::string_view phrase) {
    const auto first = static_cast<unsigned char>(phrase.empty() ? 0 : phrase.front());
    firsts_[first] = true;
    if (phrase.size() < kStart)
      short_.set(first);
    else
      starts_.set(hash(phrase));
  }
  [[nodiscard]] bool may_begin(std::string_view text) const {
    if (text.empty() || !firsts_[static_cast<unsigned char>(text.front())]) return false;
    return short_.test(static_cast<unsigned char>(text.front())) ||
           (text.size() >= kStart && starts_.test(hash(text)));
  }

 private:
  static constexpr std::size_t kStart = 4;  // bytes
  static constexpr unsigned kHashBits = 12;

  static std::size_t hash(std::string_view text) {
    std::uint32_t start = 0;
    static_assert(sizeof start == kStart);
    std::memcpy(&start, text.data(), kStart);
    return (start * 0x9E3779B1U) >> (32 - kHashBits);
  }
  std::array<bool, 256> firsts_{};
  std::bitset<std::size_t{1} << kHashBits> starts_;
  std::bitset<256> short_;
};

/// The phrases by which a language's pages mark what is not the article: rules/*/boilerplate.txt, one phrase
/// a line after a word that says what it means. Matching disregards case and Unicode form, save where said.
/// Phrases are kept as keys (see phrase_key) unless said otherwise.
struct BoilerplateRules {
  std::vector<std::string> from_here;  ///< a line of this: the article is over
  std::vector<std::string> box;        ///< a line of this: the headlines that follow belong to other articles
  std::vector<std::string> line;       ///< a line of this is no text
  std::vector<std::string> prefix;     ///< a line that begins with this is no text
  std::vector<std::string> credit;     ///< a short line that begins with this names a source or an author
  std::vector<std::string> caption;    ///< a line of this: the next line is a caption
  std::vector<std::string> photo;      ///< begins a photo credit, also within a line ("Photo:"); exact bytes
  std::vector<std::string>
      numbered;                   ///< headline, dash, this and a number: a picture's name ("Photo 1."); a key
  std::vector<std::string> mark;  ///< the outlet's mark before the first words; exact bytes
  std::vector<std::string>
      invite;  ///< begins a sentence that ends the article, also within a line; exact bytes
  std::vector<std::string> html;  ///< class or id of page parts to skip, lower case
  std::vector<std::pair<std::string, std::vector<std::string>>>
      language;                                           ///< tag, its most frequent short words
  PhraseStarts photo_starts, mark_starts, invite_starts;  ///< of `photo`, `mark` and `invite`
  PhraseStarts prefix_starts, credit_starts;              ///< of `prefix` and `credit`
  PhraseStarts line_starts;                               ///< of `from_here`, `box`, `line` and `caption`
};

/// Reads boilerplate files. A line that is none ("unknown kind 'lines'") becomes an error in `problems`.
BoilerplateRules parse_boilerplate(std::span<const RuleFile> files, std::vector<RuleProblem>& problems);

/// NFC, case folded, white space single, without the punctuation at its ends: how phrases and lines are
/// compared.
std::string phrase_key(std::string_view text);

}  // namespace newsgraph
