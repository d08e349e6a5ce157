// SPDX-License-Identifier: Apache-2.0
// Cutting an article, in three passes over one block at a time, each a tight loop over arrays that stay in the cache:
//   runs       byte classes -> runs of word bytes and single marks (byte_runs.h); no decoding
//   tokens     run -> surface form -> what is known of it (type_table.h); a form is looked at through ICU once
//   sentences  stops and what stands around them (sentences.h)
// A run is a token unless its first byte and the byte behind it together say that it needs a closer look: behind a digit
// a mark may join, a rare lead byte may be anything. Those go to the scanner (scanner.h), which defines tokens.
// A form that the table does not know is first cut by the scanner too: if it is not exactly one token there (a "×"
// among letters, say), the table remembers that, and the form goes to the scanner each time.
// Forms and offsets are those of the original bytes, so decomposed text costs no more than composed.
#include <array>
#include <bit>
#include <cstring>

#include "extract/text/byte_runs.h"
#include "extract/text/character.h"
#include "extract/text/scanner.h"
#include "extract/text/sentences.h"
#include "extract/text/type_table.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

// A run needs a closer look if the flags of its first byte and of the byte behind it meet.
enum LookFlag : std::uint8_t {
  kAlways = 1,     // decoding needed, "@", symbol: whatever follows
  kDecoding = 2,   // a word byte, and the lead byte of a character that may go on with the word
  kJoining = 32,   // a digit, and a mark that may join it to what follows
  kTwoStops = 4,   // "."  "."
  kScheme = 8,     // a letter, ":" of "https://"
  kWebHost = 16,   // "w", "." of "www."
};

constexpr bool is_ascii_letter(unsigned char byte) { return (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z'; }

constexpr std::array<std::uint8_t, 256> first_flags() {
  std::array<std::uint8_t, 256> flags{};
  for (unsigned value = 0; value < 256; ++value) {
    const auto byte = static_cast<unsigned char>(value);
    const bool is_symbol = std::string_view("@$+<=>^`|~\x7F").find(static_cast<char>(byte)) != std::string_view::npos;
    const bool is_continuation = byte >= 0x80 && byte < 0xC0;
    const bool is_rare_lead = byte >= 0x80 && byte_class(byte) == ByteClass::kOther;
    unsigned found = 0;
    if (is_symbol || is_continuation || is_rare_lead) found |= kAlways;
    if (byte >= '0' && byte <= '9') found |= kJoining;
    if (byte_class(byte) == ByteClass::kWord) found |= kDecoding;
    if (is_ascii_letter(byte)) found |= kScheme;
    if ((byte | 0x20U) == 'w') found |= kWebHost;
    if (byte == '.') found |= kTwoStops;
    flags[value] = static_cast<std::uint8_t>(found);
  }
  return flags;
}

constexpr std::array<std::uint8_t, 256> after_flags() {
  std::array<std::uint8_t, 256> flags{};
  for (unsigned value = 0; value < 256; ++value) {
    const auto byte = static_cast<unsigned char>(value);
    const bool is_joining = std::string_view(".,/:-&").find(static_cast<char>(byte)) != std::string_view::npos;
    unsigned found = kAlways;
    if (is_joining) found |= kJoining;
    if (byte >= 0x80 && byte_class(byte) == ByteClass::kOther) found |= kDecoding;
    if (byte == '.') found |= kTwoStops | kWebHost;
    if (byte == ':') found |= kScheme;
    flags[value] = static_cast<std::uint8_t>(found);
  }
  return flags;
}

constexpr std::array<std::uint8_t, 256> kFirstFlags = first_flags();
constexpr std::array<std::uint8_t, 256> kAfterFlags = after_flags();

constexpr std::size_t kMaxRememberedBytes = std::size_t{8} << 20U;
constexpr TermId kNoTerm = ~TermId{0};

}  // namespace

struct Lexer::Impl {
  explicit Impl(const Vocabulary& given) : vocabulary(&given.impl()) {}

  void read_block(const Article& article, std::uint32_t block, Text& text);
  void forget();
  [[nodiscard]] unsigned char byte(std::uint32_t at) const { return static_cast<unsigned char>(bytes.data()[at]); }
  [[nodiscard]] bool needs_look(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] TypeTable::Key key_at(std::uint32_t begin, std::uint32_t length) const;
  const TypeInfo& look_up_run(std::uint32_t begin, std::uint32_t length);
  const TypeInfo& look_up(Span span, TokenClass token_class);
  const TypeInfo& learn(std::string_view form, TokenClass token_class);
  const TypeInfo& learn_run(std::string_view form);
  void make_room(std::size_t more, Text& text);
  void emit(Span span, bool space, const TypeInfo& info, Text& text);
  std::uint32_t scan_one(Span block, std::uint32_t at, Text& text);

  const Vocabulary::Impl* vocabulary;
  std::string_view bytes;  // of the article in work
  TypeTable types;
  TermTable local_terms;
  TypeId local_types = 0;
  ByteRuns runs;
  // While an article is read, the first `token_count` of Text::tokens and of `marks` are valid; the rest is room.
  std::uint32_t token_count = 0;
  std::vector<std::uint8_t> marks;  // sentence_mark of each token
};

void Lexer::Impl::forget() {
  types.clear();
  local_terms.clear();
  local_types = 0;
}

inline TypeTable::Key Lexer::Impl::key_at(std::uint32_t begin, std::uint32_t length) const {
  // Bytes of a 16-byte load to keep: all ones up to `length`.
  static constexpr auto kKeep = [] {
    std::array<TypeTable::Key, TypeTable::kKeyBytes + 1> masks{};
    for (unsigned count = 0; count <= TypeTable::kKeyBytes; ++count) {
      masks[count].low = count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
      masks[count].high = count < 8 ? 0 : count == 16 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * (count - 8))) - 1;
    }
    return masks;
  }();
  if constexpr (std::endian::native == std::endian::little) {
    if (begin + TypeTable::kKeyBytes <= bytes.size()) {
      TypeTable::Key key;
      std::memcpy(&key, bytes.data() + begin, sizeof key);
      key.low &= kKeep[length].low;
      key.high &= kKeep[length].high;
      return key;
    }
  }
  return TypeTable::key_of(bytes.substr(begin, length));
}

/// Takes a new form into the table.
const TypeInfo& Lexer::Impl::learn(std::string_view form, TokenClass token_class) {
  if (const TypeInfo* known = vocabulary->types.find(form)) return types.insert(form, *known);
  std::string spelling;
  TypeInfo info = vocabulary->describe(form, token_class, spelling);
  info.term = vocabulary->terms.find(spelling, kNoTerm);
  if (info.term == kNoTerm) info.term = vocabulary->terms.size() + local_terms.add(spelling).term;
  info.type = vocabulary->type_count + local_types++;
  return types.insert(form, info);
}

/// The same for a run of bytes that nobody has checked to be a token.
const TypeInfo& Lexer::Impl::learn_run(std::string_view form) {
  RawToken token;
  const bool is_token = next_token(form, 0, 0, token) && token.span == Span{0, static_cast<std::uint32_t>(form.size())};
  if (is_token) return learn(form, token.token_class);
  TypeInfo info;
  info.is_plain = false;
  return types.insert(form, info);
}

const TypeInfo& Lexer::Impl::look_up(Span span, TokenClass token_class) {
  const std::string_view form = bytes.substr(span.begin, span.size());
  const TypeInfo* known = types.find(form);
  return known != nullptr ? *known : learn(form, token_class);
}

/// Room for `more` tokens behind the valid ones.
void Lexer::Impl::make_room(std::size_t more, Text& text) {
  const std::size_t wanted = token_count + more;
  if (text.tokens.size() < wanted) text.tokens.resize(wanted);
  if (marks.size() < wanted) marks.resize(wanted);
}

/// Requires: room.
inline void Lexer::Impl::emit(Span span, bool space, const TypeInfo& info, Text& text) {
  Token token;
  token.begin = span.begin;
  token.length = static_cast<std::uint16_t>(span.size());
  token.token_class = info.token_class;
  token.shape = info.shape;
  token.space_before = space;
  token.type = info.type;
  token.term = info.term;
  text.tokens.data()[token_count] = token;
  marks.data()[token_count] = info.mark;
  ++token_count;
}

/// Emits the next token at or behind `at` by the scanner. Returns where to go on.
std::uint32_t Lexer::Impl::scan_one(Span block, std::uint32_t at, Text& text) {
  const std::string_view seen = bytes.substr(0, block.end);
  RawToken token;
  if (!next_token(seen, block.begin, at, token)) return block.end;
  bool space = token.space_before || at == block.begin || byte_class(byte(at - 1)) == ByteClass::kSpace;
  if (token.span.begin < at) {  // an e-mail address swallows what was taken for words
    for (; token_count > 0 && text.tokens[token_count - 1].begin >= token.span.begin; --token_count) {
      space = text.tokens[token_count - 1].space_before;
    }
    if (token_count > 0 && text.tokens[token_count - 1].span().end > token.span.begin) {
      token.span.begin = text.tokens[token_count - 1].span().end;
      space = false;
    }
  }
  emit(token.span, space, look_up(token.span, token.token_class), text);
  if (token.token_class != TokenClass::kWord) return token.span.end;
  // Words glued to this one are taken here, because only here it is known that they are.
  for (;;) {
    const std::uint32_t end = token.span.end;
    const Character next = character_at(seen, end);
    if (next.char_class != CharClass::kLetter || u_isupper(next.value) == 0) return end;
    next_token(seen, block.begin, end, token);
    make_room(runs.count + 1, text);
    emit(token.span, false, look_up(token.span, token.token_class), text);
    if (token.token_class == TokenClass::kWord) {
      std::uint8_t& mark = marks[token_count - 1];
      mark = static_cast<std::uint8_t>((mark & ~sentence_mark::kRole) | sentence_mark::kGlued);
    }
  }
}

/// May the run [begin, end) be something else than a token?
inline bool Lexer::Impl::needs_look(std::uint32_t begin, std::uint32_t end) const {
  // A std::string has a zero byte at its end, so the byte behind the last run may be read.
  const unsigned flags = kFirstFlags[byte(begin)] & kAfterFlags[byte(end)];
  if (flags == 0) return end - begin > kMaxTokenBytes;
  if (flags != kDecoding || end - begin > kMaxTokenBytes) return true;
  switch (character_at(bytes, end).char_class) {  // most often a curly quotation mark or a dash
    case CharClass::kSpace:
    case CharClass::kPunct:
      return false;
    default:
      return true;
  }
}

/// What is known of the run's form; it is learnt if new.
inline const TypeInfo& Lexer::Impl::look_up_run(std::uint32_t begin, std::uint32_t length) {
  const std::string_view form(bytes.data() + begin, length);
  const TypeInfo* known = length <= TypeTable::kKeyBytes ? types.find(key_at(begin, length)) : types.find(form);
  return known != nullptr ? *known : learn_run(form);
}

void Lexer::Impl::read_block(const Article& article, std::uint32_t block, Text& text) {
  const Span span = article.blocks[block].span;
  const std::uint32_t first = token_count;
  find_runs(bytes, span, runs);
  make_room(runs.count + 1, text);
  for (std::size_t run = 0; run < runs.count;) {
    const std::uint32_t begin = runs.begins[run];
    const std::uint32_t end = runs.ends[run];
    if (!needs_look(begin, end)) {
      const TypeInfo& info = look_up_run(begin, end - begin);
      if (info.is_plain) {
        const bool space = begin == span.begin || byte_class(byte(begin - 1)) == ByteClass::kSpace;
        emit({begin, end}, space, info, text);
        ++run;
        continue;
      }
    }
    // Until here a run gave one token at most; the scanner may cut one into many, so room is made each time.
    make_room(runs.count - run + 1, text);
    const std::uint32_t resume = scan_one(span, begin, text);
    while (run < runs.count && runs.ends[run] <= resume) ++run;
    if (run < runs.count && runs.begins[run] < resume) runs.begins[run] = resume;
  }
  if (first < token_count) split_sentences(text.tokens, marks, {first, token_count}, block, text.sentences);
}

Lexer::Lexer(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>(vocabulary)) {}
Lexer::~Lexer() = default;
Lexer::Lexer(Lexer&&) noexcept = default;
Lexer& Lexer::operator=(Lexer&&) noexcept = default;

void Lexer::read(const Article& article, Text& text) {
  if (impl_->types.bytes() > kMaxRememberedBytes) impl_->forget();
  impl_->bytes = article.text;
  impl_->token_count = 0;
  text.sentences.clear();
  for (std::uint32_t block = 0; block < article.blocks.size(); ++block) impl_->read_block(article, block, text);
  text.tokens.resize(impl_->token_count);
}

std::string_view Lexer::spelling(TermId term) const {
  const TermId known = impl_->vocabulary->terms.size();
  return term < known ? impl_->vocabulary->terms.spelling(term) : impl_->local_terms.spelling(term - known);
}

}  // namespace newsgraph
