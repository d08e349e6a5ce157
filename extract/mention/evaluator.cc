// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/evaluator.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>

#include "extract/one_line.h"
#include "extract/text/vocabulary.h"

namespace newsgraph {
namespace {

bool whole_words_at(std::string_view text, std::string_view part, std::size_t at) {
  return (at == 0 || text[at - 1] == ' ') &&
         (at + part.size() == text.size() || text[at + part.size()] == ' ');
}

// Whether `part`, which is not empty, stands in a text. Most that does not differs in its last byte already.
bool stands_at(std::string_view text, std::string_view part, std::size_t at) {
  return text[at + part.size() - 1] == part.back() && text.substr(at, part.size()) == part &&
         whole_words_at(text, part, at);
}

// Apart from compare(), most of whose answers need no more than a look.
[[gnu::noinline]] bool stands_somewhere(std::string_view text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    if (whole_words_at(text, part, at)) return true;
  return false;
}

bool compare(ast::Compare how, std::string_view left, std::string_view right) {
  using ast::Compare;
  if (how == Compare::kEquals) return left == right;
  if (how == Compare::kDiffers) return left != right;
  if (right.empty() || left.size() < right.size()) return false;
  if (how == Compare::kBegins) return stands_at(left, right, 0);
  if (how == Compare::kEnds) return stands_at(left, right, left.size() - right.size());
  return stands_somewhere(left, right);
}

/// Whether one of the right sides compares; none may be the left side of `!=`. `key(right)` is what is
/// compared of one.
template <class Rights, class Key>
bool compare_any(ast::Compare how, std::string_view left, const Rights& rights, const Key& key) {
  const bool wanted = how != ast::Compare::kDiffers;
  for (const auto& right : rights)
    if (compare(how, left, key(right)) == wanted) return wanted;
  return !wanted;
}

}  // namespace

void Evaluator::reset() {
  ++article_;
  constexpr std::size_t kMostTexts = 1 << 16;
  if (keys_.size() > kMostTexts) keys_.clear();
  if (record_keys_.size() > kMostTexts) record_keys_.clear();
}

std::string_view Evaluator::key_of(std::string_view text) {
  if (const auto known = keys_.find(text); known != keys_.end()) return known->second;
  return keys_.emplace(text, name_key(text, rules_.vocabulary.impl().spellings)).first->second;
}

std::string_view Evaluator::key_of(RecordId record) {
  const auto [at, added] = record_keys_.try_emplace(record);
  if (added) at->second = name_key(rules_.records[record].name, rules_.vocabulary.impl().spellings);
  return at->second;
}

// White space runs become one space, as names are shown on one line.
std::string_view Evaluator::on_one_line(std::string_view text) {
  if (is_on_one_line(text)) return text;
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  std::string out;
  bool space = false;
  for (const char c : text) {
    if (is_space(c)) {
      space = !out.empty();
      continue;
    }
    if (space) out.push_back(' ');
    space = false;
    out.push_back(c);
  }
  return chart_.keep(out);
}

std::string_view Evaluator::key(TokenSpan tokens) {
  KnownKey& known = known_keys_[(tokens.begin * 4 + tokens.end - tokens.begin) % kKnownKeys];
  if (known.article != article_ || known.tokens != tokens)
    known = {tokens, article_, joined_spellings(tokens)};
  return known.key;
}

std::string_view Evaluator::joined_spellings(TokenSpan tokens) {
  std::size_t size = 0;
  const auto spelling = [&](std::uint32_t t) { return lexer_.spelling(chart_.text.tokens[t].term); };
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const Token& token = chart_.text.tokens[t];
    if (token.token_class == TokenClass::kPunct) {
      const bool inside = t > tokens.begin && t + 1 < tokens.end;
      if (inside && joins_figures(spelling(t - 1), spelling(t), spelling(t + 1))) joined_[size - 1] = '-';
      continue;
    }
    const std::string_view word = spelling(t);
    // Nearly all are short: they are copied without a look at their length.
    const std::size_t copied = std::max(word.size(), TermTable::kReadable);
    if (joined_.size() <= size + copied) joined_.resize(2 * (size + copied));
    std::memcpy(joined_.data() + size, word.data(), TermTable::kReadable);
    if (copied > TermTable::kReadable) [[unlikely]]
      std::memcpy(joined_.data() + size, word.data(), copied);
    size += word.size();
    joined_[size++] = ' ';
  }
  return size == 0 ? std::string_view() : chart_.keep({joined_.data(), size - 1});
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
    const std::string& group = matcher_.regex_group(of.regex, of.tokens.begin, key);
    if (!group.empty()) return {Value::Kind::kText, {}, kNone, kNone, kNone, chart_.keep(group)};
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

std::string_view Evaluator::shown(const Value& value) {
  if (value.kind == Value::Kind::kText) return on_one_line(value.text);
  if (value.kind != Value::Kind::kTokens) return {};
  if (value.annotation != kNone) {
    const Annotation& a = chart_.annotation(value.annotation);
    if (a.entity != kNone) return entities_.name(a.entity).shown;
    if (const Feature* found = chart_.feature(value.annotation, rules_.key_name)) return shown(found->value);
  }
  if (value.record != kNone) return rules_.records[value.record].name;
  return shown(value.tokens);
}

std::string_view Evaluator::key(const Value& value) {
  if (value.kind == Value::Kind::kText) return key_of(value.text);
  if (value.kind != Value::Kind::kTokens) return {};
  if (value.annotation != kNone) {
    const Annotation& a = chart_.annotation(value.annotation);
    if (a.entity != kNone) return entities_.name(a.entity).key;
    if (const Feature* found = chart_.feature(value.annotation, rules_.key_name)) return key(found->value);
  }
  if (value.record != kNone) return key_of(value.record);
  return key(value.tokens);
}

std::string_view Evaluator::shown(const Match& match, const TemplateRef& text, Choice choice) {
  const auto part = [&](const TemplatePiece& piece) {
    return piece.path.root == kNoCapture ? std::string_view(piece.literal)
                                         : shown(value(match, piece.path, choice));
  };
  if (text.size() == 1) return on_one_line(part(text.front()));
  std::string all;
  for (const TemplatePiece& piece : text) all += part(piece);
  return on_one_line(chart_.keep(all));
}

std::string_view Evaluator::key_of_parts(const Match& match, const TemplateRef& text, Choice choice) {
  const auto part = [&](const TemplatePiece& piece) {
    return piece.path.root == kNoCapture ? std::string_view(piece.key)
                                         : key(value(match, piece.path, choice));
  };
  if (text.size() == 1) return part(text.front());
  std::string all;
  for (const TemplatePiece& piece : text) {
    const std::string_view more = part(piece);
    if (!all.empty() && !more.empty()) all.push_back(' ');
    all += more;
  }
  return chart_.keep(all);
}

bool Evaluator::holds(const Match& match, const ConditionRef& condition) {
  return compare_any(condition.compare, key(value(match, condition.left)), condition.right,
                     [&](const TemplateRef& right) { return key(match, right); });
}

bool Evaluator::hold(const Match& match, const std::vector<StepRef>& conditions, std::uint32_t& failed) {
  for (std::uint32_t next = conditions.empty() ? kNone : 0; next != kNone;) {
    const StepRef& step = conditions[failed = next];
    const bool held = holds(match, step.condition);
    if (!held && step.if_not == kNone) return false;
    next = held ? step.if_holds : step.if_not;
  }
  return true;
}

// Nearly all conditions ask for one feature, and most for the name of an entity.
std::string_view Evaluator::candidate_key(const PathRef& path, AnnotationId candidate) {
  const Annotation& a = chart_.annotation(candidate);
  const KeyId only = path.keys.size() == 1 ? path.keys.front() : kNone;
  if (only != kNone) {
    if (const Feature* const found = chart_.feature(candidate, only)) return key(found->value);
    if (only == rules_.key_name && a.entity != kNone) return entities_.name(a.entity).key;
    if (only == rules_.key_text) return key(a.tokens);
  }
  Value value{Value::Kind::kTokens, a.tokens, candidate, kNone, kNone, {}};
  for (const KeyId key : path.keys) value = feature(value, key);
  return key(value);
}

// What of a label's list is in the order of tokens is searched by halves; the rest, made in this stratum, is
// short.
bool Evaluator::stands_between(const std::vector<LabelId>& labels, std::uint32_t after,
                               std::uint32_t before) const {
  const auto between = [&](AnnotationId a) {
    const std::uint32_t begin = chart_.annotation(a).tokens.begin;
    return after < begin && begin < before;
  };
  return std::any_of(labels.begin(), labels.end(), [&](LabelId label) {
    const auto& list = chart_.with_label(label);
    const auto sorted = list.begin() + static_cast<std::ptrdiff_t>(chart_.sorted_with_label(label));
    const auto first = std::partition_point(
        list.begin(), sorted, [&](AnnotationId a) { return chart_.annotation(a).tokens.begin <= after; });
    return (first != sorted && between(*first)) || std::any_of(sorted, list.end(), between);
  });
}

bool Evaluator::acceptable(const Match& match, const LookupRef& lookup, AnnotationId candidate) {
  const Annotation& a = chart_.annotation(candidate);
  const std::uint32_t here = chart_.sentence_of(match.tokens.begin);
  const std::uint32_t distance = a.sentence > here ? a.sentence - here : here - a.sentence;
  if (distance > lookup.within) return false;
  if (lookup.same_block && chart_.text.sentences[a.sentence].block != chart_.text.sentences[here].block)
    return false;
  if (!lookup.not_after.empty() && stands_between(lookup.not_after, a.tokens.begin, match.tokens.begin))
    return false;
  const std::string_view* wanted = wanted_.data();
  for (const ConditionRef& condition : lookup.conditions) {
    const std::size_t alternatives = condition.right.size();
    if (!compare_any(condition.compare, candidate_key(condition.left, candidate),
                     std::span(wanted, alternatives), std::identity()))
      return false;
    wanted += alternatives;
  }
  return true;
}

// The annotations of a lookup's labels; the first `sorted` of them in the order of their tokens.
const std::vector<AnnotationId>& Evaluator::candidates(const LookupRef& lookup, std::size_t& sorted) {
  if (lookup.labels.size() == 1) {
    sorted = chart_.sorted_with_label(lookup.labels.front());
    return chart_.with_label(lookup.labels.front());
  }
  candidates_.clear();
  for (const LabelId label : lookup.labels) {
    const auto& list = chart_.with_label(label);
    candidates_.insert(candidates_.end(), list.begin(), list.end());
  }
  std::sort(candidates_.begin(), candidates_.end(), [this](AnnotationId a, AnnotationId b) {
    return std::tuple(chart_.annotation(a).tokens, a) < std::tuple(chart_.annotation(b).tokens, b);
  });
  sorted = candidates_.size();
  return candidates_;
}

AnnotationId Evaluator::last_before(const Match& match, const LookupRef& lookup) {
  std::size_t sorted = 0;
  const auto& all = candidates(lookup, sorted);
  const std::uint32_t here = chart_.sentence_of(match.tokens.begin);
  const auto fits = [&](AnnotationId a) {
    return chart_.annotation(a).tokens.end <= match.tokens.begin && acceptable(match, lookup, a);
  };
  // What this stratum made stands behind, in the order of its making.
  AnnotationId made = kNone;
  const auto begin = [&](AnnotationId id) { return chart_.annotation(id).tokens.begin; };
  for (std::size_t i = all.size(); i-- > sorted;)
    if ((made == kNone || begin(all[i]) > begin(made)) && fits(all[i])) made = all[i];
  const auto in_order = all.begin() + static_cast<std::ptrdiff_t>(sorted);
  auto a = std::partition_point(all.begin(), in_order, [&](AnnotationId id) {
    return chart_.annotation(id).tokens.begin < match.tokens.begin;
  });
  while (a != all.begin()) {
    --a;
    if (here - chart_.annotation(*a).sentence > lookup.within) break;
    if (made != kNone && begin(*a) <= begin(made)) break;
    if (fits(*a)) return *a;
  }
  return made;
}

AnnotationId Evaluator::next_after(const Match& match, const LookupRef& lookup) {
  std::size_t sorted = 0;
  const auto& all = candidates(lookup, sorted);
  const std::uint32_t here = chart_.sentence_of(match.tokens.begin);
  const auto in_order = all.begin() + static_cast<std::ptrdiff_t>(sorted);
  auto a = std::partition_point(all.begin(), in_order, [&](AnnotationId id) {
    return chart_.annotation(id).tokens.begin < match.tokens.end;
  });
  AnnotationId made = kNone;
  const auto begin = [&](AnnotationId id) { return chart_.annotation(id).tokens.begin; };
  for (auto i = in_order; i != all.end(); ++i)
    if (begin(*i) >= match.tokens.end && (made == kNone || begin(*i) < begin(made)) &&
        acceptable(match, lookup, *i))
      made = *i;
  for (; a != in_order; ++a) {
    if (chart_.annotation(*a).sentence - here > lookup.within) break;
    if (made != kNone && begin(made) <= begin(*a)) break;
    if (acceptable(match, lookup, *a)) return *a;
  }
  return made;
}

AnnotationId Evaluator::first_of_all(const Match& match, const LookupRef& lookup) {
  std::size_t sorted = 0;
  for (const AnnotationId a : candidates(lookup, sorted)) {
    const TokenSpan tokens = chart_.annotation(a).tokens;
    const bool apart = tokens.end <= match.tokens.begin || tokens.begin >= match.tokens.end;
    if (apart && acceptable(match, lookup, a)) return a;
  }
  return kNone;
}

AnnotationId Evaluator::find(const Match& match, const LookupRef& lookup) {
  wanted_.clear();
  for (const ConditionRef& condition : lookup.conditions)
    for (const TemplateRef& right : condition.right) wanted_.push_back(key(match, right));
  using ast::Pick;
  if (lookup.pick == Pick::kFirst) return first_of_all(match, lookup);
  AnnotationId found = kNone;
  if (lookup.pick == Pick::kLast || lookup.pick == Pick::kAny) found = last_before(match, lookup);
  if (found == kNone && (lookup.pick == Pick::kNext || lookup.pick == Pick::kAny))
    found = next_after(match, lookup);
  return found;
}

}  // namespace newsgraph
