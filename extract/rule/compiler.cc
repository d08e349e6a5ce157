// SPDX-License-Identifier: Apache-2.0
//
// From rule files to a RuleSet: parse all, give names their ids (sorted, so that file order changes nothing),
// read the lists and gazetteers into the automaton, compile the patterns, order the rules. All errors are
// collected; a set with an error is not returned.
#include <algorithm>
#include <functional>
#include <set>
#include <span>

#include <fmt/format.h>

#include "extract/article/content_hash.h"
#include "extract/article/encoding.h"
#include "extract/rule/compiled.h"
#include "extract/rule/foresight.h"
#include "extract/rule/parser.h"
#include "extract/rule/pattern_compiler.h"
#include "extract/rule/strata.h"
#include "extract/rule/word_list.h"
#include "extract/suggest.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

using namespace ast;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Of the files in path order: equal sets have equal hashes on every machine.
std::string hash_of(const std::vector<RuleFile>& files) {
  std::string all;
  for (const RuleFile& file : files) all += fmt::format("{}\n{}\n", file.path, content_hash(file.content));
  return content_hash(all);
}

class Compiler {
 public:
  Compiler(const std::vector<RuleFile>& files, RuleSet::Impl& out, Problems& problems)
      : files_(files), out_(out), problems_(problems), patterns_(out, names_, problems) {}

  void run() {
    out_.hash = hash_of(files_);
    for (std::uint32_t i = 0; i < files_.size(); ++i) {
      out_.files.push_back(files_[i].path);
      if (!is_utf8(i)) continue;
      if (ends_with(files_[i].path, ".txt") || ends_with(files_[i].path, ".rules"))
        out_.texts.emplace_back(files_[i].path, files_[i].content);
      if (ends_with(files_[i].path, ".rules")) parse_rules(files_[i].content, i, out_.bytes, all_, problems_);
    }
    settings();
    out_.vocabulary = Vocabulary(out_.settings);
    out_.key_name = patterns_.key("name");
    out_.key_text = patterns_.key("text");
    out_.key_type = patterns_.key("type");
    out_.key_id = patterns_.key("id");
    out_.key_iso = patterns_.key("iso");
    for (const char* part : {"day", "month", "year", "end_day", "end_month", "end_year", "quarter",
                             "end_quarter", "half", "offset_days", "offset_months", "offset_years"})
      out_.date_keys.push_back(patterns_.key(part));
    labels();
    relations();
    if (const auto date = names_.labels.find("Date"); date != names_.labels.end())
      out_.date_label = date->second.front();
    lists();
    macros();
    rules();
    out_.automaton.freeze(out_.vocabulary.size());
    set_lookaheads(out_);
    anchors();
  }

 private:
  bool is_utf8(std::uint32_t file) {
    const std::string_view content = files_[file].content;
    const std::size_t bad = first_invalid_utf8(content);
    if (bad == std::string_view::npos) return true;
    const bool wide = content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
    const auto line =
        1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    problems_.error({file, static_cast<std::uint32_t>(line), 0, 0},
                    wide ? "the file is UTF-16; save it as UTF-8"
                         : fmt::format("the byte 0x{:02X} is not UTF-8; save the file as UTF-8",
                                       static_cast<unsigned char>(content[bad])));
    unreadable_.insert(file);
    return false;
  }

  template <typename Declaration>
  void sort_unique(std::vector<Declaration>& declarations, const char* what) {
    std::stable_sort(declarations.begin(), declarations.end(), [this](const auto& a, const auto& b) {
      return std::tie(a.name.text, files_[a.name.place.file].path, a.name.place.line) <
             std::tie(b.name.text, files_[b.name.place.file].path, b.name.place.line);
    });
    for (std::size_t i = 1; i < declarations.size(); ++i) {
      const Place& first = declarations[i - 1].name.place;
      if (declarations[i].name.text == declarations[i - 1].name.text)
        problems_.error(declarations[i].name.place,
                        fmt::format("{} '{}' is declared already at {}:{}", what, declarations[i].name.text,
                                    files_[first.file].path, first.line));
    }
  }

  void settings() {
    auto& spellings = all_.spellings;
    std::sort(spellings.begin(), spellings.end());
    auto& abbreviations = all_.abbreviations;
    std::sort(abbreviations.begin(), abbreviations.end());
    abbreviations.erase(std::unique(abbreviations.begin(), abbreviations.end()), abbreviations.end());
    out_.settings.spellings = spellings;
    out_.settings.abbreviations = abbreviations;
  }

  // --- names
  // -------------------------------------------------------------------------------------------------
  void add_label(const Name& name, bool entity) {
    const auto id = static_cast<LabelId>(out_.labels.size());
    if (!names_.labels.emplace(name.text, std::vector<LabelId>{id}).second) {
      if (!entity)  // of a type that was told when types were sorted
        problems_.error(name.place, fmt::format("'{}' is declared twice", name.text));
      return;
    }
    out_.labels.push_back({});
    out_.labels.back().name = name.text;
    out_.labels.back().entity = entity;
  }

  void labels() {
    sort_unique(all_.types, "type");
    for (const TypeDeclaration& type : all_.types) {
      add_label(type.name, true);
      LabelInfo& info = out_.labels.back();
      for (const std::string& option : type.options) {
        info.merges_prefix |= option == "prefix";
        info.merges_suffix |= option == "suffix";
        info.merges_inside |= option == "inside";
        info.merges_words |= option == "words";
        info.merges_initials |= option == "initials";
        info.numbers_apart |= option == "numbers-apart";
      }
      out_.node_types.push_back({std::string(type.name.text), type.label_vi});
    }
    std::sort(all_.labels.begin(), all_.labels.end(),
              [](const Name& a, const Name& b) { return a.text < b.text; });
    for (const Name& label : all_.labels) add_label(label, false);
    sort_unique(all_.groups, "group");
    for (const GroupDeclaration& group : all_.groups) {
      std::vector<LabelId> members;
      for (const Name& member : group.members) {
        const auto at = names_.labels.find(member.text);
        if (at == names_.labels.end())
          unknown("type or label", member, names_.labels);
        else
          members.insert(members.end(), at->second.begin(), at->second.end());
      }
      if (!names_.labels.emplace(group.name.text, std::move(members)).second)
        problems_.error(group.name.place, fmt::format("'{}' is declared twice", group.name.text));
    }
  }

  template <typename Table>
  void unknown(const char* what, const Name& name, const Table& table) {
    std::vector<std::string> known;
    for (const auto& [key, value] : table) known.emplace_back(key);
    problems_.error(name.place,
                    fmt::format("unknown {} '{}'{}", what, name.text, did_you_mean(name.text, known)));
  }

  void relations() {
    sort_unique(all_.relations, "relation");
    for (const RelationDeclaration& relation : all_.relations) {
      RelationInfo info;
      info.name = relation.name.text;
      info.sources = patterns_.label_ids(relation.sources);
      if (!relation.attribute)
        info.targets = patterns_.label_ids(relation.targets);
      else
        info.targets = patterns_.label_ids(relation.targets);
      info.symmetric = relation.symmetric;
      info.attribute = relation.attribute;
      names_.relations.emplace(relation.name.text, static_cast<std::uint32_t>(out_.relations.size()));
      if (!relation.attribute)
        out_.edge_types.push_back({info.name, relation.label_en, relation.label_vi, info.symmetric});
      out_.relations.push_back(std::move(info));
    }
  }

  // --- lists
  // -------------------------------------------------------------------------------------------------
  void lists() {
    sort_unique(all_.lists, "list");
    for (const ListDeclaration& list : all_.lists) {
      names_.lists.emplace(list.name.text, static_cast<ListId>(out_.lists.size()));
      out_.lists.push_back({std::string(list.name.text), kNone, 0, false});
    }
    for (const ListDeclaration& list : all_.lists) {
      const ListId id = names_.lists.at(list.name.text);
      names_.first_entry.push_back(out_.automaton.added().size());
      for (const Name& literal : list.literals) add_entry(id, list.cased, literal.text, kNone, literal.place);
      for (const Name& file : list.files) add_file(id, list, file);
    }
    names_.first_entry.push_back(out_.automaton.added().size());
    for (const ListDeclaration& list : all_.lists) {
      std::set<ListId> seen;
      close(list, seen);
      names_.closures[list.name.text].assign(seen.begin(), seen.end());
    }
    const auto at = names_.lists.find("clause-break");
    if (at != names_.lists.end()) out_.clause_break = at->second;
  }

  void close(const ListDeclaration& list, std::set<ListId>& seen) {
    if (!seen.insert(names_.lists.at(list.name.text)).second) return;
    for (const Name& include : list.includes) {
      const auto at = std::find_if(all_.lists.begin(), all_.lists.end(), [&](const ListDeclaration& other) {
        return other.name.text == include.text;
      });
      if (at == all_.lists.end())
        unknown("list", include, names_.lists);
      else
        close(*at, seen);
    }
  }

  void add_entry(ListId list, bool cased, std::string_view phrase, RecordId record, const Place& place) {
    Entry entry{list, record, 0};
    const std::span<const Token> tokens = out_.vocabulary.add_phrase(phrase);
    terms_.clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      terms_.push_back(tokens[i].term);
      const Shape shape = tokens[i].shape;
      if (cased && i < 64 && shape != Shape::kNone && shape != Shape::kLower)
        entry.cased |= std::uint64_t{1} << i;
    }
    if (terms_.empty()) {
      problems_.error(place, "an entry without any word");
      return;
    }
    ListInfo& info = out_.lists[list];
    info.least_terms = std::min(info.least_terms, static_cast<std::uint32_t>(terms_.size()));
    ++info.entries;
    out_.automaton.add(terms_, entry);
  }

  [[nodiscard]] const RuleFile* find_file(const Name& name) const {
    const std::string& from = files_[name.place.file].path;
    const std::size_t slash = from.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : from.substr(0, slash + 1);
    for (const std::string& path : {folder + std::string(name.text), std::string(name.text)})
      for (const RuleFile& file : files_)
        if (file.path == path) return &file;
    return nullptr;
  }

  void add_file(ListId id, const ListDeclaration& list, const Name& name) {
    const RuleFile* file = find_file(name);
    if (!file) {
      std::vector<std::string> known;
      for (const RuleFile& other : files_) known.push_back(other.path);
      problems_.error(name.place, fmt::format("no file '{}' beside this one or below the rule folder{}",
                                              name.text, did_you_mean(name.text, known)));
      return;
    }
    const auto index = static_cast<std::uint32_t>(file - files_.data());
    if (unreadable_.contains(index)) return;
    ListTable table = ends_with(file->path, ".csv")
                          ? read_gazetteer(file->content, index, out_.bytes, problems_)
                          : read_word_list(file->content, index, problems_);
    const auto table_id = static_cast<std::uint32_t>(out_.record_columns.size());
    std::vector<KeyId> columns;
    for (const std::string_view column : table.columns) columns.push_back(patterns_.key(column));
    auto phrase = table.phrases.begin();
    for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
      const ListRow& row = table.rows[i];
      RecordId record = kNone;
      if (!columns.empty()) {
        record = static_cast<RecordId>(out_.records.size());
        out_.records.push_back({index, row.line, table_id, i, *phrase});
      }
      for (const auto end = phrase + row.phrase_count; phrase != end; ++phrase)
        add_entry(id, list.cased, *phrase, record, {index, row.line, 1, 1});
    }
    out_.record_columns.push_back(std::move(columns));
    out_.record_values.push_back(std::move(table.values));
  }

  void macros() {
    sort_unique(all_.macros, "macro");
    for (const MacroDeclaration& macro : all_.macros) names_.macros.emplace(macro.name.text, &macro);
  }

  // --- rules
  // -------------------------------------------------------------------------------------------------
  void rules() {
    sort_unique(all_.rules, "rule");
    NameTable<RuleId> ids;
    for (const Rule& rule : all_.rules) ids.emplace(rule.name.text, static_cast<RuleId>(ids.size()));
    std::vector<RuleUse> uses;
    for (const Rule& rule : all_.rules) {
      out_.rules.push_back({});
      uses.push_back(compile(rule, static_cast<RuleId>(out_.rules.size() - 1)));
      for (const Name& beaten : rule.beats) {
        const auto at = ids.find(beaten.text);
        if (at == ids.end())
          unknown("rule", beaten, ids);
        else
          out_.rules.back().beats.push_back(at->second);
      }
    }
    const std::vector<std::string> captures;
    std::vector<Name> reads;
    for (const StatusRule& status : all_.statuses)
      out_.statuses.push_back(compile_status(status, captures, reads));
    if (!problems_.has_errors()) assign_strata(out_, uses, problems_);
    out_.parsed = std::move(all_.rules);
  }

  RuleUse compile(const Rule& rule, RuleId id) {
    CompiledRule& out = out_.rules[id];
    out.name = rule.name.text;
    out.place = rule.place;
    out.at = fmt::format("{}:{}", files_[rule.place.file].path, rule.place.line);
    std::vector<Name> reads, looks_up;
    out.labels = single_labels(rule.labels);
    broken_ = rule.broken;
    if (rule.finds.empty() && !broken_)
      problems_.error(rule.place, fmt::format("rule '{}' has no 'find' clause", rule.name.text));
    for (const Pattern& find : rule.finds) {
      const Pattern normal = patterns_.normalize(find);
      PatternCompiler::labels_used(normal, reads);
      out.specificity = std::max(out.specificity, PatternCompiler::specificity(normal));
      for (Variant& variant : patterns_.variants(normal, out.captures, rule.name)) {
        variant.rule = id;
        out_.variants.push_back(std::move(variant));
      }
    }
    out.capture_count = static_cast<std::uint8_t>(out.captures.size());
    for (const Guard& guard : rule.guards) out.guards.push_back(compile_guard(guard, out.captures, reads));
    compile_blocks(rule, out);
    for (const Let& let : rule.lets) {
      LetRef ref;
      ref.optional = let.optional;
      for (const Lookup& lookup : let.lookups)
        ref.lookups.push_back(compile_lookup(lookup, out.captures, looks_up));
      if (std::find(out.captures.begin(), out.captures.end(), let.name.text) != out.captures.end())
        problems_.error(let.name.place, fmt::format("'{}' is bound twice", let.name.text));
      ref.slot = static_cast<std::uint8_t>(out.captures.size());
      out.captures.emplace_back(let.name.text);
      out.lets.push_back(std::move(ref));
    }
    for (const Condition& condition : rule.conditions)
      out.conditions.push_back(compile_condition(condition, out.captures, false));
    for (const Setting& set : rule.settings)
      out.sets.push_back({patterns_.key(set.key.text), compile_template(set.value, out.captures)});
    out.has_name = rule.has_name;
    out.apart = rule.apart;
    if (rule.has_name) out.display_name = compile_template(rule.display_name, out.captures);
    const auto name = std::find(out.captures.begin(), out.captures.end(), "name");
    if (name != out.captures.end()) out.name_capture = static_cast<std::uint8_t>(name - out.captures.begin());
    if (!rule.span.text.empty()) out.span_capture = compile_path({rule.span, {}}, out.captures).root;
    for (const Lookup& lookup : rule.refers)
      out.refers.push_back(compile_lookup(lookup, out.captures, looks_up));
    out.refers_back = !rule.refers.empty() || rule.has_refer_path;
    out.has_refer_path = rule.has_refer_path;
    if (rule.has_refer_path) out.refer_path = compile_path(rule.refer_path, out.captures);
    for (const Name& alias : rule.aliases)
      out.aliases.push_back(compile_path({alias, {}}, out.captures).root);
    for (const StatusRule& status : rule.statuses)
      out.statuses.push_back(compile_status(status, out.captures, reads));
    for (const FactOutput& fact : rule.facts) compile_fact(fact, out);
    for (const Example& example : rule.examples)
      for (const Example::Mark& mark : example.marks) compile_path({mark.argument, {}}, out.captures);
    if (rule.labels.empty() && rule.facts.empty() && !broken_)
      problems_.error(
          rule.place,
          fmt::format("rule '{}' makes nothing: after '->' comes a label or a relation", rule.name.text));
    reads.insert(reads.end(), rule.needs.begin(), rule.needs.end());
    RuleUse use;
    use.makes = out.labels;
    use.reads = patterns_.label_ids(reads);
    use.looks_up = patterns_.label_ids(looks_up);
    return use;
  }

  std::vector<LabelId> single_labels(const std::vector<Name>& names) {
    for (const Name& name : names) {
      const auto at = names_.labels.find(name.text);
      if (at != names_.labels.end() && at->second.size() > 1)
        problems_.error(name.place,
                        fmt::format("'{}' is a group; a rule makes one type or label", name.text));
    }
    return patterns_.label_ids(names);
  }

  void compile_blocks(const Rule& rule, CompiledRule& out) {
    if (rule.blocks.empty()) return;
    out.blocks = 0;
    for (const Name& block : rule.blocks) {
      if (block.text == "title")
        out.blocks |= 1u << static_cast<int>(BlockKind::kTitle);
      else if (block.text == "paragraph")
        out.blocks |= 1u << static_cast<int>(BlockKind::kParagraph);
      else if (block.text == "caption")
        out.blocks |= 1u << static_cast<int>(BlockKind::kCaption);
      else
        problems_.error(
            block.place,
            fmt::format("unknown kind of block '{}'; there are title, paragraph, caption", block.text));
    }
  }

  GuardProgram compile_guard(const Guard& guard, const std::vector<std::string>& captures,
                             std::vector<Name>& reads) {
    GuardProgram out;
    out.wanted = guard.wanted;
    out.where = guard.where;
    const Pattern pattern = patterns_.normalize(guard.pattern);
    PatternCompiler::labels_used(pattern, reads);
    out.program = patterns_.program(pattern, guard.where == ast::Where::kBefore, out.captures);
    if (guard.of.text == "match")
      out.of = kOfMatch;
    else if (guard.of.text == "trigger")
      out.of = kOfTrigger;
    else
      out.of = compile_path({guard.of, {}}, captures).root;
    return out;
  }

  StatusRef compile_status(const StatusRule& status, const std::vector<std::string>& captures,
                           std::vector<Name>& reads) {
    StatusRef out;
    if (!parse_status(status.status.text, out.status))
      problems_.error(status.status.place,
                      fmt::format("unknown status '{}'{}", status.status.text,
                                  did_you_mean(status.status.text,
                                               {"stated", "planned", "proposed", "denied", "reported"})));
    for (const Name& relation : status.relations) {
      const auto at = names_.relations.find(relation.text);
      if (at == names_.relations.end())
        unknown("relation", relation, names_.relations);
      else
        out.relations.push_back(at->second);
    }
    out.guard = compile_guard(status.guard, captures, reads);
    if (!status.reporter.text.empty()) {
      const auto at = std::find(out.guard.captures.begin(), out.guard.captures.end(), status.reporter.text);
      if (at == out.guard.captures.end())
        problems_.error(status.reporter.place,
                        fmt::format("no capture '{}' in this pattern", status.reporter.text));
      else
        out.guard.reporter = static_cast<std::uint8_t>(at - out.guard.captures.begin());
    }
    return out;
  }

  PathRef compile_path(const Path& path, const std::vector<std::string>& captures) {
    PathRef out;
    if (path.root.text == "match")
      out.root = kOfMatch;
    else if (path.root.text == "trigger")
      out.root = kOfTrigger;
    else if (const auto at = std::find(captures.begin(), captures.end(), path.root.text);
             at != captures.end())
      out.root = static_cast<std::uint8_t>(at - captures.begin());
    else if (!broken_)
      problems_.error(path.root.place, fmt::format("nothing here is called '{}'{}", path.root.text,
                                                   did_you_mean(path.root.text, captures)));
    for (const Name& key : path.keys) out.keys.push_back(patterns_.key(key.text));
    return out;
  }

  TemplateRef compile_template(const Template& text, const std::vector<std::string>& captures) {
    TemplateRef out;
    for (const Template::Piece& piece : text.pieces) {
      TemplatePiece ref;
      if (piece.path.root.text.empty()) {
        ref.literal = piece.literal;
        ref.key = name_key(piece.literal, out_.vocabulary.impl().spellings);
        for (const Token& token : out_.vocabulary.add_phrase(piece.literal)) ref.terms.push_back(token.term);
      } else {
        ref.path = compile_path(piece.path, captures);
      }
      out.push_back(std::move(ref));
    }
    return out;
  }

  ConditionRef compile_condition(const Condition& condition, const std::vector<std::string>& captures,
                                 bool of_candidate) {
    ConditionRef out;
    out.compare = condition.compare;
    for (const Template& right : condition.right) out.right.push_back(compile_template(right, captures));
    if (of_candidate) {
      out.left.root = kCandidate;
      out.left.keys.push_back(patterns_.key(condition.left.root.text));
      for (const Name& key : condition.left.keys) out.left.keys.push_back(patterns_.key(key.text));
    } else {
      out.left = compile_path(condition.left, captures);
    }
    return out;
  }

  LookupRef compile_lookup(const Lookup& lookup, const std::vector<std::string>& captures,
                           std::vector<Name>& looks_up) {
    LookupRef out;
    out.pick = lookup.pick;
    out.labels = patterns_.label_ids(lookup.labels);
    out.within = lookup.within;
    out.same_block = lookup.same_block;
    out.not_after = patterns_.label_ids(lookup.not_after);
    for (const Condition& condition : lookup.conditions)
      out.conditions.push_back(compile_condition(condition, captures, true));
    looks_up.insert(looks_up.end(), lookup.labels.begin(), lookup.labels.end());
    looks_up.insert(looks_up.end(), lookup.not_after.begin(), lookup.not_after.end());
    return out;
  }

  void compile_fact(const FactOutput& fact, CompiledRule& out) {
    const auto at = names_.relations.find(fact.relation.text);
    if (at == names_.relations.end()) {
      unknown("relation", fact.relation, names_.relations);
      return;
    }
    FactRef ref;
    ref.relation = at->second;
    ref.source = compile_argument(fact.source, out);
    ref.target = compile_argument(fact.target, out);
    for (const Setting& setting : fact.settings) {
      if (setting.key.text == "role") {
        ref.role = compile_template(setting.value, out.captures);
        ref.has_role = true;
      } else if (setting.key.text == "status") {
        Status status = Status::kStated;
        const std::string_view name =
            setting.value.pieces.empty() ? std::string_view() : setting.value.pieces.front().literal;
        if (!parse_status(name, status))
          problems_.error(setting.key.place, fmt::format("unknown status '{}'", name));
        ref.status = static_cast<int>(status);
      } else {
        problems_.error(setting.key.place,
                        fmt::format("a fact has role and status, not '{}'", setting.key.text));
      }
    }
    out.facts.push_back(std::move(ref));
  }

  PathRef compile_argument(const Path& path, const CompiledRule& out) {
    if (path.root.text == "self") return {kOfMatch, {}};
    return compile_path(path, out.captures);
  }

  // --- what starts what
  // ----------------------------------------------------------------------------------------
  void anchors() {
    std::vector<std::vector<std::uint32_t>> of_list(out_.lists.size());
    out_.label_starts.resize(out_.strata);
    out_.shape_starts.resize(out_.strata);
    for (const Variant& variant : out_.variants) {
      out_.gates.push_back(gate(variant));
      out_.awaited_labels |= out_.gates.back().awaited();
      out_.article_gates.push_back(article_gate(variant));
      out_.word_gates.push_back(word_gate(out_.gates.back()));
    }
    for (std::uint32_t i = 0; i < out_.variants.size(); ++i) {
      const Variant& variant = out_.variants[i];
      if (variant.anchor.kind == Anchor::Kind::kList) {
        if (variant.anchor.a >= out_.list_sets.size()) continue;
        for (const ListId list : out_.list_sets[variant.anchor.a]) of_list[list].push_back(i);
      } else if (const std::uint32_t stratum = out_.rules[variant.rule].stratum; stratum < out_.strata) {
        out_.anchor_shapes |= variant.anchor.shapes;
        if (variant.anchor.kind == Anchor::Kind::kLabel)
          start_at_labels(i, out_.label_starts[stratum]);
        else
          out_.shape_starts[stratum].push_back(i);
      }
    }
    wake_phrases(of_list);
  }

  void start_at_labels(std::uint32_t variant, std::vector<LabelStarts>& starts) const {
    for (const LabelId label : out_.label_tests[out_.variants[variant].anchor.a].labels) {
      const auto of_label = [label](const LabelStarts& some) { return some.label == label; };
      auto at = std::find_if(starts.begin(), starts.end(), of_label);
      if (at == starts.end()) at = starts.insert(at, {label, {}});
      at->variants.push_back(variant);
    }
  }

  void wake_phrases(const std::vector<std::vector<std::uint32_t>>& of_list) {
    for (std::uint32_t phrase = 0; phrase < out_.automaton.phrases().size(); ++phrase) {
      for (const bool facts : {false, true}) {
        out_.wakes_begin.push_back(static_cast<std::uint32_t>(out_.wakes.size()));
        for (const Entry& entry : out_.automaton.entries_of(phrase))
          for (const std::uint32_t variant : of_list[entry.list])
            if ((out_.gates[variant].stratum >= out_.fact_stratum) == facts)
              out_.wakes.push_back({variant, entry.record});
      }
    }
    out_.wakes_begin.push_back(static_cast<std::uint32_t>(out_.wakes.size()));
  }

  static void first_of(const std::vector<std::uint64_t>& all, Gate::Needed& few) {
    std::copy_n(all.begin(), std::min(all.size(), few.size()), few.begin());
  }

  [[nodiscard]] Gate gate(const Variant& variant) const {
    Gate gate;
    gate.right = variant.right.code.front().lookahead;
    gate.left = variant.left.code.front().lookahead;
    gate.stratum = out_.rules[variant.rule].stratum;
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
    return std::any_of(out_.rules.begin(), out_.rules.end(), [&](const CompiledRule& other) {
      return other.stratum == rule.stratum && !other.refers_back &&
             std::any_of(other.labels.begin(), other.labels.end(),
                         [&](LabelId label) { return (labels & label_bit(label)) != 0; });
    });
  }

  [[nodiscard]] ArticleGate article_gate(const Variant& variant) const {
    ArticleGate gate;
    first_of(variant.needed, gate.needed);
    const CompiledRule& rule = out_.rules[variant.rule];
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
    const auto of_words = [&](LookaheadId lookahead) {
      return lookahead == kMayBeEmpty || out_.lookaheads[lookahead].labels() != 0 ? kMayBeEmpty : lookahead;
    };
    return {of_words(gate.right), of_words(gate.left), gate.stratum};
  }

  const std::vector<RuleFile>& files_;
  RuleSet::Impl& out_;
  Problems& problems_;
  Declarations all_;
  SymbolTable names_;
  PatternCompiler patterns_;
  std::set<std::uint32_t> unreadable_;  // files that are no UTF-8
  bool broken_ = false;                 // the rule at hand has a clause that could not be read
  std::vector<TermId> terms_;           // of the entry at hand
};

}  // namespace

std::string_view RuleSet::Impl::record_value(RecordId record, KeyId key) const {
  const Record& row = records[record];
  const std::vector<KeyId>& columns = record_columns[row.table];
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == key) return values_of(row)[i];
  return key == key_name ? row.name : std::string_view();
}

std::unique_ptr<RuleSet> RuleSet::compile(std::vector<RuleFile> files, std::vector<RuleProblem>& problems) {
  std::deque<std::string> bytes;
  for (RuleFile& file : files) file.content = bytes.emplace_back(file.content);
  return compile(std::move(files), std::move(bytes), problems);
}

std::unique_ptr<RuleSet> RuleSet::compile(std::vector<RuleFile> sorted, std::deque<std::string> bytes,
                                          std::vector<RuleProblem>& problems) {
  std::sort(sorted.begin(), sorted.end(),
            [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
  Problems collected(sorted);
  std::unique_ptr<RuleSet> set(new RuleSet);
  set->impl_ = std::make_unique<Impl>();
  set->impl_->bytes = std::move(bytes);
  Compiler(sorted, *set->impl_, collected).run();
  const bool failed = collected.has_errors();
  for (RuleProblem& problem : collected.take()) problems.push_back(std::move(problem));
  return failed ? nullptr : std::move(set);
}

}  // namespace newsgraph
