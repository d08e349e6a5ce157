// SPDX-License-Identifier: Apache-2.0
#include "extract/fact/json_writer.h"

#include "extract/fact/json_string.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace newsgraph {
namespace {

constexpr char kHex[] = "0123456789abcdef";

/// The escape of a byte, without the backslash, at `to`; returns its end.
char* write_escape(unsigned char c, char* to) {
  switch (c) {
    case '"':
    case '\\':
      *to = static_cast<char>(c);
      return to + 1;
    case '\n':
      *to = 'n';
      return to + 1;
    case '\r':
      *to = 'r';
      return to + 1;
    case '\t':
      *to = 't';
      return to + 1;
    default:
      std::memcpy(to, "u00", 3);
      to[3] = kHex[c >> 4];
      to[4] = kHex[c & 15];
      return to + 5;
  }
}

#if defined(__SSE2__)

bool is_plain(__m128i bytes) {
  const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
  const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  return _mm_movemask_epi8(_mm_or_si128(controls, _mm_or_si128(quotes, backslashes))) == 0;
}

bool copy_sixteen(const char* from, char* to) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  return is_plain(bytes);
}

/// The first and the last bytes of a text that is as long as one Word at least and as two at most.
template <class Word>
bool copy_ends(std::string_view text, char* to) {
  const std::size_t last = text.size() - sizeof(Word);
  Word head = 0, tail = 0;
  std::memcpy(&head, text.data(), sizeof(Word));
  std::memcpy(&tail, text.data() + last, sizeof(Word));
  std::memcpy(to, &head, sizeof(Word));
  std::memcpy(to + last, &tail, sizeof(Word));
  if constexpr (sizeof(Word) == 8)
    return is_plain(_mm_set_epi64x(static_cast<long long>(tail), static_cast<long long>(head)));
  else
    return is_plain(_mm_set1_epi64x(static_cast<long long>(std::uint64_t{tail} << 32U | head)));
}

#endif

}  // namespace

#if defined(__SSE2__)

// Sixteen bytes at a time. The last bytes overlap those before them: they are copied and looked at twice.
bool JsonWriter::copy_plain(std::string_view text, char* to) {
  const std::size_t size = text.size();
  if (size >= 16) {
    bool plain = true;
    for (std::size_t at = 0; plain && at + 16 < size; at += 16)
      plain = copy_sixteen(text.data() + at, to + at);
    return plain && copy_sixteen(text.data() + size - 16, to + size - 16);
  }
  if (size >= 8) return copy_ends<std::uint64_t>(text, to);
  if (size >= 4) return copy_ends<std::uint32_t>(text, to);
  for (std::size_t at = 0; at < size; ++at) {
    if (kJsonStringEnd.has(text[at])) return false;
    to[at] = text[at];
  }
  return true;
}

#else

bool JsonWriter::copy_plain(std::string_view text, char* to) {
  if (kJsonStringEnd.find(text, 0) != text.size()) return false;
  std::memcpy(to, text.data(), text.size());
  return true;
}

#endif

// What needs no escape is copied in runs.
char* JsonWriter::write_escaped(std::string_view text, char* at) {
  constexpr std::size_t kLongestEscape = 6;
  at_ = at;
  at = room(kLongestEscape * text.size() + kQuotesAndComma);
  for (std::size_t run = 0;;) {
    const std::size_t end = kJsonStringEnd.find(text, run);
    std::memcpy(at, text.data() + run, end - run);
    at += end - run;
    if (end == text.size()) return at;
    at = write_escape(static_cast<unsigned char>(text[end]), put('\\', at));
    run = end + 1;
  }
}

void JsonWriter::grow(std::size_t size) {
  constexpr std::size_t kAhead = 1024;
  const auto written = static_cast<std::size_t>(at_ - out_.data());
  out_.resize(written + size + kAhead);
  at_ = out_.data() + written;
  end_ = out_.data() + out_.size();
}

}  // namespace newsgraph
