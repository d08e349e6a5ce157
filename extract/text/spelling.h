// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include "extract/string_table.h"
#include "extract/text/text.h"

namespace newsgraph {

/// Equal spellings of whole syllables (TextSettings::spellings), each led to one of its set.
class Spellings {
 public:
  Spellings() = default;
  /// The sets are the pairs' transitive closure; the first in byte order stands for its set, so order does
  /// not matter.
  explicit Spellings(const TextSettings& settings);
  /// The representative of `syllable` (without tone, lower case), or `syllable` itself.
  [[nodiscard]] std::string_view representative(std::string_view syllable) const;

 private:
  StringTable<std::string> representative_;
  std::bitset<256> last_bytes_;  ///< of its keys: few words end so
};

/// Canonical form of one token. What is not composed Latin goes through ICU, slowly. Applying it to its own
/// result changes nothing.
std::string canonical_token(std::string_view token, TokenClass token_class, const Spellings& spellings);

/// canonical() of text.h, for many names of one language.
std::string canonical(std::string_view name, const Spellings& spellings);

/// Puts spaces around the hyphens in words of nothing but figures and hyphens: "2013-2014" becomes what
/// "2013 – 2014" is in canonical form. Tokens stay whole: names are compared so.
std::string part_figures(std::string canonical);

/// Whether a mark between two words of a name makes one number of them: "2013 - 2014" is "2013-2014". All in
/// canonical form.
inline bool joins_figures(std::string_view before, std::string_view mark, std::string_view after) {
  const auto is_figures = [](std::string_view word) {
    return word.front() != '-' && word.find_first_not_of("0123456789-") == std::string_view::npos;
  };
  return mark == "-" && is_figures(before) && is_figures(after);
}

/// canonical() without what is no word: the key under which a name is known. Marks that stand alone fall
/// away, save that they join figures.
std::string name_key(std::string_view name, const Spellings& spellings);

/// How the letters of a token are cased.
Shape shape_of(std::string_view token);

}  // namespace newsgraph
