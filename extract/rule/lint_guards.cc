// SPDX-License-Identifier: Apache-2.0
// Guards that never hold. What a pattern of words can be is a finite set of phrases, or unknown; a guard is
// doubted only when both it and what it looks at are known, so that no sound guard is ever doubted.
#include "extract/rule/lint_guards.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "extract/text/spelling.h"

namespace newsgraph {
namespace {

using namespace ast;

using Phrases = std::map<std::string, std::string>;  // canonical form to what was written
using Words = std::set<std::string>;                 // canonical
using Known = std::optional<Phrases>;

constexpr std::size_t kMostPhrases = 5000;  // more is as good as unknown
constexpr int kMostNesting = 16;            // lists within lists

class GuardLinter {
 public:
  GuardLinter(const Declarations& declared, const TextSettings& settings, Problems& problems)
      : spellings_(settings), problems_(problems) {
    for (const ListDeclaration& list : declared.lists) lists_[list.name.text].push_back(&list);
    for (const MacroDeclaration& macro : declared.macros) macros_[macro.name.text] = &macro.pattern;
    for (const TypeDeclaration& type : declared.types) entities_.insert(type.name.text);
    for (const GroupDeclaration& group : declared.groups)
      if (all_entities(group.members)) entities_.insert(group.name.text);
  }

  void look_at(const Rule& rule) {
    for (const Guard& guard : rule.guards) look_at(guard, rule);
    for (const StatusRule& status : rule.statuses) look_at(status.guard, rule);
  }

 private:
  void look_at(const Guard& guard, const Rule& rule) {
    const std::string fault = fault_of(guard, rule);
    if (!fault.empty())
      problems_.warn(guard.pattern.place,
                     fmt::format("this '{}' never holds: {}", guard.wanted ? "if" : "unless", fault));
  }

  std::string fault_of(const Guard& guard, const Rule& rule) {
    const Pattern& rim = guard.where == Where::kBefore ? last_of(guard.pattern) : first_of(guard.pattern);
    if (guard.where == Where::kBefore && rim.kind == PatternKind::kEnd)
      return "the sentence would end ('$') before the match does";
    if (guard.where == Where::kAfter && rim.kind == PatternKind::kBegin)
      return "the sentence would begin ('^') after the match does";
    std::string fault;
    for (const Pattern& find : rule.finds) {  // one find in which it may hold is enough
      fault = guard.where == Where::kInside ? inside_fault(guard, find) : beside_fault(guard, find);
      if (fault.empty()) return {};
    }
    return fault;
  }

  // The pattern itself says which words stand beside what is guarded.
  std::string beside_fault(const Guard& guard, const Pattern& find) {
    const bool before = guard.where == Where::kBefore;
    if (find.kind != PatternKind::kSequence) return {};
    const std::optional<std::size_t> at = guarded(guard, find);
    if (!at || (before ? *at == 0 : *at + 1 >= find.parts.size())) return {};
    const Pattern& beside = find.parts[before ? *at - 1 : *at + 1];
    const Known there = phrases(beside);
    const Known wanted = phrases(before ? last_of(guard.pattern) : first_of(guard.pattern));
    if (!there || !wanted || meet(rim_words(*there, before), rim_words(*wanted, before))) return {};
    return fmt::format("just {} '{}' the pattern itself wants {}", before ? "before" : "after", guard.of.text,
                       shown(*there));
  }

  // What is guarded is one of some phrases, and none of them holds the guard's words; or it is an entity's
  // mention, whose words no pattern sees.
  std::string inside_fault(const Guard& guard, const Pattern& find) {
    const Pattern* of = &find;
    if (find.kind == PatternKind::kSequence) {
      const std::optional<std::size_t> at = guarded(guard, find);
      if (!at) return {};
      of = &find.parts[*at];
    } else if (guard.of.text != "match" && find.capture.text != guard.of.text) {
      return {};
    }
    const Known there = phrases(*of);
    const Known wanted = phrases(guard.pattern);
    if (wanted && of->kind == PatternKind::kLabel && all_entities(of->names))
      return fmt::format("the words of '{}' are seen only as {}; ask with 'where {}.name contains ...'",
                         guard.of.text, of->names.front().text, guard.of.text);
    if (!there || !wanted) return {};
    for (const auto& [phrase, written] : *there)
      for (const auto& [words, wanted_as] : *wanted)
        if ((" " + phrase + " ").find(" " + words + " ") != std::string::npos) return {};
    return fmt::format("'{}' is {} here", guard.of.text, shown(*there));
  }

  [[nodiscard]] bool all_entities(const std::vector<Name>& names) const {
    return std::all_of(names.begin(), names.end(),
                       [&](const Name& name) { return entities_.contains(name.text); });
  }

  // Which part of the pattern a guard speaks of; nothing when that cannot be told.
  static std::optional<std::size_t> guarded(const Guard& guard, const Pattern& find) {
    const bool marked =
        std::any_of(find.parts.begin(), find.parts.end(), [](const Pattern& part) { return part.anchor; });
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < find.parts.size(); ++i) {
      const Pattern& part = find.parts[i];
      const bool is_it = guard.of.text != "trigger" ? part.capture.text == guard.of.text
                         : marked                   ? part.anchor
                                                    : may_hold_words(part);
      if (!is_it) continue;
      if (found) return {};
      found = i;
    }
    return found;
  }

  // Without a mark the engine starts at the longest word or list, and that may lie deeper.
  static bool may_hold_words(const Pattern& p) {
    return p.kind == PatternKind::kLiteral || p.kind == PatternKind::kList || p.kind == PatternKind::kMacro ||
           !p.parts.empty();
  }

  static const Pattern& last_of(const Pattern& p) {
    return p.kind == PatternKind::kSequence && !p.parts.empty() ? last_of(p.parts.back()) : p;
  }
  static const Pattern& first_of(const Pattern& p) {
    return p.kind == PatternKind::kSequence && !p.parts.empty() ? first_of(p.parts.front()) : p;
  }

  // --- what a pattern can be

  Known phrases(const Pattern& p, int depth = 0) {
    if (!p.except.empty() || depth > kMostNesting) return {};
    switch (p.kind) {
      case PatternKind::kLiteral:
        return phrase(p.text);
      case PatternKind::kList:
        return joined(p.names, [&](const Name& name) { return list(name.text, depth); });
      case PatternKind::kAlternation:
        return joined(p.parts, [&](const Pattern& part) { return phrases(part, depth + 1); });
      case PatternKind::kMacro: {
        const auto macro = macros_.find(p.names.front().text);
        return macro == macros_.end() ? Known() : phrases(*macro->second, depth + 1);
      }
      case PatternKind::kSequence:
        return p.parts.size() == 1 ? phrases(p.parts.front(), depth + 1) : Known();
      default:
        return {};
    }
  }

  Known list(std::string_view name, int depth) {
    const auto found = lists_.find(name);
    if (found == lists_.end() || depth > kMostNesting) return {};
    Phrases all;
    for (const ListDeclaration* part : found->second) {
      if (part->gazetteer || !part->files.empty()) return {};
      const Known words = joined(part->literals, [&](const Name& word) { return phrase(word.text); });
      const Known more =
          joined(part->includes, [&](const Name& other) { return list(other.text, depth + 1); });
      if (!words || !more) return {};
      all.insert(words->begin(), words->end());
      all.insert(more->begin(), more->end());
    }
    return all;
  }

  template <typename Items, typename Of>
  static Known joined(const Items& items, Of of) {
    Phrases all;
    for (const auto& item : items) {
      const Known one = of(item);
      if (!one) return {};
      all.insert(one->begin(), one->end());
      if (all.size() > kMostPhrases) return {};
    }
    return all;
  }

  // Where a phrase has marks in it, its words are not simply what stands between spaces.
  Known phrase(std::string_view text) {
    const auto mark = [](char c) {
      return static_cast<unsigned char>(c) < 0x80 && c != ' ' && !(c >= '0' && c <= '9') &&
             !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    };
    if (std::any_of(text.begin(), text.end(), mark)) return {};
    return Phrases{{canonical(text, spellings_), std::string(text)}};
  }

  static Words rim_words(const Phrases& phrases, bool last) {
    Words words;
    for (const auto& [phrase, written] : phrases)
      words.insert(last ? phrase.substr(phrase.find_last_of(' ') + 1) : phrase.substr(0, phrase.find(' ')));
    return words;
  }

  static bool meet(const Words& a, const Words& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); });
  }

  static std::string shown(const Phrases& phrases) {
    std::string text;
    std::size_t count = 0;
    for (const auto& [phrase, written] : phrases) {
      if (++count > 3) return text + " ...";
      text += fmt::format("{}\"{}\"", text.empty() ? "" : " | ", written);
    }
    return text;
  }

  const Spellings spellings_;
  Problems& problems_;
  std::map<std::string_view, std::vector<const ListDeclaration*>> lists_;
  std::map<std::string_view, const Pattern*> macros_;
  std::set<std::string_view> entities_;  // types, and groups of nothing else
};

}  // namespace

void lint_guards(const ast::Declarations& declared, const TextSettings& settings, Problems& problems) {
  GuardLinter linter(declared, settings, problems);
  for (const Rule& rule : declared.rules) linter.look_at(rule);
}

}  // namespace newsgraph
