// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/pattern_parser.h"

#include <fmt/format.h>

#include "extract/article/byte_set.h"

namespace newsgraph {

using namespace ast;

namespace {

constexpr std::array<std::string_view, 10> kShapes = {"Cap",  "Upper", "Lower", "Word",        "Num",
                                                      "Code", "Punct", "Any",   "Capitalized", "Mixed"};
constexpr ByteSet kOpening("([~<^$@!");  // marks with which an element begins
constexpr int kMaxDepth = 100;
constexpr int kMaxQuantifiers = 3;
constexpr std::uint32_t kUnbounded = 40;  // what * and + allow: every pattern is bounded
constexpr std::uint32_t kMostTimes = 400;

void mark_anchor(Pattern& p) {
  Pattern* at = &p;
  while (at->kind == PatternKind::kRepeat || at->kind == PatternKind::kCoordination) at = &at->parts.front();
  at->anchor = true;
}

Pattern around(PatternKind kind, Pattern inner, Place place) {
  Pattern outer;
  outer.kind = kind;
  outer.place = place;
  outer.parts.push_back(std::move(inner));
  return outer;
}

Pattern repeated(Pattern inner, std::uint32_t min, std::uint32_t max) {
  const Place place = inner.place;
  Pattern outer = around(PatternKind::kRepeat, std::move(inner), place);
  outer.min = min;
  outer.max = max;
  return outer;
}

Pattern named(PatternKind kind, std::vector<Name> names) {
  Pattern p;
  p.kind = kind;
  p.place = names.front().place;
  p.names = std::move(names);
  return p;
}

}  // namespace

Pattern PatternParser::pattern() {
  const bool marked_before = depth_ > 0 && marked_;  // of two branches each may hold the mark
  marked_ = marked_before;
  Pattern first = sequence();
  if (!in_.peek().is("|")) return first;
  Pattern alternation;
  alternation.kind = PatternKind::kAlternation;
  alternation.place = first.place;
  alternation.parts.push_back(std::move(first));
  bool marked = marked_;
  while (in_.accept("|")) {
    marked_ = marked_before;
    alternation.parts.push_back(sequence());
    marked = marked || marked_;
  }
  marked_ = marked;
  return alternation;
}

bool PatternParser::at_element() const {
  const Symbol& s = in_.peek();
  if (s.kind == SymbolKind::kEnd || in_.at_clause()) return false;
  if (s.first_on_line && s.place.column == 1) return false;
  // Labels and shapes begin with a capital: a small word at the begin of a line is a clause misspelt.
  if (s.first_on_line && s.kind == SymbolKind::kWord && s.text[0] >= 'a' && s.text[0] <= 'z' &&
      !in_.peek(1).is(":"))
    return false;
  if (s.kind == SymbolKind::kString || s.kind == SymbolKind::kRegex) return true;
  if (s.kind == SymbolKind::kMark) return s.text == "~~" || (s.text.size() == 1 && kOpening.has(s.text[0]));
  // before / after / inside / as end the pattern of a guard
  return s.text != "before" && s.text != "after" && s.text != "inside" && s.text != "as";
}

Pattern PatternParser::sequence() {
  Pattern sequence;
  sequence.kind = PatternKind::kSequence;
  sequence.place = in_.peek().place;
  while (at_element()) sequence.parts.push_back(element());
  if (sequence.parts.empty()) in_.fail(in_.peek(), "a pattern");
  if (sequence.parts.size() == 1) return std::move(sequence.parts.front());
  return sequence;
}

Pattern PatternParser::element() {
  const bool anchor = in_.peek().is("@");
  if (anchor && marked_) in_.fail(in_.peek(), "no second one: a pattern starts at one place");
  if (anchor) in_.take();
  marked_ = marked_ || anchor;
  Name capture;
  if (in_.peek().kind == SymbolKind::kWord && in_.peek(1).is(":")) {
    capture = in_.word("a capture");
    in_.take();
  }
  Pattern p = quantified(atom());
  // The mark of an anchor belongs to the atom, the capture to the whole: x:[list]? may be absent.
  if (anchor) mark_anchor(p);
  if (!capture.text.empty()) {
    if (!p.capture.text.empty()) {
      const Place place = p.place;
      p = around(PatternKind::kSequence, std::move(p), place);
    }
    p.capture = std::move(capture);
  }
  return p;
}

Pattern PatternParser::atom() {
  Pattern p = bare_atom();
  while (in_.peek().is_word("except")) {
    in_.take();
    p.except.push_back(bare_atom());
  }
  return p;
}

Pattern PatternParser::bare_atom() {
  if (depth_ == kMaxDepth)
    in_.fail(in_.peek(), fmt::format("at most {} brackets within each other", kMaxDepth));
  const struct Level {
    explicit Level(int& d) : depth(d) { ++depth; }
    ~Level() { --depth; }
    int& depth;
  } level(depth_);
  return atom_at_depth();
}

Pattern PatternParser::atom_at_depth() {
  const Symbol s = in_.peek();
  if (s.kind == SymbolKind::kWord) return label_or_shape();
  if (s.is("(")) return group();
  if (s.is("~") || s.is("~~")) return gap();
  Pattern p;
  p.place = s.place;
  in_.take();
  if (s.kind == SymbolKind::kString) {
    p.kind = PatternKind::kLiteral;
    p.text = s.text;
    p.exact_case = s.single_quoted;
  } else if (s.kind == SymbolKind::kRegex) {
    p.kind = PatternKind::kRegex;
    p.text = s.text;
  } else if (s.is("[")) {
    p.kind = PatternKind::kList;
    p.names = in_.alternatives("the name of a list");
    if (in_.accept("{")) feature_tests(p);
    in_.expect("]");
  } else if (s.is("<")) {
    p.kind = PatternKind::kMacro;
    p.names.push_back(in_.word("the name of a macro"));
    in_.expect(">");
  } else if (s.is("^")) {
    p.kind = PatternKind::kBegin;
  } else if (s.is("$")) {
    p.kind = PatternKind::kEnd;
  } else if (s.is("!")) {
    p.kind = PatternKind::kNot;
    p.parts.push_back(bare_atom());
  } else {
    in_.fail(s, "an element of a pattern: \"word\", [list], Label, Cap, ~4, (...) or /regex/");
  }
  return p;
}

Pattern PatternParser::group() {
  const Place open = in_.take().place;
  Pattern p = pattern();
  if (!in_.accept(")")) in_.fail(in_.peek(), fmt::format("')' for the '(' at {}:{}", open.line, open.column));
  // (x:y)? must not share x's node
  const bool own = !p.capture.text.empty() || p.kind == PatternKind::kRepeat;
  return own ? around(PatternKind::kSequence, std::move(p), open) : p;
}

Pattern PatternParser::gap() {
  Pattern p;
  p.place = in_.peek().place;
  p.kind = PatternKind::kGap;
  p.crosses_clauses = in_.take().text == "~~";
  p.max = in_.number("the largest number of words between, as in ~4");
  p.min = 0;
  return p;
}

// Types and shapes may be joined without brackets when no space stands between: Organization|Province|Cap
Pattern PatternParser::label_or_shape() {
  Pattern p;
  p.place = in_.peek().place;
  std::vector<Name> labels, shapes;
  const auto joined = [&] {
    return in_.peek().is("|") && !in_.peek().space_before && in_.peek(1).kind == SymbolKind::kWord &&
           !in_.peek(1).space_before && !in_.peek(2).is(":");
  };
  for (bool more = true; more;) {
    Name name = in_.word("a label or shape");
    (contains(kShapes, name.text) ? shapes : labels).push_back(std::move(name));
    more = joined();
    if (more) in_.take();
  }
  if (shapes.empty()) {
    p.kind = PatternKind::kLabel;
    p.names = std::move(labels);
    if (at_feature_tests()) {
      in_.take();
      feature_tests(p);
    }
  } else if (labels.empty() && shapes.size() == 1) {
    p.kind = PatternKind::kShape;
    p.names = std::move(shapes);
  } else {
    p.kind = PatternKind::kAlternation;
    if (!labels.empty()) p.parts.push_back(named(PatternKind::kLabel, std::move(labels)));
    for (const Name& shape : shapes) p.parts.push_back(named(PatternKind::kShape, {shape}));
  }
  return p;
}

bool PatternParser::at_feature_tests() const {
  return in_.peek().is("{") && !in_.peek().space_before && in_.peek(1).kind == SymbolKind::kWord &&
         (in_.peek(2).is("=") || in_.peek(2).is("!="));
}

// key="value"|"value", key!="value" } after the opening brace
void PatternParser::feature_tests(Pattern& p) {
  do {
    FeatureTest test;
    test.key = in_.word("a feature's name");
    test.negated = in_.peek().is("!=");
    in_.take();
    do test.values.push_back(in_.string("a text in quotes"));
    while (in_.accept("|"));
    p.features.push_back(std::move(test));
  } while (in_.accept(","));
  in_.expect("}");
}

Pattern PatternParser::quantified(Pattern p) {
  for (int count = 0;; ++count) {
    const Symbol s = in_.peek();
    const bool counted = s.is("{") && !s.space_before;
    if (s.is_word("except"))
      in_.refuse(s.place, "'except' stands before the repetition: Cap except [x]{2,4}");
    if (!counted && !s.is("...") && !s.is("?") && !s.is("*") && !s.is("+")) return p;
    if (count == kMaxQuantifiers)
      in_.fail(s, fmt::format("at most {} repetitions of one element", kMaxQuantifiers));
    in_.take();
    const Place place = p.place;
    if (s.is("..."))
      p = around(PatternKind::kCoordination, std::move(p), place);
    else if (counted)
      p = counted_times(std::move(p), s.place);
    else
      p = repeated(std::move(p), s.is("+") ? 1 : 0, s.is("?") ? 1 : kUnbounded);
  }
}

// {2,4} after the opening brace
Pattern PatternParser::counted_times(Pattern p, const Place& brace) {
  const std::uint32_t min = in_.number("the least number of times, as in {2,4}");
  const std::uint32_t max = in_.accept(",") ? in_.number("the largest number of times") : min;
  in_.expect("}");
  if (max < min || max > kMostTimes)
    in_.refuse(brace, fmt::format("a repetition of {{{},{}}}: wanted 0 <= least <= largest <= {}", min, max,
                                  kMostTimes));
  return repeated(std::move(p), min, max);
}

}  // namespace newsgraph
