// SPDX-License-Identifier: Apache-2.0
//
// The cascade. A rule runs after all rules that make a label it reads; file order plays no part. Each rule's
// stratum is the length of the longest chain of makers below it, found by depth-first search; meeting a rule
// that is still open means a cycle. A rule that makes a label it reads or looks up itself (a longer name
// around a name, a short form of one) builds on the makers of that label that do not. The makers of a helper
// label settle together: each waits for what any of them reads, so that the longest match decides and not who
// came first.
#include "extract/rule/strata.h"

#include <algorithm>

#include <fmt/format.h>

namespace newsgraph {
namespace {

class Cascade {
 public:
  Cascade(RuleSet::Impl& rules, std::vector<RuleUse> uses, Problems& problems)
      : rules_(rules),
        uses_(std::move(uses)),
        problems_(problems),
        state_(uses_.size(), kUnseen),
        told_(uses_.size()),
        makers_(rules.labels.size()) {
    for (RuleId rule = 0; rule < uses_.size(); ++rule)
      for (const LabelId label : uses_[rule].makes) makers_[label].push_back(rule);
  }

  void run() {
    settle_together();
    std::uint32_t mentions = 0;
    for (RuleId rule = 0; rule < uses_.size(); ++rule) {
      visit(rule);
      if (!uses_[rule].makes.empty()) mentions = std::max(mentions, rules_.rules[rule].stratum + 1);
    }
    for (RuleId rule = 0; rule < uses_.size(); ++rule)
      if (uses_[rule].makes.empty()) rules_.rules[rule].stratum = mentions;
    rules_.fact_stratum = mentions;
    rules_.strata = mentions + 1;
  }

 private:
  enum State : std::uint8_t { kUnseen, kOpen, kDone };

  /// Whether a rule makes a label out of itself.
  [[nodiscard]] bool builds_on(RuleId rule, LabelId label) const {
    const auto holds = [label](const std::vector<LabelId>& list) {
      return std::find(list.begin(), list.end(), label) != list.end();
    };
    return holds(uses_[rule].makes) && (holds(uses_[rule].reads) || holds(uses_[rule].looks_up));
  }

  void settle_together() {
    for (LabelId label = 0; label < makers_.size(); ++label) {
      if (rules_.labels[label].entity) continue;
      std::vector<LabelId> reads, looks_up;
      for (const RuleId rule : makers_[label]) {
        if (builds_on(rule, label)) continue;
        reads.insert(reads.end(), uses_[rule].reads.begin(), uses_[rule].reads.end());
        looks_up.insert(looks_up.end(), uses_[rule].looks_up.begin(), uses_[rule].looks_up.end());
      }
      for (const RuleId rule : makers_[label]) {
        if (builds_on(rule, label)) continue;
        uses_[rule].reads = reads;
        uses_[rule].looks_up = looks_up;
      }
    }
  }

  void visit(RuleId rule) {
    state_[rule] = kOpen;
    stack_.push_back(rule);
    std::uint32_t stratum = 0;
    const auto need = [&](RuleId maker) {
      if (maker == rule) return report(rule);
      if (state_[maker] == kOpen) return report(maker);
      if (state_[maker] == kUnseen) visit(maker);
      stratum = std::max(stratum, rules_.rules[maker].stratum + 1);
    };
    for (const auto* labels : {&uses_[rule].reads, &uses_[rule].looks_up}) {
      for (const LabelId label : *labels) {
        const bool wraps = builds_on(rule, label);
        for (const RuleId maker : makers_[label])
          if (!wraps || !builds_on(maker, label)) need(maker);
      }
    }
    rules_.rules[rule].stratum = stratum;
    stack_.pop_back();
    state_[rule] = kDone;
  }

  // One rule too many closes hundreds of cycles; one that shares a rule with a cycle told of says nothing
  // new.
  void report(RuleId again) {
    const auto begin = std::find(stack_.begin(), stack_.end(), again);
    if (std::any_of(begin, stack_.end(), [this](RuleId rule) { return told_[rule]; })) return;
    std::string cycle;
    for (auto at = begin; at != stack_.end(); ++at) {
      told_[*at] = true;
      cycle += rules_.rules[*at].name + " -> ";
    }
    problems_.error(
        rules_.rules[again].place,
        fmt::format("rules that need each other: {}{}; give one of them a label of its own to make", cycle,
                    rules_.rules[again].name));
  }

  RuleSet::Impl& rules_;
  std::vector<RuleUse> uses_;
  Problems& problems_;
  std::vector<State> state_;
  std::vector<bool> told_;  ///< of a cycle with it
  std::vector<std::vector<RuleId>> makers_;
  std::vector<RuleId> stack_;
};

}  // namespace

void assign_strata(RuleSet::Impl& rules, const std::vector<RuleUse>& uses, Problems& problems) {
  Cascade(rules, uses, problems).run();
}

}  // namespace newsgraph
