// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/evaluator.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace newsgraph {
namespace {

/// White space runs become one space, as names are shown on one line.
std::string on_one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      space = !out.empty();
      continue;
    }
    if (space) out.push_back(' ');
    space = false;
    out.push_back(c);
  }
  return out;
}

bool begins_with_letter_or_digit(std::string_view word) {
  std::size_t i = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(word.data(), i, word.size(), c);
  return u_isalnum(c);
}

bool whole_words_at(std::string_view text, std::string_view part, std::size_t at) {
  return (at == 0 || text[at - 1] == ' ') &&
         (at + part.size() == text.size() || text[at + part.size()] == ' ');
}

bool compare(ast::Compare how, const std::string& left, const std::string& right) {
  using ast::Compare;
  if (how == Compare::kEquals) return left == right;
  if (how == Compare::kDiffers) return left != right;
  if (right.empty() || left.size() < right.size()) return false;
  if (how == Compare::kBegins)
    return left.compare(0, right.size(), right) == 0 && whole_words_at(left, right, 0);
  if (how == Compare::kEnds) {
    const std::size_t at = left.size() - right.size();
    return left.compare(at, right.size(), right) == 0 && whole_words_at(left, right, at);
  }
  for (std::size_t at = left.find(right); at != std::string::npos; at = left.find(right, at + 1))
    if (whole_words_at(left, right, at)) return true;
  return false;
}

}  // namespace

const std::string& Evaluator::key_of(std::string_view text) {
  constexpr std::size_t kMostTexts = 1 << 16;
  if (keys_.size() > kMostTexts) keys_.clear();
  if (const auto known = keys_.find(text); known != keys_.end()) return known->second;
  const auto at = keys_.emplace(text, std::string()).first;
  const std::string all = canonical(text, rules_.settings);
  std::string& key = at->second;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    const std::string_view word = std::string_view(all).substr(begin, end - begin);
    if (!word.empty() && begins_with_letter_or_digit(word)) {
      if (!key.empty()) key.push_back(' ');
      key.append(word);
    }
    begin = end + 1;
  }
  return key;
}

EntityName Evaluator::words(TokenSpan tokens) const {
  EntityName out;
  out.shown = on_one_line(chart_.bytes(tokens));
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const Token& token = chart_.text.tokens[t];
    if (token.token_class == TokenClass::kPunct) continue;
    if (!out.key.empty()) out.key.push_back(' ');
    out.key.append(lexer_.spelling(token.term));
  }
  return out;
}

std::uint32_t Evaluator::count(const Match& match, std::uint8_t root) const {
  if (root == kOfMatch || root == kOfTrigger) return 1;
  return static_cast<std::uint32_t>(std::count_if(match.bindings.begin(), match.bindings.end(),
                                                  [&](const Binding& b) { return b.capture == root; }));
}

Value Evaluator::feature(const Value& of, KeyId key) {
  if (of.kind != Value::Kind::kTokens) return {};
  if (of.annotation != kNone) {
    if (const Feature* found = chart_.feature(of.annotation, key)) return found->value;
  }
  Value out;
  if (of.record != kNone) {
    out.text = rules_.record_value(of.record, key);
    if (!out.text.empty()) out.kind = Value::Kind::kText;
    if (out.kind == Value::Kind::kText) return out;
  }
  if (of.regex != kNone) {
    const std::string group = matcher_.regex_group(of.regex, of.tokens.begin, key);
    if (!group.empty())
      return {Value::Kind::kText, {}, kNone, kNone, kNone, const_cast<Chart&>(chart_).keep(group)};
  }
  if (key == rules_.key_text) return {Value::Kind::kTokens, of.tokens, kNone, kNone, kNone, {}};
  if (key == rules_.key_name) return of;  // name() gives a value's name
  if (key == rules_.key_type && of.annotation != kNone)
    return {Value::Kind::kText,
            {},
            kNone,
            kNone,
            kNone,
            rules_.labels[chart_.annotation(of.annotation).label].name};
  if (of.annotation != kNone && chart_.annotation(of.annotation).entity != kNone) {
    const RecordId record = entities_.record(chart_.annotation(of.annotation).entity);
    if (record != kNone) {
      out.text = rules_.record_value(record, key);
      if (!out.text.empty()) out.kind = Value::Kind::kText;
    }
  }
  return out;
}

Value Evaluator::value(const Match& match, const PathRef& path, Choice choice) {
  Value value;
  if (path.root == kOfMatch) {
    value = {Value::Kind::kTokens, match.tokens, match.self, kNone, kNone, {}};
  } else if (path.root == kOfTrigger) {
    value = {Value::Kind::kTokens, match.trigger, kNone, kNone, kNone, {}};
  } else {
    std::uint32_t skip = choice.root == path.root ? choice.index : 0;
    for (const Binding& binding : match.bindings) {
      if (binding.capture != path.root) continue;
      if (skip-- > 0) continue;
      value = binding.value;
      break;
    }
  }
  for (const KeyId key : path.keys) value = feature(value, key);
  return value;
}

EntityName Evaluator::name(const Value& value) {
  if (value.kind == Value::Kind::kText) return {on_one_line(value.text), key_of(value.text)};
  if (value.kind != Value::Kind::kTokens) return {};
  if (value.annotation != kNone) {
    const Annotation& a = chart_.annotation(value.annotation);
    if (a.entity != kNone) return entities_.name(a.entity);
    if (const Feature* found = chart_.feature(value.annotation, rules_.key_name)) return name(found->value);
  }
  if (value.record != kNone) {
    const std::string& shown = rules_.records[value.record].name;
    return {shown, key_of(shown)};
  }
  return words(value.tokens);
}

EntityName Evaluator::text(const Match& match, const TemplateRef& text, Choice choice) {
  EntityName out;
  for (const TemplatePiece& piece : text) {
    EntityName part;
    if (piece.path.root == kNoCapture) {
      part.shown = piece.literal;
      part.key = key_of(piece.literal);
    } else {
      part = name(value(match, piece.path, choice));
    }
    out.shown += part.shown;
    if (!out.key.empty() && !part.key.empty()) out.key.push_back(' ');
    out.key += part.key;
  }
  out.shown = on_one_line(out.shown);
  return out;
}

bool Evaluator::holds(const Match& match, const ConditionRef& condition) {
  return compare(condition.compare, name(value(match, condition.left)).key, text(match, condition.right).key);
}

std::string Evaluator::candidate_key(const PathRef& path, AnnotationId candidate) {
  Value value{Value::Kind::kTokens, chart_.annotation(candidate).tokens, candidate, kNone, kNone, {}};
  for (const KeyId key : path.keys) value = feature(value, key);
  return name(value).key;
}

bool Evaluator::acceptable(const Match& match, const LookupRef& lookup, AnnotationId candidate,
                           const std::vector<std::string>& wanted) {
  const Annotation& a = chart_.annotation(candidate);
  const std::uint32_t here = chart_.sentence_of(match.tokens.begin);
  const std::uint32_t distance = a.sentence > here ? a.sentence - here : here - a.sentence;
  if (distance > lookup.within) return false;
  if (lookup.same_block && chart_.text.sentences[a.sentence].block != chart_.text.sentences[here].block)
    return false;
  for (const LabelId label : lookup.not_after) {
    for (const AnnotationId end : chart_.with_label(label)) {
      const TokenSpan tokens = chart_.annotation(end).tokens;
      if (tokens.begin > a.tokens.begin && tokens.begin < match.tokens.begin) return false;
    }
  }
  for (std::size_t i = 0; i < lookup.conditions.size(); ++i)
    if (!compare(lookup.conditions[i].compare, candidate_key(lookup.conditions[i].left, candidate),
                 wanted[i]))
      return false;
  return true;
}

AnnotationId Evaluator::find(const Match& match, const LookupRef& lookup) {
  std::vector<std::string> wanted;
  for (const ConditionRef& condition : lookup.conditions) wanted.push_back(text(match, condition.right).key);
  std::vector<AnnotationId> all;
  for (const LabelId label : lookup.labels) {
    const auto& list = chart_.with_label(label);
    all.insert(all.end(), list.begin(), list.end());
  }
  if (lookup.labels.size() > 1) {
    std::sort(all.begin(), all.end(), [this](AnnotationId a, AnnotationId b) {
      return std::tuple(chart_.annotation(a).tokens, a) < std::tuple(chart_.annotation(b).tokens, b);
    });
  }
  const auto before = [&](AnnotationId a) { return chart_.annotation(a).tokens.end <= match.tokens.begin; };
  const auto after = [&](AnnotationId a) { return chart_.annotation(a).tokens.begin >= match.tokens.end; };
  using ast::Pick;
  if (lookup.pick == Pick::kFirst) {
    for (const AnnotationId a : all)
      if ((before(a) || after(a)) && acceptable(match, lookup, a, wanted)) return a;
    return kNone;
  }
  if (lookup.pick == Pick::kLast || lookup.pick == Pick::kAny) {
    for (auto a = all.rbegin(); a != all.rend(); ++a)
      if (before(*a) && acceptable(match, lookup, *a, wanted)) return *a;
  }
  if (lookup.pick == Pick::kNext || lookup.pick == Pick::kAny) {
    for (const AnnotationId a : all)
      if (after(a) && acceptable(match, lookup, a, wanted)) return a;
  }
  return kNone;
}

}  // namespace newsgraph
