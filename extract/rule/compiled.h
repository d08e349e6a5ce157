// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <unicode/regex.h>

#include "extract/article/boilerplate_rules.h"
#include "extract/fact/fact.h"
#include "extract/rule/ast.h"
#include "extract/rule/automaton.h"
#include "extract/rule/lookahead.h"
#include "extract/rule/regex_bounds.h"
#include "extract/rule/rule_set.h"
#include "extract/string_table.h"
#include "extract/text/text.h"

// A rule set as the matcher runs it: ids for names, small programs for patterns, rules sorted into strata.
namespace newsgraph {

using KeyId = std::uint32_t;   ///< a feature's name
using RuleId = std::uint32_t;  ///< into RuleSet::Impl::rules, ascending by rule name

enum class Op : std::uint8_t {
  kLiteral,     ///< a: literal
  kList,        ///< a: list set
  kAnnotation,  ///< a: label test
  kShape,       ///< a: shape mask
  kRegex,       ///< a: regex
  kNot,         ///< a: test set; one unit at which none of the tests holds
  kSkip,        ///< a: 1 if clauses may be crossed; one unit of a gap
  kExcept,      ///< a: test set; none of the tests holds here
  kSplit,       ///< a: tried first, b: second
  kJump,        ///< a
  kCall,        ///< a: where the part begins that runs first, b: see Stretch
  kReturn,      ///< behind the call of this part
  kOpen,        ///< capture begins
  kClose,       ///< capture ends
  kBegin,       ///< sentence begins here
  kEnd,         ///< sentence ends here
  kMatch,
};

inline constexpr std::uint8_t kNoCapture = 0xFF;

struct Instruction {
  Op op = Op::kMatch;
  std::uint8_t capture = kNoCapture;
  /// kSplit: lookahead of the program from `a` on, said here as well since `a` may be far; kMayBeEmpty if its
  /// number is too large.
  std::uint16_t first = kMayBeEmpty;
  std::uint32_t a = 0, b = 0;
  LookaheadId lookahead = kMayBeEmpty;  ///< of the program from here on; set where programs branch to
  friend bool operator==(const Instruction&, const Instruction&) = default;
};
static_assert(sizeof(Instruction) == 16);

/// Instructions that read tokens forward, or backward from where they are set.
struct Program {
  std::uint32_t begin = 0;          ///< into RuleSet::Impl::code
  std::uint32_t states = 0;         ///< instructions, if each part that is called stood at every call
  LookaheadId first = kMayBeEmpty;  ///< what it can begin with
};

/// A program in RuleSet::Impl::code, or a part that programs share. Each call of a part is a stretch of
/// states of its own: that of instruction `pc` is `pc` plus a displacement, to which a call adds its `b`.
struct Stretch {
  std::uint32_t begin = 0, end = 0;  ///< of the instructions
  std::uint32_t states = 0;
  bool backward = false;
};

/// One thing that may stand at a token, without consuming it.
struct Test {
  Op op = Op::kLiteral;
  std::uint32_t a = 0;
};

/// Tests of which one is asked for, or none.
struct TestSet {
  std::vector<Test> tests;
  Lookahead any_of;  ///< what a token must meet for one of them to hold
};

/// Sets of small numbers: a row of bits each, from the first to the last.
class BitRows {
 public:
  /// Adds a row. `members`: ascending.
  void add(const std::vector<std::uint32_t>& members) {
    const std::uint32_t first = members.empty() ? 0 : members.front() / 64;
    const std::uint32_t words = members.empty() ? 0 : members.back() / 64 - first + 1;
    rows_.push_back({first, words, static_cast<std::uint32_t>(bits_.size())});
    bits_.resize(bits_.size() + words);
    for (const std::uint32_t member : members)
      bits_[rows_.back().begin + member / 64 - first] |= std::uint64_t{1} << (member % 64);
  }
  [[nodiscard]] bool contains(std::uint32_t row_number, std::uint32_t member) const {
    const Row& row = rows_[row_number];
    const std::uint32_t word = member / 64 - row.first_word;  // wraps round below the first
    return word < row.words && (bits_[row.begin + word] >> (member % 64) & 1) != 0;
  }

 private:
  struct Row {
    std::uint32_t first_word = 0, words = 0, begin = 0;
  };
  std::vector<Row> rows_;
  std::vector<std::uint64_t> bits_;
};

/// Some labels, with what their features must be.
struct LabelTest {
  std::vector<LabelId> labels;
  std::uint64_t bits = 0;  ///< label_bit() of each
  struct Feature {
    KeyId key = 0;
    bool negated = false;
    std::vector<std::string> values;
  };
  std::vector<Feature> features;
};

struct Literal {
  std::vector<TermId> terms;
  std::vector<std::string> exact;  ///< spelling of each token when case counts, else empty
  std::string text;
};

struct GuardProgram {
  bool wanted = false;
  ast::Where where = ast::Where::kBefore;
  std::uint8_t of = kNoCapture;  ///< capture; kOfTrigger, kOfMatch
  Program program;               ///< backward for kBefore, else forward
  std::uint8_t reporter = kNoCapture;
  std::vector<std::string> captures;
};
inline constexpr std::uint8_t kOfTrigger = 0xFE;
inline constexpr std::uint8_t kOfMatch = 0xFD;

/// A value's source: a capture or let, then features.
struct PathRef {
  std::uint8_t root = kNoCapture;  ///< captures first, then lets
  std::vector<KeyId> keys;
};

struct TemplatePiece {
  std::string literal;
  std::string key;  ///< name_key() of the literal
  PathRef path;
};
using TemplateRef = std::vector<TemplatePiece>;

struct ConditionRef {
  PathRef left;
  ast::Compare compare = ast::Compare::kEquals;
  std::vector<TemplateRef> right;  ///< one must compare; with kDiffers, all
};

/// A condition of `where`, and what comes next: with kNone behind it, all hold, or none is left that might.
struct StepRef {
  ConditionRef condition;
  std::uint32_t if_holds = kNone, if_not = kNone;  ///< into CompiledRule::conditions
};

struct LookupRef {
  ast::Pick pick = ast::Pick::kLast;
  std::vector<LabelId> labels;
  std::vector<ConditionRef> conditions;  ///< left paths have root kCandidate
  std::uint32_t within = kNone;          ///< sentences away at most; 0: the same one
  bool same_block = false;
  std::vector<LabelId> not_after;
};
inline constexpr std::uint8_t kCandidate = 0xFC;

struct LetRef {
  std::uint8_t slot = 0;
  std::vector<LookupRef> lookups;
  bool optional = false;
};

struct FactRef {
  std::uint32_t relation = 0;
  PathRef source, target;
  TemplateRef role;
  bool has_role = false;
  int status = -1;
};

struct StatusRef {
  Status status = Status::kStated;
  std::vector<std::uint32_t> relations;  ///< empty: all
  GuardProgram guard;
};

/// What starts a rule: where its anchor stands, the two halves of the pattern are matched outward.
struct Anchor {
  enum class Kind : std::uint8_t { kList, kLabel, kShape, kRegex } kind = Kind::kList;
  std::uint8_t capture = kNoCapture;
  std::uint32_t a = 0;           ///< list set, label test, shape mask or regex
  ShapeMask shapes = 0;          ///< of the tokens to try, for shapes and regexes
  std::uint32_t except = kNone;  ///< a test set: none of it may hold where the anchor begins
};

/// A bit per BlockKind.
inline constexpr std::uint8_t kAllBlocks = 0xFF;

/// What it takes to try a variant stands first, in one line of the cache.
struct alignas(64) Variant {
  RuleId rule = 0;
  std::uint8_t blocks = kAllBlocks;  ///< of the rule
  bool splits_group = false;         ///< the anchor stands inside a captured group
  Anchor anchor;
  Program left;   ///< backward from the anchor's begin
  Program right;  ///< forward from the anchor's end
  /// label_bit() sets: the sentence must hold a label of each, or nothing can match; of these before the
  /// anchor and behind it.
  std::vector<std::uint64_t> needed, needed_left, needed_right;
  /// What words, too, the sentence must hold, apart from those beside the anchor; the rarest first.
  std::vector<LookaheadId> needed_words;
};

struct CompiledRule {
  std::string name;
  std::string at;  ///< "vi/hosts.rules:12"
  ast::Place place;
  std::vector<LabelId> labels;
  std::vector<FactRef> facts;
  std::vector<std::string> captures;  ///< names of captures, then of lets
  std::uint8_t capture_count = 0;     ///< without lets
  std::vector<GuardProgram> guards;
  std::uint8_t blocks = kAllBlocks;
  std::vector<LetRef> lets;
  std::vector<StepRef> conditions;
  struct Set {
    KeyId key = 0;
    TemplateRef value;
  };
  std::vector<Set> sets;
  TemplateRef display_name;
  bool has_name = false;
  bool apart = false;                      ///< what it names is no form of a longer name
  std::uint8_t name_capture = kNoCapture;  ///< the capture called `name`
  std::uint8_t span_capture = kNoCapture;  ///< the mention covers this capture only
  std::vector<LookupRef> refers;
  PathRef refer_path;
  bool has_refer_path = false;
  bool refers_back = false;
  std::vector<std::uint8_t> aliases;
  std::vector<StatusRef> statuses;
  std::vector<RuleId> beats;
  std::uint32_t specificity = 0;
  std::uint32_t stratum = 0;
};

struct LabelInfo {
  std::string name;
  bool entity = false;
  bool merges_prefix = false, merges_suffix = false, merges_inside = false, merges_words = false,
       merges_initials = false, numbers_apart = false;
  std::vector<std::string> omits;  ///< name_key()s of what a shorter name may leave out, once
};

struct RelationInfo {
  std::string name;
  std::vector<LabelId> sources, targets;
  bool symmetric = false;
  bool attribute = false;
};

struct ListInfo {
  std::string name;
  std::uint32_t least_terms = 0;  ///< of its shortest entry: longer is rarer
  std::uint32_t entries = 0;
  bool hidden = false;  ///< a literal or an anchor, not a named list
};

/// A variant that waits at the phrases of a kind, for one of their entries.
struct Wake {
  std::uint32_t variant = 0;
  std::uint32_t entry = 0;  ///< into Automaton::entries_of()
  /// Of a mention: how many from this one on ask for the same to the right, WordGate::right.
  std::uint32_t alike = 1;
};

/// What is worth knowing of a phrase before its entries are looked at. Thousands of names share one.
struct alignas(32) PhraseKind {
  std::array<std::uint64_t, 2> sets{};  ///< Lookahead::sets of the list sets that hold one of its entries
  /// Into RuleSet::Impl::wakes, of the variants that wait at it: up to `facts` those that make mentions, from
  /// there on those of the last stratum.
  std::uint32_t begin = 0, facts = 0, end = 0;
  bool breaks_clause = false;
  bool wakes_mentions = false, wakes_facts = false;  ///< whether variants of that sort wait at it
};
static_assert(sizeof(PhraseKind) == 32);

/// label_bit() sets: without one of these in its sentence behind it and before it no variant of the last
/// stratum starts at a phrase of a kind.
struct PhraseLabels {
  std::uint64_t behind = 0, before = 0;
};

/// The variants of a stratum that start at the annotations with a label.
struct LabelStarts {
  LabelId label = 0;
  std::vector<std::uint32_t> variants;
};

/// What must be so for a variant to be worth starting at an anchor, in one line of the cache.
struct alignas(64) Gate {
  using Needed = std::array<std::uint64_t, 2>;
  static constexpr Needed kNothing = {~std::uint64_t{0}, ~std::uint64_t{0}};
  /// label_bit() sets, the first few of Variant::needed_right and its like: behind the anchor, before it.
  Needed needed_right = kNothing, needed_left = kNothing;
  LookaheadId right = kMayBeEmpty, left = kMayBeEmpty;  ///< of its two programs
  static constexpr std::size_t kWords = 2;
  std::array<LookaheadId, kWords> words{};  ///< the first few of Variant::needed_words
  std::uint32_t stratum = 0;
  std::uint32_t right_code = 0;  ///< where the program begins that runs first: into RuleSet::Impl::code

  static bool has(std::uint64_t labels, const Needed& needed) {
    return (labels & needed[0]) != 0 && (labels & needed[1]) != 0;
  }
  /// The labels that matter to it beside an anchor.
  [[nodiscard]] std::uint64_t awaited() const {
    std::uint64_t labels = 0;
    for (const Needed& needed : {needed_right, needed_left})
      for (const std::uint64_t some : needed)
        if (some != kNothing[0]) labels |= some;
    return labels;
  }
};

/// What must stand beside a variant's anchor as far as that can be told before there are labels (else that of
/// kMayBeEmpty): one line of the cache, for most of what waits at a phrase is sent away by it.
struct alignas(64) WordGate {
  Lookahead right, left;
};

/// The labels without which a variant cannot match in an article.
struct ArticleGate {
  Gate::Needed needed = Gate::kNothing;     ///< by its pattern
  Gate::Needed somewhere = Gate::kNothing;  ///< by its lookups

  /// `labels`: of the whole article.
  [[nodiscard]] bool may_match_in(std::uint64_t labels) const {
    return Gate::has(labels, needed) && Gate::has(labels, somewhere);
  }
};
/// In every set of labels, so that a gate that needs none has what it needs.
inline constexpr std::uint64_t kNoLabelBit = std::uint64_t{1} << 63U;

/// A row of a list with its attributes.
struct Record {
  std::uint32_t file = 0, line = 0;
  std::uint32_t table = 0;  ///< into record_columns and record_values
  std::uint32_t row = 0;    ///< of the table
  std::string_view name;
};

struct RuleSet::Impl {
  Impl() : vocabulary(TextSettings{}) {}

  TextSettings settings;
  Vocabulary vocabulary;
  std::vector<NodeType> node_types;
  std::vector<EdgeType> edge_types;
  std::string hash;

  std::vector<LabelInfo> labels;
  std::vector<RelationInfo> relations;
  std::vector<ListInfo> lists;
  std::vector<std::string> keys;  ///< names of features
  std::vector<Record> records;
  std::vector<std::vector<KeyId>> record_columns;            ///< of each table
  std::vector<std::vector<std::string_view>> record_values;  ///< of each table: row after row
  std::vector<std::string> files;                            ///< paths
  std::vector<RuleFile> texts;  ///< the .txt and .rules files, for files_of() and messages
  BoilerplateRules boilerplate;
  std::deque<std::string> bytes;  ///< what texts and records are views of, if the program does not hold it
  Automaton automaton;

  std::vector<std::vector<ListId>> list_sets;   ///< each ascending
  BitRows lists_of_set;                         ///< of each list set
  std::vector<std::uint8_t> bit_of_list_set;    ///< of Lookahead::sets, or kNoBit
  std::vector<std::uint32_t> rank_of_list_set;  ///< 0 for the one that is asked for and met most
  std::vector<std::uint8_t> bit_of_term;        ///< bit_of()
  std::vector<LabelTest> label_tests;
  std::vector<TestSet> test_sets;
  std::vector<Literal> literals;
  std::vector<std::unique_ptr<icu::RegexPattern>> regexes;
  std::vector<std::vector<std::pair<std::string, KeyId>>> regex_groups;  ///< per regex: group names
  std::vector<RegexBounds> regex_bounds;  ///< per regex: of the tokens that it may match

  std::vector<Instruction> code;   ///< of all programs; branches and calls count from its first
  std::vector<ast::Place> places;  ///< of each instruction, for explanations
  std::vector<Stretch> stretches;  ///< all of the code; what one calls comes before it

  std::vector<CompiledRule> rules;
  std::vector<Variant> variants;
  std::vector<Gate> gates;                 ///< of each variant
  std::vector<WordGate> word_gates;        ///< the same
  std::vector<ArticleGate> article_gates;  ///< the same
  /// Of the tokens that Chart::for_each_of() finds: those at which a variant may start, and capitals.
  ShapeMask noted_shapes = kCapitalizedShape | kUpperShape | kMixedShape;
  std::uint64_t awaited_labels = 0;  ///< label_bit()s of the labels that a gate needs beside an anchor
  std::uint32_t strata = 0;
  std::uint32_t fact_stratum = 0;  ///< rules from here on only make facts, when all mentions stand
  std::vector<Lookahead> lookaheads;
  std::vector<PhraseKind> phrase_kinds;
  std::vector<PhraseLabels> labels_of_kind;
  BitRows sets_of_kind;  ///< of each phrase kind: the ranks of the list sets that hold one of its entries
  std::vector<std::uint32_t> kind_of_phrase;  ///< phrase -> into phrase_kinds
  /// Kind after kind. Mentions by what they ask for to the right, facts in order of the entries.
  std::vector<Wake> wakes;
  /// By stratum: the variants anchored at labels, each under all its anchor's labels; those at shapes.
  std::vector<std::vector<LabelStarts>> label_starts;
  std::vector<std::vector<std::uint32_t>> shape_starts;
  std::vector<StatusRef> statuses;
  ListId clause_break = kNone;
  std::vector<ast::Rule> parsed;  ///< for examples and explanations, in order of rules

  /// Of Lookahead::terms, or kNoBit.
  [[nodiscard]] std::uint8_t bit_of(TermId term) const {
    return term < bit_of_term.size() ? bit_of_term[term] : kNoBit;
  }

  /// Calls `visit` with every instruction of the program or part that begins at `pc`, and of what it calls.
  template <typename Visit>
  void visit_code(std::uint32_t pc, const Visit& visit) const {
    for (; code[pc].op != Op::kMatch && code[pc].op != Op::kReturn; ++pc) {
      visit(code[pc]);
      if (code[pc].op == Op::kCall) visit_code(code[pc].a, visit);
    }
  }
  /// Calls `visit` with every program of variants, guards and statuses.
  template <typename Visit>
  void visit_programs(const Visit& visit) {
    for (Variant& variant : variants) visit(variant.left), visit(variant.right);
    for (CompiledRule& rule : rules) {
      for (GuardProgram& guard : rule.guards) visit(guard.program);
      for (StatusRef& status : rule.statuses) visit(status.guard.program);
    }
    for (StatusRef& status : statuses) visit(status.guard.program);
  }
  [[nodiscard]] std::string_view record_value(RecordId record, KeyId key) const;
  [[nodiscard]] std::vector<RuleFile> files_of(std::string_view file_name) const;
  /// One a column of its table.
  [[nodiscard]] std::span<const std::string_view> values_of(const Record& record) const {
    const std::size_t columns = record_columns[record.table].size();
    return std::span(record_values[record.table]).subspan(record.row * columns, columns);
  }
  // Keys the engine itself reads and writes.
  KeyId key_name = 0, key_text = 0, key_type = 0, key_id = 0, key_iso = 0;
  std::vector<KeyId> date_keys;  ///< the parts of a date, in the order of extract/mention/date.h
  LabelId date_label = kNone;    ///< the label whose makers set them, if declared
};

}  // namespace newsgraph
