// SPDX-License-Identifier: Apache-2.0
// A matcher that follows the definition: elements from left to right, alternatives in the order written,
// repetitions as long as possible, gaps as short as possible. Slow and plain, to hold the engine against; and
// a maker of small patterns and texts for it.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/extraction.h"
#include "extract/rule/rule_set.h"

namespace newsgraph::plain {

using Strings = std::vector<std::string>;

struct Node {
  enum class Kind { kWord, kList, kCap, kNot, kGap, kSequence, kChoice, kRepeat, kGroup } kind = Kind::kWord;
  Strings words;  // the word; the list's entries, words parted by a space
  std::vector<Node> parts;
  std::size_t min = 1, max = 1;
};

inline std::string written(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::kWord:
      return "\"" + node.words[0] + "\"";
    case Node::Kind::kList:
      return "[things]";
    case Node::Kind::kCap:
      return "Capitalized";
    case Node::Kind::kNot:
      return "!\"" + node.words[0] + "\"";
    case Node::Kind::kGap:
      return "~" + std::to_string(node.max);
    case Node::Kind::kSequence:
      for (const Node& part : node.parts) text += (text.empty() ? "" : " ") + written(part);
      return text;
    case Node::Kind::kChoice:
      for (const Node& part : node.parts) text += (text.empty() ? "(" : " | ") + written(part);
      return text + ")";
    case Node::Kind::kRepeat:
      return "(" + written(node.parts[0]) + "){" + std::to_string(node.min) + "," + std::to_string(node.max) +
             "}";
    case Node::Kind::kGroup:
      return "x:(" + written(node.parts[0]) + " \"be\"?)";
  }
  return text;
}

struct Found {
  std::size_t end = 0;
  std::vector<std::pair<std::size_t, std::size_t>> captures;
  friend bool operator==(const Found&, const Found&) = default;
};

/// Matches by trying everything in order; `then` says whether the rest matches from a position on.
class Plain {
 public:
  Plain(const Strings& tokens, bool backward) : tokens_(tokens), backward_(backward) {}

  std::optional<Found> match(const Node& node, std::size_t from) {
    std::optional<Found> found;
    captures_.clear();
    run(node, from, [&](std::size_t at) {
      found = Found{at, captures_};
      return true;
    });
    return found;
  }

 private:
  using Then = std::function<bool(std::size_t)>;

  static std::string lower(std::string word) {
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return word;
  }
  [[nodiscard]] bool ended(std::size_t at) const { return backward_ ? at == 0 : at == tokens_.size(); }
  [[nodiscard]] const std::string& next(std::size_t at) const { return tokens_[backward_ ? at - 1 : at]; }
  [[nodiscard]] std::size_t step(std::size_t at, std::size_t n = 1) const {
    return backward_ ? at - n : at + n;
  }

  [[nodiscard]] bool entry_at(const std::string& entry, std::size_t at, std::size_t& length) const {
    Strings words;
    for (std::size_t i = 0; i < entry.size();) {
      const std::size_t end = std::min(entry.find(' ', i), entry.size());
      words.push_back(entry.substr(i, end - i));
      i = end + 1;
    }
    length = words.size();
    if (backward_ ? at < length : at + length > tokens_.size()) return false;
    const std::size_t begin = backward_ ? at - length : at;
    for (std::size_t i = 0; i < length; ++i)
      if (lower(tokens_[begin + i]) != words[i]) return false;
    return true;
  }

  bool longest_first(const Strings& entries, std::size_t at, const Then& then) const {
    std::vector<std::size_t> lengths;
    for (const std::string& entry : entries)
      if (std::size_t length = 0; entry_at(entry, at, length)) lengths.push_back(length);
    std::sort(lengths.rbegin(), lengths.rend());
    return std::any_of(lengths.begin(), lengths.end(),
                       [&](std::size_t length) { return then(step(at, length)); });
  }

  bool run(const Node& node, std::size_t at, const Then& then) {
    switch (node.kind) {
      case Node::Kind::kWord:
      case Node::Kind::kList:
        return longest_first(node.words, at, then);
      case Node::Kind::kCap:
        return !ended(at) && std::isupper(static_cast<unsigned char>(next(at)[0])) && then(step(at));
      case Node::Kind::kNot:
        return !ended(at) && lower(next(at)) != node.words[0] && then(step(at));
      case Node::Kind::kGap:
        return gap(node.max, at, then);
      case Node::Kind::kSequence:
        return sequence(node, 0, at, then);
      case Node::Kind::kChoice:
        return choice(node, at, then);
      case Node::Kind::kRepeat:
        return repeat(node, 0, at, then);
      case Node::Kind::kGroup:
        return group(node, at, then);
    }
    return false;
  }

  bool gap(std::size_t left, std::size_t at, const Then& then) {
    if (then(at)) return true;
    return left > 0 && !ended(at) && next(at) != ";" && gap(left - 1, step(at), then);
  }

  bool sequence(const Node& node, std::size_t i, std::size_t at, const Then& then) {
    if (i == node.parts.size()) return then(at);
    const Node& part = node.parts[backward_ ? node.parts.size() - 1 - i : i];
    return run(part, at, [&](std::size_t to) { return sequence(node, i + 1, to, then); });
  }

  /// The words of a choice of words, lists and such choices, which is a list of its own; nothing for others.
  static bool is_list(const Node& node, Strings& words) {
    words.insert(words.end(), node.words.begin(), node.words.end());
    if (node.kind == Node::Kind::kChoice)
      return std::all_of(node.parts.begin(), node.parts.end(),
                         [&](const Node& part) { return is_list(part, words); });
    return node.kind == Node::Kind::kWord || node.kind == Node::Kind::kList;
  }

  bool choice(const Node& node, std::size_t at, const Then& then) {
    Strings words;
    if (is_list(node, words)) return longest_first(words, at, then);
    return std::any_of(node.parts.begin(), node.parts.end(),
                       [&](const Node& part) { return run(part, at, then); });
  }

  bool repeat(const Node& node, std::size_t done, std::size_t at, const Then& then) {
    if (done < node.max &&
        run(node.parts[0], at, [&](std::size_t to) { return repeat(node, done + 1, to, then); }))
      return true;
    return done >= node.min && then(at);
  }

  bool group(const Node& node, std::size_t at, const Then& then) {
    Node inner;
    inner.kind = Node::Kind::kSequence;
    Node tail;
    tail.kind = Node::Kind::kRepeat;
    tail.min = 0;
    tail.parts.push_back({Node::Kind::kWord, {"be"}, {}, 1, 1});
    inner.parts = {node.parts[0], tail};
    return run(inner, at, [&](std::size_t to) {
      captures_.emplace_back(std::min(at, to), std::max(at, to));
      if (then(to)) return true;
      captures_.pop_back();
      return false;
    });
  }

  const Strings& tokens_;
  bool backward_;
  std::vector<std::pair<std::size_t, std::size_t>> captures_;
};

// --- random patterns and texts
// -----------------------------------------------------------------------------------

inline const Strings kThings = {"ka be", "co", "co da", "da"};

/// Makes patterns and texts; `below(n)` chooses a number from 0 to n - 1.
class Maker {
 public:
  explicit Maker(std::function<std::size_t(std::size_t)> choose) : choose_(std::move(choose)) {}

  std::size_t below(std::size_t n) { return choose_(n); }
  std::string word() { return Strings{"ka", "be", "co", "da"}[below(4)]; }

  /// `solid`: never empty, as what is repeated must be.
  Node node(int depth, bool solid) {
    Node made;
    switch (below(depth > 0 ? 11 : 5)) {
      case 0:
      case 1:
        made.words = {below(4) ? word() : word() + " " + word()};
        break;
      case 2:
        made.kind = Node::Kind::kList, made.words = kThings;
        break;
      case 3:
        made.kind = Node::Kind::kCap;
        break;
      case 4:
        made.kind = Node::Kind::kNot, made.words = {word()};
        break;
      case 5:
        if (solid) return node(0, true);
        made.kind = Node::Kind::kGap, made.max = 1 + below(3);
        break;
      case 6:
      case 7:
        made.kind = Node::Kind::kSequence;
        made.parts.push_back(node(depth - 1, solid));
        made.parts.push_back(node(depth - 1, false));
        break;
      case 8:
        made.kind = Node::Kind::kChoice;
        for (std::size_t i = 0; i < 2 + below(2); ++i) made.parts.push_back(node(depth - 1, solid));
        break;
      case 9:
        made.kind = Node::Kind::kRepeat;
        made.min = solid ? 1 : below(2), made.max = made.min + 1 + below(3);
        made.parts.push_back(node(depth - 1, true));
        break;
      default:
        if (captured_) return node(0, solid);
        captured_ = true;
        made.kind = Node::Kind::kGroup;
        made.parts.push_back(node(depth - 1, solid));
    }
    return made;
  }
  Node pattern() {
    captured_ = false;
    return node(3, false);
  }
  /// One with a long part that is repeated: the engine keeps it once and calls it.
  Node repeated_pattern() {
    captured_ = true;  // none: in a part a capture may be met more than once
    Node choice, repeat, all;
    choice.kind = Node::Kind::kChoice;
    for (int i = 0; i < 14; ++i) choice.parts.push_back(node(1, true));
    repeat.kind = Node::Kind::kRepeat;
    repeat.min = 1, repeat.max = 37;
    repeat.parts.push_back(choice);
    all.kind = Node::Kind::kSequence;
    all.parts = {repeat, node(1, false)};
    return all;
  }
  Strings text() {
    Strings tokens;
    for (std::size_t i = below(11); i > 0; --i)
      tokens.push_back(Strings{"ka", "be", "co", "da", "Ka", "Da", "xu", ";"}[below(8)]);
    return tokens;
  }

 private:
  std::function<std::size_t(std::size_t)> choose_;
  bool captured_ = false;
};

using Spans = std::vector<std::pair<std::size_t, std::size_t>>;

inline Spans spans(const std::vector<Binding>& bindings) {
  Spans found;
  for (const Binding& binding : bindings)
    found.emplace_back(binding.value.tokens.begin, binding.value.tokens.end);
  return found;
}

/// What the engine's attempt at the one anchor gives while it is watched.
class Only : public ExtractionObserver {
 public:
  void tried(const Attempt& attempt, const Chart&) override {
    if (attempt.end != Attempt::End::kMatched) return;
    found = true;
    tokens = attempt.match->tokens;
    bindings = spans(attempt.match->bindings);
  }
  bool found = false;
  TokenSpan tokens;
  Spans bindings;
};

inline std::string joined(const Strings& tokens) {
  std::string text;
  for (const std::string& token : tokens) text += (text.empty() ? "" : " ") + token;
  return text;
}

/// A rule file with the pattern as the only rule, behind "start" or, backward, before it.
inline std::string rules_of(const Node& pattern, bool backward) {
  return "label Hit\nlist clause-break = \";\"\nlist things = \"ka be\" | \"co\" | \"co da\" | "
         "\"da\"\nrule hit -> Hit\n  find " +
         (backward ? written(pattern) + " @\"start\"" : "@\"start\" " + written(pattern)) + "\n";
}

/// How the engine's answer differs from the plain matcher's, or nothing. `matched`: whether the pattern is
/// there.
inline std::string difference(const RuleSet& rules, const Node& pattern, bool backward, const Strings& tokens,
                              bool& matched) {
  const std::size_t offset = backward ? 0 : 1;
  Article article;
  article.text = backward ? joined(tokens) + " start" : "start " + joined(tokens);
  article.blocks.push_back({{0, static_cast<std::uint32_t>(article.text.size())}, BlockKind::kParagraph});
  Extraction extraction(rules.impl());
  Only only;
  extraction.observe(&only);
  extraction.run(article);
  // Unwatched, what cannot match is foreseen and not tried: the same must come out.
  extraction.observe(nullptr);
  std::vector<Match> won;
  extraction.watch(0, &won);
  extraction.run(article);
  extraction.watch(0, nullptr);
  const std::optional<Found> wanted = Plain(tokens, backward).match(pattern, backward ? tokens.size() : 0);
  matched = wanted.has_value();
  const auto told = [&](const char* what) {
    return what + (" in \"" + article.text + "\" of\n") + rules_of(pattern, backward);
  };
  if (only.found != matched) return told(matched ? "not found" : "found, though not there");
  if (won.size() != (only.found ? 1U : 0U)) return told("otherwise when nobody looks");
  if (!wanted) return {};
  if (won.front().tokens != only.tokens || spans(won.front().bindings) != only.bindings)
    return told("otherwise when nobody looks");
  if ((backward ? only.tokens.begin : only.tokens.end - offset) != wanted->end) return told("another end");
  auto captures = wanted->captures;
  for (auto& [begin, end] : captures) begin += offset, end += offset;
  std::sort(captures.begin(), captures.end());
  return only.bindings == captures ? std::string() : told("other captures");
}

}  // namespace newsgraph::plain
