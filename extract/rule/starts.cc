// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/starts.h"

#include <algorithm>

#include "extract/rule/phrase_kinds.h"

namespace newsgraph {
namespace {

class Starts {
 public:
  explicit Starts(RuleSet::Impl& rules) : rules_(rules) {}

  void run() {
    rules_.label_starts.resize(rules_.strata);
    rules_.shape_starts.resize(rules_.strata);
    for (const Variant& variant : rules_.variants) {
      rules_.gates.push_back(gate(variant));
      rules_.awaited_labels |= rules_.gates.back().awaited();
      rules_.article_gates.push_back(article_gate(variant));
      rules_.word_gates.push_back(word_gate(rules_.gates.back()));
    }
    for (std::uint32_t i = 0; i < rules_.variants.size(); ++i) {
      const Variant& variant = rules_.variants[i];
      const std::uint32_t stratum = rules_.rules[variant.rule].stratum;
      if (variant.anchor.kind == Anchor::Kind::kList || stratum >= rules_.strata) continue;
      rules_.noted_shapes |= variant.anchor.shapes;
      if (variant.anchor.kind == Anchor::Kind::kLabel)
        start_at_labels(i, rules_.label_starts[stratum]);
      else
        rules_.shape_starts[stratum].push_back(i);
    }
    set_phrase_kinds(rules_);
  }

 private:
  void start_at_labels(std::uint32_t variant, std::vector<LabelStarts>& starts) const {
    for (const LabelId label : rules_.label_tests[rules_.variants[variant].anchor.a].labels) {
      const auto of_label = [label](const LabelStarts& some) { return some.label == label; };
      auto at = std::find_if(starts.begin(), starts.end(), of_label);
      if (at == starts.end()) at = starts.insert(at, {label, {}});
      at->variants.push_back(variant);
    }
  }

  static void first_of(const std::vector<std::uint64_t>& all, Gate::Needed& few) {
    std::copy_n(all.begin(), std::min(all.size(), few.size()), few.begin());
  }

  [[nodiscard]] Gate gate(const Variant& variant) const {
    Gate gate;
    gate.right = variant.right.first;
    gate.left = variant.left.first;
    gate.stratum = rules_.rules[variant.rule].stratum;
    gate.right_code = variant.right.begin;
    std::copy_n(variant.needed_words.begin(), variant.needed_words.size(), gate.words.begin());
    first_of(variant.needed_left, gate.needed_left);
    first_of(variant.needed_right, gate.needed_right);
    return gate;
  }

  /// Whether what a rule refers to may be named in its own stratum: a reference is looked up when that
  /// settles, later than the rule starts.
  [[nodiscard]] bool named_meanwhile(const CompiledRule& rule) const {
    std::uint64_t labels = 0;
    for (const LookupRef& lookup : rule.refers)
      for (const LabelId label : lookup.labels) labels |= label_bit(label);
    return std::any_of(rules_.rules.begin(), rules_.rules.end(), [&](const CompiledRule& other) {
      return other.stratum == rule.stratum && !other.refers_back &&
             std::any_of(other.labels.begin(), other.labels.end(),
                         [&](LabelId label) { return (labels & label_bit(label)) != 0; });
    });
  }

  [[nodiscard]] ArticleGate article_gate(const Variant& variant) const {
    ArticleGate gate;
    first_of(variant.needed, gate.needed);
    const CompiledRule& rule = rules_.rules[variant.rule];
    std::size_t next = 0;
    const auto look_for = [&](const std::vector<LookupRef>& lookups) {
      if (next == gate.somewhere.size()) return;
      gate.somewhere[next] = 0;
      for (const LookupRef& lookup : lookups)
        for (const LabelId label : lookup.labels) gate.somewhere[next] |= label_bit(label);
      ++next;
    };
    if (rule.refers_back && !rule.has_refer_path && !named_meanwhile(rule)) look_for(rule.refers);
    for (const LetRef& let : rule.lets)
      if (!let.optional) look_for(let.lookups);
    return gate;
  }

  /// Labels are still to come when phrases are found; words stay, or are hidden.
  [[nodiscard]] WordGate word_gate(const Gate& gate) const {
    const auto of_words = [&](LookaheadId id) {
      const Lookahead& lookahead = rules_.lookaheads[id];
      return lookahead.labels() != 0 ? rules_.lookaheads[kMayBeEmpty] : lookahead;
    };
    return {of_words(gate.right), of_words(gate.left)};
  }

  RuleSet::Impl& rules_;
};

}  // namespace

void set_starts(RuleSet::Impl& rules) {
  Starts(rules).run();
}

}  // namespace newsgraph
