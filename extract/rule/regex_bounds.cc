// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/regex_bounds.h"

#include <algorithm>
#include <cctype>

namespace newsgraph {
namespace {

/// What the first character can be.
enum FirstCharacter : unsigned { kDigit = 1, kCapital = 2, kSmall = 4, kOther = 8, kAnything = 15 };

using Bytes = std::bitset<256>;
constexpr std::uint32_t kNoLimit = RegexBounds::kNoLimit;
constexpr std::uint32_t kLongest = 4;  // bytes of a character

std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
  return a > kNoLimit - b ? kNoLimit : a + b;
}
std::uint32_t product(std::uint32_t a, std::uint32_t b) {
  return b != 0 && a > kNoLimit / b ? kNoLimit : a * b;
}

/// A stretch of an expression: what it may match.
struct Part {
  unsigned characters = 0;
  std::uint32_t least = 0, most = 0;  ///< bytes
  Bytes bytes;
  Bytes needed;  ///< one of which it holds; empty: nobody knows

  [[nodiscard]] bool may_be_empty() const { return least == 0; }
};

Part anything(std::uint32_t least, std::uint32_t most) {
  return {kAnything, least, most, ~Bytes(), {}};
}

/// Of two sets of which a match holds one each, the one that tells more: letters and digits are everywhere.
Bytes more_telling(const Bytes& a, const Bytes& b) {
  if (a.none() || b.none()) return a | b;
  return b.count() < a.count() ? b : a;
}

Part one_character(FirstCharacter first, const Bytes& bytes) {
  constexpr std::size_t kTelling = 16;  // of more the text has one anyway
  return {first, 1, 1, bytes, bytes.count() <= kTelling ? bytes : Bytes()};
}

Bytes of_range(unsigned first, unsigned last) {
  Bytes bytes;
  for (unsigned byte = first; byte <= last; ++byte) bytes.set(byte);
  return bytes;
}

class Reader {
 public:
  explicit Reader(std::string_view regex) : rest_(regex) {}

  Part alternatives() {
    Part out = sequence();
    while (take("|")) {
      const Part branch = sequence();
      out.characters |= branch.characters;
      out.least = std::min(out.least, branch.least);
      out.most = std::max(out.most, branch.most);
      out.bytes |= branch.bytes;
      out.needed = out.needed.none() || branch.needed.none() ? Bytes() : out.needed | branch.needed;
    }
    return out;
  }

  /// Whether something was met that changes the meaning of what follows.
  [[nodiscard]] bool is_strange() const { return is_strange_; }

 private:
  struct Times {
    std::uint32_t least = 1, most = 1;
  };

  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  Part sequence() {
    Part out;
    unsigned allowed = kAnything;  // by look-ahead at the beginning
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      if (take("(?=")) {
        const Part ahead = alternatives();
        take(")");
        const bool holds = times().least > 0 && !ahead.may_be_empty();
        if (holds && out.may_be_empty() && out.characters == 0) allowed &= ahead.characters;
        continue;
      }
      if (take("(?!") || take("(?<!") || take("(?<=")) {
        alternatives();
        take(")");
        times();
        continue;
      }
      const Part item = element();
      const Times repeated = times();
      if (out.may_be_empty()) out.characters |= item.characters;
      out.least = sum(out.least, product(item.least, repeated.least));
      out.most = sum(out.most, product(item.most, repeated.most));
      out.bytes |= item.bytes;
      if (repeated.least > 0) out.needed = more_telling(out.needed, item.needed);
    }
    out.characters &= allowed;
    return out;
  }

  Part element() {
    if (take("(")) return group();
    if (take("[")) return character_class();
    if (take("\\d")) return {kDigit, 1, kLongest, of_range('0', '9') | of_range(0x80, 0xFF), {}};
    if (take("\\p{Lu}")) return {kCapital, 1, kLongest, of_range('A', 'Z') | of_range(0x80, 0xFF), {}};
    if (take("\\")) return escaped();
    const char c = next();
    if (c == '^' || c == '$') return anything(0, 0);
    if (c == '.') return anything(1, kLongest);
    Part out = one_character(kOther, Bytes().set(static_cast<unsigned char>(c)));
    if (c >= '0' && c <= '9') out.characters = kDigit;
    if (c >= 'A' && c <= 'Z') out.characters = kCapital;
    if (c >= 'a' && c <= 'z') out.characters = kSmall;
    if ((c & 0x80) != 0) out.characters = kAnything;
    while (!rest_.empty() && (rest_.front() & 0xC0) == 0x80) {  // the rest of the character
      out.bytes.set(static_cast<unsigned char>(next()));
      ++out.least;
      ++out.most;
    }
    return out;
  }

  Part escaped() {
    const char c = rest_.empty() ? 'E' : next();
    if (std::ispunct(static_cast<unsigned char>(c)) != 0)
      return one_character(kOther, Bytes().set(static_cast<unsigned char>(c)));
    if (std::string_view("bBAZzG").find(c) != std::string_view::npos) return anything(0, 0);
    if (c == 'p' || c == 'P') {
      if (take("{")) rest_.remove_prefix(std::min(rest_.find('}') + 1, rest_.size()));
      return anything(1, kLongest);
    }
    if (std::string_view("wWsSDhHvV").find(c) != std::string_view::npos) return anything(1, kLongest);
    is_strange_ = true;  // \Q and \x change what the characters behind them mean
    return anything(0, kNoLimit);
  }

  Part group() {
    if (take("?<")) rest_.remove_prefix(std::min(rest_.find('>') + 1, rest_.size()));
    if (take("?i:")) {  // a letter stands for both its cases, which may differ in length
      const Part either = alternatives();
      take(")");
      Part both = anything(std::min(either.least, 1U), kNoLimit);
      if (either.characters == kDigit) both.characters = kDigit;
      return both;
    }
    if (!take("?:")) take("?>");
    is_strange_ = is_strange_ || rest_.starts_with("?");  // flags
    const Part inside = alternatives();
    take(")");
    return inside;
  }

  /// The bytes of a class are known when it is plain: characters, ranges of ASCII ones, escaped punctuation.
  Part character_class() {
    Part out = anything(1, kLongest);
    bool plain = !rest_.starts_with("^"), ascii = true;
    take("^");
    Bytes bytes;
    int last = -1;  // the character before, of which a range may start
    if (take("]")) plain = false;
    for (int depth = 1; !rest_.empty();) {
      const bool range = last >= 0 && rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
      if (range) next();
      char c = next();
      if (c == '\\' && !rest_.empty()) {
        c = next();
        plain = plain && std::ispunct(static_cast<unsigned char>(c)) != 0;
      } else if (c == '[' || c == ']') {
        depth += c == '[' ? 1 : -1;
        if (depth == 0) break;
        plain = false;
      }
      const bool is_ascii = (c & 0x80) == 0;
      ascii = ascii && is_ascii;
      plain = plain && c != '&' && !(range && (c == '-' || !is_ascii));
      if (!plain) continue;
      if (!is_ascii) {  // byte by byte; no range starts here
        bytes.set(static_cast<unsigned char>(c));
        last = -1;
        plain = plain && !rest_.starts_with("-");
        continue;
      }
      bytes |=
          of_range(range ? static_cast<unsigned>(last) : static_cast<unsigned>(c), static_cast<unsigned>(c));
      last = range ? -1 : c;
    }
    if (!plain) return out;
    out = one_character(kAnything, bytes);
    if (!ascii) out.most = kLongest;
    return out;
  }

  /// Reads a quantifier, if there is one.
  Times times() {
    Times out;
    if (take("?"))
      out = {0, 1};
    else if (take("*"))
      out = {0, kNoLimit};
    else if (take("+"))
      out = {1, kNoLimit};
    else if (take("{"))
      out = counted();
    else
      return out;
    if (!take("?")) take("+");  // lazy or possessive
    return out;
  }

  /// n}, n,} or n,m}
  Times counted() {
    Times out;
    out.least = number();
    if (!take(","))
      out.most = out.least;
    else
      out.most = rest_.starts_with("}") ? kNoLimit : number();
    if (take("}")) return out;
    rest_.remove_prefix(std::min(rest_.find('}') + 1, rest_.size()));
    return {0, kNoLimit};
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9')
      value = sum(product(value, 10), static_cast<std::uint32_t>(next() - '0'));
    return value;
  }

  std::string_view rest_;
  bool is_strange_ = false;
};

}  // namespace

RegexBounds bounds_of_regex(std::string_view regex) {
  Reader reader(regex);
  const Part whole = reader.alternatives();
  RegexBounds out;
  if (reader.is_strange()) return out;
  out.least = whole.least;
  out.most = whole.most;
  out.bytes = whole.bytes;
  out.needed = whole.needed;
  // With what is after an unpaired bracket nobody has reckoned; ICU has refused it.
  if (whole.may_be_empty() || (whole.characters & kOther) != 0) return out;
  out.shapes = kSymbolShape;  // addresses begin with whatever
  if ((whole.characters & kDigit) != 0) out.shapes |= kNumberShape | kCodeShape;
  if ((whole.characters & kCapital) != 0) out.shapes |= kCapitalizedShape | kUpperShape | kMixedShape;
  if ((whole.characters & kSmall) != 0) out.shapes |= kLowerShape | kMixedShape;
  return out;
}

}  // namespace newsgraph
