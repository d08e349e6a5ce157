// SPDX-License-Identifier: Apache-2.0
//
// From rule files to a RuleSet: parse all, give names their ids (sorted, so that file order changes nothing),
// read the lists and gazetteers into the automaton, compile the patterns, order the rules. All errors are
// collected; a set with an error is not returned.
#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "extract/article/content_hash.h"
#include "extract/article/encoding.h"
#include "extract/rule/compiled.h"
#include "extract/rule/foresight.h"
#include "extract/rule/list_compiler.h"
#include "extract/rule/lookup_macros.h"
#include "extract/rule/parser.h"
#include "extract/rule/rule_compiler.h"
#include "extract/rule/starts.h"
#include "extract/rule/strata.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

using namespace ast;

/// Of the files in path order: equal sets have equal hashes on every machine.
std::string hash_of(const std::vector<RuleFile>& files) {
  std::string all;
  for (const RuleFile& file : files) all += fmt::format("{}\n{}\n", file.path, content_hash(file.content));
  return content_hash(all);
}

class Compiler {
 public:
  Compiler(const std::vector<RuleFile>& files, RuleSet::Impl& out, Problems& problems)
      : files_(files), out_(out), problems_(problems), elements_(out, names_, problems) {}

  void run() {
    out_.hash = hash_of(files_);
    parse();
    boilerplate();
    settings();
    own_keys();
    labels();
    relations();
    lists();
    macros();
    rules();
    out_.automaton.freeze(out_.vocabulary.size());
    set_lookaheads(out_);
    set_starts(out_);
  }

 private:
  void parse() {
    for (std::uint32_t i = 0; i < files_.size(); ++i) {
      const RuleFile& file = files_[i];
      out_.files.push_back(file.path);
      if (!is_utf8(i)) continue;
      if (file.path.ends_with(".txt") || file.path.ends_with(".rules")) out_.texts.push_back(file);
      if (file.path.ends_with(".rules")) parse_rules(file.content, i, out_.bytes, all_, problems_);
    }
  }

  void boilerplate() {
    std::vector<RuleProblem> problems;
    out_.boilerplate = parse_boilerplate(out_.files_of("boilerplate.txt"), problems);
    for (RuleProblem& problem : problems) problems_.add(std::move(problem));
  }

  /// The features that the engine itself reads and writes.
  void own_keys() {
    out_.key_name = elements_.key("name");
    out_.key_text = elements_.key("text");
    out_.key_type = elements_.key("type");
    out_.key_id = elements_.key("id");
    out_.key_iso = elements_.key("iso");
    for (const char* part : {"day", "month", "year", "end_day", "end_month", "end_year", "quarter",
                             "end_quarter", "half", "offset_days", "offset_months", "offset_years"})
      out_.date_keys.push_back(elements_.key(part));
  }

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
    out_.vocabulary = Vocabulary(out_.settings);
  }

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
          report_unknown(problems_, "type or label", member, names_.labels);
        else
          members.insert(members.end(), at->second.begin(), at->second.end());
      }
      if (!names_.labels.emplace(group.name.text, std::move(members)).second)
        problems_.error(group.name.place, fmt::format("'{}' is declared twice", group.name.text));
    }
  }

  void relations() {
    sort_unique(all_.relations, "relation");
    for (const RelationDeclaration& relation : all_.relations) {
      RelationInfo info;
      info.name = relation.name.text;
      info.sources = elements_.label_ids(relation.sources);
      info.targets = elements_.label_ids(relation.targets);
      info.symmetric = relation.symmetric;
      info.attribute = relation.attribute;
      names_.relations.emplace(relation.name.text, static_cast<std::uint32_t>(out_.relations.size()));
      if (!relation.attribute)
        out_.edge_types.push_back({info.name, relation.label_en, relation.label_vi, info.symmetric});
      out_.relations.push_back(std::move(info));
    }
    if (const auto date = names_.labels.find("Date"); date != names_.labels.end())
      out_.date_label = date->second.front();
  }

  void lists() {
    sort_unique(all_.lists, "list");
    ListCompiler compiler(all_.lists, files_, unreadable_, out_, names_, elements_, problems_);
    for (const TypeDeclaration& type : all_.types)
      if (!type.omits.empty()) compiler.omit(names_.labels.at(type.name.text).front(), type.omits);
    compiler.run();
    ids();
  }

  /// Two things of two gazetteers that claim one id would become one node. The largest gazetteer's ids are
  /// looked for among the others', not kept.
  void ids() {
    std::vector<std::span<const Record>> gazetteers;
    for (auto at = out_.records.cbegin(); at != out_.records.cend();) {
      const auto end =
          std::find_if(at, out_.records.cend(), [&](const Record& r) { return r.file != at->file; });
      if (out_.files[at->file].ends_with(".csv")) gazetteers.emplace_back(at, end);
      at = end;
    }
    std::stable_sort(gazetteers.begin(), gazetteers.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    const auto id_of = [&](const Record& record) {
      return out_.record_value(static_cast<RecordId>(&record - out_.records.data()), out_.key_id);
    };
    std::unordered_map<std::string_view, const Record*> known;
    for (const auto& gazetteer : gazetteers) {
      for (const Record& record : gazetteer) {
        const auto at = known.find(id_of(record));
        if (at == known.end() || at->second->name == record.name) continue;
        const Record& smaller = *at->second;  // the author's own, most likely
        problems_.error(
            {smaller.file, smaller.line, 1, 1},
            fmt::format("the id '{}' of '{}' is that of '{}' at {}:{}; give each an id of its own, "
                        "or one name if they are one",
                        at->first, smaller.name, record.name, out_.files[record.file], record.line));
      }
      if (gazetteer.data() == gazetteers.back().data()) break;
      for (const Record& record : gazetteer)
        if (const std::string_view id = id_of(record); !id.empty()) known.emplace(id, &record);
    }
  }

  void macros() {
    sort_unique(all_.macros, "macro");
    for (const MacroDeclaration& macro : all_.macros) names_.macros.emplace(macro.name.text, &macro);
    for (Rule& rule : all_.rules) {
      for (Let& let : rule.lets) expand_lookups(let.lookups, names_.macros, problems_);
      expand_lookups(rule.refers, names_.macros, problems_);
    }
  }

  void rules() {
    sort_unique(all_.rules, "rule");
    NameTable<RuleId> ids;
    for (const Rule& rule : all_.rules) ids.emplace(rule.name.text, static_cast<RuleId>(ids.size()));
    RuleCompiler compiler(out_, names_, elements_, problems_);
    std::vector<RuleUse> uses;
    for (const Rule& rule : all_.rules) {
      out_.rules.push_back({});
      uses.push_back(compiler.compile(rule, static_cast<RuleId>(out_.rules.size() - 1)));
      for (const Name& beaten : rule.beats) {
        const auto at = ids.find(beaten.text);
        if (at == ids.end())
          report_unknown(problems_, "rule", beaten, ids);
        else
          out_.rules.back().beats.push_back(at->second);
      }
    }
    for (const StatusRule& status : all_.statuses)
      out_.statuses.push_back(compiler.compile_status(status, {}));
    compiler.link();
    if (!problems_.has_errors()) assign_strata(out_, uses, problems_);
    out_.parsed = std::move(all_.rules);
  }

  const std::vector<RuleFile>& files_;
  RuleSet::Impl& out_;
  Problems& problems_;
  Declarations all_;
  SymbolTable names_;
  ElementCompiler elements_;
  std::set<std::uint32_t> unreadable_;  // files that are no UTF-8
};

}  // namespace

std::string_view RuleSet::Impl::record_value(RecordId record, KeyId key) const {
  const Record& row = records[record];
  const std::vector<KeyId>& columns = record_columns[row.table];
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == key) return values_of(row)[i];
  return key == key_name ? row.name : std::string_view();
}

std::vector<RuleFile> RuleSet::Impl::files_of(std::string_view file_name) const {
  return files_called(file_name, texts);
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
