// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/mention/numbering.h"
#include "extract/rule/compiled.h"

namespace newsgraph {

/// The names of an article cut into words, to tell which are forms of one name.
class NameForms {
 public:
  using FormId = std::uint32_t;

  void clear();
  /// Takes in a name; `key` as in EntityName, alive until clear().
  FormId add(std::string_view key);
  /// Sorts the words of a name, which the functions below that compare names read.
  void prepare(FormId form);

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
  /// The first code among the words that a name begins with ("62/2013/QH13" of "Nghị quyết số 62/2013/QH13 về
  /// ..."), kNone if there is none.
  [[nodiscard]] std::uint32_t code(FormId form) const;
  /// Words are numbered from 0, in the order in which they come.
  [[nodiscard]] std::size_t word_count() const { return known_.size(); }
  [[nodiscard]] std::string_view text(std::uint32_t word) const { return known_[word].text; }
  /// Whether another name has a word of this one, or the name itself has one twice. If not, no other name is
  /// a form of it.
  [[nodiscard]] bool shares_words(FormId form) const;
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
  [[nodiscard]] bool end_apart(FormId a, FormId b) const;
  [[nodiscard]] bool mostly_same_words(FormId longer, FormId shorter) const;
  [[nodiscard]] bool leaves_out(std::span<const std::string> omits, FormId longer, FormId shorter) const;
  [[nodiscard]] bool begin_alike(FormId a, FormId b) const;
  [[nodiscard]] bool same_code(FormId a, FormId b) const;
  [[nodiscard]] bool is_initial(std::uint32_t word) const;
  [[nodiscard]] bool stands_for(std::uint32_t shorter, std::uint32_t longer) const;
  [[nodiscard]] bool same_but_initials(FormId a, FormId b) const;

  /// A word, or some words, by the first eight bytes: most have no more.
  struct Word {
    std::uint64_t head = 0;
    std::string_view text;
    friend bool operator==(const Word& a, const Word& b) {
      return a.head == b.head && a.text.size() == b.text.size() && (a.text.size() <= 8 || a.text == b.text);
    }
    [[nodiscard]] std::size_t hash() const {
      QuickHash all;
      all.add(head);
      if (text.size() > 8) all.add(text.substr(8));
      return all.value();
    }
  };
  static Word word_at(std::string_view key, std::size_t begin);

  Numbering<Word> known_, beginnings_;
  std::vector<std::uint8_t> is_figure_;  ///< of each word
  std::vector<std::uint32_t> uses_;      ///< of each word, in all names
  std::vector<Form> forms_;
  std::vector<std::uint32_t> words_, sorted_, figures_;
};

}  // namespace newsgraph
