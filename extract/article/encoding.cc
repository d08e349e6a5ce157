// SPDX-License-Identifier: Apache-2.0
#include "extract/article/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include "extract/clones.h"

#if defined(__SSSE3__)
#include <tmmintrin.h>
#endif

namespace newsgraph {
namespace {

// Length of the well-formed sequence at `at`, or 0.
std::size_t sequence_length(std::string_view s, std::size_t at) {
  const CodePoint found = code_point_at(s, at);
  return found.code < 0 ? 0 : found.size;
}

#if defined(__SSSE3__)

// Sixteen bytes at a time: each pair of neighbours is looked up by three half bytes, and the bits that all
// three answers share name an error. Third and fourth bytes of long sequences are checked apart. Source:
// Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", 2021.
class VectorCheck {
 public:
  /// How many of the bytes before them the next sixteen are read with.
  static constexpr std::size_t kBefore = 3;

  void take(const char* bytes) {
    const auto sixteen = [](const char* from) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    };
    const __m128i input = sixteen(bytes);
    const __m128i before = sixteen(bytes - 1);
    const __m128i low = _mm_set1_epi8(0x0f);
    const __m128i first_high = _mm_shuffle_epi8(kFirstHigh, _mm_and_si128(_mm_srli_epi16(before, 4), low));
    const __m128i first_low = _mm_shuffle_epi8(kFirstLow, _mm_and_si128(before, low));
    const __m128i second_high = _mm_shuffle_epi8(kSecondHigh, _mm_and_si128(_mm_srli_epi16(input, 4), low));
    const __m128i found = _mm_and_si128(_mm_and_si128(first_high, first_low), second_high);
    const __m128i third = _mm_subs_epu8(sixteen(bytes - 2), _mm_set1_epi8(0xe0 - 0x80));
    const __m128i fourth = _mm_subs_epu8(sixteen(bytes - kBefore), _mm_set1_epi8(0xf0 - 0x80));
    const __m128i must_follow =
        _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8(static_cast<char>(0x80)));
    error_ = _mm_or_si128(error_, _mm_xor_si128(must_follow, found));
  }
  [[nodiscard]] bool good() const {
    return _mm_movemask_epi8(_mm_cmpeq_epi8(error_, _mm_setzero_si128())) == 0xffff;
  }

 private:
  enum : int {
    kTooShort = 1,  // a lead byte, then no continuation
    kTooLong = 2,   // ASCII, then a continuation
    kOverlong3 = 4,
    kTooLarge = 8,
    kSurrogate = 16,
    kOverlong2 = 32,
    kTooLarge1000 = 64,
    kOverlong4 = 64,
    kTwoContinuations = 128,
    kAny = kTooShort | kTooLong | kTwoContinuations,
    kLarge = kAny | kTooLarge | kTooLarge1000,
    kLead = kTooShort,
    kFollow = kTooLong | kOverlong2 | kTwoContinuations,
  };
  static __m128i table(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l,
                       int m, int n, int o, int p) {
    const auto byte = [](int value) { return static_cast<char>(value); };
    return _mm_setr_epi8(byte(a), byte(b), byte(c), byte(d), byte(e), byte(f), byte(g), byte(h), byte(i),
                         byte(j), byte(k), byte(l), byte(m), byte(n), byte(o), byte(p));
  }
  const __m128i kFirstHigh =
      table(kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTwoContinuations,
            kTwoContinuations, kTwoContinuations, kTwoContinuations, kTooShort | kOverlong2, kTooShort,
            kTooShort | kOverlong3 | kSurrogate, kTooShort | kTooLarge | kTooLarge1000 | kOverlong4);
  const __m128i kFirstLow = table(kAny | kOverlong3 | kOverlong2 | kOverlong4, kAny | kOverlong2, kAny, kAny,
                                  kAny | kTooLarge, kLarge, kLarge, kLarge, kLarge, kLarge, kLarge, kLarge,
                                  kLarge, kLarge | kSurrogate, kLarge, kLarge);
  const __m128i kSecondHigh =
      table(kLead, kLead, kLead, kLead, kLead, kLead, kLead, kLead,
            kFollow | kOverlong3 | kTooLarge1000 | kOverlong4, kFollow | kOverlong3 | kTooLarge,
            kFollow | kSurrogate | kTooLarge, kFollow | kSurrogate | kTooLarge, kLead, kLead, kLead, kLead);
  __m128i error_ = _mm_setzero_si128();
};

NEWSGRAPH_CLONES bool is_valid_by_vectors(std::string_view bytes) {
  VectorCheck check;
  // The first and the last stand among zeros, which show a sequence that was cut off.
  std::array<char, 32> edge{};
  const std::size_t first = std::min<std::size_t>(bytes.size(), 16);
  std::memcpy(&edge[16], bytes.data(), first);
  check.take(&edge[16]);
  if (first < 16) return check.good();
  std::size_t at = 16;
  for (; at + 16 <= bytes.size(); at += 16) check.take(bytes.data() + at);
  edge.fill('\0');
  std::memcpy(&edge[16 - VectorCheck::kBefore], bytes.data() + at - VectorCheck::kBefore,
              bytes.size() - at + VectorCheck::kBefore);
  check.take(&edge[16]);
  return check.good();
}

#else

bool is_valid_by_vectors(std::string_view) {
  return false;
}  // the plain check below decides

#endif

// Bytes of the letters and tone marks of windows-1258 that its Latin-1 neighbours hardly use: combining tone
// marks stand right behind a letter.
bool looks_like_windows_1258(std::string_view bytes) {
  std::size_t tones = 0;
  std::size_t high = 0;
  for (std::size_t at = 1; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const auto before = static_cast<unsigned char>(bytes[at - 1]);
    high += byte >= 0xc0 ? 1 : 0;
    const bool tone = byte == 0xcc || byte == 0xd2 || byte == 0xde || byte == 0xec || byte == 0xf2;
    const bool letter = ((before | 0x20) >= 'a' && (before | 0x20) <= 'z') || before >= 0xc0;
    tones += tone && letter ? 1 : 0;
  }
  return tones >= 2 && tones * 5 >= high;
}

std::string detected(std::string_view bytes) {
  if (looks_like_windows_1258(bytes)) return "windows-1258";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 64 * 1024));
  ucsdet_setText(detector.get(), bytes.data(), size, &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* name = match != nullptr ? ucsdet_getName(match, &status) : nullptr;
  return U_SUCCESS(status) && name != nullptr && std::strncmp(name, "UTF-8", 5) != 0 ? name : "windows-1252";
}

// What ICU could not convert.
struct Unconverted {
  const char* begin;  // of the bytes
  std::size_t places = 0, first = 0;
};

void U_CALLCONV note_and_replace(const void* context, UConverterToUnicodeArgs* args, const char* units,
                                 std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // nothing is wrong: the converter is reset or closed
  auto& bad = *const_cast<Unconverted*>(static_cast<const Unconverted*>(context));
  if (bad.places++ == 0) bad.first = static_cast<std::size_t>(args->source - bad.begin - length);
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, args, units, length, reason, status);
}

bool convert(std::string_view bytes, const std::string& encoding, Decoded& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status),
                                                                     &ucnv_close);
  if (U_FAILURE(status)) return false;
  Unconverted bad{bytes.data()};
  ucnv_setToUCallBack(converter.get(), note_and_replace, &bad, nullptr, nullptr, &status);
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(),
                                status);
  if (U_FAILURE(status)) return false;
  text.toUTF8String(out.text);
  out.encoding = encoding;
  out.replaced = bad.places;
  out.first_bad = bad.first;
  return true;
}

Decoded repaired(std::string_view bytes, std::size_t first_bad) {
  Decoded out;
  out.encoding = "UTF-8";
  out.first_bad = first_bad;
  out.text.reserve(bytes.size() + 16);
  bool bad_before = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length > 0) {
      out.text.append(bytes.substr(at, length));
    } else if (!bad_before) {
      out.text += "\xef\xbf\xbd";
      ++out.replaced;
    }
    bad_before = length == 0;
    at += length > 0 ? length : 1;
  }
  return out;
}

// Of the places outside ASCII, are most sound UTF-8?
bool mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    good += length > 1 ? 1 : 0;
    bad += length == 0 ? 1 : 0;
    at += length > 0 ? length : 1;
  }
  return good > 2 * bad || good + bad < 4;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes) {
  if (is_valid_by_vectors(bytes)) return std::string_view::npos;
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, 8);
      if ((word & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string_view wide_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  // A mark begins with one of these bytes; an article's first words have a space, of which half is zero.
  constexpr std::size_t kFirstWords = 64, kHead = 4096;
  if (bytes.empty() || (static_cast<unsigned char>(bytes.front()) < 0xfe &&
                        bytes.substr(0, kFirstWords).find('\0') == std::string_view::npos))
    return {};
  static constexpr std::array kMarks = {
      std::pair{"\xff\xfe\0\0"sv, "UTF-32LE"sv}, std::pair{"\0\0\xfe\xff"sv, "UTF-32BE"sv},
      std::pair{"\xff\xfe"sv, "UTF-16LE"sv}, std::pair{"\xfe\xff"sv, "UTF-16BE"sv}};
  for (const auto& [mark, name] : kMarks)
    if (bytes.starts_with(mark)) return name;
  const std::size_t units = std::min(bytes.size(), kHead) / 4;
  std::array<std::size_t, 4> zeros{};  // by place in a unit of four bytes
  for (std::size_t at = 0; at < 4 * units; ++at) zeros[at % 4] += bytes[at] == '\0' ? 1 : 0;
  if (units == 0) return {};
  if (zeros[2] == units && zeros[3] == units && zeros[0] == 0) return "UTF-32LE";
  if (zeros[0] == units && zeros[1] == units && zeros[3] == 0) return "UTF-32BE";
  const std::size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
  if (even == 0 && 2 * odd >= units) return "UTF-16LE";
  if (odd == 0 && 2 * even >= units) return "UTF-16BE";
  return {};
}

Decoded decode(std::string bytes, std::string_view declared) {
  Decoded out;
  if (const std::string_view wide = wide_encoding(bytes); !wide.empty()) {
    if (convert(bytes, std::string(wide), out)) {
      if (out.text.starts_with("\xef\xbb\xbf")) out.text.erase(0, 3);
      return out;
    }
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  const std::size_t bad = first_invalid_utf8(bytes);
  if (bad == std::string::npos) {
    out.text = std::move(bytes);
    out.encoding = "UTF-8";
    return out;
  }
  if (mostly_utf8(bytes)) return repaired(bytes, bad);
  const bool says_utf8 = declared.size() >= 3 && (declared[0] | 0x20) == 'u' && (declared[1] | 0x20) == 't';
  if (!declared.empty() && !says_utf8 && convert(bytes, std::string(declared), out)) return out;
  if (convert(bytes, detected(bytes), out)) return out;
  return repaired(bytes, bad);
}

std::string composed(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(utf8.size()));
  nfc->normalizeUTF8(0, {utf8.data(), static_cast<std::int32_t>(utf8.size())}, sink, nullptr, status);
  return out;
}

}  // namespace newsgraph
