// SPDX-License-Identifier: Apache-2.0
//
// A backtracking machine over tokens and annotations. Programs are small, most attempts end after a few
// steps, so the first steps keep no record. An attempt that goes on longer starts to mark every (instruction,
// token) it enters and never enters one twice: as in the bit-state engines of regular expression libraries, a
// state that failed once fails again whatever was captured on the way, so the result is the same and the cost
// is bounded. Tested by tests/extract/rule/matcher_test.cc, against a plain reference matcher on random rules
// and texts.
#include "extract/rule/matcher.h"

#include <algorithm>

namespace newsgraph {
namespace {

constexpr std::uint32_t kFreeSteps = 256;
const std::string kNoValue;

std::uint32_t shape_bit(const Token& token) {
  switch (token.token_class) {
    case TokenClass::kWord:
      return 1u << static_cast<unsigned>(token.shape);
    case TokenClass::kNumber:
      return 1u << 5;
    case TokenClass::kCode:
      return 1u << 6;
    case TokenClass::kPunct:
      return 1u << 7;
    case TokenClass::kSymbol:
      return 1u << 8;
  }
  return 0;
}

}  // namespace

Matcher::Matcher(const Chart& chart) : chart_(chart), rules_(chart.rules()) {
  regex_results_.resize(rules_.regexes.size());
  for (const auto& pattern : rules_.regexes) {
    UErrorCode status = U_ZERO_ERROR;
    regexes_.emplace_back(pattern->matcher(status));
    regexes_.back()->setTimeLimit(1000, status);  // a hostile expression gives up instead of hanging
  }
}

bool Matcher::shape_fits(std::uint32_t mask, const Token& token) const {
  return (mask & shape_bit(token)) != 0;
}

bool Matcher::list_contains(std::uint32_t list_set, ListId list) const {
  const auto& set = rules_.list_sets[list_set];
  return set.size() == 1 ? set[0] == list : std::binary_search(set.begin(), set.end(), list);
}

bool Matcher::match_literal(const Literal& literal, std::uint32_t begin) const {
  for (std::size_t i = 0; i < literal.terms.size(); ++i) {
    const auto t = static_cast<std::uint32_t>(begin + i);
    if (chart_.text.tokens[t].term != literal.terms[i] || chart_.cover(t) != kNone) return false;
    if (!literal.exact.empty() && chart_.bytes({t, t + 1}) != literal.exact[i]) return false;
  }
  return true;
}

bool Matcher::regex_matches(std::uint32_t regex, std::uint32_t token) {
  constexpr std::size_t kMostWords = 1 << 15;
  const std::string_view bytes = chart_.bytes({token, token + 1});
  auto& results = regex_results_[regex];
  if (results.size() > kMostWords) results.clear();
  if (const auto known = results.find(bytes); known != results.end()) return known->second;
  const bool matches = regex_runs(regex, bytes);
  results.emplace(bytes, matches);
  return matches;
}

bool Matcher::regex_runs(std::uint32_t regex, std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())));
  regexes_[regex]->reset(text);
  return regexes_[regex]->matches(status) && U_SUCCESS(status);
}

std::string Matcher::regex_group(std::uint32_t regex, std::uint32_t token, KeyId key) {
  for (const auto& [name, id] : rules_.regex_groups[regex]) {
    if (id != key) continue;
    UErrorCode status = U_ZERO_ERROR;
    const std::string_view bytes = chart_.bytes({token, token + 1});
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())));
    regexes_[regex]->reset(text);
    if (!regexes_[regex]->matches(status) || U_FAILURE(status)) return {};
    const int32_t group = rules_.regexes[regex]->groupNumberFromName(name.c_str(), -1, status);
    const icu::UnicodeString found =
        U_SUCCESS(status) ? regexes_[regex]->group(group, status) : icu::UnicodeString();
    std::string out;
    if (U_SUCCESS(status)) found.toUTF8String(out);
    return out;
  }
  return {};
}

const std::string& Matcher::canonical_value(const Value& value) const {
  constexpr std::size_t kMostValues = 1 << 14;
  const std::string_view text = value.kind == Value::Kind::kText ? value.text : chart_.bytes(value.tokens);
  if (const auto known = values_.find(text); known != values_.end()) return known->second;
  if (values_.size() > kMostValues) values_.clear();
  return values_.emplace(text, canonical(text, rules_.settings)).first->second;
}

bool Matcher::accepts(const LabelTest& test, AnnotationId id) const {
  const Annotation& a = chart_.annotation(id);
  if (test.labels.size() == 1 ? test.labels[0] != a.label
                              : !std::binary_search(test.labels.begin(), test.labels.end(), a.label))
    return false;
  if (!chart_.visible(id)) return false;
  for (const LabelTest::Feature& wanted : test.features) {
    const Feature* feature = chart_.feature(id, wanted.key);
    const std::string& value = feature ? canonical_value(feature->value) : kNoValue;
    const bool equal = std::find(wanted.values.begin(), wanted.values.end(), value) != wanted.values.end();
    if (equal == wanted.negated) return false;
  }
  return true;
}

bool Matcher::none_at(std::uint32_t test_set, std::uint32_t token, TokenSpan sentence) {
  if (token >= sentence.end) return true;
  for (const Test& test : rules_.test_sets[test_set]) {
    switch (test.op) {
      case Op::kLiteral: {
        const Literal& literal = rules_.literals[test.a];
        if (token + literal.terms.size() <= sentence.end && match_literal(literal, token)) return false;
        break;
      }
      case Op::kList:
        for (std::uint32_t h = chart_.hits_begin(token); h < chart_.hits_begin(token + 1); ++h)
          if (list_contains(test.a, rules_.automaton.entries()[chart_.hits()[h].entry].list) &&
              chart_.cover(token) == kNone)
            return false;
        break;
      case Op::kAnnotation:
        for (AnnotationId a = chart_.first_beginning(token); a != kNone; a = chart_.annotation(a).next_begin)
          if (accepts(rules_.label_tests[test.a], a)) return false;
        break;
      case Op::kShape:
        if (chart_.cover(token) == kNone && shape_fits(test.a, chart_.text.tokens[token])) return false;
        break;
      case Op::kRegex:
        if (chart_.cover(token) == kNone && regex_matches(test.a, token)) return false;
        break;
      default:
        break;
    }
  }
  return true;
}

// Whether a state is met for the first time; only asked once an attempt has grown long.
bool Matcher::first_visit(std::uint32_t pc, std::uint32_t token, TokenSpan sentence,
                          std::size_t program_size) {
  const std::size_t width = sentence.end - sentence.begin + 1;
  if (steps_ == kFreeSteps + 1) visited_.assign((program_size * width + 63) / 64, 0);
  const std::size_t bit = pc * width + (token - sentence.begin);
  std::uint64_t& word = visited_[bit / 64];
  if (word >> (bit % 64) & 1) return false;
  word |= std::uint64_t{1} << (bit % 64);
  return true;
}

// Consumes what `in` asks for; alternatives of other lengths go on the stack. Returns false when it does not
// match.
bool Matcher::step_over(const Instruction& in, bool backward, std::uint32_t& token, std::uint32_t pc,
                        TokenSpan sentence) {
  const std::uint32_t from = token;
  const auto whole = [&](TokenSpan tokens, AnnotationId annotation, RecordId record, std::uint32_t regex) {
    return Event{
        Event::Kind::kWhole, in.capture, {Value::Kind::kTokens, tokens, annotation, record, regex, {}}};
  };
  const auto push = [&](std::uint32_t to, const Event& event) {
    stack_.push_back({pc + 1, to, static_cast<std::uint32_t>(log_.size()), in.capture != kNoCapture, event});
  };
  switch (in.op) {
    case Op::kLiteral: {
      const Literal& literal = rules_.literals[in.a];
      const auto n = static_cast<std::uint32_t>(literal.terms.size());
      if (backward ? from < sentence.begin + n : from + n > sentence.end) return false;
      const std::uint32_t begin = backward ? from - n : from;
      if (!match_literal(literal, begin)) return false;
      token = backward ? begin : begin + n;
      if (in.capture != kNoCapture) log_.push_back(whole({begin, begin + n}, kNone, kNone, kNone));
      return true;
    }
    case Op::kShape:
    case Op::kRegex: {
      if (backward ? from == sentence.begin : from == sentence.end) return false;
      const std::uint32_t t = backward ? from - 1 : from;
      if (chart_.cover(t) != kNone) return false;
      if (in.op == Op::kShape ? !shape_fits(in.a, chart_.text.tokens[t]) : !regex_matches(in.a, t))
        return false;
      token = backward ? t : t + 1;
      if (in.capture != kNoCapture)
        log_.push_back(whole({t, t + 1}, kNone, kNone, in.op == Op::kRegex ? in.a : kNone));
      return true;
    }
    case Op::kNot:
    case Op::kSkip: {
      if (backward ? from == sentence.begin : from == sentence.end) return false;
      const std::uint32_t to = backward ? chart_.unit_begin(from) : chart_.unit_end(from);
      const std::uint32_t first = backward ? to : from;
      if (to < sentence.begin || to > sentence.end) return false;
      if (in.op == Op::kNot && !none_at(in.a, first, sentence)) return false;
      if (in.op == Op::kSkip && in.a == 0 && chart_.breaks_clause(first) && chart_.cover(first) == kNone)
        return false;
      token = to;
      if (in.capture != kNoCapture)
        log_.push_back(whole({std::min(from, to), std::max(from, to)}, kNone, kNone, kNone));
      return true;
    }
    case Op::kList: {
      // Longest first: hits at a token ascend by end, so they go on the stack as they come and the last is
      // taken.
      const std::size_t before = stack_.size();
      const auto& entries = rules_.automaton.entries();
      const auto consider = [&](const Hit& hit) {
        if (!list_contains(in.a, entries[hit.entry].list)) return;
        if (hit.tokens.begin < sentence.begin || hit.tokens.end > sentence.end) return;
        for (std::uint32_t t = hit.tokens.begin; t < hit.tokens.end; ++t)
          if (chart_.cover(t) != kNone) return;
        push(backward ? hit.tokens.begin : hit.tokens.end,
             whole(hit.tokens, kNone, entries[hit.entry].record, kNone));
      };
      if (!backward) {
        if (from >= sentence.end) return false;
        for (std::uint32_t h = chart_.hits_begin(from); h < chart_.hits_begin(from + 1); ++h)
          consider(chart_.hits()[h]);
      } else {
        for (std::uint32_t h = chart_.first_hit_ending(from); h != kNone; h = chart_.hits()[h].next_end)
          consider(chart_.hits()[h]);
      }
      return stack_.size() > before ? (token = kNone, true) : false;  // resumed from the stack
    }
    case Op::kAnnotation: {
      const std::size_t before = stack_.size();
      AnnotationId a = backward ? chart_.first_ending(from) : chart_.first_beginning(from);
      for (; a != kNone; a = backward ? chart_.annotation(a).next_end : chart_.annotation(a).next_begin) {
        const TokenSpan tokens = chart_.annotation(a).tokens;
        if (tokens.begin < sentence.begin || tokens.end > sentence.end) continue;
        if (accepts(rules_.label_tests[in.a], a))
          push(backward ? tokens.begin : tokens.end, whole(tokens, a, kNone, kNone));
      }
      // Chains run longest first; the stack gives the last pushed first.
      std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(before), stack_.end());
      return stack_.size() > before ? (token = kNone, true) : false;
    }
    default:
      return false;
  }
}

std::uint32_t Matcher::run(const Program& program, bool backward, std::uint32_t from, TokenSpan sentence,
                           std::vector<Binding>& bindings) {
  stack_.clear();
  log_.clear();
  earlier_steps_ += steps_;
  steps_ = 0;
  stack_.push_back({0, from, 0, false, {}});
  while (!stack_.empty()) {
    const Frame frame = stack_.back();
    stack_.pop_back();
    log_.resize(frame.log_size);
    if (frame.has_event) log_.push_back(frame.event);
    std::uint32_t pc = frame.pc, token = frame.token;
    for (;;) {
      const Instruction& in = program.code[pc];
      if (++steps_ > kFreeSteps && !first_visit(pc, token, sentence, program.code.size())) break;
      if (furthest) {
        const std::uint32_t distance = backward ? from - token : token - from;
        if (!furthest->instruction || distance >= furthest->distance) *furthest = {&in, token, distance};
      }
      if (in.op == Op::kMatch) {
        finish(bindings);
        return token;
      }
      if (in.op == Op::kSplit) {
        stack_.push_back({in.b, token, static_cast<std::uint32_t>(log_.size()), false, {}});
        pc = in.a;
        continue;
      }
      if (in.op == Op::kJump) {
        pc = in.a;
        continue;
      }
      if (in.op == Op::kOpen || in.op == Op::kClose) {
        log_.push_back({in.op == Op::kOpen ? Event::Kind::kOpen : Event::Kind::kClose,
                        in.capture,
                        {Value::Kind::kTokens, {token, token}, kNone, kNone, kNone, {}}});
      } else if (in.op == Op::kBegin) {
        if (token != sentence.begin) break;
      } else if (in.op == Op::kEnd) {
        if (token != sentence.end) break;
      } else if (in.op == Op::kExcept) {
        if (!none_at(in.a, token, sentence)) break;
      } else {
        if (!step_over(in, backward, token, pc, sentence) || token == kNone) break;
      }
      ++pc;
    }
  }
  return kNone;
}

// Openings and closings may have been met in either order and, for an anchor inside a group, in different
// programs: the caller pairs what is left open. A group's own events pair by position here.
void Matcher::finish(std::vector<Binding>& bindings) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    const Event& event = log_[i];
    Binding binding{event.capture, event.value};
    if (event.kind != Event::Kind::kWhole) {
      // The partner is the nearest later event of the same capture and the other kind.
      bool paired = false;
      for (std::size_t j = i + 1; j < log_.size() && !paired; ++j) {
        Event& other = log_[j];
        if (other.capture != event.capture || other.kind == Event::Kind::kWhole || other.kind == event.kind)
          continue;
        const std::uint32_t a = event.value.tokens.begin, b = other.value.tokens.begin;
        binding.value.tokens = {std::min(a, b), std::max(a, b)};
        other.kind = Event::Kind::kWhole;
        other.capture = kNoCapture;
        paired = true;
      }
      if (!paired)
        binding.value.tokens = event.kind == Event::Kind::kOpen ? TokenSpan{event.value.tokens.begin, kNone}
                                                                : TokenSpan{kNone, event.value.tokens.begin};
    }
    if (event.capture != kNoCapture) bindings.push_back(binding);
  }
}

}  // namespace newsgraph
