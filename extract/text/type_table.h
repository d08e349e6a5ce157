// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "extract/string_table.h"
#include "extract/text/text.h"

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#elif defined(__SSE4_1__)
#include <smmintrin.h>
#endif

namespace newsgraph {

/// What a token is to the sentence splitter: one role in the low bits, and flags.
namespace sentence_mark {
inline constexpr std::uint8_t kRole = 0x0F;  ///< mask of the role
inline constexpr std::uint8_t kOpener = 1;
inline constexpr std::uint8_t kCloser = 2;
inline constexpr std::uint8_t kComma = 3;
inline constexpr std::uint8_t kSemicolon = 4;
inline constexpr std::uint8_t kColon = 5;
inline constexpr std::uint8_t kDash = 6;
inline constexpr std::uint8_t kStops =
    8;  ///< bit that only the roles have at which the splitter stops to look:
inline constexpr std::uint8_t kPeriod = 8;  ///< full stop, or "..."
inline constexpr std::uint8_t kStop = 9;    ///< ? ! and the like
inline constexpr std::uint8_t kQuote = 10;  ///< straight quotation mark: opens or closes
inline constexpr std::uint8_t kGlued =
    11;  ///< word with a capital, right behind another word; of a token, not a form
inline constexpr std::uint8_t kAbbreviation = 0x10;  ///< a full stop after it ends nothing
inline constexpr std::uint8_t kBeginsLower = 0x20;
inline constexpr std::uint8_t kBeginsUpper = 0x40;
inline constexpr std::uint8_t kInitial = 0x80;  ///< one capital letter
}  // namespace sentence_mark

/// What is known of one surface form: the token that it makes, ready to be copied, save where it stands. In
/// place of the position the token's `begin` keeps what else is known, so that form and knowledge fill 32
/// bytes.
class TypeInfo {
 public:
  TypeInfo() = default;
  /// `mark`: a sentence_mark.
  TypeInfo(std::size_t length, TokenClass token_class, Shape shape, std::uint8_t mark) {
    token_.begin = mark;
    token_.length = static_cast<std::uint16_t>(length);
    token_.token_class = token_class;
    token_.shape = shape;
  }
  /// These bytes go to the scanner each time: they are no token, or only if what follows allows it.
  void set_not_plain() { token_.begin |= kNotPlain; }
  void set_ids(TypeId type, TermId term) {
    token_.type = type;
    token_.term = term;
  }
  /// Makes `out` the token of this form that stands at `begin`.
  void put(std::uint32_t begin, bool space_before, Token& out) const {
    // Where it stands is zero in what is known: no bit need be taken out before it is put in. In words of
    // the right size, which the compiler does not make of the members.
    struct Words {
      std::uint32_t begin, how;
      std::uint64_t ids;
    };
    static_assert(sizeof(Words) == sizeof(Token));
    auto words = std::bit_cast<Words>(token_);
    words.begin = begin;
    words.how |= static_cast<std::uint32_t>(space_before) << kSpaceBit;
    std::memcpy(static_cast<void*>(&out), &words, sizeof words);
  }
  [[nodiscard]] Token token(std::uint32_t begin, bool space_before) const {
    Token token;
    put(begin, space_before, token);
    return token;
  }
  [[nodiscard]] TypeId type() const { return token_.type; }
  [[nodiscard]] TermId term() const { return token_.term; }
  [[nodiscard]] std::uint8_t mark() const { return static_cast<std::uint8_t>(token_.begin); }
  [[nodiscard]] bool is_plain() const { return (token_.begin & kNotPlain) == 0; }

 private:
  static constexpr std::uint32_t kNotPlain = 0x100;  // marks are below
  static constexpr unsigned kSpaceBit = 28;          // of Words::how
  static_assert(std::endian::native == std::endian::little && offsetof(Token, begin) == 0);
  Token token_;
};
static_assert(sizeof(TypeInfo) == 16);

/// Surface form -> TypeInfo. Forms of up to 16 bytes, that is nearly all, lie with their information in one
/// 32-byte slot of an open-addressing table and are compared as two integers; longer ones go to a map. What
/// is not plain has a key that no text has, so that a loop over plain forms need not ask what it has found.
class TypeTable {
 public:
  /// The bytes of a form of at most 16, zero behind it. No token contains a zero byte.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Key& a, const Key& b) {
#ifdef __SSE4_1__
      const auto bytes = [](const Key& key) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(&key));
      };
      const __m128i differing = _mm_xor_si128(bytes(a), bytes(b));
      return _mm_testz_si128(differing, differing) != 0;
#else
      return a.low == b.low && a.high == b.high;
#endif
    }
  };
  static constexpr std::size_t kKeyBytes = 16;

  TypeTable() {
    clear();
  }

 private:
  struct alignas(32) Slot {  // none lies across two lines of the cache
    Key key;
    TypeInfo info;
  };
  static_assert(sizeof(Slot) == 32);

  template <class Word>
  static Word load(const char* from) {
    Word word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
  }
  /// Of the last eight bytes of a form those behind its first eight.
  static std::uint64_t high_of(std::uint64_t last, std::size_t size) {
    return size == 8 ? 0 : last >> (8 * (kKeyBytes - size));
  }
  static std::size_t mask_of(const std::vector<Slot>& slots) {
    return (slots.size() - 1) * sizeof(Slot);
  }
  /// Where a key is looked for first. The hash counts in bytes: its last bits fall away.
  static const Slot* first_place(const Slot* slots, std::size_t mask, Key key) {
    return reinterpret_cast<const Slot*>(reinterpret_cast<const char*>(slots) + (hash(key) & mask));
  }
  static std::size_t hash(Key key) {
#ifdef __SSE4_2__
    return _mm_crc32_u64(_mm_crc32_u64(0, key.low), key.high);
#else
    const std::uint64_t mixed = (key.low * 0x9E3779B97F4A7C15U) ^ (key.high * 0xC2B2AE3D27D4EB4FU);
    return (mixed ^ (mixed >> 32U)) * 0x9FB21C651E98DF25U >> 32U;
#endif
  }

 public:
  void clear() {
    std::vector<Slot>(kFirstSlots).swap(slots_);  // gives memory back, which assign() would keep
    long_forms_.clear();
    size_ = 0;
    long_bytes_ = 0;
  }

  /// Bytes held, about.
  [[nodiscard]] std::size_t bytes() const {
    return slots_.size() * sizeof(Slot) + long_bytes_;
  }

  [[nodiscard]] std::size_t size() const {
    return size_ + long_forms_.size();
  }

  /// Requires: at most 16 bytes, at least one.
  [[nodiscard]] static Key key_of(std::string_view form) {
    // The last bytes by a load that ends with them: what it shares with the load before is the same.
    const char* const end = form.data() + form.size();
    if (form.size() >= 8)
      return {load<std::uint64_t>(form.data()), high_of(load<std::uint64_t>(end - 8), form.size())};
    if (form.size() >= 4) {
      const auto last = std::uint64_t{load<std::uint32_t>(end - 4)};
      return {load<std::uint32_t>(form.data()) | last << (8 * (form.size() - 4)), 0};
    }
    const auto byte = [&](std::size_t at) {
      return std::uint64_t{static_cast<unsigned char>(form[at])} << (8 * at);
    };
    return {byte(0) | byte(form.size() / 2) | byte(form.size() - 1), 0};
  }

  /// The plain short forms by value: a tight loop keeps the table in registers. It and what it gives are
  /// valid until the next insert or clear.
  class View {
   public:
    /// Null if not there.
    [[nodiscard]] const TypeInfo* find(Key key) const {
      const Slot* slot = first_place(slots_, mask_, key);
      if (slot->key == key) [[likely]]
        return &slot->info;
      while (slot->key.low != 0) {
        slot = slot == last_ ? slots_ : slot + 1;
        if (slot->key == key) return &slot->info;
      }
      return nullptr;
    }

   private:
    friend class TypeTable;
    explicit View(const std::vector<Slot>& slots)
        : slots_(slots.data()), last_(&slots.back()), mask_(mask_of(slots)) {}
    const Slot* slots_;
    const Slot* last_;
    std::size_t mask_;
  };
  [[nodiscard]] View view() const {
    return View(slots_);
  }

  /// Null if not there.
  [[nodiscard]] const TypeInfo* find(std::string_view form) const {
    if (form.size() <= kKeyBytes) {
      const Key key = key_of(form);
      if (const TypeInfo* const plain = view().find(key)) return plain;
      if (form.size() < kKeyBytes) return view().find(set_apart(key));
    }
    const auto found = long_forms_.find(form);
    return found == long_forms_.end() ? nullptr : &found->second;
  }

  /// Requires: not there yet, not empty. The reference is valid until the next insert.
  const TypeInfo& insert(std::string_view form, const TypeInfo& info) {
    if (form.size() > kKeyBytes - (info.is_plain() ? 0 : 1)) {
      long_bytes_ += form.size() + kLongFormBytes;
      return long_forms_.emplace(form, info).first->second;
    }
    if (++size_ * 2 > slots_.size()) grow();
    const Key key = info.is_plain() ? key_of(form) : set_apart(key_of(form));
    Slot& slot = free_slot(key);
    slot = {key, info};
    return slot.info;
  }

 private:
  /// The key of what is not plain and leaves the last byte free: no text has such a byte.
  static Key set_apart(Key key) {
    key.high |= std::uint64_t{0xFF} << 56U;
    return key;
  }

  static constexpr std::size_t kFirstSlots = 4096;    // a power of two
  static constexpr std::size_t kLongFormBytes = 120;  // a long form's share of the map

  Slot& free_slot(Key key) {
    auto at = static_cast<std::size_t>(first_place(slots_.data(), mask_of(slots_), key) - slots_.data());
    while (slots_[at].key.low != 0) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key.low != 0) free_slot(slot.key) = slot;
    }
  }

  std::vector<Slot> slots_;
  StringTable<TypeInfo> long_forms_;
  std::size_t size_ = 0;
  std::size_t long_bytes_ = 0;
};

}  // namespace newsgraph
