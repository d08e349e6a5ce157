// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/boilerplate_rules.h"

namespace newsgraph {

/// Primary tag of a language field: "vi-VN" and "VI_vn" give "vi"; a language's name, or nonsense, gives "".
std::string language_tag(std::string_view field);

/// Tells the language of a text by its most frequent short words (BoilerplateRules::language).
class LanguageDetector {
 public:
  explicit LanguageDetector(const BoilerplateRules& rules);

  /// The tag of the language with the most of its words among the first hundred or so of `text`; ties go to
  /// the tag that is first in byte order. Empty when less than a twelfth of the words are known.
  [[nodiscard]] std::string detect(std::string_view text) const;

 private:
  static constexpr std::uint32_t kNoWord = 0xFFFFFFFF;
  struct Word {
    std::uint64_t bytes = 0;  ///< up to eight compare as a number
    std::uint32_t language = 0;
    std::uint32_t next = kNoWord;  ///< of the same look
  };
  void add(const std::string& word, std::uint32_t language);

  std::vector<std::string> tags_;
  std::vector<Word> words_;
  /// Look (length, first and last byte) -> the first word that has it: turns nearly all other words away.
  std::vector<std::uint32_t> first_;
};

}  // namespace newsgraph
