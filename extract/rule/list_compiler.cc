// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/list_compiler.h"

#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

#include "extract/rule/word_list.h"
#include "extract/suggest.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {

using namespace ast;

void ListCompiler::run() {
  number();
  for (const auto& [label, lists] : omitted_) {
    for (const Name& list : *lists) {
      const auto at = names_.closures.find(list.text);
      if (at == names_.closures.end())
        report_unknown(problems_, "list", list, names_.lists);
      else
        for (const ListId id : at->second) omitted_by_.emplace(id, label);
    }
  }
  for (const ListDeclaration& list : lists_) {
    const ListId id = names_.lists.at(list.name.text);
    names_.first_entry.push_back(out_.automaton.added().size());
    for (const Name& literal : list.literals) add_entry(id, list.cased, literal.text, kNone, literal.place);
    for (const Name& file : list.files) add_file(id, list, file);
  }
  names_.first_entry.push_back(out_.automaton.added().size());
}

void ListCompiler::number() {
  for (const ListDeclaration& list : lists_) {
    names_.lists.emplace(list.name.text, static_cast<ListId>(out_.lists.size()));
    out_.lists.push_back({std::string(list.name.text), kNone, 0, false});
  }
  for (const ListDeclaration& list : lists_) {
    std::set<ListId> seen;
    close(list, seen);
    names_.closures[list.name.text].assign(seen.begin(), seen.end());
  }
  const auto at = names_.lists.find("clause-break");
  if (at != names_.lists.end()) out_.clause_break = at->second;
}

void ListCompiler::close(const ListDeclaration& list, std::set<ListId>& seen) {
  if (!seen.insert(names_.lists.at(list.name.text)).second) return;
  for (const Name& include : list.includes) {
    const auto at = std::find_if(lists_.begin(), lists_.end(), [&](const ListDeclaration& other) {
      return other.name.text == include.text;
    });
    if (at == lists_.end())
      report_unknown(problems_, "list", include, names_.lists);
    else
      close(*at, seen);
  }
}

void ListCompiler::add_entry(ListId list, bool cased, std::string_view phrase, RecordId record,
                             const Place& place) {
  Entry entry{list, record, 0};
  const std::span<const Token> tokens = out_.vocabulary.add_phrase(phrase);
  terms_.clear();
  for (const Token& token : tokens) terms_.push_back(token.term);
  if (cased) entry.cased = capitals_of(tokens);
  if (terms_.empty()) {
    problems_.error(place, "an entry without any word");
    return;
  }
  ListInfo& info = out_.lists[list];
  info.least_terms = std::min(info.least_terms, static_cast<std::uint32_t>(terms_.size()));
  ++info.entries;
  out_.automaton.add(terms_, entry);
  names_.phrases.push_back(phrase);
  const auto [first, last] = omitted_by_.equal_range(list);
  for (auto by = first; by != last; ++by)
    out_.labels[by->second].omits.push_back(name_key(phrase, out_.vocabulary.impl().spellings));
}

const RuleFile* ListCompiler::find_file(const Name& name) const {
  const std::string& from = files_[name.place.file].path;
  const std::size_t slash = from.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : from.substr(0, slash + 1);
  for (const std::string& path : {folder + std::string(name.text), std::string(name.text)})
    for (const RuleFile& file : files_)
      if (file.path == path) return &file;
  return nullptr;
}

void ListCompiler::add_file(ListId id, const ListDeclaration& list, const Name& name) {
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
  ListTable table = file->path.ends_with(".csv") ? read_gazetteer(file->content, index, out_.bytes, problems_)
                                                 : read_word_list(file->content, index, problems_);
  // The rows of a file are the same records in each list that is made of it, so that what two lists find is
  // one.
  const bool with_records = !table.columns.empty();
  const auto [first, is_new] = first_record_.try_emplace(index, static_cast<RecordId>(out_.records.size()));
  const auto table_id = static_cast<std::uint32_t>(out_.record_columns.size());
  auto phrase = table.phrases.begin();
  for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
    const ListRow& row = table.rows[i];
    if (with_records && is_new) out_.records.push_back({index, row.line, table_id, i, *phrase});
    const RecordId record = with_records ? first->second + i : kNone;
    for (const auto end = phrase + row.phrase_count; phrase != end; ++phrase)
      add_entry(id, list.cased, *phrase, record, {index, row.line, 1, 1});
  }
  if (!is_new) return;
  std::vector<KeyId> columns;
  for (const std::string_view column : table.columns) columns.push_back(elements_.key(column));
  out_.record_columns.push_back(std::move(columns));
  out_.record_values.push_back(std::move(table.values));
}

}  // namespace newsgraph
