// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <unicode/regex.h>

#include "extract/rule/chart.h"

namespace newsgraph {

/// A capture bound by a match.
struct Binding {
  std::uint8_t capture = kNoCapture;
  Value value;
};

/// How far a match came that failed, for `why-not`.
struct Furthest {
  const ast::Place* place = nullptr;  ///< of the element; null: no instruction ran
  std::uint32_t token = 0;
  std::uint32_t distance = 0;  ///< tokens consumed
};

/// Runs programs over a chart. Bounded: no program visits the same (instruction, token) twice once it has
/// proved to be long, so the cost of one attempt is at most program size x sentence length.
class Matcher {
 public:
  explicit Matcher(const Chart& chart);

  /// Call when the chart has a new text, whose tokens `lexer` made.
  void reset(const Lexer& lexer);

  /// Runs `program`, which may begin there, from token `from` (the next token to read, or the one before
  /// which to read backward) inside `sentence`. Returns where it ends, or kNone. Bindings are appended
  /// unordered.
  std::uint32_t run(const Program& program, bool backward, std::uint32_t from, TokenSpan sentence,
                    std::vector<Binding>& bindings) {
    if (program.states == 1) return from;  // half of all programs: the anchor is their edge
    return backward ? go<true, false>(program, from, sentence, bindings)
                    : go<false, false>(program, from, sentence, bindings);
  }
  /// The same; `furthest` learns where it stops if it fails.
  std::uint32_t run_watched(const Program& program, bool backward, std::uint32_t from, TokenSpan sentence,
                            std::vector<Binding>& bindings, Furthest& furthest);

  /// Whether none of a test set's tests holds at `token`.
  bool none_at(std::uint32_t test_set, std::uint32_t token, TokenSpan sentence) {
    if (token >= sentence.end) return true;
    const TestSet& set = rules_.test_sets[test_set];
    return !set.any_of.meets(chart_.what_begins(token)) || none_holds(set.tests, token, sentence);
  }
  /// Whether a program may match from a place on: false when it cannot begin with what stands there.
  [[nodiscard]] bool may_begin(LookaheadId lookahead, bool backward, std::uint32_t from,
                               TokenSpan sentence) const {
    return rules_.lookaheads[lookahead].meets(backward ? chart_.what_ends(from, sentence)
                                                       : chart_.what_begins(from, sentence));
  }
  /// Whether a label test accepts an annotation.
  bool accepts(const LabelTest& test, AnnotationId id) const;
  /// Whether a regular expression matches the whole of a token: asked once of its type.
  bool regex_matches(std::uint32_t regex, std::uint32_t token) {
    RegexResults& of_type = regex_results_[chart_.text.tokens[token].type * regex_row_ + regex / 64];
    const std::uint64_t bit = std::uint64_t{1} << (regex % 64);
    if ((of_type.known & bit) == 0) try_regex(regex, token, of_type);
    return (of_type.matching & bit) != 0;
  }
  /// The text of group `key` of a regular expression that matches `token`; empty if none.
  const std::string& regex_group(std::uint32_t regex, std::uint32_t token, KeyId key);

  /// Instructions run since the matcher was made: a measure of cost that no clock disturbs.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  struct Event {
    enum class Kind : std::uint8_t { kOpen, kClose, kWhole } kind = Kind::kWhole;
    std::uint8_t capture = kNoCapture;
    TokenSpan tokens;
    AnnotationId annotation = kNone;
    std::uint32_t phrase = kNone,
                  list_set = kNone;  ///< of a hit: most are forgotten before its row is looked up
    std::uint32_t regex = kNone;
  };
  /// Read by a list instead of a hit: the one word that stands there.
  static constexpr std::uint32_t kWordAlone = kNone - 1;
  /// Where to go on when what was tried first has failed.
  struct Frame {
    std::uint32_t pc = 0, token = 0, log_size = 0;
    /// The hit, kWordAlone or the annotation that the instruction at `pc` has read instead, kNone if that is
    /// yet to run.
    std::uint32_t read = kNone;
    std::uint32_t call = kNone, call_count = 0;  ///< what call_ and the size of calls_ were
  };
  /// A part that was called and may still be gone back to.
  struct Call {
    std::uint32_t from = 0;       ///< the call's own instruction
    std::uint32_t outer = kNone;  ///< the call that this one stands in
  };

  template <bool kBackward, bool kWatched>
  [[gnu::noinline]] std::uint32_t go(const Program& program, std::uint32_t from, TokenSpan sentence,
                                     std::vector<Binding>& bindings);
  // Each reads what instruction `in` asks for from token `from` on and returns the token to read next, or
  // kNone. Lists and labels may be read in several ways: the best is taken, the others wait on the stack;
  // `pc`: of the instruction.
  template <bool kBackward>
  std::uint32_t read_regex(const Instruction& in, std::uint32_t from, TokenSpan sentence);
  template <bool kBackward>
  std::uint32_t read_literal(const Instruction& in, std::uint32_t from, TokenSpan sentence);
  template <bool kBackward>
  std::uint32_t read_not(const Instruction& in, std::uint32_t from, TokenSpan sentence);
  template <bool kBackward>
  std::uint32_t read_list(const Instruction& in, std::uint32_t pc, std::uint32_t from, TokenSpan sentence);
  template <bool kBackward>
  std::uint32_t read_label(const Instruction& in, std::uint32_t pc, std::uint32_t from, TokenSpan sentence);
  /// One unit of a gap: not beyond the sentence nor, as `in` may say, the clause.
  template <bool kBackward>
  [[nodiscard]] std::uint32_t skip(const Instruction& in, std::uint32_t from, TokenSpan sentence) const;
  /// Logs that a captured group begins or ends at a token.
  void log_edge(const Instruction& in, std::uint32_t token);
  /// Logs that the tokens between two places were read, by a regular expression or not.
  [[gnu::noinline]] void log_tokens(const Instruction& in, std::uint32_t from, std::uint32_t to,
                                    std::uint32_t regex);
  /// Logs what a list or a label has read, if that is captured. `word`: the token of kWordAlone.
  void log_read(const Instruction& in, std::uint32_t read, std::uint32_t word);
  [[nodiscard]] bool lists(std::uint32_t list_set, std::uint32_t phrase_kind) const {
    return rules_.sets_of_kind.contains(phrase_kind, rules_.rank_of_list_set[list_set]);
  }
  /// The row of a phrase's entry in a list set, kNone if that has none.
  [[nodiscard]] RecordId row_of(const Event& event) const;
  const std::string& canonical_value(const Value& value) const;
  /// Of one type of token and 64 regular expressions: which have been tried, and which match.
  struct RegexResults {
    std::uint64_t known = 0, matching = 0;
  };
  [[gnu::noinline]] void try_regex(std::uint32_t regex, std::uint32_t token, RegexResults& of_type);
  bool regex_runs(std::uint32_t regex, std::string_view bytes);
  std::string find_group(std::uint32_t regex, std::uint32_t token, KeyId key);
  bool match_literal(const Literal& literal, std::uint32_t begin) const;
  bool none_holds(const std::vector<Test>& tests, std::uint32_t token, TokenSpan sentence);
  [[nodiscard]] bool lists_a_phrase_at(std::uint32_t list_set, std::uint32_t token) const;
  void finish(std::vector<Binding>& bindings);
  void note_furthest(const ast::Place& place, std::uint32_t distance, std::uint32_t token);
  /// The state of an instruction: in each call of a part another one.
  [[nodiscard]] std::uint32_t state_of(std::uint32_t pc, const Program& program) const;
  void forget_visits(std::size_t states, TokenSpan sentence);
  bool first_visit(std::uint32_t state, std::uint32_t token, TokenSpan sentence);
  /// Keeps a way to go on for when what is tried first has failed.
  void keep_for_later(std::uint32_t pc, std::uint32_t token, std::size_t log_size, std::uint32_t read) {
    stack_.push_back({pc, token, static_cast<std::uint32_t>(log_size), read, call_,
                      static_cast<std::uint32_t>(calls_.size())});
  }

  const Chart& chart_;
  const RuleSet::Impl& rules_;
  std::vector<Frame> stack_;
  std::vector<Call> calls_;
  std::uint32_t call_ = kNone;  ///< into calls_: the one being run
  std::vector<Event> log_;
  std::vector<std::uint64_t> visited_;
  std::uint64_t steps_ = 0;
  std::vector<std::unique_ptr<icu::RegexMatcher>> regexes_;
  mutable StringTable<std::string> values_;  ///< feature text -> its canonical form
  struct GroupOf {
    std::uint32_t regex = 0;
    TypeId type = 0;
    KeyId key = 0;
    friend bool operator==(const GroupOf&, const GroupOf&) = default;
  };
  struct GroupHash {
    std::size_t operator()(const GroupOf& of) const {
      return (of.type * std::size_t{0x9E3779B1} + of.regex) * 31 + of.key;
    }
  };
  std::unordered_map<GroupOf, std::string, GroupHash> groups_;  ///< what regex_group() has found
  std::size_t regex_row_ = 0;                                   ///< RegexResults of one type
  std::vector<RegexResults> regex_results_;  ///< by TypeId: what is tried on a token is near
  Furthest* furthest_ = nullptr;             ///< of the watched run
  std::uint32_t generation_ = 0;
};

}  // namespace newsgraph
