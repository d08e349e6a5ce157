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
  Evaluator(const Chart& chart, EntityTable& entities, const Lexer& lexer, Matcher& matcher)
      : chart_(chart), rules_(chart.rules()), entities_(entities), lexer_(lexer), matcher_(matcher) {}

  /// Number of things `root` is bound to in a match.
  [[nodiscard]] std::uint32_t count(const Match& match, std::uint8_t root) const;
  /// What a path leads to; kEmpty when any step is missing.
  Value value(const Match& match, const PathRef& path, Choice choice = {});
  /// The name a value gives: an entity's, a row's, or its words. Empty when there is none.
  EntityName name(const Value& value);
  EntityName text(const Match& match, const TemplateRef& text, Choice choice = {});
  bool holds(const Match& match, const ConditionRef& condition);
  /// The annotation a lookup finds, or kNone.
  AnnotationId find(const Match& match, const LookupRef& lookup);
  /// Shown form and key of some tokens.
  EntityName words(TokenSpan tokens) const;

 private:
  Value feature(const Value& of, KeyId key);
  /// The key of a lookup candidate's feature.
  std::string candidate_key(const PathRef& path, AnnotationId candidate);
  bool acceptable(const Match& match, const LookupRef& lookup, AnnotationId candidate,
                  const std::vector<std::string>& wanted);
  const std::string& key_of(std::string_view text);

  const Chart& chart_;
  const RuleSet::Impl& rules_;
  EntityTable& entities_;
  const Lexer& lexer_;
  Matcher& matcher_;
  StringTable<std::string> keys_;  ///< text -> key: the slow path is gone once for each text
};

}  // namespace newsgraph
