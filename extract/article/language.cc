// SPDX-License-Identifier: Apache-2.0
#include "extract/article/language.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/article/byte_set.h"
#include "extract/article/encoding.h"
#include "extract/eight_bytes.h"

namespace newsgraph {
namespace {

constexpr std::size_t kLookedAt = 640;   // bytes: some 120 words
constexpr std::size_t kLongestWord = 8;  // bytes of the longest short word

// Words of up to eight bytes compare as numbers. Requires: text[begin, begin + size) is one.
std::uint64_t packed_word(std::string_view text, std::size_t begin, std::size_t size) {
  return eight_bytes(text, begin) & (~std::uint64_t{0} >> (8 * (kLongestWord - size)));
}

constexpr std::size_t kLooks = 4096;

std::size_t look_of(const char* word, std::size_t size) {
  const auto first = static_cast<unsigned char>(word[0]);
  const auto last = static_cast<unsigned char>(word[size - 1]);
  return (size & 7) << 9 | ((first * 31U + last) & 511);
}

/// All of ASCII that is no letter: what stands between words. Bytes beyond ASCII are letters here.
constexpr std::array<char, 76> kBetweenWords = [] {
  std::array<char, 76> bytes{};
  std::size_t count = 0;
  for (char c = 0; c != 0x7f; ++c)
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) bytes[count++] = c;
  bytes[count] = 0x7f;
  return bytes;
}();
constexpr ByteSet kWordEnd(std::string_view(kBetweenWords.data(), kBetweenWords.size()));

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

LanguageDetector::LanguageDetector(const BoilerplateRules& rules) : first_(kLooks, kNoWord) {
  for (const auto& [tag, words] : rules.language) {
    for (const std::string& word : words) add(word, static_cast<std::uint32_t>(tags_.size()));
    tags_.push_back(tag);
  }
}

void LanguageDetector::add(const std::string& word, std::uint32_t language) {
  if (word.size() > kLongestWord) return;
  std::uint32_t& first = first_[look_of(word.data(), word.size())];
  words_.push_back({packed_word(word, 0, word.size()), language, first});
  first = static_cast<std::uint32_t>(words_.size() - 1);
}

std::string LanguageDetector::detect(std::string_view text) const {
  std::size_t end = std::min<std::size_t>(text.size(), kLookedAt);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text = text.substr(0, end);
  std::string kept;
  if (text.find('\xcc') != std::string_view::npos) {  // lead byte of combining marks
    kept = composed(text);
    text = kept;
  }
  std::vector<std::size_t> hits(tags_.size());
  std::size_t words = 0;
  const auto count = [&](std::size_t begin, std::size_t size) {
    ++words;
    if (size > kLongestWord) return;
    std::uint32_t known = first_[look_of(text.data() + begin, size)];
    if (known == kNoWord) return;
    const std::uint64_t wanted = packed_word(text, begin, size);
    for (; known != kNoWord; known = words_[known].next)
      if (words_[known].bytes == wanted) ++hits[words_[known].language];
  };
  std::size_t begin = 0;
  const auto end_word = [&](std::size_t at) {
    if (at > begin) count(begin, at - begin);
    begin = at + 1;
    return false;  // go on to the next
  };
  kWordEnd.find_if(text, 0, end_word);
  end_word(text.size());
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
