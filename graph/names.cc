// SPDX-License-Identifier: Apache-2.0
// Names as resolution compares them. The canonical form (extract/text) is the key; what it loses, the case,
// is looked at in the spelling. A Roman numeral is a number only in capitals: "X" in "lần thứ X", not the
// word "vi" or "di".
#include "graph/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

namespace newsgraph {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    if (space > 0) words.push_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

/// Punctuation is ASCII in canonical form; what is left holds letters or digits.
bool has_content(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

std::optional<int> roman_value(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, int>, 9> kSteps = {
      {{"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"III", 3}, {"II", 2}, {"I", 1}}};
  int value = 0;
  for (const auto& [sign, worth] : kSteps) {
    const int most = worth == 10 ? 3 : 1;
    for (int times = 0; times < most && word.substr(0, sign.size()) == sign; ++times) {
      word.remove_prefix(sign.size());
      value += worth;
    }
  }
  if (!word.empty() || value == 0) return std::nullopt;
  return value;
}

/// ASCII of one word as spelt, its case kept.
struct Spelt {
  std::string ascii;
  bool capital = false;  // its first letter
  bool upper = false;    // two letters or more, none of them small
  int letters = 0;
};

/// The words of a spelling without diacritics, cut at everything that is neither letter nor digit nor inside
/// a code.
std::vector<Spelt> spelt_words(std::string_view ascii) {
  std::vector<Spelt> words;
  bool open = false;
  for (const char c : ascii) {
    const bool small = c >= 'a' && c <= 'z';
    const bool large = c >= 'A' && c <= 'Z';
    const bool other = static_cast<unsigned char>(c) >= 0x80;
    const bool inside = open && (c == '/' || c == '&') && words.back().ascii.size() > 1;
    if (!(small || large || other || is_digit(c) || inside)) {
      open = false;
      continue;
    }
    if (!open) words.push_back({std::string(), large, true, 0});
    open = true;
    Spelt& word = words.back();
    word.ascii += c;
    word.letters += small || large;
    word.upper = word.upper && !small && !other;
  }
  return words;
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

void add_numbers(const std::vector<Spelt>& words, NameKey& key) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].ascii;
    const bool last = i + 1 == words.size();
    if (all_digits(word)) {
      const auto digits = word.find_first_not_of('0');
      key.numbers.push_back(digits == std::string::npos ? "0" : word.substr(digits));
      const bool year = word.size() == 4 && (word[0] == '1' || word[0] == '2');
      key.edition = key.edition || year || last || words[i + 1].capital || is_digit(words[i + 1].ascii[0]);
    } else if (const auto value = roman_value(word); value && (i > 0 || !last)) {
      key.numbers.push_back(std::to_string(*value));
      key.edition = true;
    } else if (is_digit(word[0]) || word.find('/') != std::string::npos) {
      std::string code = word;
      std::transform(code.begin(), code.end(), code.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      key.numbers.push_back(std::move(code));
      key.edition = true;
    }
  }
  std::sort(key.numbers.begin(), key.numbers.end());
  key.numbers.erase(std::unique(key.numbers.begin(), key.numbers.end()), key.numbers.end());
}

}  // namespace

template <class Take>
void WordCache::each_word(std::string_view text, Take take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t space = std::min(text.find(' ', begin), text.size());
    if (space > begin) take(text.substr(begin, space - begin));
    begin = space + 1;
  }
}

const WordCache::Forms& WordCache::forms(std::string_view word) {
  constexpr std::size_t kMaxWords = 1U << 16;
  std::string key(word);
  if (const auto found = words_.find(key); found != words_.end()) return found->second;
  if (words_.size() >= kMaxWords) words_.clear();
  return words_.emplace(std::move(key), Forms{canonical(word, settings_), without_diacritics(word)})
      .first->second;
}

std::string WordCache::canonical_name(std::string_view name) {
  std::string result;
  each_word(name, [&](std::string_view word) {
    const std::string& form = forms(word).canonical;
    if (!result.empty() && !form.empty()) result += ' ';
    result += form;
  });
  return result;
}

std::string WordCache::ascii(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  std::size_t copied = 0;
  each_word(text, [&](std::string_view word) {
    const auto at = static_cast<std::size_t>(word.data() - text.data());
    result.append(text, copied, at - copied);
    result += forms(word).ascii;
    copied = at + word.size();
  });
  return result.append(text, copied, std::string_view::npos);
}

NameKey analyze_name(std::string_view name, WordCache& cache) {
  NameKey key;
  key.text = cache.canonical_name(name);
  for (const std::string_view word : split(key.text)) {
    if (has_content(word)) key.words.emplace_back(word);
  }
  if (key.text.empty()) key.text = name;
  const auto words = spelt_words(cache.ascii(name));
  add_numbers(words, key);
  key.acronym = words.size() == 1 && words[0].upper && words[0].letters >= 3;
  key.proper = words.size() == 1 && words[0].capital;
  for (std::size_t i = 1; i < words.size(); ++i) key.proper = key.proper || words[i].capital;
  return key;
}

NameId NameTable::add(std::string_view name) {
  const auto [at, is_new] = ids_.try_emplace(name, static_cast<NameId>(spellings_.size()));
  if (is_new) spellings_.push_back(name);
  return at->second;
}

void NameTable::finish(const TextSettings& settings) {
  std::vector<NameKey> found(spellings_.size());
  tbb::enumerable_thread_specific<WordCache> caches([&] { return WordCache(settings); });
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, found.size(), 256), [&](const auto& range) {
    WordCache& cache = caches.local();
    for (std::size_t i = range.begin(); i < range.end(); ++i) found[i] = analyze_name(spellings_[i], cache);
  });
  std::vector<NameId> order(found.size());
  std::iota(order.begin(), order.end(), 0U);
  tbb::parallel_sort(order.begin(), order.end(), [&](NameId a, NameId b) {
    return std::tie(found[a].text, spellings_[a]) < std::tie(found[b].text, spellings_[b]);
  });
  key_of_.resize(found.size());
  for (const NameId name : order) {
    NameKey& key = found[name];
    if (keys_.empty() || keys_.back().text != key.text) {
      keys_.push_back(std::move(key));
    } else {
      NameKey& kept = keys_.back();
      kept.proper = kept.proper || key.proper;
      kept.acronym = kept.acronym || key.acronym;
      // A numeral written small in one spelling is a numeral if another spelling has it in capitals.
      if (key.numbers.size() > kept.numbers.size()) kept.numbers = std::move(key.numbers);
      kept.edition = kept.edition || key.edition;
    }
    key_of_[name] = static_cast<KeyId>(keys_.size() - 1);
  }
  ids_.clear();
}

std::string slug_of_ascii(std::string_view ascii) {
  std::string result;
  result.reserve(ascii.size());
  bool gap = false;
  for (const char c : ascii) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_digit(small) || (small >= 'a' && small <= 'z')) {
      if (gap && !result.empty()) result += '-';
      result += small;
      gap = false;
    } else {
      gap = true;
    }
  }
  if (result.empty()) result.append("x").append(hex(content_hash(ascii), 8));
  return result;
}

std::string slug(std::string_view name) {
  return slug_of_ascii(without_diacritics(name));
}

std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = seed;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

std::string hex(std::uint64_t hash, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (int i = digits - 1; i >= 0; --i, hash >>= 4)
    text[static_cast<std::size_t>(i)] = "0123456789abcdef"[hash & 15];
  return text;
}

}  // namespace newsgraph
