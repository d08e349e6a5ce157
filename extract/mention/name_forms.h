// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/rule/compiled.h"

namespace newsgraph {

/// Gives equal words one number, in the order in which they come. Its buffers are used again after clear().
class WordNumbers {
 public:
  void clear();
  /// `word` must live until clear().
  std::uint32_t add(std::string_view word);
  [[nodiscard]] std::string_view word(std::uint32_t number) const { return words_[number]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  void grow();

  std::vector<std::string_view> words_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(128, kNone);
};

/// The names of an article cut into words, to tell which are forms of one name.
class NameForms {
 public:
  using FormId = std::uint32_t;

  void clear();
  /// Takes in a name; `key` as in EntityName, alive until clear(). Linear but for sorting its words.
  FormId add(std::string_view key);

  [[nodiscard]] std::span<const std::uint32_t> words(FormId form) const {
    return part(words_, forms_[form].words);
  }
  /// In ascending order, with repeats.
  [[nodiscard]] std::span<const std::uint32_t> sorted(FormId form) const {
    return part(sorted_, forms_[form].words);
  }
  /// The last word that is no numeral: "Aquino" of "Benigno S. Aquino III". Of a name of numerals, the last;
  /// the name has a word.
  [[nodiscard]] std::uint32_t last_word(FormId form) const;
  [[nodiscard]] const WordNumbers& numbers() const { return known_; }
  /// Whether the shorter name is a form of the longer one, as the type's `merges` say.
  [[nodiscard]] bool is_form(const LabelInfo& type, FormId longer, FormId shorter) const;
  /// The first words of a name, as many as must be alike for two names that only begin alike; kNone when it
  /// has fewer.
  [[nodiscard]] std::uint32_t beginning(FormId form) const { return forms_[form].beginning; }
  [[nodiscard]] std::size_t beginnings() const { return beginnings_.size(); }

 private:
  struct Range {
    std::uint32_t begin = 0, end = 0;
  };
  struct Form {
    Range words, figures;  ///< `words` also into sorted_
    std::uint32_t beginning = kNone;
  };
  static std::span<const std::uint32_t> part(const std::vector<std::uint32_t>& all, Range range) {
    return {all.data() + range.begin, range.end - range.begin};
  }
  [[nodiscard]] bool figures_differ(FormId a, FormId b) const;
  [[nodiscard]] bool mostly_same_words(FormId longer, FormId shorter) const;
  [[nodiscard]] bool begin_alike(FormId a, FormId b) const;
  [[nodiscard]] bool is_initial(std::uint32_t word) const;
  [[nodiscard]] bool stands_for(std::uint32_t shorter, std::uint32_t longer) const;
  [[nodiscard]] bool same_but_initials(FormId a, FormId b) const;

  WordNumbers known_, beginnings_;
  std::vector<std::uint8_t> is_figure_;  ///< of each word
  std::vector<Form> forms_;
  std::vector<std::uint32_t> words_, sorted_, figures_;
};

}  // namespace newsgraph
