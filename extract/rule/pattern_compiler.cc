// SPDX-License-Identifier: Apache-2.0
//
// From a pattern to small programs. A rule does not look for its pattern everywhere: it waits at its anchor
// (anchor_finder.h). The elements before the anchor become a program that reads backward,
// those after it one that reads forward, so that the nearest words are tried first on both sides. An element
// inside a captured group leaves the group's opening to the left program and its closing to the right one.
#include "extract/rule/pattern_compiler.h"

#include <algorithm>

#include <fmt/format.h>

namespace newsgraph {

using namespace ast;

namespace {

constexpr std::uint32_t kLoop = 39;         // so many optional repetitions are written as a loop
constexpr std::size_t kMaxProgram = 20000;  // instructions of one half of a pattern

/// Whether it can match without reading anything.
bool nullable(const Pattern& p) {
  switch (p.kind) {
    case PatternKind::kSequence:
      return std::all_of(p.parts.begin(), p.parts.end(), [&](const Pattern& x) { return nullable(x); });
    case PatternKind::kAlternation:
      return std::any_of(p.parts.begin(), p.parts.end(), [&](const Pattern& x) { return nullable(x); });
    case PatternKind::kRepeat:
      return p.min == 0 || nullable(p.parts.front());
    case PatternKind::kGap:
    case PatternKind::kBegin:
    case PatternKind::kEnd:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::uint8_t PatternCompiler::capture_id(const Name& name) {
  if (name.text.empty()) return kNoCapture;
  const auto id = static_cast<std::size_t>(std::find(captures_->begin(), captures_->end(), name.text) -
                                           captures_->begin());
  if (id == captures_->size()) captures_->emplace_back(name.text);
  if (id >= 64) problems_.error(name.place, "more than 64 captures in one rule");
  return static_cast<std::uint8_t>(std::min<std::size_t>(id, 63));
}

void PatternCompiler::emit(const Pattern& p, bool backward, Draft& draft) {
  if (draft.written_out > kMaxProgram) {
    if (!too_large_)
      problems_.error(
          p.place,
          fmt::format("the pattern is too large: more than {} steps once its repetitions are written out",
                      kMaxProgram));
    too_large_ = true;
    return;
  }
  const std::uint32_t excluded = p.except.empty() ? kNone : elements_.test_set(p.except);
  if (excluded != kNone && !backward) draft.add({.op = Op::kExcept, .a = excluded}, p.place);
  const bool each =
      p.kind == PatternKind::kRepeat &&
      (p.parts.front().kind == PatternKind::kLabel || p.parts.front().kind == PatternKind::kList) &&
      p.parts.front().capture.text.empty();
  const bool single = p.kind == PatternKind::kLabel || p.kind == PatternKind::kList ||
                      p.kind == PatternKind::kRegex || p.kind == PatternKind::kShape ||
                      p.kind == PatternKind::kLiteral;
  if (p.capture.text.empty() || single) {
    emit_body(p, backward, draft, capture_id(p.capture));
  } else if (each) {
    // post:Post* captures every Post, not the stretch they make.
    Pattern inner = p;
    inner.capture = {};
    inner.except.clear();
    inner.parts.front().capture = p.capture;
    emit_body(inner, backward, draft, kNoCapture);
  } else {
    const std::uint8_t capture = capture_id(p.capture);
    draft.add({.op = backward ? Op::kClose : Op::kOpen, .capture = capture}, p.place);
    emit_body(p, backward, draft, kNoCapture);
    draft.add({.op = backward ? Op::kOpen : Op::kClose, .capture = capture}, p.place);
  }
  if (excluded != kNone && backward) draft.add({.op = Op::kExcept, .a = excluded}, p.place);
}

void PatternCompiler::emit_repeat(const Pattern& p, bool backward, Draft& draft) {
  const Pattern& body = p.parts.front();
  if (nullable(body) && p.max > 1)
    problems_.error(p.place, "repeats something that may be empty; make what is inside mandatory");
  const auto here = [&] { return draft.size(); };
  // Compiled once and then copied: bodies hold bodies that repeat.
  std::uint32_t first = 0, first_end = 0;
  std::size_t written_out = 0;
  const auto again = [&] {
    if (first_end == 0 || draft.written_out > kMaxProgram) {  // emit() tells of what is too large
      first = here();
      written_out = draft.written_out;
      emit(body, backward, draft);
      first_end = here();
      written_out = draft.written_out - written_out;
      return;
    }
    draft.repeat(first, first_end, written_out);
    if (draft.written_out > kMaxProgram) emit(body, backward, draft);
  };
  for (std::uint32_t i = 0; i < p.min && draft.written_out <= kMaxProgram; ++i) again();
  if (p.max - p.min >= kLoop) {  // x*, x+: a loop; the sentence bounds it
    const std::uint32_t split = here();
    draft.add({.op = Op::kSplit, .a = split + 1}, p.place);
    again();
    draft.add({.op = Op::kJump, .a = split}, p.place);
    draft.code[split].b = here();
    return;
  }
  std::vector<std::uint32_t> splits;
  for (std::uint32_t i = p.min; i < p.max && draft.written_out <= kMaxProgram; ++i) {
    splits.push_back(here());
    draft.add({.op = Op::kSplit, .a = here() + 1}, p.place);
    again();
  }
  for (const std::uint32_t split : splits) draft.code[split].b = here();
}

void PatternCompiler::emit_sequence(const Pattern& p, bool backward, Draft& draft) {
  if (backward)
    for (auto part = p.parts.rbegin(); part != p.parts.rend(); ++part) emit(*part, true, draft);
  else
    for (const Pattern& part : p.parts) emit(part, false, draft);
}

// Lazy: leave the gap first, then skip one more unit.
void PatternCompiler::emit_gap(const Pattern& p, Draft& draft) {
  const std::uint32_t end = draft.size() + 2 * p.max;
  for (std::uint32_t i = 0; i < p.max; ++i) {
    draft.add({.op = Op::kSplit, .a = end, .b = draft.size() + 1}, p.place);
    draft.add({.op = Op::kSkip, .a = p.crosses_clauses ? 1u : 0u}, p.place);
  }
}

// All branches stand before all alternatives: most of these cannot begin where they are asked for, and those
// that are passed over are passed within a line or two of the cache. Of many, some at a time.
void PatternCompiler::emit_choice(const Pattern& p, std::size_t first, std::size_t end, bool backward,
                                  Draft& draft) {
  constexpr std::size_t kGroup = 5, kMost = 9;
  const std::size_t count = end - first;
  if (count == 1) return emit(p.parts[first], backward, draft);
  const std::size_t group = count > kMost ? kGroup : 1, choices = (count + group - 1) / group;
  const auto here = [&] { return draft.size(); };
  const std::uint32_t splits = here();
  for (std::size_t i = 0; i + 1 < choices; ++i) draft.add({.op = Op::kSplit, .b = here() + 1}, p.place);
  std::vector<std::uint32_t> jumps;
  for (std::size_t i = 0; i + 1 < choices; ++i, first += group) {
    draft.code[splits + i].a = here();
    emit_choice(p, first, first + group, backward, draft);
    jumps.push_back(here());
    draft.add({.op = Op::kJump}, p.place);
  }
  draft.code[splits + choices - 2].b = here();
  emit_choice(p, first, end, backward, draft);
  for (const std::uint32_t jump : jumps) draft.code[jump].a = here();
}

void PatternCompiler::emit_body(const Pattern& p, bool backward, Draft& draft, std::uint8_t capture) {
  const std::uint32_t begin = draft.size();
  const auto single = [&](Op op, std::uint32_t a) {
    draft.add({.op = op, .capture = capture, .a = a}, p.place);
  };
  switch (p.kind) {
    case PatternKind::kLiteral:
      return single(Op::kLiteral, elements_.literal(p));
    case PatternKind::kList:
      return single(Op::kList, elements_.list_set(p));
    case PatternKind::kLabel:
      return single(Op::kAnnotation, elements_.label_test(p));
    case PatternKind::kShape:
      return single(Op::kShape, ElementCompiler::shape_mask(p));
    case PatternKind::kRegex:
      return single(Op::kRegex, elements_.regex(p));
    case PatternKind::kNot:
      return single(Op::kNot, elements_.test_set(p.parts));
    case PatternKind::kBegin:
      return single(Op::kBegin, 0);
    case PatternKind::kEnd:
      return single(Op::kEnd, 0);
    case PatternKind::kGap:
      return emit_gap(p, draft);
    case PatternKind::kSequence:
      emit_sequence(p, backward, draft);
      return library_.share(draft, begin, backward);
    case PatternKind::kAlternation:
      emit_choice(p, 0, p.parts.size(), backward, draft);
      return library_.share(draft, begin, backward);
    case PatternKind::kRepeat:
      emit_repeat(p, backward, draft);
      return library_.share(draft, begin, backward);
    case PatternKind::kCoordination:
    case PatternKind::kMacro:
      return;  // gone after normalize()
  }
}

Program PatternCompiler::program(const Pattern& pattern, bool backward, std::vector<std::string>& captures) {
  captures_ = &captures;
  too_large_ = false;
  right_.clear();
  emit(pattern, backward, right_);
  right_.add({.op = Op::kMatch}, pattern.place);
  captures_ = nullptr;
  return library_.add(right_, backward);
}

Variant PatternCompiler::variant(const Pattern& pattern, const Name& rule) {
  Variant out;
  left_.clear();
  right_.clear();
  anchors_.needed_labels(pattern, out.needed);
  const AnchorPlace place = anchors_.find(pattern);
  if (place.score == 0) {
    problems_.error(
        pattern.place,
        fmt::format(
            "rule '{}' has nothing to start from: it needs one mandatory word, [list], label or shape",
            rule.text));
    right_.add({.op = Op::kMatch}, pattern.place);
    out.left = out.right = library_.add(right_, false);
    return out;
  }
  // The levels from the whole pattern down to the anchor.
  std::vector<const Pattern*> levels{&pattern};
  for (const std::size_t i : place.path) levels.push_back(&levels.back()->parts[i]);
  out.anchor = anchor(*levels.back());
  if (out.anchor.kind == Anchor::Kind::kShape && place.score < AnchorPlace::kRare)
    problems_.warn(
        levels.back()->place,
        fmt::format("rule '{}' starts at every {}: give it a word, a [list] or a label to start from",
                    rule.text, joined(levels.back()->names)));
  for (std::size_t level = place.path.size(); level-- > 0;)
    emit_around(*levels[level], place.path[level], out);
  left_.add({.op = Op::kMatch}, pattern.place);
  right_.add({.op = Op::kMatch}, pattern.place);
  out.left = library_.add(left_, true);
  out.right = library_.add(right_, false);
  return out;
}

Anchor PatternCompiler::anchor(const Pattern& p) {
  Anchor out;
  out.capture = capture_id(p.capture);
  if (!p.except.empty()) out.except = elements_.test_set(p.except);
  if (p.kind == PatternKind::kLabel) {
    out.kind = Anchor::Kind::kLabel;
    out.a = elements_.label_test(p);
  } else if (p.kind == PatternKind::kRegex) {
    out.kind = Anchor::Kind::kRegex;
    out.a = elements_.regex(p);
    out.shapes = out_.regex_bounds[out.a].shapes;
  } else if (p.kind == PatternKind::kShape) {
    out.kind = Anchor::Kind::kShape;
    out.a = out.shapes = ElementCompiler::shape_mask(p);
  } else {
    out.kind = Anchor::Kind::kList;
    out.a = elements_.list_set(p);
  }
  return out;
}

// What stands before part `at` of a sequence is read backward, what stands behind it forward.
void PatternCompiler::emit_around(const Pattern& sequence, std::size_t at, Variant& out) {
  for (std::size_t i = at; i-- > 0;) {
    anchors_.needed_labels(sequence.parts[i], out.needed_left);
    emit(sequence.parts[i], true, left_);
  }
  for (std::size_t i = at + 1; i < sequence.parts.size(); ++i) {
    anchors_.needed_labels(sequence.parts[i], out.needed_right);
    emit(sequence.parts[i], false, right_);
  }
  if (!sequence.capture.text.empty()) {
    const std::uint8_t capture = capture_id(sequence.capture);
    out.splits_group = true;
    left_.add({.op = Op::kOpen, .capture = capture}, sequence.place);
    right_.add({.op = Op::kClose, .capture = capture}, sequence.place);
  }
  if (!sequence.except.empty())
    left_.add({.op = Op::kExcept, .a = elements_.test_set(sequence.except)}, sequence.place);
}

std::vector<Variant> PatternCompiler::variants(const Pattern& pattern, std::vector<std::string>& captures,
                                               const Name& rule) {
  captures_ = &captures;
  too_large_ = false;
  std::vector<Variant> out;
  if (pattern.kind == PatternKind::kAlternation && pattern.capture.text.empty()) {
    for (const Pattern& part : pattern.parts) out.push_back(variant(part, rule));
  } else {
    out.push_back(variant(pattern, rule));
  }
  captures_ = nullptr;
  return out;
}

void PatternCompiler::labels_used(const Pattern& p, std::vector<Name>& out) {
  if (p.kind == PatternKind::kLabel) out.insert(out.end(), p.names.begin(), p.names.end());
  for (const Pattern& part : p.parts) labels_used(part, out);
  for (const Pattern& part : p.except) labels_used(part, out);
}

std::uint32_t PatternCompiler::specificity(const Pattern& p) {
  std::uint32_t sum = 0;
  if (p.kind == PatternKind::kLiteral)
    sum += 4;
  else if (p.kind == PatternKind::kList || p.kind == PatternKind::kRegex)
    sum += 3;
  else if (p.kind == PatternKind::kLabel)
    sum += 2;
  else if (p.kind == PatternKind::kShape)
    sum += 1;
  if (p.kind == PatternKind::kNot || (p.kind == PatternKind::kRepeat && p.min == 0)) return sum;
  for (const Pattern& part : p.parts) {
    if (p.kind == PatternKind::kAlternation)
      sum = std::max(sum, specificity(part));
    else
      sum += specificity(part);
  }
  return sum;
}

}  // namespace newsgraph
