// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/element_compiler.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "extract/rule/regex_bounds.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {

using namespace ast;

namespace {

/// `key="a"|"b", other!="c"`
std::string shown(const std::vector<FeatureTest>& tests) {
  std::string text;
  for (const FeatureTest& test : tests) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", test.key.text, test.negated ? "!=" : "=");
    for (std::size_t i = 0; i < test.values.size(); ++i)
      text += fmt::format("{}\"{}\"", i > 0 ? "|" : "", test.values[i].text);
  }
  return text;
}

std::string regex_fault(UErrorCode code) {
  switch (code) {
    case U_REGEX_MISMATCHED_PAREN:
      return "a '(' or ')' without its other half";
    case U_REGEX_MISSING_CLOSE_BRACKET:
      return "a '[' without its ']'";
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
      return "a '\\' before a character that has no meaning there";
    case U_REGEX_RULE_SYNTAX:
      return "nothing to repeat, or something missing";
    case U_REGEX_NUMBER_TOO_BIG:
    case U_REGEX_MAX_LT_MIN:
      return "a repetition that cannot be";
    default:
      return u_errorName(code);
  }
}

}  // namespace

std::string joined(const std::vector<Name>& names) {
  std::string text;
  for (const Name& name : names) (text += text.empty() ? "" : "|") += name.text;
  return text;
}

KeyId ElementCompiler::key(std::string_view name) {
  const auto [at, added] = names_.keys.try_emplace(name, static_cast<KeyId>(out_.keys.size()));
  if (added) out_.keys.emplace_back(name);
  return at->second;
}

std::vector<LabelId> ElementCompiler::label_ids(const std::vector<Name>& names) {
  std::vector<LabelId> ids;
  for (const Name& name : names) {
    const auto at = names_.labels.find(name.text);
    if (at == names_.labels.end()) {
      std::string hint = did_you_mean(name.text, known_names(names_.labels));
      const bool named_as_labels_are =
          name.text.front() >= 'A' && name.text.front() <= 'Z' &&
          std::none_of(name.text.begin(), name.text.end(), [](char c) { return (c & 0x80) != 0; });
      if (hint.empty() && !named_as_labels_are)
        hint = fmt::format("; words of the language stand in quotes: \"{}\"", name.text);
      problems_.error(name.place, fmt::format("unknown label '{}'{}", name.text, hint));
      continue;
    }
    ids.insert(ids.end(), at->second.begin(), at->second.end());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

ListId ElementCompiler::hidden_list(const Pattern& p) {
  if (const auto known = names_.hidden_lists.find(p.text); known != names_.hidden_lists.end())
    return known->second;
  const auto id = static_cast<ListId>(out_.lists.size());
  names_.hidden_lists.emplace(p.text, id);
  std::vector<TermId> terms;
  for (const Token& token : out_.vocabulary.add_phrase(p.text)) terms.push_back(token.term);
  out_.lists.push_back({fmt::format("\"{}\"", p.text), static_cast<std::uint32_t>(terms.size()), 1, true});
  if (terms.empty())
    problems_.error(p.place, "an empty literal");
  else
    out_.automaton.add(terms, {id, kNone, 0});
  return id;
}

// The rows of a list whose attributes are as asked, as a list of its own: [event-head{weight="strong"}].
ListId ElementCompiler::selected_list(ListId list, const Pattern& p) {
  std::string name = fmt::format("{}{{{}}}", out_.lists[list].name, shown(p.features));
  const auto [at, fresh] = names_.hidden_lists.try_emplace(name, static_cast<ListId>(out_.lists.size()));
  if (!fresh) return at->second;
  std::vector<KeyId> keys;
  for (const FeatureTest& test : p.features) keys.push_back(key(test.key.text));
  const auto fits = [&](RecordId record) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::vector<Name>& wanted = p.features[i].values;
      const std::string_view value = record == kNone ? "" : out_.record_value(record, keys[i]);
      const bool equal =
          std::any_of(wanted.begin(), wanted.end(), [&](const Name& one) { return one.text == value; });
      if (equal == p.features[i].negated) return false;
    }
    return true;
  };
  ListInfo info{std::move(name), kNone, 0, true};
  for (std::size_t i = names_.first_entry[list]; i < names_.first_entry[list + 1]; ++i) {
    const Automaton::Added row = out_.automaton.added()[i];
    if (!fits(row.entry.record)) continue;
    out_.automaton.add_like(row, {at->second, row.entry.record, row.entry.cased});
    info.least_terms = std::min(info.least_terms, row.length);
    ++info.entries;
  }
  if (info.entries == 0)
    problems_.error(
        p.place, fmt::format("no entry of the list '{}' has {}", out_.lists[list].name, shown(p.features)));
  const ListId id = at->second;
  out_.lists.push_back(std::move(info));
  return id;
}

std::uint32_t ElementCompiler::list_set(const Pattern& p) {
  std::vector<ListId> set;
  for (const Name& name : p.names) {
    const auto at = names_.closures.find(name.text);
    if (at == names_.closures.end()) {
      problems_.error(name.place, fmt::format("unknown list '{}'{}", name.text,
                                              did_you_mean(name.text, known_names(names_.closures))));
      continue;
    }
    for (const ListId list : at->second) set.push_back(p.features.empty() ? list : selected_list(list, p));
  }
  if (p.kind == PatternKind::kLiteral) set.push_back(hidden_list(p));
  for (const Pattern& part : p.parts) set.push_back(hidden_list(part));
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  const auto [at, added] =
      known_list_sets_.try_emplace(set, static_cast<std::uint32_t>(out_.list_sets.size()));
  if (added) out_.list_sets.push_back(std::move(set));
  return at->second;
}

std::uint32_t ElementCompiler::label_test(const Pattern& p) {
  const auto is_known = [&](const Name& name) { return names_.labels.contains(name.text); };
  if (!std::all_of(p.names.begin(), p.names.end(), is_known)) {
    label_ids(p.names);  // says what is wrong
    out_.label_tests.push_back({});
    return static_cast<std::uint32_t>(out_.label_tests.size() - 1);
  }
  std::string written = joined(p.names);
  for (const FeatureTest& feature : p.features)
    written +=
        fmt::format("{{{}{}{}", feature.key.text, feature.negated ? "!=" : "=", joined(feature.values));
  const auto [at, added] =
      known_label_tests_.try_emplace(std::move(written), static_cast<std::uint32_t>(out_.label_tests.size()));
  if (!added) return at->second;
  LabelTest test;
  test.labels = label_ids(p.names);
  for (const LabelId label : test.labels) test.bits |= label_bit(label);
  for (const FeatureTest& feature : p.features) {
    LabelTest::Feature compiled;
    compiled.key = key(feature.key.text);
    compiled.negated = feature.negated;
    for (const Name& value : feature.values)
      compiled.values.push_back(canonical(value.text, out_.vocabulary.impl().spellings));
    test.features.push_back(std::move(compiled));
  }
  out_.label_tests.push_back(std::move(test));
  return at->second;
}

ShapeMask ElementCompiler::shape_mask(const Pattern& p) {
  const std::string_view name = p.names.front().text;
  if (name == "Cap") return 1u << 2 | 1u << 3 | 1u << 4;
  if (name == "Capitalized") return 1u << 2;
  if (name == "Upper") return 1u << 3;
  if (name == "Mixed") return 1u << 4;
  if (name == "Lower") return 1u << 1;
  if (name == "Word") return 0x1F;
  if (name == "Num") return kNumberShape;
  if (name == "Code") return kCodeShape;
  if (name == "Punct") return kPunctShape;
  return kAnyShape;  // Any
}

std::uint32_t ElementCompiler::literal(const Pattern& p) {
  const auto [at, added] = known_literals_.try_emplace(std::pair(p.text, p.exact_case),
                                                       static_cast<std::uint32_t>(out_.literals.size()));
  if (!added) return at->second;
  Literal literal;
  literal.text = p.text;
  for (const Token& token : out_.vocabulary.add_phrase(p.text)) {
    literal.terms.push_back(token.term);
    if (p.exact_case) literal.exact.emplace_back(p.text.substr(token.begin, token.length));
  }
  if (literal.terms.empty()) {
    problems_.error(p.place, "an empty literal");
    known_literals_.erase(at);  // said again where it stands again
    out_.literals.push_back({});
    return static_cast<std::uint32_t>(out_.literals.size() - 1);
  }
  out_.literals.push_back(std::move(literal));
  return at->second;
}

std::uint32_t ElementCompiler::regex(const Pattern& p) {
  const auto [at, added] =
      known_regexes_.try_emplace(p.text, static_cast<std::uint32_t>(out_.regexes.size()));
  if (!added) return at->second;
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  std::unique_ptr<icu::RegexPattern> compiled(
      icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(p.text), where, status));
  if (U_FAILURE(status)) {
    problems_.error(p.place, fmt::format("regular expression not understood at character {}: {}",
                                         where.offset, regex_fault(status)));
    compiled.reset(icu::RegexPattern::compile("a", where, status = U_ZERO_ERROR));
    known_regexes_.erase(at);  // said again where it stands again
    out_.regexes.push_back(std::move(compiled));
    out_.regex_groups.emplace_back();
    out_.regex_bounds.emplace_back();
    return static_cast<std::uint32_t>(out_.regexes.size() - 1);
  }
  std::vector<std::pair<std::string, KeyId>> groups;
  for (std::size_t group = p.text.find("(?<"); group != std::string::npos;
       group = p.text.find("(?<", group + 1)) {
    const std::size_t end = p.text.find('>', group);
    if (end == std::string::npos || !std::isalpha(static_cast<unsigned char>(p.text[group + 3]))) continue;
    const std::string_view name = p.text.substr(group + 3, end - group - 3);
    groups.emplace_back(name, key(name));
  }
  out_.regexes.push_back(std::move(compiled));
  out_.regex_groups.push_back(std::move(groups));
  out_.regex_bounds.push_back(bounds_of_regex(p.text));
  return at->second;
}

Test ElementCompiler::test(const Pattern& p) {
  switch (p.kind) {
    case PatternKind::kLiteral:
      return {Op::kLiteral, literal(p)};
    case PatternKind::kList:
      return {Op::kList, list_set(p)};
    case PatternKind::kLabel:
      return {Op::kAnnotation, label_test(p)};
    case PatternKind::kShape:
      return {Op::kShape, shape_mask(p)};
    case PatternKind::kRegex:
      return {Op::kRegex, regex(p)};
    default:
      problems_.error(p.place,
                      "only a word, a [list], a label, a shape, a regular expression or a choice of these "
                      "can be excluded");
      return {Op::kShape, 0};
  }
}

std::uint32_t ElementCompiler::test_set(const std::vector<Pattern>& patterns) {
  TestSet set;
  for (const Pattern& p : patterns) {
    if (p.kind == PatternKind::kAlternation) {
      for (const Pattern& part : p.parts) set.tests.push_back(test(part));
    } else {
      set.tests.push_back(test(p));
    }
  }
  out_.test_sets.push_back(std::move(set));
  return static_cast<std::uint32_t>(out_.test_sets.size() - 1);
}

}  // namespace newsgraph
