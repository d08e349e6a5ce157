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

#include "extract/extraction.h"
#include "extract/rule/problems.h"
#include "extract/suggest.h"

namespace newsgraph {
namespace {

constexpr std::size_t kShown = 3;  // rules told of

/// One attempt, in words that outlive the chart.
struct Try {
  RuleId rule = 0;
  Attempt::End end = Attempt::End::kMatched;
  ast::Place place;    ///< of the element it stopped at
  std::string anchor;  ///< the words it started from
  std::string met;     ///< what stood where it stopped
  std::string bound;   ///< "source = 'A', target = 'B'" when the pattern matched
  Span reached;        ///< bytes between the two ends it came to
  std::uint32_t distance = 0;
  bool won = false;
  std::string winner;  ///< the rule whose match stands over this one's words
};

struct Win {
  RuleId rule = 0;
  Span span;
};

class Recorder : public ExtractionObserver {
 public:
  Recorder(const RuleSet::Impl& rules, std::uint32_t relation) : rules_(rules), makes_(rules.rules.size()) {
    for (RuleId id = 0; id < rules.rules.size(); ++id)
      makes_[id] = std::any_of(rules.rules[id].facts.begin(), rules.rules[id].facts.end(),
                               [&](const FactRef& f) { return f.relation == relation; });
  }

  void tried(const Attempt& attempt, const Chart& chart) override {
    const RuleId rule = attempt.variant->rule;
    if (!makes_[rule]) return;
    Try entry;
    entry.rule = rule;
    entry.end = attempt.end;
    entry.anchor = chart.bytes(attempt.anchor);
    entry.place = place(attempt);
    entry.distance = attempt.right.distance + attempt.left.distance;
    const TokenSpan reached{attempt.anchor.begin - attempt.left.distance,
                            attempt.anchor.end + attempt.right.distance};
    entry.reached = chart.span(reached);
    if (attempt.end == Attempt::End::kRight) entry.met = met(chart, attempt.right.token, false);
    if (attempt.end == Attempt::End::kLeft) entry.met = met(chart, attempt.left.token, true);
    if (attempt.end >= Attempt::End::kGuard) entry.bound = bound(*attempt.match, chart);
    tries.push_back(std::move(entry));
  }

  void won(const Match& match, const Chart& chart) override {
    wins.push_back({match.rule_id, chart.span(match.tokens)});
  }

  [[nodiscard]] bool makes(RuleId rule) const { return makes_[rule]; }

  std::vector<Try> tries;
  std::vector<Win> wins;

 private:
  [[nodiscard]] ast::Place place(const Attempt& attempt) const {
    const ast::Rule& written = rules_.parsed[attempt.variant->rule];
    switch (attempt.end) {
      case Attempt::End::kRight:
        return attempt.right.place ? *attempt.right.place : written.place;
      case Attempt::End::kLeft:
        return attempt.left.place ? *attempt.left.place : written.place;
      case Attempt::End::kGuard:
        return written.guards[attempt.index].pattern.place;
      case Attempt::End::kLet:
        return written.lets[attempt.index].name.place;
      case Attempt::End::kCondition:
        return written.conditions[attempt.index].left.root.place;
      case Attempt::End::kSpan:
        return written.span.place;
      default:
        return written.place;
    }
  }

  static std::string met(const Chart& chart, std::uint32_t token, bool backward) {
    const std::uint32_t inside =
        backward ? (token > 0 ? token - 1 : 0)
                 : std::min<std::uint32_t>(token, static_cast<std::uint32_t>(chart.text.tokens.size()) - 1);
    const std::uint32_t sentence = chart.sentence_of(backward ? token : inside);
    const TokenSpan all = chart.text.sentences[sentence].tokens;
    if (backward && token == all.begin) return "the begin of the sentence";
    if (!backward && (token >= chart.text.tokens.size() || token == all.end))
      return "the end of the sentence";
    if (!backward && token > 0 && chart.sentence_of(token - 1) != sentence) return "the end of the sentence";
    const AnnotationId cover = chart.cover(inside);
    if (cover == kNone) return fmt::format("'{}'", chart.bytes({inside, inside + 1}));
    const Annotation& mention = chart.annotation(cover);
    return fmt::format("'{}' ({})", chart.bytes(mention.tokens), chart.rules().labels[mention.label].name);
  }

  static std::string bound(const Match& match, const Chart& chart) {
    std::string text;
    for (const Binding& binding : match.bindings) {
      if (binding.value.kind != Value::Kind::kTokens) continue;
      text += fmt::format("{}{} = '{}'", text.empty() ? "" : ", ", match.rule->captures[binding.capture],
                          chart.bytes(binding.value.tokens));
    }
    return text;
  }

  const RuleSet::Impl& rules_;
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

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return line;
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
  [[nodiscard]] std::tuple<int, int, bool, std::uint32_t> nearness(const Try& entry) const {
    const int passed = mentioned(sources_, entry.reached) + mentioned(targets_, entry.reached);
    return {entry.end >= Attempt::End::kGuard, passed, entry.end != Attempt::End::kRight, entry.distance};
  }

  WhyNot nearest(const std::vector<Span>& sentences) {
    std::vector<const Try*> tries;
    for (const Try& entry : recorder_.tries)
      if (std::any_of(sentences.begin(), sentences.end(), [&](Span s) { return overlap(s, entry.reached); }))
        tries.push_back(&entry);
    std::stable_sort(tries.begin(), tries.end(),
                     [&](const Try* a, const Try* b) { return nearness(*b) < nearness(*a); });
    std::set<RuleId> told;
    bool matched = false;
    for (const Try* entry : tries) {
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

  void tell(const Try& entry) {
    const CompiledRule& rule = rules_.rules[entry.rule];
    for (const Span& sentence : sentences_)
      if (overlap(sentence, entry.reached)) {
        if (sentence != last_shown_)
          say("in \"{}\"",
              on_one_line(std::string_view(article_.text).substr(sentence.begin, sentence.size())));
        last_shown_ = sentence;
        break;
      }
    switch (entry.end) {
      case Attempt::End::kBlock:
        say("  {} started at '{}', but does not look into this kind of block", rule.name, entry.anchor);
        break;
      case Attempt::End::kAnchor:
        say("  {} does not start at '{}': what 'except' names stands there", rule.name, entry.anchor);
        break;
      case Attempt::End::kRight:
      case Attempt::End::kLeft:
        say("  {} started at '{}', came as far as '{}' and stopped {} it: it met {}, which the pattern does "
            "not allow here",
            rule.name, entry.anchor,
            on_one_line(std::string_view(article_.text).substr(entry.reached.begin, entry.reached.size())),
            entry.end == Attempt::End::kRight ? "after" : "before", entry.met);
        break;
      case Attempt::End::kGuard:
        say("  {} matched with {}, but its guard forbids it", rule.name, entry.bound);
        break;
      case Attempt::End::kLet:
        say("  {} matched with {}, but its 'let' found nothing", rule.name, entry.bound);
        break;
      case Attempt::End::kCondition:
        say("  {} matched with {}, but its 'where' does not hold", rule.name, entry.bound);
        break;
      case Attempt::End::kSpan:
        say("  {} matched with {}, but the capture its 'span' names is not bound", rule.name, entry.bound);
        break;
      case Attempt::End::kMatched:
        tell_match(entry, rule);
        return;
    }
    show_place(entry.place);
  }

  void tell_match(const Try& entry, const CompiledRule& rule) {
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
  void never_tried(const std::vector<const Try*>& tries) {
    std::set<RuleId> tried;
    for (const Try* entry : tries) tried.insert(entry->rule);
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
