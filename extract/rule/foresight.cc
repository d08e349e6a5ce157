// SPDX-License-Identifier: Apache-2.0
//
// The FIRST sets of parser theory, for programs. Most attempts to match end at the first element; knowing
// what a program can begin with saves starting it, and saves the branches of its alternatives, options and
// gaps. Sets are hashed into the few bits of a Lookahead: a wrong "perhaps" costs a step, never a match.
#include "extract/rule/foresight.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "extract/rule/set_bits.h"

namespace newsgraph {
namespace {

struct First {
  bool may_be_empty = false, any = false;
  bool returns = false;  ///< a part may end without having read anything: with what follows its call
  Lookahead set;

  void add(const First& other) {
    may_be_empty |= other.may_be_empty;
    any |= other.any;
    returns |= other.returns;
    set |= other.set;
  }
  friend bool operator==(const First&, const First&) = default;
};

struct LookaheadHash {
  std::size_t operator()(const Lookahead& set) const {
    std::uint64_t hash = 0;
    for (const std::uint64_t part : {set.marks, set.sets[0], set.sets[1], set.terms})
      hash = (hash ^ part ^ (hash >> 29U)) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(hash ^ (hash >> 32U));
  }
};

class Foresight {
 public:
  explicit Foresight(RuleSet::Impl& rules) : rules_(rules) {
    rules_.lookaheads.resize(kAnyUnit + 1);
    rules_.lookaheads[kMayBeEmpty].marks = Lookahead::kPlace;
    rules_.lookaheads[kAnyUnit].marks = Lookahead::kUnit;
  }

  void run() {
    const ExampleText examples = read_examples(rules_);
    give_list_set_bits(rules_, examples);
    give_term_bits(rules_, examples);
    firsts_.resize(rules_.code.size());
    for (const Stretch& stretch : rules_.stretches) foresee(stretch);
    tell();
    for (Variant& variant : rules_.variants)
      for (const Program program : {variant.left, variant.right})
        note_needed(program.begin, variant.needed_words);
    for (TestSet& set : rules_.test_sets)
      for (const Test& test : set.tests) set.any_of |= first({.op = test.op, .a = test.a}, false).set;
    for (const std::vector<ListId>& set : rules_.list_sets) rules_.lists_of_set.add(set);
    keep_rarest(sample_of(examples));
  }

 private:
  /// What can stand first from each instruction on. A loop's jump back is met before what it leads to.
  void foresee(const Stretch& stretch) {
    do look_ahead(stretch);
    while (has_open_loop(stretch));
  }

  /// Tells each program, each branch and each place that one leads to what can stand first there.
  void tell() {
    std::vector<Instruction>& code = rules_.code;
    std::vector<bool> told(code.size());  // many branches lead to one place
    const auto tell_of = [&](std::uint32_t to) {
      if (!told[to]) code[to].lookahead = id(firsts_[to]);
      told[to] = true;
    };
    for (const Stretch& stretch : rules_.stretches) tell_of(stretch.begin);
    for (Instruction& in : code) {
      if (in.op != Op::kSplit) continue;
      tell_of(in.a);
      tell_of(in.b);
      const LookaheadId first = code[in.a].lookahead;
      if (first <= std::numeric_limits<std::uint16_t>::max()) in.first = static_cast<std::uint16_t>(first);
    }
    rules_.visit_programs([&](Program& program) { program.first = code[program.begin].lookahead; });
  }

  /// What has to stand somewhere behind where a program or a part has begun: of each instruction that no
  /// branch leads past. Of words only, for labels are yet to come.
  void note_needed(std::uint32_t begin, std::vector<LookaheadId>& needed) {
    std::uint32_t branched_to = begin;
    for (std::uint32_t pc = begin;; ++pc) {
      const Instruction& in = rules_.code[pc];
      if (in.op == Op::kMatch || in.op == Op::kReturn) return;
      if (pc >= branched_to) {
        const First& here = firsts_[pc];
        // What it begins with is asked for anyway.
        const bool sure = !here.may_be_empty && !here.returns && !here.any;
        if (pc != begin && sure && here.set.labels() == 0) needed.push_back(id(here));
        if (in.op == Op::kCall) note_needed(in.a, needed);
      }
      if (in.op == Op::kSplit) branched_to = std::max({branched_to, in.a, in.b});
      if (in.op == Op::kJump) branched_to = std::max(branched_to, in.a);
    }
  }

  /// The words of some sentences, as the matcher will see them.
  [[nodiscard]] std::vector<Lookahead> sample_of(const ExampleText& examples) const {
    constexpr std::size_t kSentences = 256;
    const auto& sentences = examples.text.sentences;
    std::vector<Lookahead> all(sentences.size());
    const std::vector<ListBits> bits = bits_of_lists(rules_);
    const Hit* hit = examples.hits.begin();
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      const TokenSpan tokens = sentences[s].tokens;
      const auto add_phrase = [&](std::uint32_t phrase) {
        for (const Entry& entry : rules_.automaton.entries_of(phrase)) all[s].add_sets(bits[entry.list]);
      };
      for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
        all[s].add_shapes(shape_of(examples.text.tokens[t]));
        all[s].add_term(rules_.bit_of(examples.text.tokens[t].term));
        add_phrase(examples.word_phrases[t]);
      }
      for (; hit != examples.hits.end() && hit->tokens.begin < tokens.end; ++hit) add_phrase(hit->phrase);
    }
    std::vector<Lookahead> sample;  // from everywhere: neighbours are examples of one rule
    for (std::size_t s = 0; s < all.size(); s += all.size() / kSentences + 1) sample.push_back(all[s]);
    return sample;
  }

  /// Of the words that each variant needs, keeps the two that fewest sentences of a sample have.
  void keep_rarest(const std::vector<Lookahead>& sample) {
    std::vector<std::size_t> met(rules_.lookaheads.size(), sample.size() + 1);  // not counted yet
    const auto count = [&](LookaheadId needed) {
      if (met[needed] > sample.size())
        met[needed] = static_cast<std::size_t>(std::count_if(
            sample.begin(), sample.end(),
            [&](const Lookahead& sentence) { return rules_.lookaheads[needed].meets(sentence); }));
      return met[needed];
    };
    for (Variant& variant : rules_.variants) {
      auto& needed = variant.needed_words;
      std::sort(needed.begin(), needed.end(), [&](LookaheadId a, LookaheadId b) {
        return std::pair(count(a), a) < std::pair(count(b), b);
      });
      needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
      needed.resize(std::min(needed.size(), Gate::kWords));
    }
  }

  /// What follows an instruction is known before it, but for the jumps back of loops; so is what it calls.
  void look_ahead(const Stretch& stretch) {
    for (std::uint32_t pc = stretch.end; pc-- > stretch.begin;) {
      const Instruction& in = rules_.code[pc];
      First& here = firsts_[pc];
      if (in.op == Op::kSplit || in.op == Op::kCall || in.op == Op::kJump) here = firsts_[in.a];
      if (in.op == Op::kSplit) {
        here.add(firsts_[in.b]);
      } else if (in.op == Op::kCall) {
        if (std::exchange(here.returns, false)) here.add(firsts_[pc + 1]);
      } else if (in.op == Op::kOpen || in.op == Op::kClose || in.op == Op::kExcept) {
        here = firsts_[pc + 1];
      } else if (in.op == Op::kReturn) {
        here.returns = true;
      } else if (in.op != Op::kJump) {
        here = first(in, stretch.backward);
      }
    }
  }

  /// Whether a jump back knew less of the loop than there was to know.
  [[nodiscard]] bool has_open_loop(const Stretch& stretch) const {
    for (std::uint32_t pc = stretch.begin; pc < stretch.end; ++pc)
      if (rules_.code[pc].op == Op::kJump && firsts_[pc] != firsts_[rules_.code[pc].a]) return true;
    return false;
  }

  /// Of an instruction that looks at the text.
  [[nodiscard]] First first(const Instruction& in, bool backward) const {
    First out;
    switch (in.op) {
      case Op::kNot:
      case Op::kSkip:
        out.any = true;
        break;
      case Op::kRegex:
        out.set.add_shapes(rules_.regex_bounds[in.a].shapes);
        break;
      case Op::kShape:
        out.set.add_shapes(in.a);
        break;
      case Op::kList:
        out.set.add_list_set(rules_.bit_of_list_set[in.a]);
        break;
      case Op::kAnnotation:
        for (const LabelId label : rules_.label_tests[in.a].labels) out.set.add_label(label);
        break;
      case Op::kLiteral: {
        const std::vector<TermId>& terms = rules_.literals[in.a].terms;
        if (!terms.empty()) out.set.add_term(rules_.bit_of(backward ? terms.back() : terms.front()));
        break;
      }
      default:  // kMatch; kBegin and kEnd, which hold or not wherever they stand
        out.may_be_empty = true;
        break;
    }
    return out;
  }

  LookaheadId id(const First& first) {
    if (first.may_be_empty || first.returns) return kMayBeEmpty;
    if (first.any) return kAnyUnit;
    if (last_id_ != kMayBeEmpty && first.set == last_) return last_id_;  // what repeats begins alike
    const auto [at, added] = ids_.try_emplace(first.set, static_cast<LookaheadId>(rules_.lookaheads.size()));
    if (added) rules_.lookaheads.push_back(first.set);
    last_ = first.set;
    return last_id_ = at->second;
  }

  RuleSet::Impl& rules_;
  std::vector<First> firsts_;  // of each instruction
  std::unordered_map<Lookahead, LookaheadId, LookaheadHash> ids_;
  Lookahead last_;  // that id() was asked for
  LookaheadId last_id_ = kMayBeEmpty;
};

}  // namespace

void set_lookaheads(RuleSet::Impl& rules) {
  Foresight(rules).run();
}

}  // namespace newsgraph
