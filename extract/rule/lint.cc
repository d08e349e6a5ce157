// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "extract/lines.h"
#include "extract/rule/compiled.h"
#include "extract/rule/lint_aliases.h"
#include "extract/rule/lint_guards.h"
#include "extract/rule/lint_names.h"
#include "extract/rule/parser.h"
#include "extract/rule/problems.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

using namespace ast;

// --- what stands in a pattern
// ------------------------------------------------------------------------------------

/// A pattern without its places and captures: two that read the same match the same.
void write(const Pattern& p, std::string& out) {
  out += fmt::format("{}{}{}{}{{{},{}}}\"{}\"", static_cast<int>(p.kind), p.exact_case ? "'" : "",
                     p.crosses_clauses ? "~" : "", p.anchor ? "@" : "", p.min, p.max, p.text);
  for (const Name& name : p.names) (out += name.text) += "|";
  for (const FeatureTest& test : p.features) {
    out += fmt::format("[{}{}", test.key.text, test.negated ? "!=" : "=");
    for (const Name& value : test.values) (out += value.text) += "|";
    out += "]";
  }
  for (const auto* parts : {&p.parts, &p.except}) {
    out += "(";
    for (const Pattern& part : *parts) {
      write(part, out);
      out += " ";
    }
    out += ")";
  }
}

void captures_of(const Pattern& p, std::vector<Name>& out) {
  if (!p.capture.text.empty()) out.push_back(p.capture);
  for (const Pattern& part : p.parts) captures_of(part, out);
}

// --- what a rule reads
// -------------------------------------------------------------------------------------------

class Reads {
 public:
  explicit Reads(const Rule& rule) {
    for (const FactOutput& fact : rule.facts) {
      names_.insert(fact.source.root.text);
      names_.insert(fact.target.root.text);
      settings(fact.settings);
    }
    settings(rule.settings);
    text(rule.display_name);
    names_.insert(rule.span.text);
    for (const Lookup& lookup : rule.refers) conditions(lookup.conditions);
    names_.insert(rule.refer_path.root.text);
    for (const Name& alias : rule.aliases) names_.insert(alias.text);
    for (const Let& let : rule.lets)
      for (const Lookup& lookup : let.lookups) conditions(lookup.conditions);
    conditions(rule.conditions);
    for (const Condition& condition : rule.conditions) names_.insert(condition.left.root.text);
    for (const Guard& guard : rule.guards) names_.insert(guard.of.text);
    for (const StatusRule& status : rule.statuses) names_.insert(status.guard.of.text);
    for (const Example& example : rule.examples)
      for (const Example::Mark& mark : example.marks) names_.insert(mark.argument.text);
    if (!rule.labels.empty()) names_.insert("name");  // names the entity
  }
  [[nodiscard]] bool has(std::string_view name) const { return names_.contains(name); }

 private:
  void text(const Template& text) {
    for (const Template::Piece& piece : text.pieces) names_.insert(piece.path.root.text);
  }
  void settings(const std::vector<Setting>& settings) {
    for (const Setting& setting : settings) text(setting.value);
  }
  void conditions(const std::vector<Condition>& conditions) {
    for (const Condition& condition : conditions)
      for (const Template& right : condition.right) text(right);
  }

  std::set<std::string_view> names_;
};

// --- spelling
// ----------------------------------------------------------------------------------------------------

/// What is wrong with one word, or nothing.
std::string spelling_fault(const icu::UnicodeString& word) {
  bool latin = false;
  for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    latin = latin ||
            (u_isalpha(word.char32At(i)) && uscript_getScript(word.char32At(i), &status) == USCRIPT_LATIN);
  }
  for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    const UChar32 c = word.char32At(i);
    if (c == 0xD0 || c == 0xF0 || c == 0x189)
      return fmt::format("has the letter U+{:04X}, which only looks like U+0110 'Đ'",
                         static_cast<std::uint32_t>(c));
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (latin && u_isalpha(c) && (script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK))
      return fmt::format("mixes Latin letters with U+{:04X}, which only looks like one",
                         static_cast<std::uint32_t>(c));
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status) && !nfc->isNormalized(word, status))
    return "is not in composed form (NFC): marks stand apart from their letters";
  return {};
}

/// Whether a character can be no fault of spelling: ASCII, a composed Latin letter other than those which
/// only look like U+0110 'Đ', or no part of a word.
bool is_sound(UChar32 c) {
  if (c < 0x80) return true;
  if ((c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00)) return c != 0xD0 && c != 0xF0 && c != 0x189;
  return u_isalpha(c) == 0 && u_charType(c) != U_NON_SPACING_MARK;
}

bool is_sound(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, text.size(), c);
    if (!is_sound(c)) return false;
  }
  return true;
}

class Linter {
 public:
  explicit Linter(const RuleSet::Impl& rules) : rules_(rules), files_(files_of(rules)), problems_(files_) {}

  std::vector<RuleProblem> run() {
    same_patterns();
    for (RuleId id = 0; id < rules_.rules.size(); ++id) {
      unused_captures(rules_.parsed[id]);
      arguments(id);
    }
    for (std::uint32_t file = 0; file < files_.size(); ++file) spellings(file);
    for (const Record& record : rules_.records)
      if (files_[record.file].content.empty()) spelling({record.file, record.line, 0, 0}, record.name);
    shared_names();
    same_ids();
    lint_aliases(rules_, problems_);
    declarations();
    return problems_.take();
  }

 private:
  static std::vector<RuleFile> files_of(const RuleSet::Impl& rules) {
    std::map<std::string_view, std::string_view> contents;
    for (const auto& [path, content] : rules.texts) contents[path] = content;
    std::vector<RuleFile> files;
    for (const std::string& path : rules.files) files.push_back({path, contents[path]});
    return files;
  }

  void declarations() {
    std::deque<std::string> kept;
    ast::Declarations declared;
    Problems known(files_);  // it compiles, so nothing new comes up
    for (std::uint32_t file = 0; file < files_.size(); ++file)
      if (files_[file].path.ends_with(".rules"))
        parse_rules(files_[file].content, file, kept, declared, known);
    lint_guards(declared, rules_.settings, problems_);
    std::set<std::string> columns;
    for (const auto& table : rules_.record_columns)
      for (const KeyId key : table) columns.insert(rules_.keys[key]);
    lint_names(declared, columns, problems_);
  }

  void same_patterns() {
    std::map<std::string, std::pair<RuleId, Place>> known;
    for (RuleId id = 0; id < rules_.rules.size(); ++id) {
      const Rule& rule = rules_.parsed[id];
      if (!rule.lets.empty() || !rule.guards.empty() || !rule.conditions.empty() || !rule.refers.empty())
        continue;
      for (const Pattern& find : rule.finds) {
        std::string key;
        for (const Name& label : rule.labels) (key += label.text) += ",";
        for (const FactOutput& fact : rule.facts) (key += fact.relation.text) += ";";
        for (const Name& block : rule.blocks) (key += block.text) += "/";
        write(find, key);
        const auto [at, added] = known.emplace(key, std::pair(id, find.place));
        if (added) continue;
        const auto& [first, place] = at->second;
        problems_.warn(
            find.place,
            fmt::format("rule '{}' never wins here: '{}' at {}:{} has the same pattern", rule.name.text,
                        rules_.rules[first].name, files_[place.file].path, place.line));
      }
    }
  }

  void unused_captures(const Rule& rule) {
    const Reads reads(rule);
    std::vector<Name> captures;
    for (const Pattern& find : rule.finds) captures_of(find, captures);
    for (const Name& capture : captures)
      if (!reads.has(capture.text))
        problems_.warn(capture.place, fmt::format("nothing in rule '{}' reads the capture '{}'",
                                                  rule.name.text, capture.text));
  }

  /// The labels a capture is bound to; empty when it may hold something else as well.
  std::set<LabelId> labels_of(RuleId id, std::uint8_t capture) const {
    std::set<LabelId> labels;
    const CompiledRule& rule = rules_.rules[id];
    for (const LetRef& let : rule.lets)
      if (let.slot == capture)
        for (const LookupRef& lookup : let.lookups) labels.insert(lookup.labels.begin(), lookup.labels.end());
    bool open = false;
    const auto add = [&](bool label, std::uint32_t test) {
      if (label)
        labels.insert(rules_.label_tests[test].labels.begin(), rules_.label_tests[test].labels.end());
      else
        open = true;
    };
    for (const Variant& variant : rules_.variants) {
      if (variant.rule != id) continue;
      if (variant.anchor.capture == capture)
        add(variant.anchor.kind == Anchor::Kind::kLabel, variant.anchor.a);
      for (const Program program : {variant.left, variant.right})
        rules_.visit_code(program.begin, [&](const Instruction& in) {
          if (in.capture == capture) add(in.op == Op::kAnnotation, in.a);
        });
    }
    return open ? std::set<LabelId>() : labels;
  }

  void arguments(RuleId id) {
    const CompiledRule& rule = rules_.rules[id];
    for (std::size_t i = 0; i < rule.facts.size(); ++i) {
      const RelationInfo& relation = rules_.relations[rule.facts[i].relation];
      const FactOutput& written = rules_.parsed[id].facts[i];
      argument(id, rule.facts[i].source, written.source, relation, relation.sources, "source");
      argument(id, rule.facts[i].target, written.target, relation, relation.targets, "target");
    }
  }

  void argument(RuleId id, const PathRef& path, const Path& written, const RelationInfo& relation,
                const std::vector<LabelId>& allowed, const char* side) {
    if (!path.keys.empty()) return;
    std::set<LabelId> labels;
    if (written.root.text == "self")
      labels.insert(rules_.rules[id].labels.begin(), rules_.rules[id].labels.end());
    else
      labels = labels_of(id, path.root);
    const auto names = [&](const auto& ids) {
      std::string text;
      for (const LabelId label : ids) text += (text.empty() ? "" : "|") + rules_.labels[label].name;
      return text;
    };
    // A helper label may hold a fitting mention in it.
    if (labels.empty() || !std::all_of(labels.begin(), labels.end(),
                                       [&](LabelId label) { return rules_.labels[label].entity; }))
      return;
    if (std::any_of(allowed.begin(), allowed.end(), [&](LabelId label) { return labels.contains(label); }))
      return;
    problems_.warn(written.root.place,
                   fmt::format("'{}' is {}, which is never the {} of {}: that wants {}", written.root.text,
                               names(labels), side, relation.name, names(allowed)));
  }

  void spellings(std::uint32_t file) {
    std::string_view rest = files_[file].content;
    for (std::uint32_t line = 1; !rest.empty(); ++line) {
      const std::string_view text = take_line(rest);
      if (!text.starts_with('#')) spelling({file, line, 1, 1}, text);
    }
  }

  void spelling(Place place, std::string_view line) {
    if (is_sound(line)) return;
    const auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(line.data(), static_cast<int32_t>(line.size())));
    const auto in_word = [&](int32_t i) {
      return u_isalpha(text.char32At(i)) || u_charType(text.char32At(i)) == U_NON_SPACING_MARK;
    };
    for (int32_t i = 0; i < text.length();) {
      int32_t end = i;
      while (end < text.length() && in_word(end)) end = text.moveIndex32(end, 1);
      if (end == i) {
        i = text.moveIndex32(i, 1);
        continue;
      }
      const icu::UnicodeString word = text.tempSubStringBetween(i, end);
      const std::string fault = spelling_fault(word);
      if (!fault.empty()) {
        std::string shown;
        word.toUTF8String(shown);
        if (place.column) {
          place.column = static_cast<std::uint32_t>(text.countChar32(0, i)) + 1;
          place.length = static_cast<std::uint32_t>(text.countChar32(i, end - i));
        }
        problems_.warn(place, fmt::format("'{}' {}", shown, fault));
      }
      i = end;
    }
  }

  // One line a pair of gazetteers, with the first names, so that the answer can be read.
  void shared_names() {
    std::map<std::string, std::vector<const Record*>> by_name;
    for (const Record& record : rules_.records)
      if (rules_.files[record.file].ends_with(".csv"))
        by_name[canonical(record.name, rules_.vocabulary.impl().spellings)].push_back(&record);
    struct Shared {
      std::size_t count = 0;
      std::string shown;
      Place place;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Shared> pairs;
    for (const auto& [name, records] : by_name) {
      std::set<std::pair<std::uint32_t, std::uint32_t>> met;
      for (std::size_t i = 1; i < records.size(); ++i) {
        if (records[i]->file == records[0]->file || !met.insert({records[0]->file, records[i]->file}).second)
          continue;
        Shared& shared = pairs[{records[0]->file, records[i]->file}];
        if (++shared.count > 5) continue;
        if (shared.count == 1) shared.place = {records[i]->file, records[i]->line, 0, 0};
        shared.shown += fmt::format("{}{} (lines {} and {})", shared.shown.empty() ? "" : ", ",
                                    records[i]->name, records[i]->line, records[0]->line);
      }
    }
    for (const auto& [files, shared] : pairs)
      problems_.warn(shared.place,
                     fmt::format("{} here {} also in {}: {}{}; the rules decide which is meant",
                                 shared.count == 1 ? "a name" : fmt::format("{} names", shared.count),
                                 shared.count == 1 ? "stands" : "stand", rules_.files[files.first],
                                 shared.shown, shared.count > 5 ? ", ..." : ""));
  }

  // Two rows of one gazetteer that claim one id become one node.
  void same_ids() {
    std::map<std::pair<std::uint32_t, std::string_view>, const Record*> known;
    for (std::size_t i = 0; i < rules_.records.size(); ++i) {
      const Record& record = rules_.records[i];
      if (!rules_.files[record.file].ends_with(".csv")) continue;
      const std::string_view id = rules_.record_value(static_cast<RecordId>(i), rules_.key_id);
      if (id.empty()) continue;
      const auto [first, fresh] = known.emplace(std::pair(record.file, id), &record);
      // A file may stand in two lists; a thing may have a row for each of its names.
      if (fresh || first->second->line == record.line || first->second->name == record.name) continue;
      problems_.warn({record.file, record.line, 0, 0},
                     fmt::format("'{}' has the id '{}' of '{}' (line {})", record.name, id,
                                 first->second->name, first->second->line));
    }
  }

  const RuleSet::Impl& rules_;
  std::vector<RuleFile> files_;
  Problems problems_;
};

std::string times(std::uint64_t count) {
  return count == 1 ? "once" : fmt::format("{} times", count);
}

}  // namespace

std::vector<RuleProblem> lint(const RuleSet& rules) {
  return Linter(rules.impl()).run();
}

std::vector<RuleProblem> lint_usage(const RuleSet& set, const std::vector<RuleUsage>& usage,
                                    std::uint64_t tokens) {
  const RuleSet::Impl& rules = set.impl();
  std::vector<RuleFile> files;
  for (const std::string& path : rules.files) files.push_back({path, {}});
  Problems problems(files);
  for (RuleId id = 0; id < rules.rules.size(); ++id) {
    const CompiledRule& rule = rules.rules[id];
    const RuleUsage& used = usage[id];
    Place place = rule.place;
    place.column = 0;
    if (used.tried == 0)
      problems.warn(
          place, fmt::format("rule '{}' never starts on this corpus: what it begins from, or what must stand "
                             "beside that, is not there",
                             rule.name));
    else if (used.matched == 0)
      problems.warn(place, fmt::format("rule '{}' never matches on this corpus, though it was tried {}",
                                       rule.name, times(used.tried)));
    else if (used.won == 0)
      problems.warn(place, fmt::format("rule '{}' matches {} on this corpus and always loses against others",
                                       rule.name, times(used.matched)));
    // One try in a hundred words that hardly ever leads to anything costs more than it gives.
    if (used.tried * 100 > tokens && used.won * 1000 < used.tried && tokens > 10000)
      problems.warn(place, fmt::format("rule '{}' starts at something too common: {} tries for {} matches; "
                                       "put '@' before a rarer word",
                                       rule.name, used.tried, used.won));
  }
  return problems.take();
}

}  // namespace newsgraph
