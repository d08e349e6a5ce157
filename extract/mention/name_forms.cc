// SPDX-License-Identifier: Apache-2.0
//
// Which names of an article are forms of one name. Within a type, as its declaration allows:
//   prefix   "Cup 2025 of X" and "Cup 2025"      the shorter begins the longer
//   suffix   "Usports Company" and "Company"     the shorter ends the longer
//   inside   the shorter stands whole inside the longer
//   words    most words are the same (Dice over words at least 0.8) and not each ends in a word of its own,
//   as
//            "airport of X" and "airport of Y" do; with numbers-apart also names that begin
//            with the same six words, a number among them, or nine: an event described in two ways; and names
//            that begin with the same word and have the same code next to it: a document, whatever is said of
//            it
//   initials they differ by initials and a numeral at the end only: "B. S. Aquino III", "Benigno Aquino"
// With numbers-apart, other names whose numbers (Arabic or Roman) differ stay two: editions and years. A
// short name that fits several long ones joins the one named first. Not here: across articles
// (graph/resolve).
#include "extract/mention/name_forms.h"

#include <algorithm>
#include <bit>

namespace newsgraph {
namespace {

/// Arabic or Roman. `word` is not empty.
bool is_number(std::string_view word) {
  if (word.front() >= '0' && word.front() <= '9') return true;
  return word.find_first_not_of("ivxlc") == std::string_view::npos;
}

/// "62/2013/qh13": figures, a stroke, letters. `word` begins with a figure.
bool is_code(std::string_view word) {
  const auto letter = [](char c) { return (c < '0' || c > '9') && c != '/' && c != '-' && c != '.'; };
  return word.find('/') != std::string_view::npos && std::any_of(word.begin(), word.end(), letter);
}

constexpr std::size_t kEnoughWords = 6, kAmpleWords = 9;
constexpr std::size_t kBeforeCode = 3;  // words at most

}  // namespace

void NameForms::clear() {
  known_.clear();
  beginnings_.clear();
  is_figure_.clear();
  uses_.clear();
  forms_.clear();
  words_.clear();
  sorted_.clear();
  figures_.clear();
}

/// The word that begins at a place of `key`; empty at a space.
NameForms::Word NameForms::word_at(std::string_view key, std::size_t begin) {
  const std::uint64_t bytes = eight_bytes(key, begin);
  if (const std::uint64_t spaces = find_byte(bytes, ' '); spaces != 0) {
    const auto before = static_cast<unsigned>(std::countr_zero(spaces)) & ~7U;  // bits of the word
    return {bytes & ((std::uint64_t{1} << before) - 1), key.substr(begin, before / 8)};
  }
  const std::size_t behind = begin + 8;
  const std::size_t end = behind < key.size() ? key.find(' ', behind) : key.size();
  return {bytes, key.substr(begin, end - begin)};
}

NameForms::FormId NameForms::add(std::string_view key) {
  Form form;
  form.words.begin = static_cast<std::uint32_t>(words_.size());
  for (std::size_t begin = 0; begin < key.size();) {
    const Word found = word_at(key, begin);
    const std::size_t end = begin + found.text.size();
    if (end > begin) {
      const std::uint32_t word = known_.add(found);
      if (word == uses_.size()) {
        is_figure_.push_back(is_number(found.text) ? 1 : 0);
        uses_.push_back(0);
      }
      ++uses_[word];
      words_.push_back(word);
      if (words_.size() - form.words.begin == kEnoughWords)
        form.beginning = beginnings_.add({eight_bytes(key, 0), key.substr(0, end)});
    }
    begin = end + 1;
  }
  form.words.end = static_cast<std::uint32_t>(words_.size());
  forms_.push_back(form);
  return static_cast<FormId>(forms_.size() - 1);
}

void NameForms::prepare(FormId id) {
  Form& form = forms_[id];
  if (sorted_.size() < words_.size()) sorted_.resize(words_.size());
  const auto begin = sorted_.begin() + form.words.begin, end = sorted_.begin() + form.words.end;
  std::copy(words_.begin() + form.words.begin, words_.begin() + form.words.end, begin);
  std::sort(begin, end);
  form.figures.begin = static_cast<std::uint32_t>(figures_.size());
  for (auto word = begin; word != end; ++word)
    if (is_figure_[*word] != 0 && (word == begin || *word != *(word - 1))) figures_.push_back(*word);
  form.figures.end = static_cast<std::uint32_t>(figures_.size());
}

bool NameForms::shares_words(FormId form) const {
  const auto all = words(form);
  return std::any_of(all.begin(), all.end(), [&](std::uint32_t word) { return uses_[word] > 1; });
}

bool NameForms::figures_differ(FormId a, FormId b) const {
  const auto x = part(figures_, forms_[a].figures), y = part(figures_, forms_[b].figures);
  return !std::includes(x.begin(), x.end(), y.begin(), y.end()) &&
         !std::includes(y.begin(), y.end(), x.begin(), x.end());
}

/// Each ends in a word that the other lacks, and that is no number: two airports, the laws that amend two
/// laws.
bool NameForms::end_apart(FormId a, FormId b) const {
  const auto own_end = [&](FormId form, FormId other) {
    const std::uint32_t last = words(form).back();
    const auto others = sorted(other);
    return is_figure_[last] == 0 && !std::binary_search(others.begin(), others.end(), last);
  };
  return own_end(a, b) && own_end(b, a);
}

bool NameForms::mostly_same_words(FormId longer, FormId shorter) const {
  const auto x = sorted(longer), y = sorted(shorter);
  std::size_t common = 0;
  for (auto a = x.begin(), b = y.begin(); a != x.end() && b != y.end();) {
    if (*a < *b)
      ++a;
    else if (*b < *a)
      ++b;
    else
      ++common, ++a, ++b;
  }
  return 10 * common >= 4 * (x.size() + y.size()) && !end_apart(longer, shorter);
}

/// The names begin with the same words, and with enough of them: one event described in two ways.
bool NameForms::begin_alike(FormId a, FormId b) const {
  const auto x = words(a), y = words(b);
  const std::size_t shorter = std::min(x.size(), y.size());
  std::size_t common = 0;
  bool numbered = false;
  while (common < shorter && x[common] == y[common]) numbered = is_figure_[x[common++]] != 0 || numbered;
  return common >= (numbered ? kEnoughWords : kAmpleWords);
}

std::uint32_t NameForms::code(FormId form) const {
  const auto all = words(form);
  const auto beginning = all.first(std::min(all.size(), kBeforeCode + 1));
  const auto found = std::find_if(beginning.begin(), beginning.end(), [&](std::uint32_t word) {
    return is_figure_[word] != 0 && is_code(text(word));
  });
  return found == beginning.end() ? kNone : *found;
}

bool NameForms::same_code(FormId a, FormId b) const {
  const std::uint32_t found = code(a);
  return found != kNone && found == code(b) && words(a).front() == words(b).front();
}

std::uint32_t NameForms::last_word(FormId form) const {
  const auto all = words(form);
  const auto last = std::find_if(all.rbegin(), all.rend(), [&](auto word) { return is_figure_[word] == 0; });
  return last != all.rend() ? *last : all.back();
}

/// One letter, of one byte: keys are folded.
bool NameForms::is_initial(std::uint32_t word) const {
  return text(word).size() == 1;
}

bool NameForms::stands_for(std::uint32_t shorter, std::uint32_t longer) const {
  return shorter == longer || (is_initial(shorter) && text(longer).front() == text(shorter).front());
}

/// Word by word from the front to the same last word of two letters or more: equal, or an initial of the
/// other; initials between may be missing in one. At least one whole word before the last, or its initial.
bool NameForms::same_but_initials(FormId a, FormId b) const {
  const std::uint32_t last = last_word(a);
  if (last != last_word(b) || is_initial(last)) return false;
  const auto before = [&](FormId form) {
    const auto all = words(form);
    return all.first(static_cast<std::size_t>(std::find(all.begin(), all.end(), last) - all.begin()));
  };
  const auto x = before(a), y = before(b);
  if (x.empty() || y.empty() || (!stands_for(x[0], y[0]) && !stands_for(y[0], x[0]))) return false;
  std::size_t i = 1, j = 1;
  while (i < x.size() || j < y.size()) {
    if (i < x.size() && j < y.size() && (stands_for(x[i], y[j]) || stands_for(y[j], x[i])))
      ++i, ++j;
    else if (i < x.size() && is_initial(x[i]))
      ++i;
    else if (j < y.size() && is_initial(y[j]))
      ++j;
    else
      return false;
  }
  return true;
}

/// The shorter name is the longer one without one of `omits`, which stands behind its first word.
bool NameForms::leaves_out(std::span<const std::string> omits, FormId longer, FormId shorter) const {
  const auto l = words(longer), s = words(shorter);
  if (s.size() < 2 || l.size() == s.size()) return false;
  const std::size_t more = l.size() - s.size();
  const auto split = std::mismatch(s.begin(), s.end(), l.begin()).first - s.begin();
  if (split == 0 ||
      !std::equal(s.begin() + split, s.end(), l.begin() + split + static_cast<std::ptrdiff_t>(more)))
    return false;
  std::string left_out;
  for (const std::uint32_t word : l.subspan(static_cast<std::size_t>(split), more))
    (left_out += left_out.empty() ? "" : " ") += text(word);
  return std::find(omits.begin(), omits.end(), left_out) != omits.end();
}

bool NameForms::is_form(const LabelInfo& type, FormId longer, FormId shorter) const {
  const auto l = words(longer), s = words(shorter);
  if (s.empty() || l.size() < s.size()) return false;
  if (type.merges_words && type.numbers_apart && same_code(longer, shorter)) return true;
  if (type.numbers_apart && figures_differ(longer, shorter)) return false;
  // One word begins a name of its kind only where names are also cut from the front.
  const std::size_t begin = type.merges_suffix && !type.merges_words ? 1 : 2;
  if (type.merges_prefix && s.size() >= begin && std::equal(s.begin(), s.end(), l.begin())) return true;
  if (type.merges_suffix && std::equal(s.rbegin(), s.rend(), l.rbegin())) return true;
  if (type.merges_inside && s.size() >= 3 && std::search(l.begin(), l.end(), s.begin(), s.end()) != l.end())
    return true;
  if (!type.omits.empty() && leaves_out(type.omits, longer, shorter)) return true;
  if (type.merges_initials && same_but_initials(longer, shorter)) return true;
  if (type.merges_initials && type.merges_suffix && s.size() == 1 && s[0] == last_word(longer)) return true;
  return type.merges_words &&
         (mostly_same_words(longer, shorter) || (type.numbers_apart && begin_alike(longer, shorter)));
}

}  // namespace newsgraph
