// SPDX-License-Identifier: Apache-2.0
//
// Extraction is run once with an observer that keeps every attempt of the relation's rules: where it started,
// how far its two halves came, at which element the farther one stopped and what it met. Attempts are then
// ranked by how near they came: through the whole pattern, then by how many of the two arguments they had
// passed, then by words matched.
#include "extract/explain.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "extract/attempt_account.h"
#include "extract/extraction.h"
#include "extract/one_line.h"
#include "extract/rule/problems.h"
#include "extract/suggest.h"

namespace newsgraph {
namespace {

constexpr std::size_t kShown = 3;  // rules told of

struct Win {
  RuleId rule = 0;
  Span span;
};

class Recorder : public ExtractionObserver {
 public:
  Recorder(const RuleSet::Impl& rules, std::uint32_t relation) : makes_(rules.rules.size()) {
    for (RuleId id = 0; id < rules.rules.size(); ++id)
      makes_[id] = std::any_of(rules.rules[id].facts.begin(), rules.rules[id].facts.end(),
                               [&](const FactRef& f) { return f.relation == relation; });
  }

  void tried(const Attempt& attempt, const Chart& chart) override {
    if (makes_[attempt.variant->rule]) tries.push_back(account_of(attempt, chart));
  }

  void won(const Match& match, const Chart& chart) override {
    wins.push_back({match.rule_id, chart.span(match.tokens)});
  }

  [[nodiscard]] bool makes(RuleId rule) const { return makes_[rule]; }

  std::vector<AttemptAccount> tries;
  std::vector<Win> wins;

 private:
  std::vector<bool> makes_;
};

std::string folded(std::string_view name) {
  return canonical(without_diacritics(name), {});
}

/// The entities a person may mean by `name`: those called so, else those whose name has it in it.
std::vector<EntityIndex> called(const ArticleFacts& article, std::string_view name) {
  const std::string wanted = folded(name);
  std::vector<EntityIndex> exact, part;
  for (EntityIndex e = 0; e < article.entities.size(); ++e) {
    std::vector<std::string> forms = article.entities[e].aliases;
    forms.push_back(article.entities[e].name);
    bool is = false, has = false;
    for (const std::string& form : forms) {
      const std::string plain = folded(form);
      is = is || plain == wanted;
      has = has || plain.find(wanted) != std::string::npos;
    }
    if (is)
      exact.push_back(e);
    else if (has)
      part.push_back(e);
  }
  return exact.empty() ? part : exact;
}

bool overlap(Span a, Span b) {
  return a.begin < b.end && b.begin < a.end;
}

class Explainer {
 public:
  Explainer(const RuleSet::Impl& rules, std::uint32_t relation, const Article& article)
      : rules_(rules), relation_(rules.relations[relation]), article_(article), recorder_(rules, relation) {
    Extraction extraction(rules);
    extraction.observe(&recorder_);
    facts_ = extraction.run(article);
    for (const Sentence& sentence : extraction.chart().text.sentences)
      sentences_.push_back(extraction.chart().span(sentence.tokens));
  }

  WhyNot explain(std::string_view source, std::string_view target) {
    sources_ = called(facts_, source);
    targets_ = called(facts_, target);
    if (sources_.empty() || targets_.empty()) {
      if (sources_.empty()) no_mention(source);
      if (targets_.empty()) no_mention(target);
      return {WhyNot::Kind::kUnknownName, text_};
    }
    if (found()) return {WhyNot::Kind::kFound, text_};
    const bool source_fits = fits(sources_, relation_.sources, "source"),
               target_fits = fits(targets_, relation_.targets, "target");
    if (!source_fits || !target_fits) return {WhyNot::Kind::kSignature, text_};
    const std::vector<Span> sentences = places(source, target);
    return nearest(sentences);
  }

 private:
  template <typename... Arguments>
  void say(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  }

  [[nodiscard]] std::string shown(EntityIndex entity) const {
    return fmt::format("{} ({})", facts_.entities[entity].name, facts_.entities[entity].type);
  }

  void no_mention(std::string_view name) {
    const bool stands = folded(article_.text).find(folded(name)) != std::string::npos;
    say("'{}' is no mention of this article: {}", name,
        stands ? "its words are there, but no rule and no gazetteer makes them one"
               : "its words do not stand in it");
    std::string others;
    for (EntityIndex e = 0; e < facts_.entities.size() && e < 12; ++e) others += (e ? "; " : "") + shown(e);
    if (!others.empty()) say("  mentioned are: {}{}", others, facts_.entities.size() > 12 ? "; ..." : "");
  }

  bool found() {
    const auto among = [](const std::vector<EntityIndex>& list, EntityIndex e) {
      return std::find(list.begin(), list.end(), e) != list.end();
    };
    bool any = false;
    for (const Fact& fact : facts_.facts) {
      if (fact.type != relation_.name) continue;
      const bool forward = among(sources_, fact.source) && among(targets_, fact.target);
      const bool backward = among(sources_, fact.target) && among(targets_, fact.source);
      if (!forward && !backward) continue;
      any = any || forward || relation_.symmetric;
      say("{} {} {} ({}) is found by {} ({}) in \"{}\"", shown(fact.source), fact.type, shown(fact.target),
          to_string(fact.status), fact.rule, fact.rule_at, on_one_line(fact.sentence_text));
      if (!forward && !relation_.symmetric) say("  that is the other way round");
      if (fact.status == Status::kDenied) say("  what is denied stands in no graph");
    }
    return any;
  }

  bool fits(const std::vector<EntityIndex>& entities, const std::vector<LabelId>& allowed, const char* side) {
    std::string wanted;
    for (const LabelId label : allowed) {
      for (const EntityIndex entity : entities)
        if (facts_.entities[entity].type == rules_.labels[label].name) return true;
      wanted += (wanted.empty() ? "" : "|") + rules_.labels[label].name;
    }
    say("{} is never the {} of {}: that wants {}", shown(entities.front()), side, relation_.name, wanted);
    return false;
  }

  [[nodiscard]] bool mentioned(const std::vector<EntityIndex>& entities, Span where) const {
    return std::any_of(facts_.mentions.begin(), facts_.mentions.end(), [&](const Mention& mention) {
      return where.contains(mention.span) &&
             std::find(entities.begin(), entities.end(), mention.entity) != entities.end();
    });
  }

  /// The sentences that hold both, else those that hold one of them.
  std::vector<Span> places(std::string_view source, std::string_view target) {
    std::vector<Span> both, one;
    for (const Span& sentence : sentences_) {
      const bool a = mentioned(sources_, sentence), b = mentioned(targets_, sentence);
      if (a && b) both.push_back(sentence);
      if (a != b) one.push_back(sentence);
    }
    if (!both.empty()) return both;
    say("no sentence mentions both '{}' and '{}'; only rules with 'let' look beyond their sentence", source,
        target);
    return one;
  }

  /// How near an attempt came.
  [[nodiscard]] std::tuple<int, int, bool, std::uint32_t> nearness(const AttemptAccount& entry) const {
    const int passed = mentioned(sources_, entry.reached) + mentioned(targets_, entry.reached);
    return {entry.end >= Attempt::End::kGuard, passed, entry.end != Attempt::End::kRight, entry.distance};
  }

  WhyNot nearest(const std::vector<Span>& sentences) {
    std::vector<const AttemptAccount*> tries;
    for (const AttemptAccount& entry : recorder_.tries)
      if (std::any_of(sentences.begin(), sentences.end(), [&](Span s) { return overlap(s, entry.reached); }))
        tries.push_back(&entry);
    std::stable_sort(tries.begin(), tries.end(), [&](const AttemptAccount* a, const AttemptAccount* b) {
      return nearness(*b) < nearness(*a);
    });
    std::set<RuleId> told;
    bool matched = false;
    for (const AttemptAccount* entry : tries) {
      if (told.size() == kShown) break;
      if (!told.insert(entry->rule).second) continue;
      matched = matched || entry->end == Attempt::End::kMatched;
      tell(*entry);
    }
    never_tried(tries);
    return {matched         ? WhyNot::Kind::kElsewhere
            : tries.empty() ? WhyNot::Kind::kNeverTried
                            : WhyNot::Kind::kStopped,
            text_};
  }

  void tell(const AttemptAccount& entry) {
    const CompiledRule& rule = rules_.rules[entry.rule];
    for (const Span& sentence : sentences_)
      if (overlap(sentence, entry.reached)) {
        if (sentence != last_shown_)
          say("in \"{}\"",
              on_one_line(std::string_view(article_.text).substr(sentence.begin, sentence.size())));
        last_shown_ = sentence;
        break;
      }
    if (entry.end == Attempt::End::kMatched) return tell_match(entry, rule);
    say("  {} {}", rule.name, how_it_ended(entry, article_.text));
    show_place(entry.place);
  }

  void tell_match(const AttemptAccount& entry, const CompiledRule& rule) {
    bool won = false;
    for (const Win& win : recorder_.wins)
      won = won || (win.rule == entry.rule && overlap(win.span, entry.reached));
    if (won) {
      say("  {} ({}) made a fact of other words: {}", rule.name, rule.at, entry.bound);
      return;
    }
    say("  {} ({}) matched with {}, but lost", rule.name, rule.at, entry.bound);
    for (const Win& win : recorder_.wins) {
      const CompiledRule& winner = rules_.rules[win.rule];
      if (win.rule == entry.rule || !overlap(win.span, entry.reached)) continue;
      const bool beats =
          std::find(winner.beats.begin(), winner.beats.end(), entry.rule) != winner.beats.end();
      const bool same = winner.labels == rule.labels && !rule.labels.empty();
      if (beats || same)
        say("    against {} ({}){}", winner.name, winner.at, beats ? ", which beats it" : "");
    }
  }

  /// The line of the rule file with a caret below.
  void show_place(const ast::Place& place) {
    RuleProblem problem;
    std::vector<RuleFile> files;
    for (const std::string& path : rules_.files) {
      std::string_view content;
      for (const auto& [name, bytes] : rules_.texts)
        if (name == path) content = bytes;
      files.push_back({path, content});
    }
    Problems problems(files);
    problems.warn(place, "");
    const std::string caret = problems.take().front().to_string();
    const std::size_t line = caret.find('\n');
    std::string below = line == std::string::npos ? std::string() : caret.substr(line + 1);
    std::string indented;
    for (std::size_t i = 0; i < below.size(); ++i)
      indented += (i == 0 || below[i - 1] == '\n' ? std::string("    ") : std::string()) + below[i];
    say("    at {}:{}:{}", rules_.files[place.file], place.line, place.column);
    if (!indented.empty()) say("{}", indented);
  }

  /// Rules of the relation that had nothing to start from, with what they start from.
  void never_tried(const std::vector<const AttemptAccount*>& tries) {
    std::set<RuleId> tried;
    for (const AttemptAccount* entry : tries) tried.insert(entry->rule);
    std::string names;
    std::size_t count = 0;
    for (RuleId id = 0; id < rules_.rules.size(); ++id) {
      if (!recorder_.makes(id) || tried.contains(id)) continue;
      if (++count <= 6)
        names +=
            fmt::format("{}{} (from {})", names.empty() ? "" : ", ", rules_.rules[id].name, starts_from(id));
    }
    if (count > 0)
      say("nothing to start from had: {}{}", names, count > 6 ? fmt::format(" and {} more", count - 6) : "");
  }

  [[nodiscard]] std::string starts_from(RuleId id) const {
    std::string text;
    std::set<std::string> names;
    for (const Variant& variant : rules_.variants) {
      if (variant.rule != id) continue;
      if (variant.anchor.kind == Anchor::Kind::kList) {
        for (const ListId list : rules_.list_sets[variant.anchor.a])
          names.insert(rules_.lists[list].hidden ? rules_.lists[list].name
                                                 : "[" + rules_.lists[list].name + "]");
      } else if (variant.anchor.kind == Anchor::Kind::kLabel) {
        for (const LabelId label : rules_.label_tests[variant.anchor.a].labels)
          names.insert(rules_.labels[label].name);
      } else {
        names.insert("a shape");
      }
    }
    std::size_t shown = 0;
    for (const std::string& name : names)
      if (++shown <= 4) text += (text.empty() ? "" : " | ") + name;
    return shown > 4 ? text + " | ..." : text;
  }

  const RuleSet::Impl& rules_;
  const RelationInfo& relation_;
  const Article& article_;
  Recorder recorder_;
  ArticleFacts facts_;
  std::vector<Span> sentences_;
  std::vector<EntityIndex> sources_, targets_;
  Span last_shown_;
  std::string text_;
};

}  // namespace

WhyNot why_not(const RuleSet& set, const Article& article, std::string_view source, std::string_view relation,
               std::string_view target) {
  const RuleSet::Impl& rules = set.impl();
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < rules.relations.size(); ++i) {
    if (canonical(rules.relations[i].name, {}) == canonical(relation, {}))
      return Explainer(rules, i, article).explain(source, target);
    known.push_back(rules.relations[i].name);
  }
  std::string upper(relation);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  throw std::invalid_argument(fmt::format("unknown relation '{}'{}", relation, did_you_mean(upper, known)));
}

}  // namespace newsgraph
