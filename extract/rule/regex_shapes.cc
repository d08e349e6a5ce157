// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/regex_shapes.h"

#include <algorithm>

namespace newsgraph {
namespace {

/// What the first character can be.
enum FirstCharacter : unsigned { kDigit = 1, kCapital = 2, kOther = 4, kAnything = 7 };

struct First {
  unsigned characters = 0;
  bool may_be_empty = false;
};

class Reader {
 public:
  explicit Reader(std::string_view regex) : rest_(regex) {}

  First alternatives() {
    First out;
    for (;;) {
      const First branch = sequence();
      out.characters |= branch.characters;
      out.may_be_empty |= branch.may_be_empty;
      if (!take("|")) return out;
    }
  }

 private:
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

  First sequence() {
    First out{0, true};
    unsigned allowed = kAnything;  // by look-ahead at the beginning
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      if (take("(?=")) {
        const First ahead = alternatives();
        take(")");
        const bool holds = !quantified_to_nothing() && !ahead.may_be_empty;
        if (holds && out.may_be_empty && out.characters == 0) allowed &= ahead.characters;
        continue;
      }
      if (take("(?!") || take("(?<!") || take("(?<=")) {
        alternatives();
        take(")");
        quantified_to_nothing();
        continue;
      }
      First item = element();
      if (quantified_to_nothing()) item.may_be_empty = true;
      if (!out.may_be_empty) continue;  // known already; read on to find the end
      out.characters |= item.characters;
      out.may_be_empty = item.may_be_empty;
    }
    out.characters &= allowed;
    return out;
  }

  First element() {
    if (take("(")) {
      if (take("?<")) rest_.remove_prefix(std::min(rest_.find('>') + 1, rest_.size()));
      if (take("?i:")) {  // a letter stands for both its cases
        First both = alternatives();
        take(")");
        if (both.characters != kDigit) both.characters = kAnything;
        return both;
      }
      if (!take("?:")) take("?>");
      const First inside = rest_.starts_with("?") ? skip_group() : alternatives();
      take(")");
      return inside;
    }
    if (take("[")) return skip_class();
    if (take("\\d")) return {kDigit, false};
    if (take("\\p{Lu}")) return {kCapital, false};
    if (take("\\")) {
      if (!rest_.empty()) next();
      if (take("{")) rest_.remove_prefix(std::min(rest_.find('}') + 1, rest_.size()));
      return {kAnything, true};  // \b and its like read nothing
    }
    const char c = next();
    if (c == '^' || c == '$') return {kAnything, true};
    if (c >= '0' && c <= '9') return {kDigit, false};
    if (c >= 'A' && c <= 'Z') return {kCapital, false};
    return {kAnything, false};
  }

  First skip_group() {  // flags and what else is not read
    alternatives();
    return {kAnything, true};
  }

  First skip_class() {
    take("^");
    take("]");
    for (int depth = 1; !rest_.empty() && depth > 0;) {
      const char c = next();
      if (c == '\\' && !rest_.empty()) next();
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
    return {kAnything, false};
  }

  /// Reads a quantifier, if there is one; true when it allows none.
  bool quantified_to_nothing() {
    bool nothing = false;
    if (take("?") || take("*")) {
      nothing = true;
    } else if (take("{")) {
      nothing = rest_.starts_with("0") || rest_.starts_with(",");
      rest_.remove_prefix(std::min(rest_.find('}') + 1, rest_.size()));
    } else {
      take("+");
    }
    if (!take("?")) take("+");  // lazy or possessive
    return nothing;
  }

  std::string_view rest_;
};

}  // namespace

ShapeMask shapes_of_regex(std::string_view regex) {
  const First first = Reader(regex).alternatives();
  // With what is after an unpaired bracket nobody has reckoned; ICU has refused it.
  if (first.may_be_empty || (first.characters & kOther) != 0) return kAnyShape;
  ShapeMask shapes = kSymbolShape;  // addresses begin with whatever
  if ((first.characters & kDigit) != 0) shapes |= kNumberShape | kCodeShape;
  if ((first.characters & kCapital) != 0) shapes |= kCapitalizedShape | kUpperShape | kMixedShape;
  return shapes;
}

}  // namespace newsgraph
