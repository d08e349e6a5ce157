// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extract/fact/fact_maker.h"
#include "extract/mention/date.h"
#include "extract/mention/entity_table.h"
#include "extract/mention/evaluator.h"
#include "extract/mention/namesakes.h"
#include "extract/rule/chart.h"
#include "extract/rule/matcher.h"

namespace newsgraph {

/// How one attempt to match a rule at one anchor ended.
struct Attempt {
  enum class End : std::uint8_t {
    kBlock,      ///< the rule does not look into this kind of block
    kAnchor,     ///< `except` at the anchor
    kRight,      ///< the elements after the anchor
    kLeft,       ///< the elements before it
    kGuard,      ///< `unless` or `if` number `index`
    kLet,        ///< `let` number `index` found nothing
    kCondition,  ///< `where` number `index`
    kSpan,       ///< the capture of `span` is not bound
    kMatched,    ///< a candidate: what becomes of it is decided against the others
  };
  End end = End::kMatched;
  std::uint32_t index = 0;
  const Variant* variant = nullptr;
  TokenSpan anchor;
  Furthest right, left;          ///< how far the two halves of the pattern came
  std::uint64_t steps = 0;       ///< instructions that matching took, guards and all
  const Match* match = nullptr;  ///< whole from kGuard on
};

/// Sees what the rules do, for profiles and explanations. Costs nothing when there is none.
class ExtractionObserver {
 public:
  virtual ~ExtractionObserver() = default;
  /// Whether it wants to know how far every match came: then what a look would turn away is tried too.
  [[nodiscard]] virtual bool follows_all() const { return true; }
  /// Before a rule is tried at an anchor.
  virtual void starts(RuleId) {}
  virtual void tried(const Attempt&, const Chart&) {}
  /// A match has won: its mention stands, or its facts were made.
  virtual void won(const Match&, const Chart&) {}
};

/// The cascade over one article; what Extractor runs. Its buffers live from article to article.
class Extraction {
 public:
  explicit Extraction(const RuleSet::Impl& rules);
  /// Fills `facts` with views that hold until the next article, and no longer than `article` lives.
  void run(const Article& article, FactRecord& facts);
  /// The same as a copy.
  ArticleFacts run(const Article& article);
  /// Cuts articles into tokens for run_cut(). They must live until the last of those.
  void cut(std::span<const Article> articles);
  /// As run() of the i-th of the articles that were cut last, before anything else was run.
  void run_cut(std::size_t i, FactRecord& facts);
  [[nodiscard]] const Chart& chart() const { return chart_; }
  /// Instructions that matching took so far.
  [[nodiscard]] std::uint64_t steps() const { return matcher_.steps(); }
  /// Copies every match of one rule that wins into `matches`; null stops that.
  void watch(RuleId rule, std::vector<Match>* matches) { watched_ = rule, watched_matches_ = matches; }
  /// Lets `observer` see all that happens from now on; null stops that.
  void observe(ExtractionObserver* observer);

 private:
  struct Alias {
    std::uint32_t entity = 0;
    LabelId label = 0;
    TokenSpan tokens;
    RuleId rule = 0;
    std::uint8_t capture = kNoCapture;  ///< of the rule: what its `alias` names
  };

  void run_text(const Article& article, FactRecord& facts);
  [[nodiscard]] std::string only_year() const;
  void wake();
  /// What stands on either side of an anchor in its sentence: the next thing, and all labels.
  struct Sides {
    const Sentence* sentence = nullptr;
    const Lookahead *right = nullptr, *left = nullptr, *words = nullptr;
    std::uint64_t labels_behind = 0, labels_before = 0;
  };
  [[nodiscard]] Sides sides(TokenSpan anchor) const;
  /// What turns variants away before they are tried.
  struct Gates {
    const Gate* beside = nullptr;
    const WordGate* words = nullptr;
    const ArticleGate* of_article = nullptr;
  };
  [[nodiscard]] Gates gates_of_rules() const;
  [[nodiscard]] Gates open_gates();
  [[nodiscard]] bool has_words(const Gate& gate, const Lookahead& sentence) const;
  [[nodiscard]] bool worth_starting(const Gate& gate, const Sides& sides) const;
  [[nodiscard]] bool may_match_in_article(std::uint32_t variant) const;
  /// What was found of a variant's anchor.
  struct Found {
    TokenSpan tokens;
    AnnotationId annotation = kNone;
    RecordId record = kNone;
    std::uint32_t regex = kNone;
  };

  void start_rules(std::uint32_t stratum);
  void start_waiting(std::uint32_t stratum);
  void start_at_phrases();
  void start_at_labels(const LabelStarts& starts);
  void start_at_shapes(std::span<const std::uint32_t> variants);
  /// Those of some variants that the labels of the article let match.
  std::span<const std::uint32_t> possible(std::span<const std::uint32_t> variants);
  void fetch(const Gate& gate, std::uint32_t variant) const;
  void start(std::uint32_t variant, const Found& anchor, const Sentence& sentence);
  void start_at(TokenSpan tokens, std::uint32_t phrase, const Wake& wake, const Sentence& sentence);
  void start_watched(const Variant& variant, const Found& anchor, const Sentence& sentence);
  template <bool kWatched>
  Attempt::End try_at(const Variant& variant, const Found& anchor, const Sentence& sentence,
                      std::uint32_t& index);
  static void pair_open_groups(std::vector<Binding>& bindings);
  static void sort_bindings(std::vector<Binding>& all);
  bool bind_lets(Match& match, std::uint32_t& index);
  void settle(std::uint32_t stratum);
  void drop_beaten();
  /// What a mention that refers back stands for, kNone if for nothing that is known.
  AnnotationId referent(const Match& match);
  bool stands_for_nothing(const Match& match);
  [[nodiscard]] bool free_for(LabelId label, const Match& match) const;
  void make(LabelId label, Match& match);
  void note(const Match& match);
  Value set_value(const Match& match, const TemplateRef& value);
  bool name_entity(LabelId label, const Match& match, Annotation& made);
  void resolve_date_parts();
  [[nodiscard]] std::strong_ordering compare_terms(TokenSpan a, TokenSpan b) const;
  void sort_aliases();
  [[nodiscard]] const Alias* alias_spelt(TokenSpan tokens) const;
  void find_aliases();
  std::uint32_t mark_alias(TokenSpan tokens, TokenSpan sentence);
  [[nodiscard]] bool may_stand_at(const Alias& alias, TokenSpan tokens, TokenSpan sentence);
  void join_alias(std::uint32_t token);
  [[nodiscard]] bool same_case(TokenSpan a, TokenSpan b) const;

  const RuleSet::Impl& rules_;
  Lexer lexer_;
  Chart chart_;
  std::span<const Article> cut_articles_;
  std::vector<Text> cut_texts_;  ///< of each of them
  EntityTable entities_;
  Namesakes namesakes_;
  Matcher matcher_;
  Evaluator evaluator_;
  FactMaker facts_;
  /// A variant that waits for its stratum at a phrase.
  struct Waiting {
    const Wake* wake = nullptr;
    std::uint32_t start = 0;  ///< for Chart::found()
  };
  std::vector<std::vector<Waiting>> waiting_;  ///< by stratum
  std::vector<std::uint32_t> possible_;        ///< what possible() gives
  std::string base_date_;                      ///< what dates without a year are resolved by
  std::vector<Match> candidates_;  ///< the first candidate_count_; more are kept for their buffers
  std::size_t candidate_count_ = 0;
  std::size_t candidate_room_ = 0;  ///< size of candidates_, which is asked for at each try
  std::vector<Match*> ranked_;      ///< the candidates, best first
  std::vector<std::pair<std::uint32_t, std::size_t>> by_begin_;  ///< first token, place in ranked_: ascending
  std::vector<bool> gone_;                                       ///< of ranked_: beaten
  std::vector<Feature> features_;
  std::vector<Alias> aliases_;
  ExtractionObserver* observer_ = nullptr;
  bool follows_all_ = false;
  Gates gates_;
  // Gates that turn nothing away, for an observer that follows all:
  std::vector<Gate> open_gates_;
  std::vector<WordGate> open_word_gates_;
  std::vector<ArticleGate> open_article_gates_;
  Attempt attempt_;
  RuleId watched_ = kNone;
  std::vector<Match>* watched_matches_ = nullptr;
};

}  // namespace newsgraph
