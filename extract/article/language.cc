// SPDX-License-Identifier: Apache-2.0
#include "extract/article/language.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "extract/eight_bytes.h"

namespace newsgraph {
namespace {

constexpr std::size_t kLookedAt = 640;   // bytes: some 120 words
constexpr std::size_t kLongestWord = 8;  // bytes of the longest short word

// Words of up to eight bytes compare as numbers. Requires: text[begin, begin + size) is one.
std::uint64_t packed_word(std::string_view text, std::size_t begin, std::size_t size) {
  return eight_bytes(text, begin) & (~std::uint64_t{0} >> (8 * (kLongestWord - size)));
}

std::size_t filter_of(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  const auto last = static_cast<unsigned char>(word.back());
  return (word.size() & 7) << 9 | ((first * 31U + last) & 511);
}

/// The bytes of an ASCII word or of a letter beyond ASCII.
constexpr std::array<bool, 256> kLetters = [] {
  std::array<bool, 256> letters{};
  for (std::size_t c = 0; c < letters.size(); ++c)
    letters[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
  return letters;
}();
bool is_letter(char c) {
  return kLetters[static_cast<unsigned char>(c)];
}

}  // namespace

std::string language_tag(std::string_view field) {
  std::string tag;
  for (const char c : field) {
    if (c == '-' || c == '_') break;
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (low < 'a' || low > 'z' || tag.size() == 3) return {};
    tag += low;
  }
  return tag.size() >= 2 ? tag : std::string();
}

LanguageDetector::LanguageDetector(const BoilerplateRules& rules) {
  for (const auto& [tag, words] : rules.language) {
    for (const std::string& word : words) {
      if (word.size() > kLongestWord) continue;
      words_.push_back({packed_word(word, 0, word.size()), static_cast<std::uint32_t>(tags_.size())});
      possible_.set(filter_of(word));
    }
    tags_.push_back(tag);
  }
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    return a.bytes != b.bytes ? a.bytes < b.bytes : a.language < b.language;
  });
}

std::string LanguageDetector::detect(std::string_view text) const {
  std::size_t end = std::min<std::size_t>(text.size(), kLookedAt);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text = text.substr(0, end);
  std::string composed;
  if (text.find('\xcc') != std::string_view::npos) {  // lead byte of combining marks
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString in =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    icu::Normalizer2::getNFCInstance(status)->normalize(in, status).toUTF8String(composed);
    text = composed;
  }
  std::vector<std::size_t> hits(tags_.size());
  std::size_t words = 0;
  const auto count = [&](std::size_t begin, std::size_t size) {
    ++words;
    if (size > kLongestWord || !possible_.test(filter_of(text.substr(begin, size)))) return;
    const std::uint64_t wanted = packed_word(text, begin, size);
    auto known = std::lower_bound(words_.begin(), words_.end(), wanted,
                                  [](const Word& one, std::uint64_t bytes) { return one.bytes < bytes; });
    for (; known != words_.end() && known->bytes == wanted; ++known) ++hits[known->language];
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_letter(text[at])) ++at;
    if (at > begin) count(begin, at - begin);
    ++at;
  }
  std::size_t best = 0;
  std::string tag;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const bool better = hits[i] > best || (hits[i] == best && hits[i] > 0 && tags_[i] < tag);
    if (better && hits[i] * 12 >= words) {
      best = hits[i];
      tag = tags_[i];
    }
  }
  return tag;
}

}  // namespace newsgraph
