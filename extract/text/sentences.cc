// SPDX-License-Identifier: Apache-2.0
// Where sentences end inside a block. Only tokens that may stop a sentence are looked at: . ? ! … and "...".
//   1. The stops, and the closing quotes and brackets behind them, belong to the sentence that ends.
//   2. A single full stop ends nothing after an abbreviation, after one capital letter ("T.Ư", "John F.
//   Kennedy") or
//      after a number that opens the sentence ("1. Kết quả").
//   3. What follows decides: a lower-case word, or a weaker mark, goes on with the sentence.
//   4. Crawled pages glue paragraphs: "công trình.Đối với". Without a space a stop ends the sentence if a
//   word or number
//      stands before it and a capital behind it; after one or two capitals ("TP.Hà Nội", "GS.Nam") it does
//      not.
//   5. Two words glued ("quan trọngTại buổi lễ", "21/10Tại") end a sentence too, unless they look like one
//   name ("ĐinhThế Huynh").
// Straight quotes open or close by the spaces around them, and by turns where those do not say.
// Full stops inside numbers and codes are no tokens, so they are never met here.
#include "extract/text/sentences.h"

#include <bit>

#include "extract/eight_bytes.h"
#include "extract/text/type_table.h"

namespace newsgraph {
namespace {

using namespace sentence_mark;

class Splitter {
 public:
  Splitter(const Token* tokens, const std::uint8_t* marks, TokenSpan range, std::uint32_t block,
           std::vector<Sentence>& sentences)
      : tokens_(tokens),
        marks_(marks),
        end_(range.end),
        block_(block),
        sentences_(sentences),
        begin_(range.begin) {}

  void split();

 private:
  [[nodiscard]] std::uint8_t role(std::uint32_t at) const { return marks_[at] & kRole; }
  [[nodiscard]] bool is(std::uint32_t at, std::uint8_t flag) const { return (marks_[at] & flag) != 0; }
  [[nodiscard]] bool is_stop(std::uint32_t at) const { return role(at) == kPeriod || role(at) == kStop; }
  [[nodiscard]] bool space_before(std::uint32_t at) const { return at >= end_ || tokens_[at].space_before; }

  bool closes_quote(std::uint32_t at);
  [[nodiscard]] bool is_bare_period(std::uint32_t stop, std::uint32_t after) const;
  [[nodiscard]] bool may_stop(std::uint32_t stop, std::uint32_t after) const;
  [[nodiscard]] bool may_stop_glued(std::uint32_t stop, std::uint32_t after, std::uint32_t next) const;
  [[nodiscard]] bool ends_at(std::uint32_t stop, std::uint32_t after_stops, std::uint32_t after) const;
  [[nodiscard]] std::uint32_t best_cut() const;
  [[nodiscard]] std::uint32_t next_look(std::uint32_t at) const;
  [[nodiscard]] bool ends_at_glue(std::uint32_t at) const;
  void push(std::uint32_t end);

  const Token* tokens_;
  const std::uint8_t* marks_;
  std::uint32_t end_;
  std::uint32_t block_;
  std::vector<Sentence>& sentences_;
  std::uint32_t begin_;  // of the sentence in work
  bool is_quote_open_ = false;
};

/// Takes note of the straight quote at `at`: true if it closes.
bool Splitter::closes_quote(std::uint32_t at) {
  const bool before = space_before(at);
  const bool behind = space_before(at + 1);
  const bool closes = before == behind ? is_quote_open_ : behind;
  is_quote_open_ = !closes;
  return closes;
}

bool Splitter::is_bare_period(std::uint32_t stop, std::uint32_t after) const {
  return role(stop) == kPeriod && tokens_[stop].length == 1 && after == stop + 1;
}

/// Does what stands before the stop let it end a sentence?
bool Splitter::may_stop(std::uint32_t stop, std::uint32_t after) const {
  if (!is_bare_period(stop, after) || tokens_[stop].space_before) return true;
  const Token& before = tokens_[stop - 1];
  constexpr std::uint16_t kLongestItemNumber = 3;
  const bool is_item_number =
      stop - 1 == begin_ && before.token_class == TokenClass::kNumber && before.length <= kLongestItemNumber;
  return !is(stop - 1, kAbbreviation) && !is(stop - 1, kInitial) && !is_item_number;
}

/// The same where no space follows the stop and its closing marks; `next` is the next word or number.
bool Splitter::may_stop_glued(std::uint32_t stop, std::uint32_t after, std::uint32_t next) const {
  const bool is_capital = is(next, kBeginsUpper);
  if (!is_bare_period(stop, after)) return is_capital;
  const Token& before = tokens_[stop - 1];
  if (before.token_class != TokenClass::kWord) return is_capital;
  if (before.length == 1) return false;  // "a.B"
  switch (before.shape) {
    case Shape::kLower:
      return is_capital || tokens_[next].token_class == TokenClass::kNumber;
    case Shape::kCapitalized:
    case Shape::kMixed:
      return tokens_[next].shape == Shape::kCapitalized;
    case Shape::kUpper: {
      constexpr std::uint16_t kLongestUnit = 2;
      return before.length > kLongestUnit && !is(stop - 1, kInitial) &&
             tokens_[next].shape == Shape::kCapitalized;
    }
    default:
      return false;
  }
}

/// Does a sentence end between two glued words, the second at `at`?
bool Splitter::ends_at_glue(std::uint32_t at) const {
  return is(at - 1, kBeginsLower) || at + 1 == end_ || !is(at + 1, kBeginsUpper);
}

/// Does the sentence end before token `after`? The stops are [stop, after_stops), closing marks [after_stops,
/// after).
bool Splitter::ends_at(std::uint32_t stop, std::uint32_t after_stops, std::uint32_t after) const {
  if (after == end_) return true;
  if (stop == begin_ || role(stop - 1) == kOpener)
    return false;  // "... và" or "[...]": something is left out
  const std::uint8_t follower = role(after);
  if (follower == kComma || follower == kSemicolon || follower == kColon) return false;
  if (after > after_stops && follower == kDash) return false;  // "Đi thôi!" - ông nói
  if (after == after_stops && !may_stop(stop, after)) return false;
  std::uint32_t next = after;
  while (next < end_ && (role(next) == kOpener || role(next) == kQuote || role(next) == kDash)) ++next;
  if (next == end_) return true;
  if (is(next, kBeginsLower)) return false;
  return space_before(after) || may_stop_glued(stop, after, next);
}

/// Where to cut a sentence that has grown too long: behind the strongest mark of its second half, the last of
/// them.
std::uint32_t Splitter::best_cut() const {
  const auto strength = [this](std::uint32_t at) {
    switch (role(at)) {
      case kPeriod:
      case kStop:
        return 5;
      case kSemicolon:
        return 4;
      case kColon:
        return 3;
      case kDash:
        return tokens_[at].space_before ? 2 : 0;
      case kComma:
        return 1;
      default:
        return 0;
    }
  };
  std::uint32_t best = begin_ + kMaxSentenceTokens - 1;
  int best_strength = 0;
  for (std::uint32_t at = best; at > begin_ + kMaxSentenceTokens / 2; --at) {
    if (strength(at) > best_strength) {
      best_strength = strength(at);
      best = at;
    }
  }
  return best + 1;
}

void Splitter::push(std::uint32_t end) {
  while (end - begin_ > kMaxSentenceTokens) {
    const std::uint32_t cut = best_cut();
    sentences_.push_back({{begin_, cut}, block_});
    begin_ = cut;
  }
  if (begin_ < end) sentences_.push_back({{begin_, end}, block_});
  begin_ = end;
}

/// The first token from `at` on at which there is something to decide. Eight marks at a time.
std::uint32_t Splitter::next_look(std::uint32_t at) const {
  constexpr std::uint64_t kEveryStop = eight_of(kStops);
  for (; at + 8 <= end_; at += 8) {
    const std::uint64_t stops = eight_bytes(reinterpret_cast<const char*>(marks_) + at) & kEveryStop;
    if (stops != 0) return at + static_cast<std::uint32_t>(std::countr_zero(stops)) / 8;
  }
  while (at < end_ && !is(at, kStops)) ++at;
  return at;
}

void Splitter::split() {
  for (std::uint32_t at = next_look(begin_); at < end_; at = next_look(at)) {
    if (!is_stop(at)) {
      if (role(at) == kQuote) closes_quote(at);
      if (role(at) == kGlued && at > begin_ && ends_at_glue(at)) push(at);
      ++at;
      continue;
    }
    std::uint32_t after_stops = at + 1;
    while (after_stops < end_ && is_stop(after_stops)) ++after_stops;
    std::uint32_t after = after_stops;
    while (after < end_) {
      const bool was_open = is_quote_open_;
      if (role(after) == kCloser || (after > after_stops && is_stop(after))) {
        ++after;
      } else if (role(after) == kQuote && closes_quote(after)) {
        ++after;
      } else {
        is_quote_open_ = was_open;  // an opening quote is noted when it is met
        break;
      }
    }
    if (ends_at(at, after_stops, after)) push(after);
    at = after;
  }
  push(end_);
}

}  // namespace

void split_sentences(const Token* tokens, const std::uint8_t* marks, TokenSpan range, std::uint32_t block,
                     std::vector<Sentence>& sentences) {
  Splitter(tokens, marks, range, block, sentences).split();
}

}  // namespace newsgraph
