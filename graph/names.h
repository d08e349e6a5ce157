// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/text/text.h"

namespace newsgraph {

using NameId = std::uint32_t;  ///< a name as it is spelt: index into NameTable
using KeyId =
    std::uint32_t;  ///< a canonical name: two names are the same name exactly when their keys are equal

/// Canonical and ASCII forms of names, word by word: names are made of few words, and ICU is slow. One a
/// thread.
class WordCache {
 public:
  /// `settings` must outlive the cache.
  explicit WordCache(const TextSettings& settings) : settings_(settings) {}
  /// As newsgraph::canonical.
  std::string canonical_name(std::string_view name);
  /// As newsgraph::without_diacritics.
  std::string ascii(std::string_view text);

 private:
  struct Forms {
    std::string canonical, ascii;
  };
  const Forms& forms(std::string_view word);
  template <class Take>
  void each_word(std::string_view text, Take take);

  const TextSettings& settings_;
  std::unordered_map<std::string, Forms> words_;  // emptied when it has grown large
};

/// What resolution looks at in a name.
struct NameKey {
  std::string text;                ///< canonical words, separated by one space
  std::vector<std::string> words;  ///< those of `text` that hold a letter or digit
  /// Numbers among the words, Arabic and Roman, as decimal numbers or codes ("62/2013/qh13"); sorted, each
  /// once.
  std::vector<std::string> numbers;
  /// Some spelling has a capital after its first word, or is one word with a capital.
  bool proper = false;
  bool acronym = false;  ///< some spelling is one word of three or more letters without lower case
  bool edition = false;  ///< holds a year, a Roman numeral or a number that counts no common noun
};

/// Every name and alias of a corpus once. Fill with `add`, call `finish` once, then read.
class NameTable {
 public:
  /// Requires: the bytes of `name` outlive the table and do not move. Cost: one hash look-up.
  NameId add(std::string_view name);
  /// Computes the keys of all names, in parallel. KeyIds are in order of NameKey::text.
  void finish(const TextSettings& settings);

  [[nodiscard]] std::string_view spelling(NameId name) const { return spellings_[name]; }
  [[nodiscard]] KeyId key_of(NameId name) const { return key_of_[name]; }
  [[nodiscard]] const NameKey& key(KeyId key) const { return keys_[key]; }
  [[nodiscard]] std::size_t size() const { return spellings_.size(); }
  [[nodiscard]] std::size_t keys() const { return keys_.size(); }

 private:
  std::unordered_map<std::string_view, NameId> ids_;
  std::vector<std::string_view> spellings_;
  std::vector<KeyId> key_of_;
  std::vector<NameKey> keys_;
};

/// What one spelling shows; canonical form included.
NameKey analyze_name(std::string_view name, WordCache& cache);

/// "Trịnh Xuân Trường", or its canonical form -> "trinh-xuan-truong": lower-case ASCII letters, digits and
/// single hyphens; "x" followed by 8 hex digits when no ASCII letter or digit is left.
std::string slug(std::string_view name);
/// The same from a name without diacritics.
std::string slug_of_ascii(std::string_view ascii);

/// FNV-1a of the bytes, 64 bits.
std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325ULL);
/// The low `digits` hex digits of a hash.
std::string hex(std::uint64_t hash, int digits);

}  // namespace newsgraph
