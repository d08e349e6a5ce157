// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/lint_names.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "extract/suggest.h"

namespace newsgraph {
namespace {

using namespace ast;

/// Calls `visit` for the pattern and all its parts.
template <typename Visit>
void each_part(const Pattern& pattern, Visit visit) {
  visit(pattern);
  for (const auto* parts : {&pattern.parts, &pattern.except})
    for (const Pattern& part : *parts) each_part(part, visit);
}

class NameLinter {
 public:
  NameLinter(const Declarations& declared, const std::set<std::string>& columns, Problems& problems)
      : declared_(declared), problems_(problems), features_(columns.begin(), columns.end()) {
    for (const char* own : {"name", "text", "type", "id", "iso", "day", "month", "year"})
      features_.insert(own);
    for (const GroupDeclaration& group : declared.groups) groups_[group.name.text] = &group;
    for (const MacroDeclaration& macro : declared.macros) groups_of(macro.pattern);
    for (const Rule& rule : declared.rules) {
      for (const Name& label : rule.labels) made_.insert(label.text);
      for (const Setting& set : rule.settings) features_.emplace(set.key.text);
      for (const Pattern& find : rule.finds) groups_of(find);
      for (const Guard& guard : rule.guards) groups_of(guard.pattern);
    }
  }

  void run() {
    for (const MacroDeclaration& macro : declared_.macros) {
      tests(macro.pattern);
      for (const Lookup& lookup : macro.lookups) candidate(lookup);
    }
    for (const Rule& rule : declared_.rules) {
      for (const Pattern& find : rule.finds) {
        waits(find, rule);
        tests(find);
      }
      for (const Guard& guard : rule.guards) tests(guard.pattern);
      for (const FactOutput& fact : rule.facts) {
        path(fact.source);
        path(fact.target);
        for (const Setting& set : fact.settings) text(set.value);
      }
      for (const Setting& set : rule.settings) text(set.value);
      text(rule.display_name);
      for (const Condition& condition : rule.conditions) {
        path(condition.left);
        for (const Template& right : condition.right) text(right);
      }
      for (const Let& let : rule.lets)
        for (const Lookup& lookup : let.lookups) candidate(lookup);
      for (const Lookup& lookup : rule.refers) candidate(lookup);
    }
  }

 private:
  void groups_of(const Pattern& pattern) {
    each_part(pattern, [&](const Pattern& p) {
      if (p.kind != PatternKind::kRegex) return;
      for (std::size_t at = p.text.find("(?<"); at != std::string::npos; at = p.text.find("(?<", at + 1))
        features_.emplace(p.text.substr(at + 3, p.text.find('>', at) - at - 3));
    });
  }

  [[nodiscard]] bool is_made(std::string_view label) const {
    if (made_.contains(label)) return true;
    const auto group = groups_.find(label);
    if (group == groups_.end()) return false;
    for (const Name& member : group->second->members)
      if (is_made(member.text)) return true;
    return false;
  }

  // Only what a match cannot do without: parts in a row, not those that may be absent or have alternatives.
  void waits(const Pattern& p, const Rule& rule) {
    if (p.kind == PatternKind::kLabel) {
      for (const Name& name : p.names)
        if (is_made(name.text)) return;
      problems_.warn(p.place, fmt::format("rule '{}' never matches: it waits for '{}', which no rule makes",
                                          rule.name.text, p.names.front().text));
    } else if (p.kind == PatternKind::kSequence || p.kind == PatternKind::kCoordination ||
               (p.kind == PatternKind::kRepeat && p.min > 0)) {
      for (const Pattern& part : p.parts) waits(part, rule);
    }
  }

  void feature(const Name& key) {
    if (features_.contains(key.text)) return;
    problems_.warn(key.place, fmt::format("nothing has a feature '{}'{}", key.text,
                                          did_you_mean(key.text, {features_.begin(), features_.end()})));
  }
  void tests(const Pattern& pattern) {
    each_part(pattern, [&](const Pattern& p) {
      for (const FeatureTest& test : p.features) feature(test.key);
    });
  }
  void path(const Path& path) {
    for (const Name& key : path.keys) feature(key);
  }
  void text(const Template& text) {
    for (const Template::Piece& piece : text.pieces) path(piece.path);
  }
  // The left side of a lookup's condition begins at the candidate: its root is a feature already.
  void candidate(const Lookup& lookup) {
    for (const Condition& condition : lookup.conditions) {  // a macro's name has none
      feature(condition.left.root);
      path(condition.left);
      for (const Template& right : condition.right) text(right);
    }
  }

  const Declarations& declared_;
  Problems& problems_;
  std::set<std::string, std::less<>> features_;
  std::set<std::string_view> made_;
  std::map<std::string_view, const GroupDeclaration*> groups_;
};

}  // namespace

void lint_names(const Declarations& declared, const std::set<std::string>& columns, Problems& problems) {
  NameLinter(declared, columns, problems).run();
}

}  // namespace newsgraph
