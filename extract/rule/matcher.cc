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

#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

constexpr std::uint32_t kFreeSteps = 256;
const std::string kNoValue;

}  // namespace

Matcher::Matcher(const Chart& chart) : chart_(chart), rules_(chart.rules()) {
  regex_results_.resize(rules_.regexes.size());
  for (const auto& pattern : rules_.regexes) {
    UErrorCode status = U_ZERO_ERROR;
    regexes_.emplace_back(pattern->matcher(status));
    regexes_.back()->setTimeLimit(1000, status);  // a hostile expression gives up instead of hanging
  }
}

template <typename Found>
void Matcher::entries_in(std::uint32_t phrase, std::uint32_t list_set, const Found& found) const {
  const PhraseKind& kind = rules_.phrase_kinds[rules_.kind_of_phrase[phrase]];
  Lookahead wanted;
  wanted.add_list_set(list_set);
  if (((kind.sets[0] & wanted.sets[0]) | (kind.sets[1] & wanted.sets[1])) == 0) return;
  for (const Entry& entry : rules_.automaton.entries_of(phrase))
    if (rules_.list_set_bits.contains(list_set, entry.list)) found(entry);
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
  std::vector<Known>& results = regex_results_[regex];
  const TypeId type = chart_.text.tokens[token].type;
  if (type >= results.size()) results.resize(type + type / 2 + 1024);
  Known& known = results[type];
  if (known == Known::kNothing)
    known = regex_runs(regex, chart_.bytes({token, token + 1})) ? Known::kMatches : Known::kFails;
  return known == Known::kMatches;
}

void Matcher::reset(std::uint32_t generation) {
  if (generation == generation_) return;
  generation_ = generation;
  for (std::vector<Known>& results : regex_results_) results.clear();
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
  return values_.emplace(text, canonical(text, rules_.vocabulary.impl().spellings)).first->second;
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

bool Matcher::lists_a_phrase_at(std::uint32_t list_set, std::uint32_t token) const {
  if (chart_.cover(token) != kNone) return false;
  bool found = false;
  for (std::uint32_t h = chart_.hits_begin(token); h < chart_.hits_begin(token + 1) && !found; ++h)
    entries_in(chart_.hits()[h].phrase, list_set, [&](const Entry&) { found = true; });
  return found;
}

bool Matcher::none_at(std::uint32_t test_set, std::uint32_t token, TokenSpan sentence) {
  if (token >= sentence.end) return true;
  const TestSet& set = rules_.test_sets[test_set];
  if (!set.any_of.meets(chart_.what_begins(token))) return true;
  for (const Test& test : set.tests) {
    switch (test.op) {
      case Op::kLiteral: {
        const Literal& literal = rules_.literals[test.a];
        if (token + literal.terms.size() <= sentence.end && match_literal(literal, token)) return false;
        break;
      }
      case Op::kList:
        if (lists_a_phrase_at(test.a, token)) return false;
        break;
      case Op::kAnnotation:
        for (AnnotationId a = chart_.first_beginning(token); a != kNone; a = chart_.annotation(a).next_begin)
          if (accepts(rules_.label_tests[test.a], a)) return false;
        break;
      case Op::kShape:
        if (chart_.what_begins(token).shapes() & test.a) return false;
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

// Phrases of a list set, longest first: hits at a token ascend by end, so they go on the stack as they come
// and the last is taken.
bool Matcher::take_list(const Instruction& in, bool backward, std::uint32_t from, std::uint32_t pc,
                        TokenSpan sentence) {
  const std::size_t before = stack_.size();
  const auto consider = [&](const Hit& hit) {
    if (hit.tokens.begin < sentence.begin || hit.tokens.end > sentence.end) return;
    entries_in(hit.phrase, in.a, [&](const Entry& entry) {
      for (std::uint32_t t = hit.tokens.begin; t < hit.tokens.end; ++t)
        if (chart_.cover(t) != kNone) return;
      stack_.push_back({pc + 1,
                        backward ? hit.tokens.begin : hit.tokens.end,
                        static_cast<std::uint32_t>(log_.size()),
                        {Event::Kind::kWhole, in.capture, hit.tokens, kNone, entry.record, kNone}});
    });
  };
  if (backward) {
    for (std::uint32_t h = chart_.first_hit_ending(from); h != kNone; h = chart_.hits()[h].next_end)
      consider(chart_.hits()[h]);
  } else if (from < sentence.end) {
    for (std::uint32_t h = chart_.hits_begin(from); h < chart_.hits_begin(from + 1); ++h)
      consider(chart_.hits()[h]);
  }
  return stack_.size() > before;
}

// Annotations, longest first: chains run so, and the stack gives the last pushed first.
bool Matcher::take_annotation(const Instruction& in, bool backward, std::uint32_t from, std::uint32_t pc,
                              TokenSpan sentence) {
  const std::size_t before = stack_.size();
  AnnotationId a = backward ? chart_.first_ending(from) : chart_.first_beginning(from);
  for (; a != kNone; a = backward ? chart_.annotation(a).next_end : chart_.annotation(a).next_begin) {
    const TokenSpan tokens = chart_.annotation(a).tokens;
    if (tokens.begin < sentence.begin || tokens.end > sentence.end) continue;
    if (accepts(rules_.label_tests[in.a], a))
      stack_.push_back({pc + 1,
                        backward ? tokens.begin : tokens.end,
                        static_cast<std::uint32_t>(log_.size()),
                        {Event::Kind::kWhole, in.capture, tokens, a, kNone, kNone}});
  }
  std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(before), stack_.end());
  return stack_.size() > before;
}

// Consumes what `in` asks for. What can be consumed in several ways goes on the stack, and `token` becomes
// kNone. Returns false when nothing matches.
bool Matcher::step_over(const Instruction& in, bool backward, std::uint32_t& token, std::uint32_t pc,
                        TokenSpan sentence) {
  const std::uint32_t from = token;
  const auto log = [&](std::uint32_t to, std::uint32_t regex = kNone) {
    token = to;
    if (in.capture != kNoCapture)
      log_.push_back({Event::Kind::kWhole, in.capture, {std::min(from, to), std::max(from, to)}, kNone, kNone,
                      regex});
    return true;
  };
  if (in.op == Op::kLiteral) {
    const Literal& literal = rules_.literals[in.a];
    const auto n = static_cast<std::uint32_t>(literal.terms.size());
    if (backward ? from < sentence.begin + n : from + n > sentence.end) return false;
    return match_literal(literal, backward ? from - n : from) && log(backward ? from - n : from + n);
  }
  if (in.op == Op::kList) {
    token = kNone;
    return take_list(in, backward, from, pc, sentence);
  }
  if (in.op == Op::kAnnotation) {
    token = kNone;
    return take_annotation(in, backward, from, pc, sentence);
  }
  if (from == (backward ? sentence.begin : sentence.end)) return false;
  if (in.op == Op::kShape || in.op == Op::kRegex) {
    const std::uint32_t t = backward ? from - 1 : from;
    const std::uint32_t to = backward ? t : t + 1;
    if (in.op == Op::kShape)
      return ((backward ? chart_.what_ends(from) : chart_.what_begins(from)).shapes() & in.a) != 0 && log(to);
    return chart_.cover(t) == kNone && regex_matches(in.a, t) && log(to, in.a);
  }
  // kNot, kSkip
  const std::uint32_t to = backward ? chart_.unit_begin(from) : chart_.unit_end(from);
  const std::uint32_t first = backward ? to : from;
  if (to < sentence.begin || to > sentence.end) return false;
  if (in.op == Op::kNot) return none_at(in.a, first, sentence) && log(to);
  const bool stops = in.a == 0 && chart_.breaks_clause(first) && chart_.cover(first) == kNone;
  return !stops && log(to);
}

std::uint32_t Matcher::run(const Program& program, bool backward, std::uint32_t from, TokenSpan sentence,
                           std::vector<Binding>& bindings) {
  // Explanations want to know how far a match came, so nothing is foreseen while somebody watches.
  const bool foresees = furthest == nullptr;
  const Instruction* const code = program.code.data();
  if (foresees && !may_begin(code->lookahead, backward, from, sentence)) return kNone;
  earlier_steps_ += steps_;
  steps_ = 0;
  log_.clear();
  stack_.clear();
  std::uint32_t pc = 0, token = from;
  const std::uint32_t last = backward ? sentence.begin : sentence.end;
  const Lookahead* const what_stands = backward ? &chart_.what_ends(0) : &chart_.what_begins(0);
  const Lookahead* const lookaheads = rules_.lookaheads.data();
  const auto may_go_to = [&](std::uint32_t to) {
    const LookaheadId wanted = code[to].lookahead;
    if (wanted == kMayBeEmpty || !foresees) return true;
    return token != last && (wanted == kAnyUnit || lookaheads[wanted].meets(what_stands[token]));
  };
  for (;;) {
    const Instruction& in = code[pc];
    bool goes_on = ++steps_ <= kFreeSteps || first_visit(pc, token, sentence, program.code.size());
    if (goes_on) {
      if (furthest) note_furthest(program.places[pc], backward ? from - token : token - from, token);
      switch (in.op) {
        case Op::kMatch:
          finish(bindings);
          return token;
        case Op::kSplit:
          if (!may_go_to(in.a)) {
            pc = in.b;
            continue;
          }
          if (may_go_to(in.b)) stack_.push_back({in.b, token, static_cast<std::uint32_t>(log_.size()), {}});
          pc = in.a;
          continue;
        case Op::kJump:
          pc = in.a;
          continue;
        case Op::kOpen:
        case Op::kClose:
          log_.push_back({in.op == Op::kOpen ? Event::Kind::kOpen : Event::Kind::kClose,
                          in.capture,
                          {token, token},
                          kNone,
                          kNone,
                          kNone});
          break;
        case Op::kBegin:
          goes_on = token == sentence.begin;
          break;
        case Op::kEnd:
          goes_on = token == sentence.end;
          break;
        case Op::kExcept:
          goes_on = none_at(in.a, token, sentence);
          break;
        default:
          goes_on = step_over(in, backward, token, pc, sentence) && token != kNone;
      }
    }
    if (goes_on) {
      ++pc;
      continue;
    }
    if (stack_.empty()) return kNone;
    const Frame& frame = stack_.back();
    log_.resize(frame.log_size);
    if (frame.event.capture != kNoCapture) log_.push_back(frame.event);
    pc = frame.pc;
    token = frame.token;
    stack_.pop_back();
  }
}

void Matcher::note_furthest(const ast::Place& place, std::uint32_t distance, std::uint32_t token) {
  if (!furthest->place || distance >= furthest->distance) *furthest = {&place, token, distance};
}

// Openings and closings may have been met in either order and, for an anchor inside a group, in different
// programs: the caller pairs what is left open. A group's own events pair by position here.
void Matcher::finish(std::vector<Binding>& bindings) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    const Event& event = log_[i];
    Binding binding{event.capture,
                    {Value::Kind::kTokens, event.tokens, event.annotation, event.record, event.regex, {}}};
    if (event.kind != Event::Kind::kWhole) {
      // The partner is the nearest later event of the same capture and the other kind.
      bool paired = false;
      for (std::size_t j = i + 1; j < log_.size() && !paired; ++j) {
        Event& other = log_[j];
        if (other.capture != event.capture || other.kind == Event::Kind::kWhole || other.kind == event.kind)
          continue;
        const std::uint32_t a = event.tokens.begin, b = other.tokens.begin;
        binding.value.tokens = {std::min(a, b), std::max(a, b)};
        other.kind = Event::Kind::kWhole;
        other.capture = kNoCapture;
        paired = true;
      }
      if (!paired)
        binding.value.tokens = event.kind == Event::Kind::kOpen ? TokenSpan{event.tokens.begin, kNone}
                                                                : TokenSpan{kNone, event.tokens.begin};
    }
    if (event.capture != kNoCapture) bindings.push_back(binding);
  }
}

}  // namespace newsgraph
