// SPDX-License-Identifier: Apache-2.0
//
// Where rules start: at the phrases, labels and shapes that anchor them, stratum by stratum. Of a hundred
// anchors some seven lead to a match, so all that can be told by a look is told before a pattern is run: the
// words beside the anchor, the labels of its sentence on either side, the labels of the article.
#include <algorithm>

#include "extract/extraction.h"
#include "extract/prefetch.h"

namespace newsgraph {

void Extraction::observe(ExtractionObserver* observer) {
  observer_ = observer;
  follows_all_ = observer && observer->follows_all();
  gates_ = follows_all_ ? open_gates() : gates_of_rules();
}

Extraction::Gates Extraction::gates_of_rules() const {
  return {rules_.gates.data(), rules_.word_gates.data(), rules_.article_gates.data()};
}

// What may be empty can stand anywhere.
Extraction::Gates Extraction::open_gates() {
  const Lookahead& anything = rules_.lookaheads[kMayBeEmpty];
  open_gates_.resize(rules_.gates.size());
  for (std::size_t v = 0; v < open_gates_.size(); ++v) open_gates_[v].stratum = rules_.gates[v].stratum;
  open_word_gates_.assign(rules_.gates.size(), {anything, anything});
  open_article_gates_.assign(rules_.gates.size(), {});
  return {open_gates_.data(), open_word_gates_.data(), open_article_gates_.data()};
}

inline Extraction::Sides Extraction::sides(TokenSpan anchor) const {
  const std::uint32_t number = chart_.sentence_of(anchor.begin);
  const Sentence& sentence = chart_.text.sentences[number];
  const TokenSpan tokens = sentence.tokens;
  return {&sentence,
          &chart_.what_begins(anchor.end, tokens),
          &chart_.what_ends(anchor.begin, tokens),
          &chart_.words_of(number),
          chart_.labels_behind(anchor.end, tokens),
          chart_.labels_before(anchor.begin, tokens)};
}

inline bool Extraction::has_words(const Gate& gate, const Lookahead& sentence) const {
  return rules_.lookaheads[gate.words[0]].meets(sentence) && rules_.lookaheads[gate.words[1]].meets(sentence);
}

inline bool Extraction::worth_starting(const Gate& gate, const Sides& sides) const {
  return Gate::has(sides.labels_behind, gate.needed_right) &&
         Gate::has(sides.labels_before, gate.needed_left) &&
         rules_.lookaheads[gate.right].meets(*sides.right) &&
         rules_.lookaheads[gate.left].meets(*sides.left) && has_words(gate, *sides.words);
}

inline bool Extraction::may_match_in_article(std::uint32_t variant) const {
  return gates_.of_article[variant].may_match_in(chart_.labels());
}

/// What a try reads first lies far apart: all of it is asked for at once.
inline void Extraction::fetch(const Gate& gate, std::uint32_t variant) const {
  prefetch(rules_.variants.data() + variant);
  prefetch(rules_.code.data() + gate.right_code);
}

inline void Extraction::start(std::uint32_t variant, const Found& anchor, const Sentence& sentence) {
  std::uint32_t index = 0;
  if (!observer_) [[likely]]
    try_at<false>(rules_.variants[variant], anchor, sentence, index);
  else
    start_watched(rules_.variants[variant], anchor, sentence);
}

inline void Extraction::start_at(TokenSpan tokens, std::uint32_t phrase, const Wake& wake,
                                 const Sentence& sentence) {
  const RecordId record = rules_.automaton.entries_of(phrase)[wake.entry].record;
  start(wake.variant, {tokens, kNone, record, kNone}, sentence);
}

// Starts the variants of the first stratum at the phrases that anchor them, and lets those that make mentions
// in later ones wait there. Those that need a word beside their anchor that is not there need not wait: words
// do not change, only labels are yet to come.
void Extraction::wake() {
  for (auto& list : waiting_) list.clear();
  const PhraseKind* const kinds = rules_.phrase_kinds.data();
  const Wake* const wakes = rules_.wakes.data();
  const auto [gates, words_beside, of_article] = gates_;
  for (const std::uint32_t start : chart_.starts_of_mentions()) {
    const auto [tokens, phrase, of_kind] = chart_.found(start);
    const PhraseKind& kind = kinds[of_kind];
    const std::uint32_t number = chart_.sentence_of(tokens.begin);
    const Sentence& sentence = chart_.text.sentences[number];
    const Lookahead& right = chart_.what_begins(tokens.end, sentence.tokens);
    const Lookahead& left = chart_.what_ends(tokens.begin, sentence.tokens);
    for (const Wake *wake = wakes + kind.begin, *end = wakes + kind.facts; wake != end;) {
      const Wake* const others = wake + wake->alike;
      if (!words_beside[wake->variant].right.meets(right)) {
        wake = others;
        continue;
      }
      for (; wake != others; ++wake) {
        if (!words_beside[wake->variant].left.meets(left)) continue;
        const Gate& gate = gates[wake->variant];
        if (gate.stratum != 0)
          waiting_[gate.stratum].push_back({wake, start});
        else if (has_words(gate, chart_.words_of(number)) &&
                 of_article[wake->variant].may_match_in(chart_.labels())) {
          fetch(gate, wake->variant);
          start_at(tokens, phrase, *wake, sentence);
        }
      }
    }
  }
}

void Extraction::start_rules(std::uint32_t stratum) {
  if (stratum == rules_.fact_stratum)
    start_at_phrases();
  else
    start_waiting(stratum);
  for (const LabelStarts& starts : rules_.label_starts[stratum]) start_at_labels(starts);
  start_at_shapes(rules_.shape_starts[stratum]);
}

void Extraction::start_waiting(std::uint32_t stratum) {
  const Gate* const gates = gates_.beside;
  std::uint32_t last = kNone;
  FoundPhrase found;
  Sides here;
  for (const auto [wake, start] : waiting_[stratum]) {
    if (start != last) {
      found = chart_.found(start);
      here = sides(found.tokens);
      last = start;
    }
    const Gate& gate = gates[wake->variant];
    if (!worth_starting(gate, here)) continue;
    fetch(gate, wake->variant);
    if (!chart_.is_covered(found.tokens) && may_match_in_article(wake->variant))
      start_at(found.tokens, found.phrase, *wake, *here.sentence);
  }
}

// Rules that make facts need labels on either side, which most sentences lack: they are not kept waiting, but
// looked for when all labels stand.
void Extraction::start_at_phrases() {
  const PhraseKind* const kinds = rules_.phrase_kinds.data();
  const Wake* const wakes = rules_.wakes.data();
  const Gate* const gates = gates_.beside;
  const PhraseLabels* const labels_of_kind = rules_.labels_of_kind.data();
  const std::uint64_t unlabelled = follows_all_ ? kNoLabelBit : 0;
  for (const std::uint32_t start : chart_.starts_of_facts()) {
    const auto [tokens, phrase, of_kind] = chart_.found(start);
    const PhraseLabels& labels = labels_of_kind[of_kind];
    const TokenSpan sentence = chart_.text.sentences[chart_.sentence_of(tokens.begin)].tokens;
    if ((chart_.labels_behind(tokens.end, sentence) & (labels.behind | unlabelled)) == 0 ||
        (chart_.labels_before(tokens.begin, sentence) & (labels.before | unlabelled)) == 0)
      continue;
    const PhraseKind& kind = kinds[of_kind];
    const Sides here = sides(tokens);
    for (const Wake *wake = wakes + kind.facts, *end = wakes + kind.end; wake != end; ++wake) {
      const Gate& gate = gates[wake->variant];
      if (!worth_starting(gate, here)) continue;
      fetch(gate, wake->variant);
      if (!chart_.is_covered(tokens) && may_match_in_article(wake->variant))
        start_at(tokens, phrase, *wake, *here.sentence);
    }
  }
}

std::span<const std::uint32_t> Extraction::possible(std::span<const std::uint32_t> variants) {
  possible_.clear();
  for (const std::uint32_t v : variants)
    if (may_match_in_article(v)) possible_.push_back(v);
  return possible_;
}

void Extraction::start_at_labels(const LabelStarts& starts) {
  const auto& annotations = chart_.with_label(starts.label);
  if (annotations.empty()) return;
  const std::span<const std::uint32_t> variants = possible(starts.variants);
  if (variants.empty()) return;
  const Gate* const gates = gates_.beside;
  for (const AnnotationId a : annotations) {
    const TokenSpan tokens = chart_.annotation(a).tokens;
    const Sides here = sides(tokens);
    for (const std::uint32_t v : variants)
      if (worth_starting(gates[v], here) &&
          matcher_.accepts(rules_.label_tests[rules_.variants[v].anchor.a], a))
        start(v, {tokens, a, kNone, kNone}, *here.sentence);
  }
}

void Extraction::start_at_shapes(std::span<const std::uint32_t> all) {
  if (all.empty()) return;
  const std::span<const std::uint32_t> variants = possible(all);
  ShapeMask shapes = 0;
  for (const std::uint32_t v : variants) shapes |= rules_.variants[v].anchor.shapes;
  const Gate* const gates = gates_.beside;
  chart_.for_each_of(shapes, [&](std::uint32_t t) {
    if (chart_.cover(t) != kNone) return;
    const ShapeMask shape = shape_of(chart_.text.tokens[t]);
    const TokenSpan tokens{t, t + 1};
    const Sides here = sides(tokens);
    for (const std::uint32_t v : variants) {
      const Anchor& anchor = rules_.variants[v].anchor;
      if ((anchor.shapes & shape) == 0 || !worth_starting(gates[v], here)) continue;
      const std::uint32_t regex = anchor.kind == Anchor::Kind::kRegex ? anchor.a : kNone;
      if (regex == kNone || matcher_.regex_matches(regex, t))
        start(v, {tokens, kNone, kNone, regex}, *here.sentence);
    }
  });
}

void Extraction::start_watched(const Variant& variant, const Found& anchor, const Sentence& sentence) {
  std::uint32_t index = 0;
  attempt_ = {};
  attempt_.variant = &variant;
  attempt_.anchor = anchor.tokens;
  observer_->starts(variant.rule);
  const std::uint64_t before = matcher_.steps();
  attempt_.end = try_at<true>(variant, anchor, sentence, index);
  attempt_.index = index;
  attempt_.steps = matcher_.steps() - before;
  observer_->tried(attempt_, chart_);
}

// Works on the next free candidate: one that fails is free still.
template <bool kWatched>
Attempt::End Extraction::try_at(const Variant& variant, const Found& anchor, const Sentence& sentence,
                                std::uint32_t& index) {
  using End = Attempt::End;
  if (variant.blocks != kAllBlocks) {
    const BlockKind kind = chart_.article().blocks[sentence.block].kind;
    if (!(variant.blocks >> static_cast<int>(kind) & 1)) return End::kBlock;
  }
  const std::uint32_t except = variant.anchor.except;
  if (except != kNone && !matcher_.none_at(except, anchor.tokens.begin, sentence.tokens)) return End::kAnchor;
  if (candidate_count_ == candidate_room_) {
    candidates_.emplace_back();
    candidate_room_ = candidates_.size();
  }
  Match& match = candidates_[candidate_count_];
  match.bindings.clear();
  if (kWatched) attempt_.match = &match;
  const auto run = [&](const Program& program, bool backward, std::uint32_t from, Furthest& furthest) {
    return kWatched && follows_all_
               ? matcher_.run_watched(program, backward, from, sentence.tokens, match.bindings, furthest)
               : matcher_.run(program, backward, from, sentence.tokens, match.bindings);
  };
  const std::uint32_t end = run(variant.right, false, anchor.tokens.end, attempt_.right);
  if (end == kNone) return End::kRight;
  const std::uint32_t begin = run(variant.left, true, anchor.tokens.begin, attempt_.left);
  if (begin == kNone) return End::kLeft;
  const CompiledRule& rule = rules_.rules[variant.rule];
  match.rule = &rule;
  match.rule_id = variant.rule;
  match.tokens = {begin, end};
  match.trigger = anchor.tokens;
  match.self = kNone;
  if (variant.anchor.capture != kNoCapture)
    match.bindings.push_back(
        {variant.anchor.capture,
         {Value::Kind::kTokens, anchor.tokens, anchor.annotation, anchor.record, anchor.regex, {}}});
  if (variant.splits_group) pair_open_groups(match.bindings);
  sort_bindings(match.bindings);
  for (const GuardProgram& guard : rule.guards) {
    if (facts_.guard_holds(guard, match, sentence.tokens, nullptr) == guard.wanted) continue;
    index = static_cast<std::uint32_t>(&guard - rule.guards.data());
    return End::kGuard;
  }
  if (!bind_lets(match, index)) return End::kLet;
  if (!evaluator_.hold(match, rule.conditions, index)) return End::kCondition;
  if (rule.span_capture != kNoCapture) {
    const Value covered = evaluator_.value(match, {rule.span_capture, {}});
    if (covered.kind != Value::Kind::kTokens) return End::kSpan;
    match.tokens = covered.tokens;
  }
  ++candidate_count_;
  return End::kMatched;
}

// A group around the anchor was opened by the left program and closed by the right one.
void Extraction::pair_open_groups(std::vector<Binding>& bindings) {
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    if (bindings[i].value.tokens.end != kNone) continue;
    for (std::size_t j = 0; j < bindings.size(); ++j) {
      if (bindings[j].capture != bindings[i].capture || bindings[j].value.tokens.begin != kNone) continue;
      bindings[i].value.tokens.end = bindings[j].value.tokens.end;
      bindings.erase(bindings.begin() + static_cast<std::ptrdiff_t>(j));
      if (j < i) --i;
      break;
    }
  }
}

// By capture, then by place, stable. They are few and mostly in order.
void Extraction::sort_bindings(std::vector<Binding>& all) {
  constexpr std::size_t kFew = 32;
  const auto before = [](const Binding& a, const Binding& b) {
    return a.capture != b.capture ? a.capture < b.capture : a.value.tokens < b.value.tokens;
  };
  if (all.size() > kFew) {
    std::stable_sort(all.begin(), all.end(), before);
    return;
  }
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (!before(all[i], all[i - 1])) continue;
    const Binding moved = all[i];
    std::size_t to = i;
    for (; to > 0 && before(moved, all[to - 1]); --to) all[to] = all[to - 1];
    all[to] = moved;
  }
}

bool Extraction::bind_lets(Match& match, std::uint32_t& index) {
  const CompiledRule& rule = *match.rule;
  for (index = 0; index < rule.lets.size(); ++index) {
    const LetRef& let = rule.lets[index];
    AnnotationId found = kNone;
    for (const LookupRef& lookup : let.lookups) {
      found = evaluator_.find(match, lookup);
      if (found != kNone) break;
    }
    if (found == kNone && !let.optional) return false;
    if (found != kNone)
      match.bindings.push_back(
          {let.slot, {Value::Kind::kTokens, chart_.annotation(found).tokens, found, kNone, kNone, {}}});
  }
  return true;
}

}  // namespace newsgraph
