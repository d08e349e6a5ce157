// SPDX-License-Identifier: Apache-2.0
// Cutting an article, in three passes over one block at a time, each a tight loop over arrays that stay in
// the cache:
//   runs       byte classes -> runs of word bytes and single marks (byte_runs.h); no decoding
//   tokens     run -> surface form -> what is known of it (type_table.h); a form is looked at through ICU
//   once sentences  stops and what stands around them (sentences.h)
// A run is a token unless its first byte and the byte behind it together say that it needs a closer look:
// behind a digit a mark may join, a rare lead byte may be anything. Those go to the scanner (scanner.h),
// which defines tokens. A form that the table does not know is first cut by the scanner too: if it is not
// exactly one token there (a "×" among letters, say), the table remembers that, and the form goes to the
// scanner each time. Forms and offsets are those of the original bytes, so decomposed text costs no more than
// composed.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "extract/clones.h"
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
  kAlways = 1,    // decoding needed, "@", symbol: whatever follows
  kDecoding = 2,  // a word byte, and the lead byte of a character that may go on with the word
  kJoining = 32,  // a digit, and a mark that may join it to what follows
  kTwoStops = 4,  // "."  "."
  kScheme = 8,    // a letter, ":" of "https://"
  kWebHost = 16,  // "w", "." of "www."
};

constexpr bool is_ascii_letter(unsigned char byte) {
  return (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
}

constexpr std::array<std::uint8_t, 256> first_flags() {
  std::array<std::uint8_t, 256> flags{};
  for (unsigned value = 0; value < 256; ++value) {
    const auto byte = static_cast<unsigned char>(value);
    const bool is_symbol =
        std::string_view("@$+<=>^`|~\x7F").find(static_cast<char>(byte)) != std::string_view::npos;
    const bool is_continuation = byte >= 0x80 && byte < 0xC0;
    const bool is_rare_lead = byte >= 0x80 && byte_class(byte) == ByteClass::kOther && byte != kMarkLead;
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
    const bool is_joining =
        std::string_view(".,/:-&").find(static_cast<char>(byte)) != std::string_view::npos;
    unsigned found = kAlways;
    if (is_joining) found |= kJoining;
    if (byte >= 0x80 && byte_class(byte) == ByteClass::kOther) found |= kDecoding;
    if (byte == '.') found |= kTwoStops | kWebHost;
    if (byte == ':') found |= kScheme;
    flags[value] = static_cast<std::uint8_t>(found);
  }
  return flags;
}

struct LookFlags {
  std::array<std::uint8_t, 256> first = first_flags();
  std::array<std::uint8_t, 256> after = after_flags();
};
constexpr LookFlags kLook;  // one table, so that a loop keeps one address

/// What gives cause for a closer look at a run of an article's bytes: LookFlags. A std::string has a zero
/// byte at its end, so the byte behind the last run may be read.
inline std::uint8_t look_at(const unsigned char* bytes, Span run) {
  return kLook.first[bytes[run.begin]] & kLook.after[bytes[run.end]];
}

/// Does white space stand before a run? Nothing else lies between runs; where the token before ends is the
/// end of what stands before it.
inline bool space_before(const Span* run) {
  return run[0].begin != run[-1].end;
}

constexpr std::size_t kMaxRememberedBytes = std::size_t{8} << 20U;
constexpr TermId kNoTerm = ~TermId{0};
constexpr Span kNothingBefore{~std::uint32_t{0}, ~std::uint32_t{0}};  // the first token of a block

/// The key of the `length` bytes at `bytes`, at most 16. Requires: 16 bytes may be read.
inline TypeTable::Key loaded_key(const unsigned char* bytes, std::uint32_t length) {
  static constexpr auto kKeep = [] {
    std::array<TypeTable::Key, TypeTable::kKeyBytes + 1> masks{};
    for (unsigned count = 0; count <= TypeTable::kKeyBytes; ++count) {
      masks[count].low = count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
      masks[count].high = count < 8     ? 0
                          : count == 16 ? ~std::uint64_t{0}
                                        : (std::uint64_t{1} << (8 * (count - 8))) - 1;
    }
    return masks;
  }();
  TypeTable::Key key;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&key, bytes, sizeof key);
    key.low &= kKeep[length].low;
    key.high &= kKeep[length].high;
  } else {
    std::memcpy(&key, bytes, length);
  }
  return key;
}

}  // namespace

struct Lexer::Impl {
  explicit Impl(const Vocabulary& given) : vocabulary(&given.impl()) {}

  void read(const Article& article, Text& text);
  void read_block(const Article& article, std::uint32_t block, Text& text);
  void forget();
  [[nodiscard]] const unsigned char* data() const {
    return reinterpret_cast<const unsigned char*>(bytes.data());
  }
  [[nodiscard]] unsigned char byte(std::uint32_t at) const { return data()[at]; }
  [[nodiscard]] bool is_continued(std::uint32_t end) const;
  [[nodiscard]] const Span* end_of_loadable(const Span* run, const Span* end) const;
  [[nodiscard]] bool needs_scanner(Span run) const;
  // Apart, so that each loop has the registers to itself.
  [[gnu::noinline]] const Span* emit_known(const Span* run, const Span* end, Text& text);
  const Span* emit_plain(const Span* run, const Span* end, Text& text);
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
  std::uint32_t generation = 0;
  ByteRuns runs;
  // While an article is read, the first `token_count` of the tokens' room and of `marks` are valid.
  std::uint32_t token_count = 0;
  std::vector<std::uint8_t> marks;  // sentence_mark of each token
};

void Lexer::Impl::forget() {
  types.clear();
  local_terms.clear();
  local_types = 0;
  ++generation;
}

/// Takes a new form into the table.
const TypeInfo& Lexer::Impl::learn(std::string_view form, TokenClass token_class) {
  TypeInfo info;
  if (const TypeInfo* known = vocabulary->types.find(form)) {
    info = *known;
  } else {
    std::string spelling;
    info = vocabulary->describe(form, token_class, spelling);
    const std::uint32_t hash = TermTable::hash_of(spelling);
    TermId term = vocabulary->terms.find(spelling, hash, kNoTerm);
    if (term == kNoTerm) term = vocabulary->terms.size() + local_terms.add(spelling, hash).term;
    info.set_ids(vocabulary->type_count + local_types++, term);
  }
  // find_runs() takes a character of that lead byte for a mark; a letter or symbol depends on what follows.
  if (static_cast<unsigned char>(form[0]) == kMarkLead && token_class != TokenClass::kPunct)
    info.set_not_plain();
  return types.insert(form, info);
}

/// The same for a run of bytes that nobody has checked to be a token.
const TypeInfo& Lexer::Impl::learn_run(std::string_view form) {
  RawToken token;
  const bool is_token =
      next_token(form, 0, 0, token) && token.span == Span{0, static_cast<std::uint32_t>(form.size())};
  if (is_token) return learn(form, token.token_class);
  TypeInfo info;
  info.set_not_plain();
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
  if (marks.size() < wanted) marks.resize(2 * wanted);
  if (text.tokens.room_.size() < wanted) text.tokens.room_.resize(2 * wanted);
}

/// Requires: room.
void Lexer::Impl::emit(Span span, bool space, const TypeInfo& info, Text& text) {
  info.put(span.begin, space, text.tokens.room_[token_count]);
  marks[token_count] = info.mark();
  ++token_count;
}

/// Emits the next token at or behind `at` by the scanner. Returns where to go on.
std::uint32_t Lexer::Impl::scan_one(Span block, std::uint32_t at, Text& text) {
  const std::string_view seen = bytes.substr(0, block.end);
  RawToken token;
  if (!next_token(seen, block.begin, at, token)) return block.end;
  bool space = token.space_before || at == block.begin || byte_class(byte(at - 1)) == ByteClass::kSpace;
  if (token.span.begin < at) {  // an e-mail address swallows what was taken for words
    for (; token_count > 0 && text.tokens.room_[token_count - 1].begin >= token.span.begin; --token_count) {
      space = text.tokens.room_[token_count - 1].space_before;
    }
    if (token_count > 0 && text.tokens.room_[token_count - 1].span().end > token.span.begin) {
      token.span.begin = text.tokens.room_[token_count - 1].span().end;
      space = false;
    }
  }
  emit(token.span, space, look_up(token.span, token.token_class), text);
  if (token.token_class == TokenClass::kPunct || token.token_class == TokenClass::kSymbol)
    return token.span.end;
  // Words glued to this one are taken here, because only here it is known that they are.
  for (;;) {
    const std::uint32_t end = token.span.end;
    const Character next = character_at(seen, end);
    if (next.char_class != CharClass::kLetter || !is_upper(next.value)) return end;
    next_token(seen, block.begin, end, token);
    make_room(runs.count + 1, text);
    emit(token.span, false, look_up(token.span, token.token_class), text);
    if (token.token_class == TokenClass::kWord) {
      std::uint8_t& mark = marks[token_count - 1];
      mark = static_cast<std::uint8_t>((mark & ~sentence_mark::kRole) | sentence_mark::kGlued);
    }
  }
}

/// May the character at `end`, of a rare lead byte, belong to the word before it?
bool Lexer::Impl::is_continued(std::uint32_t end) const {
  const bool is_usual_mark = bytes.size() - end > 2 && byte(end) == kMarkLead && byte(end + 1) == 0x80 &&
                             byte(end + 2) >= 0x90 &&
                             byte(end + 2) <= 0xA7;  // U+2010 to U+2027: dashes, quotes, "…"
  if (is_usual_mark) return false;
  const CharClass found = character_at(bytes, end).char_class;
  return found != CharClass::kPunct && found != CharClass::kSpace;
}

/// Behind the last of the runs whose first bytes can be loaded as a whole key: no reading behind the article.
const Span* Lexer::Impl::end_of_loadable(const Span* run, const Span* end) const {
  while (run != end && end[-1].begin + TypeTable::kKeyBytes >= bytes.size()) --end;
  return end;
}

/// Does a run need the scanner?
bool Lexer::Impl::needs_scanner(Span run) const {
  const std::uint8_t look = look_at(data(), run);
  return look != 0 && (look != kDecoding || is_continued(run.end));
}

/// Emits the runs from `run` on as long as their forms are known and plain. Returns the first that is not, or
/// `end`. Requires: room; each run can be loaded as a key.
NEWSGRAPH_CLONES const Span* Lexer::Impl::emit_known(const Span* run, const Span* end, Text& text) {
  // In locals: as far as the compiler knows the stores could change the members.
  const unsigned char* const bytes_of = data();
  const TypeTable::View known = types.view();
  const Span* const first = run;
  Token* token = text.tokens.room_.data() + token_count;
  std::uint8_t* mark = marks.data() + token_count;
  for (; run != end; ++run) {
    const Span span = *run;
    if (look_at(bytes_of, span) != 0 || span.size() > TypeTable::kKeyBytes) break;
    const TypeInfo* const info = known.find(loaded_key(bytes_of + span.begin, span.size()));
    if (info == nullptr) break;
    info->put(span.begin, space_before(run), *token++);
    *mark++ = info->mark();
  }
  token_count += static_cast<std::uint32_t>(run - first);
  return run;
}

/// Emits runs from `run` on until one needs the scanner. Returns that one, or the end of the runs.
const Span* Lexer::Impl::emit_plain(const Span* run, const Span* end, Text& text) {
  const Span* const loadable_end = end_of_loadable(run, end);
  while (run != end) {
    if (run < loadable_end) run = emit_known(run, loadable_end, text);
    // The next is new, or no plain form, or long, or at the end of the article, or needs a closer look.
    if (run == end || needs_scanner(*run) || run->size() > kMaxTokenBytes) break;
    const std::string_view form = bytes.substr(run->begin, run->size());
    const TypeInfo* const known = types.find(form);
    const TypeInfo& info = known != nullptr ? *known : learn_run(form);
    if (!info.is_plain()) break;
    emit(*run, space_before(run), info, text);
    ++run;
  }
  return run;
}

void Lexer::Impl::read_block(const Article& article, std::uint32_t block, Text& text) {
  const Span span = article.blocks[block].span;
  const std::uint32_t first = token_count;
  find_runs(bytes, span, runs);
  Span* run = runs.begin();
  const Span* const end = runs.end();
  run[-1] = kNothingBefore;
  while (run != end) {
    // A run gives one token at most; only the scanner may cut one into many, so room is made again behind it.
    make_room(static_cast<std::size_t>(end - run) + 1, text);
    run += emit_plain(run, end, text) - run;
    if (run == end) break;
    const std::uint32_t last_end = scan_one(span, run->begin, text);
    while (run != end && run->end <= last_end) ++run;
    if (run != end && run->begin < last_end) run->begin = last_end;
    run[-1].end = last_end;
  }
  if (first == token_count) return;
  split_sentences(text.tokens.data(), marks.data(), {first, token_count}, block, text.sentences);
}

void Lexer::Impl::read(const Article& article, Text& text) {
  bytes = article.text;
  token_count = 0;
  text.sentences.clear();
  for (std::uint32_t block = 0; block < article.blocks.size(); ++block) read_block(article, block, text);
  make_room(Text::kBehind + 1, text);
}

Lexer::Lexer(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>(vocabulary)) {}
Lexer::~Lexer() = default;
Lexer::Lexer(Lexer&&) noexcept = default;
Lexer& Lexer::operator=(Lexer&&) noexcept = default;

void Lexer::read(std::span<const Article> articles, std::span<Text> texts) {
  if (impl_->types.bytes() + impl_->local_terms.bytes() > kMaxRememberedBytes) impl_->forget();
  for (std::size_t i = 0; i < articles.size(); ++i) {
    impl_->read(articles[i], texts[i]);
    texts[i].tokens.count_ = impl_->token_count;
  }
}

std::uint32_t Lexer::generation() const {
  return impl_->generation;
}

TypeId Lexer::type_count() const {
  return impl_->vocabulary->type_count + impl_->local_types;
}

std::string_view Lexer::spelling(TermId term) const {
  const TermId known = impl_->vocabulary->terms.size();
  return term < known ? impl_->vocabulary->terms.spelling(term) : impl_->local_terms.spelling(term - known);
}

}  // namespace newsgraph
