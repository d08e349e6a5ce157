// SPDX-License-Identifier: Apache-2.0
//
// From a pattern to small programs. A rule does not look for its pattern everywhere: it waits at its anchor,
// the element that is rarest by what is known at load (a marked '@', else the literal or list with the most
// words, else a label, last a shape). The elements before the anchor become a program that reads backward,
// those after it one that reads forward, so that the nearest words are tried first on both sides. An element
// inside a captured group leaves the group's opening to the left program and its closing to the right one.
#include "extract/rule/pattern_compiler.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "extract/rule/regex_bounds.h"
#include "extract/suggest.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

using namespace ast;

constexpr int kMaxMacroDepth = 20;
constexpr std::uint32_t kLoop = 39;         // so many optional repetitions are written as a loop
constexpr std::size_t kMaxGrown = 20000;    // elements that macros put into one pattern
constexpr std::size_t kMaxMember = 2000;    // elements of what "..." repeats
constexpr std::size_t kMaxProgram = 20000;  // instructions of one half of a pattern
constexpr ShapeMask kDigitShapes = kNumberShape | kCodeShape | kSymbolShape;  // of what begins with a digit

std::string joined(const std::vector<Name>& names) {
  std::string text;
  for (const Name& name : names) (text += text.empty() ? "" : "|") += name.text;
  return text;
}

std::vector<std::string> known_names(const auto& table) {
  std::vector<std::string> known;
  for (const auto& [name, value] : table) known.emplace_back(name);
  return known;
}

std::size_t elements(const Pattern& p) {
  std::size_t sum = 1;
  for (const Pattern& part : p.parts) sum += elements(part);
  return sum;
}

bool only_punctuation(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || std::isalnum(c); });
}

/// `key="a"|"b", other!="c"`
std::string shown(const std::vector<FeatureTest>& tests) {
  std::string text;
  for (const FeatureTest& test : tests) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", test.key.text, test.negated ? "!=" : "=");
    for (std::size_t i = 0; i < test.values.size(); ++i)
      text += fmt::format("{}\"{}\"", i > 0 ? "|" : "", test.values[i].text);
  }
  return text;
}

std::string regex_fault(UErrorCode code) {
  switch (code) {
    case U_REGEX_MISMATCHED_PAREN:
      return "a '(' or ')' without its other half";
    case U_REGEX_MISSING_CLOSE_BRACKET:
      return "a '[' without its ']'";
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
      return "a '\\' before a character that has no meaning there";
    case U_REGEX_RULE_SYNTAX:
      return "nothing to repeat, or something missing";
    case U_REGEX_NUMBER_TOO_BIG:
    case U_REGEX_MAX_LT_MIN:
      return "a repetition that cannot be";
    default:
      return u_errorName(code);
  }
}

}  // namespace

KeyId PatternCompiler::key(std::string_view name) {
  const auto [at, added] = names_.keys.try_emplace(name, static_cast<KeyId>(out_.keys.size()));
  if (added) out_.keys.emplace_back(name);
  return at->second;
}

std::vector<LabelId> PatternCompiler::label_ids(const std::vector<Name>& names) {
  std::vector<LabelId> ids;
  for (const Name& name : names) {
    const auto at = names_.labels.find(name.text);
    if (at == names_.labels.end()) {
      std::string hint = did_you_mean(name.text, known_names(names_.labels));
      const bool named_as_labels_are =
          name.text.front() >= 'A' && name.text.front() <= 'Z' &&
          std::none_of(name.text.begin(), name.text.end(), [](char c) { return (c & 0x80) != 0; });
      if (hint.empty() && !named_as_labels_are)
        hint = fmt::format("; words of the language stand in quotes: \"{}\"", name.text);
      problems_.error(name.place, fmt::format("unknown label '{}'{}", name.text, hint));
      continue;
    }
    ids.insert(ids.end(), at->second.begin(), at->second.end());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Pattern PatternCompiler::normalize(const Pattern& pattern, int depth) {
  if (depth == 0) grown_ = 0;
  if (depth > 0 && ++grown_ > kMaxGrown) {
    if (grown_ == kMaxGrown + 1)
      problems_.error(pattern.place,
                      fmt::format("macros make this pattern larger than {} elements", kMaxGrown));
    Pattern nothing;
    nothing.place = pattern.place;
    return nothing;
  }
  if (pattern.kind == PatternKind::kMacro) {
    const Name& name = pattern.names.front();
    const auto at = names_.macros.find(name.text);
    if (at == names_.macros.end() || depth > kMaxMacroDepth) {
      problems_.error(name.place, at == names_.macros.end()
                                      ? fmt::format("unknown macro '{}'{}", name.text,
                                                    did_you_mean(name.text, known_names(names_.macros)))
                                      : fmt::format("macro '{}' uses itself", name.text));
      Pattern nothing;
      nothing.kind = PatternKind::kSequence;
      nothing.place = pattern.place;
      return nothing;
    }
    Pattern body = normalize(at->second->pattern, depth + 1);
    for (const Pattern& part : pattern.except) body.except.push_back(normalize(part, depth));
    if (pattern.capture.text.empty() && !pattern.anchor) return body;
    if (body.capture.text.empty()) {
      body.capture = pattern.capture;
      body.anchor = body.anchor || pattern.anchor;
      return body;
    }
    Pattern group;
    group.kind = PatternKind::kSequence;
    group.place = pattern.place;
    group.capture = pattern.capture;
    group.parts.push_back(std::move(body));
    return group;
  }
  // Copied whole at every level, what lies deep would be copied as often as it is deep.
  Pattern result{ast::PatternElement(pattern), {}, {}};
  result.parts.reserve(pattern.parts.size());
  for (const Pattern& part : pattern.parts) result.parts.push_back(normalize(part, depth));
  result.except.reserve(pattern.except.size());
  for (const Pattern& part : pattern.except) result.except.push_back(normalize(part, depth));
  if (result.kind == PatternKind::kCoordination) {
    // x... is x (separator x)*; the capture is each member's.
    Pattern member = std::move(result.parts.front());
    if (elements(member) > kMaxMember) {  // lists of lists double their members
      problems_.error(result.place,
                      fmt::format("the members of this list are larger than {} elements", kMaxMember));
      return {};
    }
    if (!result.capture.text.empty() && member.capture.text.empty()) member.capture = result.capture;
    Pattern separator;
    separator.kind = PatternKind::kMacro;
    separator.place = result.place;
    separator.names.push_back({"separator", result.place});
    Pattern more;
    more.kind = PatternKind::kSequence;
    more.place = result.place;
    more.parts.push_back(normalize(separator, depth + 1));
    more.parts.push_back(member);
    more.parts.back().anchor = false;
    Pattern rest;
    rest.kind = PatternKind::kRepeat;
    rest.place = result.place;
    rest.min = 0;
    rest.max = 60;
    rest.parts.push_back(std::move(more));
    Pattern all;
    all.kind = PatternKind::kSequence;
    all.place = result.place;
    all.parts.push_back(std::move(member));
    all.parts.push_back(std::move(rest));
    return all;
  }
  if (result.kind == PatternKind::kAlternation &&
      std::all_of(result.parts.begin(), result.parts.end(), [](const Pattern& p) {
        return (p.kind == PatternKind::kList || (p.kind == PatternKind::kLiteral && !p.exact_case)) &&
               p.capture.text.empty() && p.except.empty() && p.features.empty();
      })) {
    Pattern list;
    list.kind = PatternKind::kList;
    list.place = result.place;
    list.capture = result.capture;
    list.anchor = result.anchor || std::any_of(result.parts.begin(), result.parts.end(),
                                               [](const Pattern& p) { return p.anchor; });
    list.except = result.except;
    for (Pattern& part : result.parts) {
      if (part.kind ==
          PatternKind::kList) {  // a list, or a choice of words that became one: macros bring these
        list.names.insert(list.names.end(), part.names.begin(), part.names.end());
        list.parts.insert(list.parts.end(), std::make_move_iterator(part.parts.begin()),
                          std::make_move_iterator(part.parts.end()));
      } else {
        list.parts.push_back(std::move(part));
      }
    }
    return list;
  }
  return result;
}

ListId PatternCompiler::hidden_list(const Pattern& p) {
  if (const auto known = names_.hidden_lists.find(p.text); known != names_.hidden_lists.end())
    return known->second;
  const auto id = static_cast<ListId>(out_.lists.size());
  names_.hidden_lists.emplace(p.text, id);
  std::vector<TermId> terms;
  for (const Token& token : out_.vocabulary.add_phrase(p.text)) terms.push_back(token.term);
  out_.lists.push_back({fmt::format("\"{}\"", p.text), static_cast<std::uint32_t>(terms.size()), 1, true});
  if (terms.empty())
    problems_.error(p.place, "an empty literal");
  else
    out_.automaton.add(terms, {id, kNone, 0});
  return id;
}

// The rows of a list whose attributes are as asked, as a list of its own: [event-head{weight="strong"}].
ListId PatternCompiler::selected_list(ListId list, const Pattern& p) {
  std::string name = fmt::format("{}{{{}}}", out_.lists[list].name, shown(p.features));
  const auto [at, fresh] = names_.hidden_lists.try_emplace(name, static_cast<ListId>(out_.lists.size()));
  if (!fresh) return at->second;
  std::vector<KeyId> keys;
  for (const FeatureTest& test : p.features) keys.push_back(key(test.key.text));
  const auto fits = [&](RecordId record) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::vector<Name>& wanted = p.features[i].values;
      const std::string_view value = record == kNone ? "" : out_.record_value(record, keys[i]);
      const bool equal =
          std::any_of(wanted.begin(), wanted.end(), [&](const Name& one) { return one.text == value; });
      if (equal == p.features[i].negated) return false;
    }
    return true;
  };
  ListInfo info{std::move(name), kNone, 0, true};
  for (std::size_t i = names_.first_entry[list]; i < names_.first_entry[list + 1]; ++i) {
    const Automaton::Added row = out_.automaton.added()[i];
    if (!fits(row.entry.record)) continue;
    out_.automaton.add_like(row, {at->second, row.entry.record, row.entry.cased});
    info.least_terms = std::min(info.least_terms, row.length);
    ++info.entries;
  }
  if (info.entries == 0)
    problems_.error(
        p.place, fmt::format("no entry of the list '{}' has {}", out_.lists[list].name, shown(p.features)));
  const ListId id = at->second;
  out_.lists.push_back(std::move(info));
  return id;
}

std::uint32_t PatternCompiler::list_set(const Pattern& p) {
  std::vector<ListId> set;
  for (const Name& name : p.names) {
    const auto at = names_.closures.find(name.text);
    if (at == names_.closures.end()) {
      problems_.error(name.place, fmt::format("unknown list '{}'{}", name.text,
                                              did_you_mean(name.text, known_names(names_.closures))));
      continue;
    }
    for (const ListId list : at->second) set.push_back(p.features.empty() ? list : selected_list(list, p));
  }
  if (p.kind == PatternKind::kLiteral) set.push_back(hidden_list(p));
  for (const Pattern& part : p.parts) set.push_back(hidden_list(part));
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  const auto [at, added] =
      known_list_sets_.try_emplace(set, static_cast<std::uint32_t>(out_.list_sets.size()));
  if (added) out_.list_sets.push_back(std::move(set));
  return at->second;
}

std::uint32_t PatternCompiler::label_test(const Pattern& p) {
  const auto is_known = [&](const Name& name) { return names_.labels.contains(name.text); };
  if (!std::all_of(p.names.begin(), p.names.end(), is_known)) {
    label_ids(p.names);  // says what is wrong
    out_.label_tests.push_back({});
    return static_cast<std::uint32_t>(out_.label_tests.size() - 1);
  }
  std::string written = joined(p.names);
  for (const FeatureTest& feature : p.features)
    written +=
        fmt::format("{{{}{}{}", feature.key.text, feature.negated ? "!=" : "=", joined(feature.values));
  const auto [at, added] =
      known_label_tests_.try_emplace(std::move(written), static_cast<std::uint32_t>(out_.label_tests.size()));
  if (!added) return at->second;
  LabelTest test;
  test.labels = label_ids(p.names);
  for (const LabelId label : test.labels) test.bits |= label_bit(label);
  for (const FeatureTest& feature : p.features) {
    LabelTest::Feature compiled;
    compiled.key = key(feature.key.text);
    compiled.negated = feature.negated;
    for (const Name& value : feature.values)
      compiled.values.push_back(canonical(value.text, out_.vocabulary.impl().spellings));
    test.features.push_back(std::move(compiled));
  }
  out_.label_tests.push_back(std::move(test));
  return at->second;
}

ShapeMask PatternCompiler::shape_mask(const Pattern& p) {
  const std::string_view name = p.names.front().text;
  if (name == "Cap") return 1u << 2 | 1u << 3 | 1u << 4;
  if (name == "Capitalized") return 1u << 2;
  if (name == "Upper") return 1u << 3;
  if (name == "Mixed") return 1u << 4;
  if (name == "Lower") return 1u << 1;
  if (name == "Word") return 0x1F;
  if (name == "Num") return kNumberShape;
  if (name == "Code") return kCodeShape;
  if (name == "Punct") return kPunctShape;
  return kAnyShape;  // Any
}

std::uint32_t PatternCompiler::literal(const Pattern& p) {
  const auto [at, added] = known_literals_.try_emplace(std::pair(p.text, p.exact_case),
                                                       static_cast<std::uint32_t>(out_.literals.size()));
  if (!added) return at->second;
  Literal literal;
  literal.text = p.text;
  for (const Token& token : out_.vocabulary.add_phrase(p.text)) {
    literal.terms.push_back(token.term);
    if (p.exact_case) literal.exact.emplace_back(p.text.substr(token.begin, token.length));
  }
  if (literal.terms.empty()) {
    problems_.error(p.place, "an empty literal");
    known_literals_.erase(at);  // said again where it stands again
    out_.literals.push_back({});
    return static_cast<std::uint32_t>(out_.literals.size() - 1);
  }
  out_.literals.push_back(std::move(literal));
  return at->second;
}

std::uint32_t PatternCompiler::regex(const Pattern& p) {
  const auto [at, added] =
      known_regexes_.try_emplace(p.text, static_cast<std::uint32_t>(out_.regexes.size()));
  if (!added) return at->second;
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  std::unique_ptr<icu::RegexPattern> compiled(
      icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(p.text), where, status));
  if (U_FAILURE(status)) {
    problems_.error(p.place, fmt::format("regular expression not understood at character {}: {}",
                                         where.offset, regex_fault(status)));
    compiled.reset(icu::RegexPattern::compile("a", where, status = U_ZERO_ERROR));
    known_regexes_.erase(at);  // said again where it stands again
    out_.regexes.push_back(std::move(compiled));
    out_.regex_groups.emplace_back();
    out_.regex_bounds.emplace_back();
    return static_cast<std::uint32_t>(out_.regexes.size() - 1);
  }
  std::vector<std::pair<std::string, KeyId>> groups;
  for (std::size_t group = p.text.find("(?<"); group != std::string::npos;
       group = p.text.find("(?<", group + 1)) {
    const std::size_t end = p.text.find('>', group);
    if (end == std::string::npos || !std::isalpha(static_cast<unsigned char>(p.text[group + 3]))) continue;
    const std::string_view name = p.text.substr(group + 3, end - group - 3);
    groups.emplace_back(name, key(name));
  }
  out_.regexes.push_back(std::move(compiled));
  out_.regex_groups.push_back(std::move(groups));
  out_.regex_bounds.push_back(bounds_of_regex(p.text));
  return at->second;
}

Test PatternCompiler::test(const Pattern& p) {
  switch (p.kind) {
    case PatternKind::kLiteral:
      return {Op::kLiteral, literal(p)};
    case PatternKind::kList:
      return {Op::kList, list_set(p)};
    case PatternKind::kLabel:
      return {Op::kAnnotation, label_test(p)};
    case PatternKind::kShape:
      return {Op::kShape, shape_mask(p)};
    case PatternKind::kRegex:
      return {Op::kRegex, regex(p)};
    default:
      problems_.error(p.place,
                      "only a word, a [list], a label, a shape, a regular expression or a choice of these "
                      "can be excluded");
      return {Op::kShape, 0};
  }
}

std::uint32_t PatternCompiler::test_set(const std::vector<Pattern>& patterns) {
  TestSet set;
  for (const Pattern& p : patterns) {
    if (p.kind == PatternKind::kAlternation) {
      for (const Pattern& part : p.parts) set.tests.push_back(test(part));
    } else {
      set.tests.push_back(test(p));
    }
  }
  out_.test_sets.push_back(std::move(set));
  return static_cast<std::uint32_t>(out_.test_sets.size() - 1);
}

std::uint8_t PatternCompiler::capture_id(const Name& name) {
  if (name.text.empty()) return kNoCapture;
  const auto id = static_cast<std::size_t>(std::find(captures_->begin(), captures_->end(), name.text) -
                                           captures_->begin());
  if (id == captures_->size()) captures_->emplace_back(name.text);
  if (id >= 64) problems_.error(name.place, "more than 64 captures in one rule");
  return static_cast<std::uint8_t>(std::min<std::size_t>(id, 63));
}

bool PatternCompiler::nullable(const Pattern& p) {
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

void PatternCompiler::emit(const Pattern& p, bool backward, Program& program) {
  if (program.code.size() > kMaxProgram) {
    if (!too_large_)
      problems_.error(
          p.place,
          fmt::format("the pattern is too large: more than {} steps once its repetitions are written out",
                      kMaxProgram));
    too_large_ = true;
    return;
  }
  const std::uint32_t excluded = p.except.empty() ? kNone : test_set(p.except);
  if (excluded != kNone && !backward) program.add({Op::kExcept, kNoCapture, excluded, 0}, p.place);
  const bool each =
      p.kind == PatternKind::kRepeat &&
      (p.parts.front().kind == PatternKind::kLabel || p.parts.front().kind == PatternKind::kList) &&
      p.parts.front().capture.text.empty();
  const bool single = p.kind == PatternKind::kLabel || p.kind == PatternKind::kList ||
                      p.kind == PatternKind::kRegex || p.kind == PatternKind::kShape ||
                      p.kind == PatternKind::kLiteral;
  if (p.capture.text.empty() || single) {
    emit_body(p, backward, program, capture_id(p.capture));
  } else if (each) {
    // post:Post* captures every Post, not the stretch they make.
    Pattern inner = p;
    inner.capture = {};
    inner.except.clear();
    inner.parts.front().capture = p.capture;
    emit_body(inner, backward, program, kNoCapture);
  } else {
    const std::uint8_t capture = capture_id(p.capture);
    program.add({backward ? Op::kClose : Op::kOpen, capture, 0, 0}, p.place);
    emit_body(p, backward, program, kNoCapture);
    program.add({backward ? Op::kOpen : Op::kClose, capture, 0, 0}, p.place);
  }
  if (excluded != kNone && backward) program.add({Op::kExcept, kNoCapture, excluded, 0}, p.place);
}

void PatternCompiler::emit_repeat(const Pattern& p, bool backward, Program& program) {
  const Pattern& body = p.parts.front();
  if (nullable(body) && p.max > 1)
    problems_.error(p.place, "repeats something that may be empty; make what is inside mandatory");
  const auto here = [&] { return static_cast<std::uint32_t>(program.code.size()); };
  // Compiled once and then copied: bodies hold bodies that repeat.
  std::uint32_t first = 0, first_end = 0;
  const auto again = [&] {
    if (first_end == 0 || program.code.size() > kMaxProgram) {  // emit() tells of what is too large
      first = here();
      emit(body, backward, program);
      first_end = here();
      return;
    }
    program.repeat(first, first_end);
    if (program.code.size() > kMaxProgram) emit(body, backward, program);
  };
  for (std::uint32_t i = 0; i < p.min && program.code.size() <= kMaxProgram; ++i) again();
  if (p.max - p.min >= kLoop) {  // x*, x+: a loop; the sentence bounds it
    const std::uint32_t split = here();
    program.add({Op::kSplit, kNoCapture, split + 1, 0}, p.place);
    again();
    program.add({Op::kJump, kNoCapture, split, 0}, p.place);
    program.code[split].b = here();
    return;
  }
  std::vector<std::uint32_t> splits;
  for (std::uint32_t i = p.min; i < p.max && program.code.size() <= kMaxProgram; ++i) {
    splits.push_back(here());
    program.add({Op::kSplit, kNoCapture, here() + 1, 0}, p.place);
    again();
  }
  for (const std::uint32_t split : splits) program.code[split].b = here();
}

void PatternCompiler::emit_body(const Pattern& p, bool backward, Program& program, std::uint8_t capture) {
  const auto here = [&] { return static_cast<std::uint32_t>(program.code.size()); };
  const auto single = [&](Op op, std::uint32_t a) { program.add({op, capture, a, 0}, p.place); };
  switch (p.kind) {
    case PatternKind::kLiteral:
      return single(Op::kLiteral, literal(p));
    case PatternKind::kList:
      return single(Op::kList, list_set(p));
    case PatternKind::kLabel:
      return single(Op::kAnnotation, label_test(p));
    case PatternKind::kShape:
      return single(Op::kShape, shape_mask(p));
    case PatternKind::kRegex:
      return single(Op::kRegex, regex(p));
    case PatternKind::kNot:
      return single(Op::kNot, test_set(p.parts));
    case PatternKind::kBegin:
      return single(Op::kBegin, 0);
    case PatternKind::kEnd:
      return single(Op::kEnd, 0);
    case PatternKind::kGap: {
      std::vector<std::uint32_t> splits;  // lazy: leave the gap first, then skip one more unit
      for (std::uint32_t i = 0; i < p.max; ++i) {
        splits.push_back(here());
        program.add({Op::kSplit, kNoCapture, 0, here() + 1}, p.place);
        program.add({Op::kSkip, kNoCapture, p.crosses_clauses ? 1u : 0u, 0}, p.place);
      }
      for (const std::uint32_t split : splits) program.code[split].a = here();
      return;
    }
    case PatternKind::kSequence:
      if (backward)
        for (auto part = p.parts.rbegin(); part != p.parts.rend(); ++part) emit(*part, true, program);
      else
        for (const Pattern& part : p.parts) emit(part, false, program);
      return;
    case PatternKind::kAlternation: {
      std::vector<std::uint32_t> jumps;
      for (std::size_t i = 0; i < p.parts.size(); ++i) {
        const std::uint32_t split = here();
        const bool last = i + 1 == p.parts.size();
        if (!last) program.add({Op::kSplit, kNoCapture, split + 1, 0}, p.place);
        emit(p.parts[i], backward, program);
        if (last) break;
        jumps.push_back(here());
        program.add({Op::kJump, kNoCapture, 0, 0}, p.place);
        program.code[split].b = here();
      }
      for (const std::uint32_t jump : jumps) program.code[jump].a = here();
      return;
    }
    case PatternKind::kRepeat:
      return emit_repeat(p, backward, program);
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
  right_.add({Op::kMatch, kNoCapture, 0, 0}, pattern.place);
  captures_ = nullptr;
  return right_;
}

// How rare an element is by what is known at load; below 0: cannot be an anchor.
int PatternCompiler::anchor_score(const Pattern& p) {
  int score = -1;
  switch (p.kind) {
    case PatternKind::kLiteral:
      if (p.exact_case) return -1;
      score = only_punctuation(p.text)
                  ? 30
                  : 100 * static_cast<int>(1 + std::count(p.text.begin(), p.text.end(), ' '));
      break;
    case PatternKind::kList: {
      int least = 100;
      std::uint32_t entries = 0;
      for (const ListId list : out_.list_sets[list_set(p)]) {
        least = std::min(least, static_cast<int>(out_.lists[list].least_terms));
        entries += out_.lists[list].entries;
      }
      if (p.parts.size() &&
          std::all_of(p.parts.begin(), p.parts.end(),
                      [](const Pattern& x) { return only_punctuation(x.text); }) &&
          p.names.empty())
        score = 30;
      else
        score = std::max(65, 100 * least - 4 * static_cast<int>(std::bit_width(entries)));
      break;
    }
    case PatternKind::kLabel: {
      bool entity = false;
      for (const Name& name : p.names) {
        const auto at = names_.labels.find(name.text);
        if (at != names_.labels.end())
          for (const LabelId id : at->second) entity = entity || out_.labels[id].entity;
      }
      score = entity ? 40 : 60;
      break;
    }
    case PatternKind::kShape: {
      const std::string_view name = p.names.front().text;
      score = name == "Code"                           ? 25
              : name == "Num"                          ? 22
              : name == "Upper" || name == "Mixed"     ? 20
              : name == "Cap" || name == "Capitalized" ? 10
                                                       : 1;
      break;
    }
    case PatternKind::kRegex:
      score = (bounds_of_regex(p.text).shapes & ~kDigitShapes) == 0 ? 24 : 5;
      break;
    default:
      break;
  }
  if (p.anchor && score > 0) score += 100000;
  return score;
}

bool PatternCompiler::find_anchor(const Pattern& p, std::vector<std::size_t>& path,
                                  std::vector<std::size_t>& best, int& score) {
  if (p.kind == PatternKind::kSequence) {
    for (std::size_t i = 0; i < p.parts.size(); ++i) {
      path.push_back(i);
      find_anchor(p.parts[i], path, best, score);
      path.pop_back();
    }
  } else if (const int here = anchor_score(p); here > score) {
    score = here;
    best = path;
  }
  return score > 0;
}

// The labels of which one must stand where the pattern stands; 0 when it can do without.
std::uint64_t PatternCompiler::label_bits(const Pattern& p) {
  std::uint64_t bits = 0;
  if (p.kind == PatternKind::kLabel) {
    for (const LabelId label : label_ids(p.names)) bits |= label_bit(label);
  } else if (p.kind == PatternKind::kAlternation) {
    for (const Pattern& part : p.parts) {
      const std::uint64_t of_part = label_bits(part);
      if (of_part == 0) return 0;
      bits |= of_part;
    }
  } else if (p.kind == PatternKind::kSequence || (p.kind == PatternKind::kRepeat && p.min > 0)) {
    for (const Pattern& part : p.parts)
      if (const std::uint64_t of_part = label_bits(part)) return of_part;
  }
  return bits;
}

void PatternCompiler::needed_labels(const Pattern& p, std::vector<std::uint64_t>& out) {
  if (p.kind == PatternKind::kSequence) {
    for (const Pattern& part : p.parts) needed_labels(part, out);
  } else if (const std::uint64_t bits = label_bits(p)) {
    out.push_back(bits);
  }
}

Variant PatternCompiler::variant(const Pattern& pattern, const Name& rule) {
  Variant out;
  left_.clear();
  right_.clear();
  needed_labels(pattern, out.needed);
  std::vector<std::size_t> path, best;
  int score = 0;
  if (!find_anchor(pattern, path, best, score)) {
    problems_.error(
        pattern.place,
        fmt::format(
            "rule '{}' has nothing to start from: it needs one mandatory word, [list], label or shape",
            rule.text));
    out.right.add({}, pattern.place);
    out.left.add({}, pattern.place);
    return out;
  }
  // The levels from the whole pattern down to the anchor.
  std::vector<const Pattern*> levels{&pattern};
  for (const std::size_t i : best) levels.push_back(&levels.back()->parts[i]);
  const Pattern& anchor = *levels.back();
  out.anchor.capture = capture_id(anchor.capture);
  if (!anchor.except.empty()) out.anchor.except.push_back(test_set(anchor.except));
  if (anchor.kind == PatternKind::kLabel) {
    out.anchor.kind = Anchor::Kind::kLabel;
    out.anchor.a = label_test(anchor);
  } else if (anchor.kind == PatternKind::kRegex) {
    out.anchor.kind = Anchor::Kind::kRegex;
    out.anchor.a = regex(anchor);
    out.anchor.shapes = out_.regex_bounds[out.anchor.a].shapes;
  } else if (anchor.kind == PatternKind::kShape) {
    out.anchor.kind = Anchor::Kind::kShape;
    out.anchor.a = out.anchor.shapes = shape_mask(anchor);
    if (score < 20)
      problems_.warn(
          anchor.place,
          fmt::format("rule '{}' starts at every {}: give it a word, a [list] or a label to start from",
                      rule.text, joined(anchor.names)));
  } else {
    out.anchor.kind = Anchor::Kind::kList;
    out.anchor.a = list_set(anchor);
  }
  for (std::size_t level = best.size(); level-- > 0;) {
    const Pattern& sequence = *levels[level];
    const std::size_t at = best[level];
    for (std::size_t i = at; i-- > 0;) {
      needed_labels(sequence.parts[i], out.needed_left);
      emit(sequence.parts[i], true, left_);
    }
    for (std::size_t i = at + 1; i < sequence.parts.size(); ++i) {
      needed_labels(sequence.parts[i], out.needed_right);
      emit(sequence.parts[i], false, right_);
    }
    if (!sequence.capture.text.empty()) {
      const std::uint8_t capture = capture_id(sequence.capture);
      left_.add({Op::kOpen, capture, 0, 0}, sequence.place);
      right_.add({Op::kClose, capture, 0, 0}, sequence.place);
    }
    if (!sequence.except.empty())
      left_.add({Op::kExcept, kNoCapture, test_set(sequence.except), 0}, sequence.place);
  }
  left_.add({Op::kMatch, kNoCapture, 0, 0}, pattern.place);
  right_.add({Op::kMatch, kNoCapture, 0, 0}, pattern.place);
  out.left = left_;
  out.right = right_;
  return out;
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
