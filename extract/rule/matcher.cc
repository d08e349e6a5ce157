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

Matcher::Matcher(const Chart& chart)
    : chart_(chart), rules_(chart.rules()), regex_row_(rules_.regexes.size() / 64 + 1) {
  for (const auto& pattern : rules_.regexes) {
    UErrorCode status = U_ZERO_ERROR;
    regexes_.emplace_back(pattern->matcher(status));
    regexes_.back()->setTimeLimit(1000, status);  // a hostile expression gives up instead of hanging
  }
}

// Only the last of a phrase's entries in a set counts: from all of them the match goes on at the same place,
// and where it fails once it fails whatever row was bound.
RecordId Matcher::row_of(const Event& event) const {
  if (event.phrase == kNone) return kNone;
  RecordId row = kNone;
  for (const Entry& entry : rules_.automaton.entries_of(event.phrase))
    if (rules_.lists_of_set.contains(event.list_set, entry.list)) row = entry.record;
  return row;
}

bool Matcher::match_literal(const Literal& literal, std::uint32_t begin) const {
  for (std::size_t i = 0; i < literal.terms.size(); ++i) {
    const auto t = static_cast<std::uint32_t>(begin + i);
    if (chart_.text.tokens[t].term != literal.terms[i] || chart_.cover(t) != kNone) return false;
    if (!literal.exact.empty() && chart_.bytes({t, t + 1}) != literal.exact[i]) return false;
  }
  return true;
}

void Matcher::try_regex(std::uint32_t regex, std::uint32_t token, RegexResults& of_type) {
  const std::uint64_t bit = std::uint64_t{1} << (regex % 64);
  of_type.known |= bit;
  const bool begins_so = (rules_.regex_bounds[regex].shapes & shape_of(chart_.text.tokens[token])) != 0;
  if (begins_so && regex_runs(regex, chart_.bytes({token, token + 1}))) of_type.matching |= bit;
}

void Matcher::reset(const Lexer& lexer) {
  if (generation_ != lexer.generation()) {
    generation_ = lexer.generation();
    regex_results_.clear();
    groups_.clear();
  }
  const std::size_t wanted = lexer.type_count() * regex_row_;
  if (regex_results_.size() < wanted) regex_results_.resize(wanted + wanted / 2);
}

bool Matcher::regex_runs(std::uint32_t regex, std::string_view bytes) {
  if (!rules_.regex_bounds[regex].may_match(bytes)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())));
  regexes_[regex]->reset(text);
  return regexes_[regex]->matches(status) && U_SUCCESS(status);
}

const std::string& Matcher::regex_group(std::uint32_t regex, std::uint32_t token, KeyId key) {
  constexpr std::size_t kMostGroups = 1 << 14;
  const GroupOf of{regex, chart_.text.tokens[token].type, key};
  if (const auto known = groups_.find(of); known != groups_.end()) return known->second;
  if (groups_.size() > kMostGroups) groups_.clear();
  return groups_.emplace(of, find_group(regex, token, key)).first->second;
}

std::string Matcher::find_group(std::uint32_t regex, std::uint32_t token, KeyId key) {
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
  if ((test.bits & label_bit(a.label)) == 0) return false;
  if (shares_bit(a.label) && !std::binary_search(test.labels.begin(), test.labels.end(), a.label))
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
  if (lists(list_set, chart_.look_of(token).kind)) return true;
  for (std::uint32_t h = chart_.first_hit_beginning(token); h != kNone; h = chart_.next_hit_beginning(h))
    if (lists(list_set, chart_.hits()[h].kind)) return true;
  return false;
}

bool Matcher::none_holds(const std::vector<Test>& tests, std::uint32_t token, TokenSpan sentence) {
  for (const Test& test : tests) {
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

std::uint32_t Matcher::state_of(std::uint32_t pc, const Program& program) const {
  std::uint32_t state = pc - program.begin;
  for (std::uint32_t call = call_; call != kNone; call = calls_[call].outer)
    state += rules_.code[calls_[call].from].b;
  return state;
}

void Matcher::forget_visits(std::size_t states, TokenSpan sentence) {
  const std::size_t width = sentence.end - sentence.begin + 1;
  visited_.assign((states * width + 63) / 64, 0);
}

// Whether a state is met for the first time; only asked once an attempt has grown long.
bool Matcher::first_visit(std::uint32_t state, std::uint32_t token, TokenSpan sentence) {
  const std::size_t width = sentence.end - sentence.begin + 1;
  const std::size_t bit = state * width + (token - sentence.begin);
  std::uint64_t& word = visited_[bit / 64];
  if (word >> (bit % 64) & 1) return false;
  word |= std::uint64_t{1} << (bit % 64);
  return true;
}

template <bool kBackward>
std::uint32_t Matcher::read_list(const Instruction& in, std::uint32_t pc, std::uint32_t from,
                                 TokenSpan sentence) {
  if (from == (kBackward ? sentence.begin : sentence.end)) return kNone;
  const Lookahead& what = kBackward ? chart_.what_ends(from) : chart_.what_begins(from);
  if (!what.has_list_set(rules_.bit_of_list_set[in.a])) return kNone;
  const std::uint32_t word = kBackward ? from - 1 : from;
  if (chart_.cover(word) != kNone) return kNone;
  const std::size_t log_size = log_.size();
  std::uint32_t best = kNone, end = kNone;
  if (lists(in.a, chart_.look_of(word).kind)) {
    best = kWordAlone;
    end = kBackward ? word : word + 1;
  }
  const auto consider = [&](std::uint32_t h) {
    const Hit& hit = chart_.hits()[h];
    if (hit.tokens.begin < sentence.begin || hit.tokens.end > sentence.end) return;
    if (!lists(in.a, hit.kind) || chart_.is_covered(hit.tokens)) return;
    if (best != kNone) keep_for_later(pc, end, log_size, best);
    best = h;
    end = kBackward ? hit.tokens.begin : hit.tokens.end;
  };
  // Hits at a token ascend by their length: the last is the longest.
  if constexpr (kBackward) {
    for (std::uint32_t h = chart_.first_hit_ending(from); h != kNone; h = chart_.hits()[h].next_end)
      consider(h);
  } else {
    for (std::uint32_t h = chart_.first_hit_beginning(from); h != kNone; h = chart_.next_hit_beginning(h))
      consider(h);
  }
  if (best != kNone) log_read(in, best, word);
  return end;
}

template <bool kBackward>
std::uint32_t Matcher::read_label(const Instruction& in, std::uint32_t pc, std::uint32_t from,
                                  TokenSpan sentence) {
  if (from == (kBackward ? sentence.begin : sentence.end)) return kNone;
  const Lookahead& what = kBackward ? chart_.what_ends(from) : chart_.what_begins(from);
  const LabelTest& test = rules_.label_tests[in.a];
  if ((what.labels() & test.bits) == 0) return kNone;
  const std::size_t log_size = log_.size();
  AnnotationId best = kNone;
  const std::size_t waiting = stack_.size();
  AnnotationId a = kBackward ? chart_.first_ending(from) : chart_.first_beginning(from);
  for (; a != kNone; a = kBackward ? chart_.annotation(a).next_end : chart_.annotation(a).next_begin) {
    const TokenSpan tokens = chart_.annotation(a).tokens;
    if (tokens.begin < sentence.begin || tokens.end > sentence.end || !accepts(test, a)) continue;
    if (best == kNone)
      best = a;
    else
      keep_for_later(pc, kBackward ? tokens.begin : tokens.end, log_size, a);
  }
  if (best == kNone) return kNone;
  // Chains run from the longest on; of the stack the last is taken first.
  std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(waiting), stack_.end());
  log_read(in, best, kNone);
  const TokenSpan longest = chart_.annotation(best).tokens;
  return kBackward ? longest.begin : longest.end;
}

void Matcher::log_read(const Instruction& in, std::uint32_t read, std::uint32_t word) {
  if (in.capture == kNoCapture) return;
  if (in.op == Op::kAnnotation) {
    log_.push_back({.capture = in.capture, .tokens = chart_.annotation(read).tokens, .annotation = read});
  } else if (read == kWordAlone) {
    log_.push_back({.capture = in.capture,
                    .tokens = {word, word + 1},
                    .phrase = chart_.look_of(word).start.word,
                    .list_set = in.a});
  } else {
    const Hit& hit = chart_.hits()[read];
    log_.push_back({.capture = in.capture, .tokens = hit.tokens, .phrase = hit.phrase, .list_set = in.a});
  }
}

void Matcher::log_edge(const Instruction& in, std::uint32_t token) {
  const auto kind = in.op == Op::kOpen ? Event::Kind::kOpen : Event::Kind::kClose;
  log_.push_back({.kind = kind, .capture = in.capture, .tokens = {token, token}});
}

template <bool kBackward>
std::uint32_t Matcher::skip(const Instruction& in, std::uint32_t from, TokenSpan sentence) const {
  if (from == (kBackward ? sentence.begin : sentence.end)) return kNone;
  const std::uint32_t to = kBackward ? chart_.unit_begin(from) : chart_.unit_end(from);
  if (to < sentence.begin || to > sentence.end) return kNone;
  const std::uint32_t first = kBackward ? to : from;
  return in.a == 0 && chart_.breaks_clause(first) && chart_.cover(first) == kNone ? kNone : to;
}

void Matcher::log_tokens(const Instruction& in, std::uint32_t from, std::uint32_t to, std::uint32_t regex) {
  log_.push_back({.capture = in.capture, .tokens = {std::min(from, to), std::max(from, to)}, .regex = regex});
}

template <bool kBackward>
std::uint32_t Matcher::read_regex(const Instruction& in, std::uint32_t from, TokenSpan sentence) {
  if (from == (kBackward ? sentence.begin : sentence.end)) return kNone;
  const std::uint32_t token = kBackward ? from - 1 : from;
  if (chart_.cover(token) != kNone || !regex_matches(in.a, token)) return kNone;
  const std::uint32_t to = kBackward ? token : from + 1;
  if (in.capture != kNoCapture) log_tokens(in, from, to, in.a);
  return to;
}

template <bool kBackward>
std::uint32_t Matcher::read_literal(const Instruction& in, std::uint32_t from, TokenSpan sentence) {
  const Literal& literal = rules_.literals[in.a];
  const auto n = static_cast<std::uint32_t>(literal.terms.size());
  if (kBackward ? from < sentence.begin + n : from + n > sentence.end) return kNone;
  const std::uint32_t to = kBackward ? from - n : from + n;
  if (!match_literal(literal, std::min(from, to))) return kNone;
  if (in.capture != kNoCapture) log_tokens(in, from, to, kNone);
  return to;
}

// One unit of which a test set is asked whether none of its tests holds.
template <bool kBackward>
std::uint32_t Matcher::read_not(const Instruction& in, std::uint32_t from, TokenSpan sentence) {
  if (from == (kBackward ? sentence.begin : sentence.end)) return kNone;
  const std::uint32_t to = kBackward ? chart_.unit_begin(from) : chart_.unit_end(from);
  if (to < sentence.begin || to > sentence.end) return kNone;
  if (!none_at(in.a, kBackward ? to : from, sentence)) return kNone;
  if (in.capture != kNoCapture) log_tokens(in, from, to, kNone);
  return to;
}

template <bool kBackward, bool kWatched>
std::uint32_t Matcher::go(const Program& program, std::uint32_t from, TokenSpan sentence,
                          std::vector<Binding>& bindings) {
  const Instruction* const code = rules_.code.data();
  log_.clear();
  stack_.clear();
  calls_.clear();
  call_ = kNone;
  std::uint32_t steps = 0, token = from;
  const Instruction* in = code + program.begin;
  const std::uint32_t last = kBackward ? sentence.begin : sentence.end;
  const Lookahead* const what_stands = kBackward ? &chart_.what_ends(0) : &chart_.what_begins(0);
  const Lookahead* const lookaheads = rules_.lookaheads.data();
  const auto stands_at = [&](std::uint32_t t) {
    return t == last ? &kNothingThere : what_stands + Chart::kStride * t;
  };
  const auto may_go_on = [&](LookaheadId with, const Lookahead& here) {
    return kWatched || lookaheads[with].meets(here);
  };
  const auto index_of = [&](const Instruction* at) { return static_cast<std::uint32_t>(at - code); };
  for (;;) {
    std::uint32_t to = token;  // kNone: the match cannot go on here
    if (++steps > kFreeSteps) [[unlikely]] {
      if (steps == kFreeSteps + 1) forget_visits(program.states, sentence);
      if (!first_visit(state_of(index_of(in), program), token, sentence)) to = kNone;
    }
    if (to != kNone) {
      if constexpr (kWatched)
        note_furthest(rules_.places[index_of(in)], kBackward ? from - token : token - from, token);
      switch (in->op) {
        case Op::kMatch:
          finish(bindings);
          steps_ += steps;
          return token;
        case Op::kSplit: {
          // Of many alternatives most cannot begin here, nor can what follows a gap at most of its tokens:
          // they are passed over without a turn each.
          const Lookahead* here = stands_at(token);
          while (in->op == Op::kSplit && !may_go_on(in->first, *here)) {
            in = code + in->b;
            if (in->op != Op::kSkip || steps >= kFreeSteps) continue;
            ++steps;
            to = skip<kBackward>(*in, token, sentence);
            if (to == kNone) break;
            token = to;
            here = stands_at(token);
            ++in;
          }
          if (to == kNone) break;
          if (in->op != Op::kSplit) continue;
          if (may_go_on(code[in->b].lookahead, *here)) keep_for_later(in->b, token, log_.size(), kNone);
          in = code + in->a;
          continue;
        }
        case Op::kJump:
          in = code + in->a;
          continue;
        case Op::kCall:
          calls_.push_back({index_of(in), call_});
          call_ = static_cast<std::uint32_t>(calls_.size()) - 1;
          in = code + in->a;
          continue;
        case Op::kReturn:
          in = code + calls_[call_].from + 1;
          call_ = calls_[call_].outer;
          continue;
        case Op::kOpen:
        case Op::kClose:
          log_edge(*in, token);
          break;
        case Op::kBegin:
          if (token != sentence.begin) to = kNone;
          break;
        case Op::kEnd:
          if (token != sentence.end) to = kNone;
          break;
        case Op::kExcept:
          if (!none_at(in->a, token, sentence)) to = kNone;
          break;
        case Op::kList:
          to = read_list<kBackward>(*in, index_of(in), token, sentence);
          break;
        case Op::kAnnotation:
          to = read_label<kBackward>(*in, index_of(in), token, sentence);
          break;
        case Op::kSkip:
          to = skip<kBackward>(*in, token, sentence);
          break;
        case Op::kShape:
          to = (stands_at(token)->shapes() & in->a) == 0 ? kNone : kBackward ? token - 1 : token + 1;
          if (to != kNone && in->capture != kNoCapture) log_tokens(*in, token, to, kNone);
          break;
        case Op::kLiteral:
          to = read_literal<kBackward>(*in, token, sentence);
          break;
        case Op::kRegex:
          to = read_regex<kBackward>(*in, token, sentence);
          break;
        case Op::kNot:
          to = read_not<kBackward>(*in, token, sentence);
          break;
        default:  // there is no other, so the jump need not be guarded
          __builtin_unreachable();
      }
    }
    if (to != kNone) {
      token = to;
      ++in;
      continue;
    }
    if (stack_.empty()) {
      steps_ += steps;
      return kNone;
    }
    const Frame frame = stack_.back();
    stack_.pop_back();
    log_.resize(frame.log_size);
    calls_.resize(frame.call_count);
    call_ = frame.call;
    in = code + frame.pc;
    token = frame.token;
    if (frame.read == kNone) continue;
    log_read(*in, frame.read, kBackward ? token : token - 1);
    ++in;
  }
}

std::uint32_t Matcher::run_watched(const Program& program, bool backward, std::uint32_t from,
                                   TokenSpan sentence, std::vector<Binding>& bindings, Furthest& furthest) {
  furthest_ = &furthest;
  return backward ? go<true, true>(program, from, sentence, bindings)
                  : go<false, true>(program, from, sentence, bindings);
}

template std::uint32_t Matcher::go<true, false>(const Program&, std::uint32_t, TokenSpan,
                                                std::vector<Binding>&);
template std::uint32_t Matcher::go<false, false>(const Program&, std::uint32_t, TokenSpan,
                                                 std::vector<Binding>&);

void Matcher::note_furthest(const ast::Place& place, std::uint32_t distance, std::uint32_t token) {
  if (!furthest_->place || distance >= furthest_->distance) *furthest_ = {&place, token, distance};
}

// Openings and closings may have been met in either order and, for an anchor inside a group, in different
// programs: the caller pairs what is left open. A group's own events pair by position here.
void Matcher::finish(std::vector<Binding>& bindings) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    const Event& event = log_[i];
    if (event.capture == kNoCapture) continue;  // was the partner of one before
    Binding binding{event.capture,
                    {Value::Kind::kTokens, event.tokens, event.annotation, row_of(event), event.regex, {}}};
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
    bindings.push_back(binding);
  }
}

}  // namespace newsgraph
