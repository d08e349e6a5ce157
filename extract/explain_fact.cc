// SPDX-License-Identifier: Apache-2.0
#include "extract/explain_fact.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "extract/attempt_account.h"
#include "extract/extraction.h"
#include "extract/one_line.h"

namespace newsgraph {
namespace {

using Key = std::tuple<std::string_view, Span, Span>;  // rule, sentence, trigger

/// Puts winning matches into words while the chart still stands.
class Recorder : public ExtractionObserver {
 public:
  Recorder(const RuleSet::Impl& rules, const std::vector<std::string_view>& names)
      : rules_(rules), wanted_(rules.rules.size()) {
    for (RuleId id = 0; id < rules.rules.size(); ++id)
      wanted_[id] = std::find(names.begin(), names.end(), rules.rules[id].name) != names.end();
  }

  void won(const Match& match, const Chart& chart) override {
    if (!wanted_[match.rule_id]) return;
    const TokenSpan sentence = chart.text.sentences[chart.sentence_of(match.trigger.begin)].tokens;
    const Key key{match.rule->name, chart.span(sentence), chart.span(match.trigger)};
    found.emplace(key, pattern_line(match.rule_id) + bindings(match, chart));
  }

  std::map<Key, std::string> found;

 private:
  /// The line of the rule's first `find`.
  [[nodiscard]] std::string pattern_line(RuleId rule) const {
    const ast::Rule& written = rules_.parsed[rule];
    if (written.finds.empty()) return {};
    const ast::Place place = written.finds.front().place;
    for (const auto& [path, content] : rules_.texts) {
      if (path != rules_.files[place.file]) continue;
      std::size_t begin = 0;
      for (std::uint32_t line = 1; line < place.line && begin != std::string::npos; ++line) {
        const std::size_t end = content.find('\n', begin);
        begin = end == std::string::npos ? end : end + 1;
      }
      if (begin == std::string::npos) return {};
      std::string line(content.substr(begin, content.find('\n', begin) - begin));
      line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
      return line + "\n";
    }
    return {};
  }

  /// The lists that a rule's patterns read: a word may stand in many others.
  [[nodiscard]] std::set<ListId> lists_of(RuleId rule) const {
    std::set<ListId> lists;
    const auto add = [&](std::uint32_t set) {
      lists.insert(rules_.list_sets[set].begin(), rules_.list_sets[set].end());
    };
    for (const Variant& variant : rules_.variants) {
      if (variant.rule != rule) continue;
      if (variant.anchor.kind == Anchor::Kind::kList) add(variant.anchor.a);
      for (const Program program : {variant.left, variant.right})
        rules_.visit_code(program.begin, [&](const Instruction& in) {
          if (in.op == Op::kList) add(in.a);
        });
    }
    return lists;
  }

  [[nodiscard]] std::string bindings(const Match& match, const Chart& chart) const {
    const std::set<ListId> lists = lists_of(match.rule_id);
    std::string text;
    bool trigger_told = false;
    for (const Binding& binding : match.bindings) {
      if (binding.value.kind != Value::Kind::kTokens) continue;
      trigger_told = trigger_told || binding.value.tokens == match.trigger;
      text += fmt::format("  {} = {}\n", match.rule->captures[binding.capture],
                          shown(binding.value, chart, lists));
    }
    if (trigger_told) return text;
    const Value trigger{Value::Kind::kTokens, match.trigger, kNone, kNone, kNone, {}};
    return fmt::format("  starts at {}\n", shown(trigger, chart, lists)) + text;
  }

  /// "'Lê Hải Yến', Person by person.full (vi/persons.rules:25)"; "'met', in [meet]".
  [[nodiscard]] std::string shown(const Value& value, const Chart& chart,
                                  const std::set<ListId>& lists) const {
    std::string text = fmt::format("'{}'", on_one_line(chart.bytes(value.tokens)));
    if (value.annotation != kNone) {
      const Annotation& mention = chart.annotation(value.annotation);
      const CompiledRule& maker = rules_.rules[mention.rule];
      return text + fmt::format(", {} by {} ({})", rules_.labels[mention.label].name, maker.name, maker.at);
    }
    const auto add_listed = [&](std::uint32_t phrase) {
      for (const Entry& entry : rules_.automaton.entries_of(phrase))
        if (lists.contains(entry.list)) text += listed(entry);
    };
    const std::uint32_t begin = value.tokens.begin;
    if (value.tokens.end == begin + 1) add_listed(chart.look_of(begin).start.word);
    for (std::uint32_t h = chart.first_hit_beginning(begin); h != kNone; h = chart.next_hit_beginning(h))
      if (chart.hits()[h].tokens == value.tokens) add_listed(chart.hits()[h].phrase);
    return text;
  }

  [[nodiscard]] std::string listed(const Entry& entry) const {
    const ListInfo& list = rules_.lists[entry.list];
    if (list.hidden) return {};
    if (entry.record == kNone) return fmt::format(", in [{}]", list.name);
    const Record& row = rules_.records[entry.record];
    return fmt::format(", in [{}] ({}:{})", list.name, rules_.files[row.file], row.line);
  }

  const RuleSet::Impl& rules_;
  std::vector<bool> wanted_;
};

}  // namespace

struct FactExplainer::Impl {
  std::map<std::tuple<std::string, Span, Span>, std::string> found;
};

FactExplainer::FactExplainer(const RuleSet& rules, const Article& article,
                             const std::vector<std::string_view>& rule_names)
    : impl_(std::make_unique<Impl>()) {
  Recorder recorder(rules.impl(), rule_names);
  Extraction extraction(rules.impl());
  extraction.observe(&recorder);
  extraction.run(article);
  for (auto& [key, text] : recorder.found)
    impl_->found.emplace(std::tuple(std::string(std::get<0>(key)), std::get<1>(key), std::get<2>(key)), text);
}

FactExplainer::~FactExplainer() = default;

std::string FactExplainer::explain(std::string_view rule, Span sentence, Span trigger) const {
  const auto at = impl_->found.find(std::tuple(std::string(rule), sentence, trigger));
  return at == impl_->found.end() ? std::string() : at->second;
}

}  // namespace newsgraph
