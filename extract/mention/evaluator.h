// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "extract/mention/entity_table.h"
#include "extract/rule/chart.h"
#include "extract/rule/matcher.h"

namespace newsgraph {

/// A rule that matched: what its captures and lets stand for.
struct Match {
  const CompiledRule* rule = nullptr;
  RuleId rule_id = 0;
  TokenSpan tokens;               ///< the whole match
  TokenSpan trigger;              ///< its anchor
  AnnotationId self = kNone;      ///< the annotation made from it, once made
  std::vector<Binding> bindings;  ///< ascending by capture, then position
};

/// Which binding of a repeated capture is meant while a fact is distributed over a list.
struct Choice {
  std::uint8_t root = kNoCapture;
  std::uint32_t index = 0;
};

/// Reads paths, templates, conditions and lookups of rules against a chart and its entities.
class Evaluator {
 public:
  Evaluator(Chart& chart, EntityTable& entities, const Lexer& lexer, Matcher& matcher)
      : chart_(chart), rules_(chart.rules()), entities_(entities), lexer_(lexer), matcher_(matcher) {}

  /// Call when the chart has a new article: names given before hold no more.
  void reset();

  /// Number of things `root` is bound to in a match.
  [[nodiscard]] std::uint32_t count(const Match& match, std::uint8_t root) const;
  /// What a path leads to; kEmpty when any step is missing.
  Value value(const Match& match, const PathRef& path, Choice choice = {});
  /// The name a value gives: an entity's, a row's, or its words. Empty when there is none.
  EntityName name(const Value& value) { return {shown(value), key(value)}; }
  EntityName text(const Match& match, const TemplateRef& text, Choice choice = {}) {
    return {shown(match, text, choice), key(match, text, choice)};
  }
  /// The two halves of a text, where one is enough.
  std::string_view shown(const Match& match, const TemplateRef& text, Choice choice = {});
  std::string_view key(const Match& match, const TemplateRef& text, Choice choice = {}) {
    const bool is_literal = text.size() == 1 && text.front().path.root == kNoCapture;
    return is_literal ? text.front().key : key_of_parts(match, text, choice);
  }
  bool holds(const Match& match, const ConditionRef& condition);
  /// Whether the conditions of a rule hold; if not, `failed` is the last that was asked for.
  bool hold(const Match& match, const std::vector<StepRef>& conditions, std::uint32_t& failed);
  /// The annotation a lookup finds, or kNone.
  AnnotationId find(const Match& match, const LookupRef& lookup);
  /// Shown form and key of some tokens.
  EntityName words(TokenSpan tokens) { return {shown(tokens), key(tokens)}; }

 private:
  std::string_view shown(const Value& value);
  std::string_view key(const Value& value);
  std::string_view shown(TokenSpan tokens) { return on_one_line(chart_.bytes(tokens)); }
  std::string_view key(TokenSpan tokens);
  std::string_view joined_spellings(TokenSpan tokens);
  std::string_view key_of_parts(const Match& match, const TemplateRef& text, Choice choice);
  // Apart, since most paths have no features and what leads to their begin needs few registers.
  [[gnu::noinline]] Value feature(const Value& of, KeyId key);
  /// The key of a lookup candidate's feature.
  std::string_view candidate_key(const PathRef& path, AnnotationId candidate);
  bool acceptable(const Match& match, const LookupRef& lookup, AnnotationId candidate);
  /// Whether an annotation with one of these labels begins between two tokens.
  [[nodiscard]] bool stands_between(const std::vector<LabelId>& labels, std::uint32_t after,
                                    std::uint32_t before) const;
  /// The nearest acceptable candidate before a match, after it, the first of all.
  AnnotationId last_before(const Match& match, const LookupRef& lookup);
  AnnotationId next_after(const Match& match, const LookupRef& lookup);
  AnnotationId first_of_all(const Match& match, const LookupRef& lookup);
  const std::vector<AnnotationId>& candidates(const LookupRef& lookup, std::size_t& sorted);
  std::string_view key_of(std::string_view text);
  std::string_view key_of(RecordId record);  ///< of the row's name
  std::string_view on_one_line(std::string_view text);

  Chart& chart_;
  const RuleSet::Impl& rules_;
  EntityTable& entities_;
  const Lexer& lexer_;
  Matcher& matcher_;
  std::unordered_map<RecordId, std::string> record_keys_;
  StringTable<std::string> keys_;  ///< text -> key: the slow path is gone once for each text
  std::string joined_;             ///< a name while it is put together
  /// The keys of the words that were asked for last, since rules ask for the same again and again.
  struct KnownKey {
    TokenSpan tokens;
    std::uint32_t article = 0;
    std::string_view key;
  };
  static constexpr std::size_t kKnownKeys = 256;
  std::vector<KnownKey> known_keys_ = std::vector<KnownKey>(kKnownKeys);
  std::uint32_t article_ = 0;             ///< articles since the first
  std::vector<std::string_view> wanted_;  ///< right sides of the conditions asked about
  std::vector<AnnotationId> candidates_;  ///< of a lookup for several labels
};

}  // namespace newsgraph
