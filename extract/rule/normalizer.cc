// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/normalizer.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace newsgraph {

using namespace ast;

namespace {

constexpr int kMaxMacroDepth = 20;
constexpr std::size_t kMaxGrown = 20000;  // elements that macros put into one pattern
constexpr std::size_t kMaxMember = 2000;  // elements of what "..." repeats
constexpr std::uint32_t kMostMembers = 61;

std::size_t elements(const Pattern& p) {
  std::size_t sum = 1;
  for (const Pattern& part : p.parts) sum += elements(part);
  return sum;
}

Pattern sequence_at(const Place& place) {
  Pattern sequence;
  sequence.kind = PatternKind::kSequence;
  sequence.place = place;
  return sequence;
}

/// Stands for a pattern that was reported.
Pattern nothing_at(const Place& place) {
  return sequence_at(place);
}

bool is_choice_of_words(const Pattern& pattern) {
  const auto is_words = [](const Pattern& p) {
    return (p.kind == PatternKind::kList || (p.kind == PatternKind::kLiteral && !p.exact_case)) &&
           p.capture.text.empty() && p.except.empty() && p.features.empty();
  };
  return pattern.kind == PatternKind::kAlternation &&
         std::all_of(pattern.parts.begin(), pattern.parts.end(), is_words);
}

Pattern list_of(Pattern result) {
  Pattern list;
  list.kind = PatternKind::kList;
  list.place = result.place;
  list.capture = result.capture;
  list.anchor = result.anchor || std::any_of(result.parts.begin(), result.parts.end(),
                                             [](const Pattern& p) { return p.anchor; });
  list.except = result.except;
  for (Pattern& part : result.parts) {
    if (part.kind ==
        PatternKind::kList) {  // a list, or a choice of words that became one: macros bring these
      list.names.insert(list.names.end(), part.names.begin(), part.names.end());
      list.parts.insert(list.parts.end(), std::make_move_iterator(part.parts.begin()),
                        std::make_move_iterator(part.parts.end()));
    } else {
      list.parts.push_back(std::move(part));
    }
  }
  return list;
}

}  // namespace

Pattern Normalizer::normalize_at(const Pattern& pattern, int depth) {
  if (depth > 0 && ++grown_ > kMaxGrown) {
    if (grown_ == kMaxGrown + 1)
      problems_.error(pattern.place,
                      fmt::format("macros make this pattern larger than {} elements", kMaxGrown));
    return nothing_at(pattern.place);
  }
  if (pattern.kind == PatternKind::kMacro) return macro(pattern, depth);
  // Copied whole at every level, what lies deep would be copied as often as it is deep.
  Pattern result{ast::PatternElement(pattern), {}, {}};
  result.parts.reserve(pattern.parts.size());
  for (const Pattern& part : pattern.parts) result.parts.push_back(normalize_at(part, depth));
  result.except.reserve(pattern.except.size());
  for (const Pattern& part : pattern.except) result.except.push_back(normalize_at(part, depth));
  if (result.kind == PatternKind::kCoordination) return coordination(std::move(result), depth);
  if (is_choice_of_words(result)) return list_of(std::move(result));
  return result;
}

Pattern Normalizer::macro(const Pattern& pattern, int depth) {
  const Name& name = pattern.names.front();
  const auto at = names_.macros.find(name.text);
  if (at == names_.macros.end() || depth > kMaxMacroDepth) {
    problems_.error(name.place, at == names_.macros.end()
                                    ? fmt::format("unknown macro '{}'{}", name.text,
                                                  did_you_mean(name.text, known_names(names_.macros)))
                                    : fmt::format("macro '{}' uses itself", name.text));
    return nothing_at(pattern.place);
  }
  if (!at->second->lookups.empty()) {
    problems_.error(name.place, fmt::format("the macro '{}' is a lookup, wanted a pattern", name.text));
    return nothing_at(pattern.place);
  }
  Pattern body = normalize_at(at->second->pattern, depth + 1);
  for (const Pattern& part : pattern.except) body.except.push_back(normalize_at(part, depth));
  if (pattern.capture.text.empty() && !pattern.anchor) return body;
  if (body.capture.text.empty()) {
    body.capture = pattern.capture;
    body.anchor = body.anchor || pattern.anchor;
    return body;
  }
  Pattern group = sequence_at(pattern.place);
  group.capture = pattern.capture;
  group.parts.push_back(std::move(body));
  return group;
}

// x... is x (separator x)*; the capture is each member's.
Pattern Normalizer::coordination(Pattern result, int depth) {
  Pattern member = std::move(result.parts.front());
  if (elements(member) > kMaxMember) {  // lists of lists double their members
    problems_.error(result.place,
                    fmt::format("the members of this list are larger than {} elements", kMaxMember));
    return nothing_at(result.place);
  }
  if (!result.capture.text.empty() && member.capture.text.empty()) member.capture = result.capture;
  Pattern separator;
  separator.kind = PatternKind::kMacro;
  separator.place = result.place;
  separator.names.push_back({"separator", result.place});
  Pattern more = sequence_at(result.place);
  more.parts.push_back(normalize_at(separator, depth + 1));
  more.parts.push_back(member);
  more.parts.back().anchor = false;
  Pattern rest;
  rest.kind = PatternKind::kRepeat;
  rest.place = result.place;
  rest.min = 0;
  rest.max = kMostMembers - 1;
  rest.parts.push_back(std::move(more));
  Pattern all = sequence_at(result.place);
  all.parts.push_back(std::move(member));
  all.parts.push_back(std::move(rest));
  return all;
}

}  // namespace newsgraph
