// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/rule_compiler.h"

#include <algorithm>

#include <fmt/format.h>

#include "extract/suggest.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {

using namespace ast;

RuleUse RuleCompiler::compile(const Rule& rule, RuleId id) {
  CompiledRule& out = out_.rules[id];
  out.name = rule.name.text;
  out.place = rule.place;
  out.at = fmt::format("{}:{}", out_.files[rule.place.file], rule.place.line);
  out.labels = single_labels(rule.labels);
  out.has_name = rule.has_name;
  out.apart = rule.apart;
  broken_ = rule.broken;
  reads_ = rule.needs;
  looks_up_.clear();
  compile_blocks(rule, out);
  // Captures are numbered as they are met: patterns first, then lets; all else names them.
  compile_finds(rule, id, out);
  for (const Guard& guard : rule.guards) out.guards.push_back(compile_guard(guard, out.captures));
  for (const Let& let : rule.lets) compile_let(let, out);
  compile_conditions(rule, out);
  compile_mention(rule, out);
  for (const StatusRule& status : rule.statuses) out.statuses.push_back(compile_status(status, out.captures));
  for (const FactOutput& fact : rule.facts) compile_fact(fact, out);
  for (const Example& example : rule.examples)
    for (const Example::Mark& mark : example.marks) compile_path({mark.argument, {}}, out.captures);
  if (rule.labels.empty() && rule.facts.empty() && !broken_)
    problems_.error(rule.place, fmt::format("rule '{}' makes nothing: after '->' comes a label or a relation",
                                            rule.name.text));
  return {out.labels, elements_.label_ids(reads_), elements_.label_ids(looks_up_)};
}

void RuleCompiler::compile_finds(const Rule& rule, RuleId id, CompiledRule& out) {
  if (rule.finds.empty() && !broken_)
    problems_.error(rule.place, fmt::format("rule '{}' has no 'find' clause", rule.name.text));
  for (const Pattern& find : rule.finds) {
    const Pattern normal = normalizer_.normalize(find);
    PatternCompiler::labels_used(normal, reads_);
    out.specificity = std::max(out.specificity, PatternCompiler::specificity(normal));
    for (Variant& variant : patterns_.variants(normal, out.captures, rule.name)) {
      variant.rule = id;
      variant.blocks = out.blocks;
      out_.variants.push_back(std::move(variant));
    }
  }
  out.capture_count = static_cast<std::uint8_t>(out.captures.size());
}

void RuleCompiler::compile_let(const Let& let, CompiledRule& out) {
  LetRef ref;
  ref.optional = let.optional;
  for (const Lookup& lookup : let.lookups) ref.lookups.push_back(compile_lookup(lookup, out.captures));
  if (std::find(out.captures.begin(), out.captures.end(), let.name.text) != out.captures.end())
    problems_.error(let.name.place, fmt::format("'{}' is bound twice", let.name.text));
  ref.slot = static_cast<std::uint8_t>(out.captures.size());
  out.captures.emplace_back(let.name.text);
  out.lets.push_back(std::move(ref));
}

/// What the mention made is called, covers, stands for and carries.
void RuleCompiler::compile_mention(const Rule& rule, CompiledRule& out) {
  for (const Setting& set : rule.settings)
    out.sets.push_back({elements_.key(set.key.text), compile_template(set.value, out.captures)});
  if (rule.has_name) out.display_name = compile_template(rule.display_name, out.captures);
  const auto name = std::find(out.captures.begin(), out.captures.end(), "name");
  if (name != out.captures.end()) out.name_capture = static_cast<std::uint8_t>(name - out.captures.begin());
  if (!rule.span.text.empty()) out.span_capture = compile_path({rule.span, {}}, out.captures).root;
  for (const Lookup& lookup : rule.refers) out.refers.push_back(compile_lookup(lookup, out.captures));
  out.refers_back = !rule.refers.empty() || rule.has_refer_path;
  out.has_refer_path = rule.has_refer_path;
  if (rule.has_refer_path) out.refer_path = compile_path(rule.refer_path, out.captures);
  for (const Name& alias : rule.aliases) out.aliases.push_back(compile_path({alias, {}}, out.captures).root);
}

std::vector<LabelId> RuleCompiler::single_labels(const std::vector<Name>& names) {
  for (const Name& name : names) {
    if (names_.relations.contains(name.text)) {
      problems_.error(name.place,
                      fmt::format("'{}' is a relation: write {}(source, target)", name.text, name.text));
      return {};
    }
    const auto at = names_.labels.find(name.text);
    if (at != names_.labels.end() && at->second.size() > 1)
      problems_.error(name.place, fmt::format("'{}' is a group; a rule makes one type or label", name.text));
  }
  return elements_.label_ids(names);
}

void RuleCompiler::compile_blocks(const Rule& rule, CompiledRule& out) {
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

GuardProgram RuleCompiler::compile_guard(const Guard& guard, const std::vector<std::string>& captures) {
  GuardProgram out;
  out.wanted = guard.wanted;
  out.where = guard.where;
  const Pattern pattern = normalizer_.normalize(guard.pattern);
  PatternCompiler::labels_used(pattern, reads_);
  out.program = patterns_.program(pattern, guard.where == ast::Where::kBefore, out.captures);
  if (guard.of.text == "match")
    out.of = kOfMatch;
  else if (guard.of.text == "trigger")
    out.of = kOfTrigger;
  else
    out.of = compile_path({guard.of, {}}, captures).root;
  return out;
}

StatusRef RuleCompiler::compile_status(const StatusRule& status, const std::vector<std::string>& captures) {
  StatusRef out;
  if (!parse_status(status.status.text, out.status))
    problems_.error(status.status.place,
                    fmt::format("unknown status '{}'{}", status.status.text,
                                did_you_mean(status.status.text,
                                             {"stated", "planned", "proposed", "denied", "reported"})));
  for (const Name& relation : status.relations) {
    const auto at = names_.relations.find(relation.text);
    if (at == names_.relations.end())
      report_unknown(problems_, "relation", relation, names_.relations);
    else
      out.relations.push_back(at->second);
  }
  out.guard = compile_guard(status.guard, captures);
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

PathRef RuleCompiler::compile_path(const Path& path, const std::vector<std::string>& captures) {
  PathRef out;
  if (path.root.text == "match")
    out.root = kOfMatch;
  else if (path.root.text == "trigger")
    out.root = kOfTrigger;
  else if (const auto at = std::find(captures.begin(), captures.end(), path.root.text); at != captures.end())
    out.root = static_cast<std::uint8_t>(at - captures.begin());
  else if (!broken_) {
    const std::string here = asked_by_.empty() ? "here" : fmt::format("in rule '{}'", asked_by_);
    problems_.error(path.root.place, fmt::format("nothing {} is called '{}'{}", here, path.root.text,
                                                 did_you_mean(path.root.text, captures)));
  }
  for (const Name& key : path.keys) out.keys.push_back(elements_.key(key.text));
  return out;
}

TemplatePiece RuleCompiler::compile_literal(std::string_view literal) {
  return {std::string(literal), name_key(literal, out_.vocabulary.impl().spellings), {}};
}

TemplateRef RuleCompiler::compile_template(const Template& text, const std::vector<std::string>& captures) {
  TemplateRef out;
  for (const Template::Piece& piece : text.pieces) {
    if (piece.path.root.text.empty())
      out.push_back(compile_literal(piece.literal));
    else
      out.push_back({{}, {}, compile_path(piece.path, captures)});
  }
  return out;
}

/// Makes the entries of a list and of those it includes right sides of a condition.
void RuleCompiler::compile_entries(const Name& list, ConditionRef& out) {
  const auto at = names_.closures.find(list.text);
  if (at == names_.closures.end()) {
    report_unknown(problems_, "list", list, names_.lists);
    return;
  }
  for (const ListId id : at->second)
    for (std::size_t i = names_.first_entry[id]; i < names_.first_entry[id + 1]; ++i)
      out.right.push_back({compile_literal(names_.phrases[i])});
}

ConditionRef RuleCompiler::compile_condition(const Condition& condition,
                                             const std::vector<std::string>& captures, bool of_candidate) {
  ConditionRef out;
  out.compare = condition.compare;
  for (const Template& right : condition.right) out.right.push_back(compile_template(right, captures));
  for (const Name& list : condition.lists) compile_entries(list, out);
  if (of_candidate) {
    out.left.root = kCandidate;
    out.left.keys.push_back(elements_.key(condition.left.root.text));
    for (const Name& key : condition.left.keys) out.left.keys.push_back(elements_.key(key.text));
  } else {
    out.left = compile_path(condition.left, captures);
  }
  return out;
}

/// Within a clause, what is joined by `or` is asked from left to right until one side holds.
void RuleCompiler::compile_conditions(const Rule& rule, CompiledRule& out) {
  using enum Condition::Joined;
  const std::vector<Condition>& all = rule.conditions;
  const auto size = static_cast<std::uint32_t>(all.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    StepRef step{compile_condition(all[i], out.captures, false)};
    std::uint32_t next = i + 1;
    if (next < size && all[next].joined == kOr)
      while (next < size && all[next].joined != kWhere) ++next;
    if (next < size) step.if_holds = next;
    std::uint32_t choice = i + 1;
    while (choice < size && all[choice].joined == kAnd) ++choice;
    if (choice < size && all[choice].joined == kOr) step.if_not = choice;
    out.conditions.push_back(std::move(step));
  }
}

LookupRef RuleCompiler::compile_lookup(const Lookup& lookup, const std::vector<std::string>& captures) {
  LookupRef out;
  asked_by_ = lookup.from_macro ? std::string_view(out_.rules.back().name) : std::string_view();
  out.pick = lookup.pick;
  out.labels = elements_.label_ids(lookup.labels);
  out.within = lookup.within;
  out.same_block = lookup.same_block;
  out.not_after = elements_.label_ids(lookup.not_after);
  for (const Condition& condition : lookup.conditions)
    out.conditions.push_back(compile_condition(condition, captures, true));
  looks_up_.insert(looks_up_.end(), lookup.labels.begin(), lookup.labels.end());
  looks_up_.insert(looks_up_.end(), lookup.not_after.begin(), lookup.not_after.end());
  asked_by_ = {};
  return out;
}

void RuleCompiler::compile_fact(const FactOutput& fact, CompiledRule& out) {
  const auto at = names_.relations.find(fact.relation.text);
  if (at == names_.relations.end()) {
    report_unknown(problems_, "relation", fact.relation, names_.relations);
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
        problems_.error(setting.key.place,
                        fmt::format("unknown status '{}'; wanted a text: \"planned\"", name));
      ref.status = static_cast<int>(status);
    } else {
      problems_.error(setting.key.place,
                      fmt::format("a fact has role and status, not '{}'", setting.key.text));
    }
  }
  out.facts.push_back(std::move(ref));
}

PathRef RuleCompiler::compile_argument(const Path& path, const CompiledRule& out) {
  if (path.root.text == "self") return {kOfMatch, {}};
  return compile_path(path, out.captures);
}

}  // namespace newsgraph
