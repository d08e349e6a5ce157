// SPDX-License-Identifier: Apache-2.0
#include "extract/article/language.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace newsgraph {

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

std::string detect_language(std::string_view text, const BoilerplateRules& rules) {
  std::size_t end = std::min<std::size_t>(text.size(), 4096);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text = text.substr(0, end);
  std::string composed;
  if (text.find("\xcc") != std::string_view::npos) {  // lead byte of combining marks
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString in = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    icu::Normalizer2::getNFCInstance(status)->normalize(in, status).toUTF8String(composed);
    text = composed;
  }
  std::vector<std::size_t> hits(rules.language.size());
  std::size_t words = 0;
  constexpr std::string_view kBreaks = " \t\r\n,.:;()\"'";
  for (std::size_t at = text.find_first_not_of(kBreaks); at != std::string_view::npos; at = text.find_first_not_of(kBreaks, at)) {
    const std::size_t stop = std::min(text.find_first_of(kBreaks, at), text.size());
    const std::string_view word = text.substr(at, stop - at);
    ++words;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const auto& list = rules.language[i].second;
      const auto found = std::lower_bound(list.begin(), list.end(), word);
      hits[i] += found != list.end() && *found == word ? 1 : 0;
    }
    at = stop;
  }
  std::size_t best = 0;
  std::string tag;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const bool better = hits[i] > best || (hits[i] == best && hits[i] > 0 && rules.language[i].first < tag);
    if (better && hits[i] * 12 >= words) {
      best = hits[i];
      tag = rules.language[i].first;
    }
  }
  return tag;
}

}  // namespace newsgraph
