// SPDX-License-Identifier: Apache-2.0
// Cutting by byte classes, 64 bytes at a time: two 64-bit maps (word bytes, spaces) give all begins and ends
// of runs by shifts, and the set bits are then written out as indexes. No branch depends on what a byte is,
// which is what a byte-by-byte tokenizer spends its time on (mispredicted branches), and no character is
// decoded.
#include "extract/text/byte_runs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "extract/clones.h"

#ifdef __SSSE3__
#include <tmmintrin.h>
#endif

namespace newsgraph {
namespace {

constexpr std::size_t kChunk = 64;

struct Maps {
  std::uint64_t word = 0;
  std::uint64_t space = 0;
  std::uint64_t mark = 0;  // kMarkLead
};

#ifdef __SSSE3__
// A byte's class is found by its halves: class bits = low_bits[low half] & high_bits[high half]. Each bit
// below stands for one set of low halves; the high halves that allow the set carry its bit.
enum HalfBit : std::uint8_t {
  kDigits = 1,      // 30-39
  kAfterZero = 2,   // 41-4F, 61-6F
  kUpToTen = 4,     // 50-5A, 70-7A
  kAny = 8,         // 80-BF, D0-DF
  kFromThree = 16,  // C3-CF
  kOne = 32,        // E1
  kControl = 64,    // 00-1F
  kBlank = 128,     // 20
};
constexpr std::uint8_t kWordBits = kDigits | kAfterZero | kUpToTen | kAny | kFromThree | kOne;

alignas(16) constexpr std::array<std::uint8_t, 16> kHighBits = {
    kControl, kControl, kBlank, kDigits, kAfterZero, kUpToTen, kAfterZero, kUpToTen,
    kAny,     kAny,     kAny,   kAny,    kFromThree, kAny,     kOne,       0};

constexpr std::array<std::uint8_t, 16> low_bits() {
  std::array<std::uint8_t, 16> bits{};
  for (unsigned low = 0; low < 16; ++low) {
    bits[low] = static_cast<std::uint8_t>((low <= 9 ? kDigits : 0) | (low >= 1 ? kAfterZero : 0) |
                                          (low <= 10 ? kUpToTen : 0) | kAny | (low >= 3 ? kFromThree : 0) |
                                          (low == 1 ? kOne : 0) | kControl | (low == 0 ? kBlank : 0));
  }
  return bits;
}
alignas(16) constexpr std::array<std::uint8_t, 16> kLowBits = low_bits();

/// The high bit of each byte.
[[gnu::always_inline]] inline std::uint64_t sixteen_bits(__m128i bytes) {
  return static_cast<unsigned>(_mm_movemask_epi8(bytes));
}

// Always inline: the clones of what calls it take in nothing else.
[[gnu::always_inline]] inline Maps class_maps(const char* bytes) {
  const __m128i low_table = _mm_load_si128(reinterpret_cast<const __m128i*>(kLowBits.data()));
  const __m128i high_table = _mm_load_si128(reinterpret_cast<const __m128i*>(kHighBits.data()));
  const __m128i half = _mm_set1_epi8(0x0F);
  const __m128i mark_lead = _mm_set1_epi8(static_cast<char>(kMarkLead));
  const __m128i word_bits = _mm_set1_epi8(static_cast<char>(kWordBits));
  Maps maps;
  std::uint64_t others = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part * 16));
    const __m128i low = _mm_shuffle_epi8(low_table, _mm_and_si128(chunk, half));
    const __m128i high = _mm_shuffle_epi8(high_table, _mm_and_si128(_mm_srli_epi16(chunk, 4), half));
    const __m128i bits = _mm_and_si128(low, high);
    const __m128i not_word = _mm_cmpeq_epi8(_mm_and_si128(bits, word_bits), _mm_setzero_si128());
    const __m128i space = _mm_or_si128(bits, _mm_add_epi8(bits, bits));  // bit 6 moved onto bit 7
    others |= sixteen_bits(not_word) << (part * 16);
    maps.space |= sixteen_bits(space) << (part * 16);
    maps.mark |= sixteen_bits(_mm_cmpeq_epi8(chunk, mark_lead)) << (part * 16);
  }
  maps.word = ~others;
  return maps;
}
#else
constexpr std::array<std::uint8_t, 256> class_bits() {
  std::array<std::uint8_t, 256> bits{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const ByteClass found = byte_class(static_cast<unsigned char>(byte));
    bits[byte] =
        static_cast<std::uint8_t>((found == ByteClass::kWord ? 1 : 0) | (found == ByteClass::kSpace ? 2 : 0) |
                                  (byte == kMarkLead ? 4 : 0));
  }
  return bits;
}
constexpr std::array<std::uint8_t, 256> kClassBits = class_bits();

[[gnu::always_inline]] inline Maps class_maps(const char* bytes) {
  Maps maps;
  for (unsigned at = 0; at < kChunk; ++at) {
    const std::uint64_t bits = kClassBits[static_cast<unsigned char>(bytes[at])];
    maps.word |= (bits & 1U) << at;
    maps.space |= (bits >> 1U & 1U) << at;
    maps.mark |= (bits >> 2U) << at;
  }
  return maps;
}
#endif

/// Writes `base` + index of every set bit to member `where` of the spans from `out` on. Returns behind the
/// last. Writes in fours and then three more, so up to three places behind the result are overwritten with
/// anything.
template <std::uint32_t Span::*where>
Span* write_bits(std::uint64_t bits, std::uint32_t base, Span* out) {
  Span* const end = out + std::popcount(bits);
  const auto write = [&](std::uint64_t nonzero) {
    (out++)->*where = base + static_cast<std::uint32_t>(std::countr_zero(nonzero));
    bits &= bits - 1;
  };
  while (end - out >= 4) {
    for (int lane = 0; lane < 4; ++lane) {
      if (bits == 0) __builtin_unreachable();  // for zero x86 would need a case of its own
      write(bits);
    }
  }
  // Here the same is seen to by a bit that is never counted.
  constexpr std::uint64_t kLast = std::uint64_t{1} << 63U;
  for (int lane = 0; lane < 3; ++lane) write(bits | kLast);
  return end;
}

}  // namespace

NEWSGRAPH_CLONES void find_runs(std::string_view text, Span block, ByteRuns& found) {
  // At most one run a byte, and the slack of the last chunk.
  const std::size_t room = block.size() + 2 * kChunk;
  if (found.room.size() < room) found.room.resize(room);
  Span* begins = found.begin();
  Span* ends = begins;
  std::uint64_t word_carry = 0;   // 1 if the byte before the chunk is a word byte
  std::uint64_t other_carry = 0;  // 1 if it is another, neither space nor in a mark of three bytes
  struct {
    std::uint64_t inside;  // bytes of this chunk that go on with a mark of the last
    std::uint64_t ends;    // where marks of the last chunk end in this
  } mark_carry{};
  std::array<char, kChunk> tail{};
  for (std::uint32_t at = block.begin; at < block.end; at += kChunk) {
    const char* bytes = text.data() + at;
    const std::uint32_t left = block.end - at;
    if (text.size() - at < kChunk) {  // no reading behind the article
      std::memcpy(tail.data(), bytes, left);
      bytes = tail.data();
    }
    Maps maps = class_maps(bytes);
    if (left < kChunk) {  // behind the block is space
      const std::uint64_t behind = ~std::uint64_t{0} << left;
      maps.word &= ~behind;
      maps.mark &= ~behind;
      maps.space |= behind;
    }
    const auto behind_marks = [&] { return (maps.mark << 1U) | (maps.mark << 2U) | mark_carry.inside; };
    maps.mark &= ~behind_marks();  // a lead byte inside a character is broken UTF-8
    const std::uint64_t inside = behind_marks();
    const std::uint64_t word = maps.word & ~inside;
    const std::uint64_t other = ~(maps.word | maps.space | inside);
    const std::uint64_t word_before = (word << 1U) | word_carry;
    const std::uint64_t other_before = ((other & ~maps.mark) << 1U) | other_carry;
    begins = write_bits<&Span::begin>((word & ~word_before) | other, at, begins);
    ends = write_bits<&Span::end>((~word & word_before) | other_before | (maps.mark << 3U) | mark_carry.ends,
                                  at, ends);
    word_carry = word >> 63U;
    other_carry = (other & ~maps.mark) >> 63U;
    mark_carry = {(maps.mark >> 63U) | (maps.mark >> 62U), maps.mark >> 61U};
  }
  found.count = static_cast<std::size_t>(begins - found.begin());
  // The last run may have filled the last chunk, or be a broken character.
  if (found.count > 0) begins[-1].end = ends == begins ? std::min(begins[-1].end, block.end) : block.end;
}

}  // namespace newsgraph
