// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/rule/element_compiler.h"

namespace newsgraph {

/// Reads lists and gazetteers, declared or in files, into the automaton of a rule set. Files that cannot be
/// found or read are reported.
class ListCompiler {
 public:
  /// `lists`: sorted by name. `unreadable`: files that are passed over, for that was said.
  ListCompiler(const std::vector<ast::ListDeclaration>& lists, const std::vector<RuleFile>& files,
               const std::set<std::uint32_t>& unreadable, RuleSet::Impl& out, SymbolTable& names,
               ElementCompiler& elements, Problems& problems)
      : lists_(lists),
        files_(files),
        unreadable_(unreadable),
        out_(out),
        names_(names),
        elements_(elements),
        problems_(problems) {}

  void run();
  /// Call before run(): the label's `omits` get the entries of these lists.
  void omit(LabelId label, const std::vector<ast::Name>& lists) { omitted_.emplace_back(label, &lists); }

 private:
  void number();
  void close(const ast::ListDeclaration& list, std::set<ListId>& seen);
  void add_entry(ListId list, bool cased, std::string_view phrase, RecordId record, const ast::Place& place);
  [[nodiscard]] const RuleFile* find_file(const ast::Name& name) const;
  void add_file(ListId id, const ast::ListDeclaration& list, const ast::Name& name);

  const std::vector<ast::ListDeclaration>& lists_;
  const std::vector<RuleFile>& files_;
  const std::set<std::uint32_t>& unreadable_;
  RuleSet::Impl& out_;
  SymbolTable& names_;
  ElementCompiler& elements_;
  Problems& problems_;
  std::map<std::uint32_t, RecordId> first_record_;  ///< of each file that was read
  std::vector<TermId> terms_;                       ///< of the entry at hand
  std::vector<std::pair<LabelId, const std::vector<ast::Name>*>> omitted_;
  std::multimap<ListId, LabelId> omitted_by_;  ///< of the lists in omitted_ and what they include
};

}  // namespace newsgraph
