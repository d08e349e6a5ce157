// SPDX-License-Identifier: Apache-2.0
//
// The grammar of rule files, by recursive descent. docs/rules.md is the reference for authors.
//
//   file        declaration*                     a declaration begins in the first column
//   declaration type | relation | group | label | list | gazetteer | macro | status | spelling | abbreviation
//   | rule rule        "rule" name "->" output ("," output)*   then one clause a line, indented pattern
//   sequence ("|" sequence)* element     "@"? (capture ":")? atom ("except" atom)? quantifier?
//
// A clause runs until the next line that begins with a clause keyword. Tested by
// tests/extract/rule/parser_test.cc.
#include "extract/rule/parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "extract/article/byte_set.h"
#include "extract/rule/scanner.h"
#include "extract/suggest.h"

namespace newsgraph {
namespace {

using namespace ast;

constexpr std::array<std::string_view, 11> kDeclarations = {"type",     "relation",     "group", "label",
                                                            "list",     "gazetteer",    "macro", "status",
                                                            "spelling", "abbreviation", "rule"};
constexpr std::array<std::string_view, 20> kClauses = {
    "find", "unless", "if",    "in",  "let", "where", "set",  "name",  "refer", "alias",
    "also", "status", "beats", "yes", "no",  "todo",  "note", "needs", "span",  "apart"};
constexpr std::array<std::string_view, 6> kMerges = {"prefix", "suffix",   "inside",
                                                     "words",  "initials", "numbers-apart"};
constexpr std::array<std::string_view, 10> kShapes = {"Cap",  "Upper", "Lower", "Word",        "Num",
                                                      "Code", "Punct", "Any",   "Capitalized", "Mixed"};
constexpr ByteSet kBraces("{}");
constexpr ByteSet kOpening("([~<^$@!");  // marks with which an element begins
constexpr int kMaxDepth = 100;
constexpr int kMaxQuantifiers = 3;
constexpr std::uint32_t kUnbounded = 40;  // what * and + allow: every pattern is bounded

/// Thrown to leave a broken clause; the message has been recorded.
struct ClauseError {};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Parser {
 public:
  Parser(std::vector<Symbol> symbols, Declarations& out, Problems& problems)
      : symbols_(std::move(symbols)), out_(out), problems_(problems) {}

  void run() {
    while (!at_end()) {
      const std::size_t before = at_;
      try {
        declaration();
      } catch (const ClauseError&) {
        skip_to_declaration();
      }
      if (at_ == before) ++at_;
    }
  }

 private:
  // --- symbols
  // -----------------------------------------------------------------------------------------------
  [[nodiscard]] const Symbol& peek(std::size_t ahead = 0) const {
    return symbols_[std::min(at_ + ahead, symbols_.size() - 1)];
  }
  [[nodiscard]] bool at_end() const { return peek().kind == SymbolKind::kEnd; }
  const Symbol& take() {
    const Symbol& symbol = peek();
    if (at_ + 1 < symbols_.size()) ++at_;
    return symbol;
  }
  bool accept(std::string_view mark) {
    if (!peek().is(mark)) return false;
    take();
    return true;
  }
  bool accept_word(std::string_view word) {
    if (!peek().is_word(word)) return false;
    take();
    return true;
  }
  [[noreturn]] void fail(const Symbol& symbol, const std::string& wanted) {
    const std::string found = symbol.kind == SymbolKind::kEnd      ? "the end of the file"
                              : symbol.kind == SymbolKind::kString ? fmt::format("\"{}\"", symbol.text)
                                                                   : fmt::format("'{}'", symbol.text);
    problems_.error(symbol.place, fmt::format("found {}, wanted {}", found, wanted));
    throw ClauseError{};
  }
  void expect(std::string_view mark) {
    if (!accept(mark)) fail(peek(), fmt::format("'{}'", mark));
  }
  Name word(const char* what) {
    if (peek().kind != SymbolKind::kWord) fail(peek(), what);
    const Symbol& symbol = take();
    return {symbol.text, symbol.place};
  }
  Name string(const char* what) {
    if (peek().kind != SymbolKind::kString) fail(peek(), what);
    const Symbol& symbol = take();
    return {symbol.text, symbol.place};
  }
  [[nodiscard]] bool at_declaration() const {
    const Symbol& s = peek();
    return s.kind == SymbolKind::kEnd || (s.first_on_line && s.place.column == 1 &&
                                          s.kind == SymbolKind::kWord && contains(kDeclarations, s.text));
  }
  [[nodiscard]] bool at_clause() const {
    const Symbol& s = peek();
    return at_declaration() || (s.first_on_line && s.kind == SymbolKind::kWord &&
                                contains(kClauses, s.text) && !(peek(1).is(":") && !peek(1).space_before));
  }
  void skip_to_declaration() {
    while (!at_end() && !(peek().first_on_line && peek().place.column == 1)) take();
  }
  void end_of_declaration() {
    if (at_end() || (peek().first_on_line && peek().place.column == 1)) return;
    const bool indented = peek().first_on_line && contains(kDeclarations, peek().text);
    const bool parted = peek().kind == SymbolKind::kString || peek().is(",");
    fail(peek(),
         std::string("the end of the declaration") + (indented ? "; a declaration begins in the first column"
                                                      : parted ? "; '|' parts the words of a list"
                                                               : ""));
  }

  // --- declarations
  // ------------------------------------------------------------------------------------------
  void declaration() {
    const Symbol& s = peek();
    if (!at_declaration()) {
      std::vector<std::string> known(kDeclarations.begin(), kDeclarations.end());
      const std::string hint = s.place.column != 1 ? "; a clause must stand below its rule"
                               : contains(kClauses, s.text)
                                   ? "; put spaces before it, so that it stands in its rule"
                                   : did_you_mean(s.text, known);
      problems_.error(s.place, fmt::format("'{}' begins no declaration{}", s.text, hint));
      take();
      throw ClauseError{};
    }
    const std::string_view keyword = take().text;
    if (keyword == "type") return type();
    if (keyword == "relation") return relation();
    if (keyword == "group") return group();
    if (keyword == "label") return labels();
    if (keyword == "list") return list(false);
    if (keyword == "gazetteer") return list(true);
    if (keyword == "macro") return macro();
    if (keyword == "status") return global_status();
    if (keyword == "spelling") return spelling();
    if (keyword == "abbreviation") return abbreviation();
    rule();
  }

  // type Event "Sự kiện" merges prefix, suffix
  void type() {
    TypeDeclaration type;
    type.name = word("the name of a node type");
    if (peek().kind == SymbolKind::kString) type.label_vi = take().text;
    if (accept_word("merges")) {
      do {
        const Name option = word("prefix, suffix, inside, words, initials or numbers-apart");
        if (std::find(kMerges.begin(), kMerges.end(), option.text) == kMerges.end()) {
          problems_.error(option.place, fmt::format("unknown way to merge '{}'; there are {}", option.text,
                                                    fmt::join(kMerges, ", ")));
        }
        type.options.emplace_back(option.text);
      } while (accept(","));
    }
    end_of_declaration();
    out_.types.push_back(std::move(type));
  }

  // relation HOSTS "hosts" "tổ chức" (Organization|Province -> Event) symmetric
  void relation() {
    RelationDeclaration relation;
    relation.name = word("the name of a relation");
    if (peek().kind == SymbolKind::kString) relation.label_en = take().text;
    if (peek().kind == SymbolKind::kString) relation.label_vi = take().text;
    expect("(");
    relation.sources = alternatives("a node type");
    expect("->");
    relation.targets = alternatives("a node type");
    expect(")");
    relation.symmetric = accept_word("symmetric");
    relation.attribute = accept_word("attribute");
    end_of_declaration();
    out_.relations.push_back(std::move(relation));
  }

  void group() {
    GroupDeclaration group;
    group.name = word("the name of a group of types");
    expect("=");
    group.members = alternatives("a node type or label");
    end_of_declaration();
    out_.groups.push_back(std::move(group));
  }

  void labels() {
    do out_.labels.push_back(word("the name of a label"));
    while (accept(","));
    end_of_declaration();
  }

  // list organise = "chủ trì" | [chair]      list post from lists/posts.txt
  void list(bool gazetteer) {
    ListDeclaration list;
    list.gazetteer = gazetteer;
    list.cased = gazetteer;
    if (accept_word("cased")) list.cased = true;
    if (accept_word("uncased")) list.cased = false;
    list.name = word("the name of a list");
    try {
      content(list);
    } catch (const ClauseError&) {  // known all the same: what uses it is not wrong
      out_.lists.push_back(std::move(list));
      throw;
    }
    out_.lists.push_back(std::move(list));
  }

  void content(ListDeclaration& list) {
    if (accept_word("from")) {
      do list.files.push_back(file_name());
      while (accept(","));
    }
    if (accept("=")) {
      do {
        if (accept("[")) {
          list.includes.push_back(word("the name of a list"));
          expect("]");
        } else {
          list.literals.push_back(string("a word in quotes or a [list]"));
        }
      } while (accept("|"));
    }
    if (list.files.empty() && list.literals.empty() && list.includes.empty())
      fail(peek(), "'= \"word\" | ...' or 'from FILE'");
    end_of_declaration();
  }

  Name file_name() {
    if (peek().kind == SymbolKind::kString) return string("a file name");
    return word("a file name in quotes");
  }

  void macro() {
    MacroDeclaration macro;
    macro.name = word("the name of a macro");
    expect("=");
    macro.pattern = pattern();
    end_of_declaration();
    out_.macros.push_back(std::move(macro));
  }

  // status denied for HOSTS|SIGNS if "không" ~2 before trigger
  void global_status() {
    StatusRule status;
    status.status = word("planned, proposed, denied, reported or stated");
    if (accept_word("for")) status.relations = alternatives("a relation");
    status_guard(status);
    end_of_declaration();
    out_.statuses.push_back(std::move(status));
  }

  void spelling() {
    const Name a = string("a syllable in quotes");
    expect("=");
    const Name b = string("a syllable in quotes");
    end_of_declaration();
    out_.spellings.emplace_back(a.text, b.text);
  }

  void abbreviation() {
    do out_.abbreviations.emplace_back(string("an abbreviation in quotes, without its full stop").text);
    while (accept("|"));
    end_of_declaration();
  }

  std::vector<Name> alternatives(const char* what) {
    std::vector<Name> names;
    do names.push_back(word(what));
    while (accept("|"));
    return names;
  }

  // --- rules
  // -------------------------------------------------------------------------------------------------
  void rule() {
    Rule rule;
    rule.name = word("the name of a rule");
    rule.place = rule.name.place;
    try {
      expect("->");
      do output(rule);
      while (accept(","));
    } catch (const ClauseError&) {
      rule.broken = true;
      while (!at_clause()) take();
    }
    while (!at_declaration() && !at_end()) {
      if (peek().first_on_line && peek().place.column == 1) {  // reported by declaration()
        rule.broken = true;
        break;
      }
      try {
        clause(rule);
        if (!at_clause() && !at_end()) {
          std::vector<std::string> known(kClauses.begin(), kClauses.end());
          if (peek().kind == SymbolKind::kWord && peek().first_on_line)
            fail(peek(), fmt::format("a clause{}", did_you_mean(peek().text, known)));
          fail(peek(), "the end of the clause");
        }
      } catch (const ClauseError&) {
        rule.broken = true;
        do take();
        while (!at_clause());
      }
    }
    out_.rules.push_back(std::move(rule));
  }

  void output(Rule& rule) {
    if (peek(1).is("(")) {
      rule.facts.push_back(fact());
    } else {
      rule.labels.push_back(word("a label, or a relation with its arguments: HOSTS(source, target)"));
    }
  }

  FactOutput fact() {
    FactOutput fact;
    fact.relation = word("a relation");
    expect("(");
    fact.source = path();
    expect(",");
    fact.target = path();
    while (accept(",")) {
      Setting setting;
      setting.key = word("role or status");
      if (accept("="))
        setting.value = template_value();
      else
        setting.value = path_template({setting.key, {}});
      fact.settings.push_back(std::move(setting));
    }
    expect(")");
    return fact;
  }

  void clause(Rule& rule) {
    const Symbol keyword = take();
    const std::string_view k = keyword.text;
    if (k == "find")
      rule.finds.push_back(pattern());
    else if (k == "unless" || k == "if")
      rule.guards.push_back(guard(k == "if"));
    else if (k == "in")
      rule.blocks = alternatives("title, paragraph or caption");
    else if (k == "let")
      rule.lets.push_back(let());
    else if (k == "where")
      conditions(rule.conditions);
    else if (k == "set")
      settings(rule.settings);
    else if (k == "name") {
      rule.display_name = template_value();
      rule.has_name = true;
    } else if (k == "refer")
      refer(rule);
    else if (k == "alias")
      aliases(rule);
    else if (k == "also") {
      do rule.facts.push_back(fact());
      while (accept(","));
    } else if (k == "status") {
      StatusRule status;
      status.status = word("a status");
      status_guard(status);
      rule.statuses.push_back(std::move(status));
    } else if (k == "beats") {
      do rule.beats.push_back(word("the name of a rule"));
      while (accept(","));
    } else if (k == "yes" || k == "no" || k == "todo")
      example(rule, k);
    else if (k == "span")
      rule.span = word("a capture");
    else if (k == "needs")
      rule.needs = alternatives("a label");
    else if (k == "note")
      string("a remark in quotes");
    else if (k == "apart")
      rule.apart = true;
    else {
      std::vector<std::string> known(kClauses.begin(), kClauses.end());
      problems_.error(keyword.place, fmt::format("unknown clause '{}'{}", k, did_you_mean(k, known)));
      throw ClauseError{};
    }
  }

  Guard guard(bool wanted) {
    Guard guard;
    guard.wanted = wanted;
    guard.pattern = pattern();
    const Name where = word("before, after or inside");
    if (where.text == "before")
      guard.where = Where::kBefore;
    else if (where.text == "after")
      guard.where = Where::kAfter;
    else if (where.text == "inside")
      guard.where = Where::kInside;
    else {
      problems_.error(where.place, fmt::format("found '{}', wanted before, after or inside", where.text));
      throw ClauseError{};
    }
    guard.of = {"match", where.place};
    if (peek().kind == SymbolKind::kWord && !at_clause() && !peek().is_word("as"))
      guard.of = word("a capture, trigger or match");
    return guard;
  }

  void status_guard(StatusRule& status) {
    if (!accept_word("if")) fail(peek(), "'if' and a pattern");
    status.guard = guard(true);
    if (accept_word("as")) status.reporter = word("the capture that reports");
  }

  Let let() {
    Let let;
    let.name = word("a name");
    if (accept("?")) let.optional = true;
    expect("=");
    do let.lookups.push_back(lookup());
    while (accept_word("or"));
    return let;
  }

  // last Person where name ends g within 3 sentences not after Closing
  Lookup lookup() {
    Lookup lookup;
    const Name pick = word("last, first, next or any");
    lookup.place = pick.place;
    if (pick.text == "last")
      lookup.pick = Pick::kLast;
    else if (pick.text == "first")
      lookup.pick = Pick::kFirst;
    else if (pick.text == "next")
      lookup.pick = Pick::kNext;
    else if (pick.text == "any")
      lookup.pick = Pick::kAny;
    else {
      problems_.error(pick.place, fmt::format("found '{}', wanted last, first, next or any", pick.text));
      throw ClauseError{};
    }
    lookup.labels = alternatives("a label");
    for (;;) {
      if (!at_clause() && accept_word("where")) {
        conditions(lookup.conditions);
      } else if (accept_word("within")) {
        if (accept_word("block"))
          lookup.same_block = true;
        else {
          lookup.within = number("a number of sentences");
          if (!accept_word("sentences")) accept_word("sentence");
        }
      } else if (peek().is_word("not") && peek(1).is_word("after")) {
        take();
        take();
        lookup.not_after = alternatives("a label");
      } else {
        return lookup;
      }
    }
  }

  void conditions(std::vector<Condition>& out) {
    do {
      Condition condition;
      condition.left = path();
      if (accept("="))
        condition.compare = Compare::kEquals;
      else if (accept("!="))
        condition.compare = Compare::kDiffers;
      else if (accept_word("begins"))
        condition.compare = Compare::kBegins;
      else if (accept_word("ends"))
        condition.compare = Compare::kEnds;
      else if (accept_word("contains"))
        condition.compare = Compare::kContains;
      else
        fail(peek(), "=, !=, begins, ends or contains");
      do condition.right.push_back(template_value());
      while (accept("|"));
      out.push_back(std::move(condition));
    } while (accept_word("and"));
  }

  void settings(std::vector<Setting>& out) {
    do {
      Setting setting;
      setting.key = word("a feature's name");
      expect("=");
      setting.value = template_value();
      out.push_back(std::move(setting));
    } while (accept(","));
  }

  void refer(Rule& rule) {
    const Symbol& s = peek();
    if (s.is_word("last") || s.is_word("first") || s.is_word("any") || s.is_word("next")) {
      do rule.refers.push_back(lookup());
      while (accept_word("or"));
    } else {
      rule.refer_path = path();
      rule.has_refer_path = true;
    }
  }

  void aliases(Rule& rule) {
    do rule.aliases.push_back(word("a capture"));
    while (accept(","));
  }

  Path path() {
    const Name whole = word("a capture, or capture.feature");
    return split_path(whole);
  }

  static Path split_path(const Name& whole) {
    Path path;
    std::size_t begin = 0;
    for (bool first = true; begin <= whole.text.size(); first = false) {
      const std::size_t end = std::min(whole.text.find('.', begin), whole.text.size());
      Name part{whole.text.substr(begin, end - begin), whole.place};
      if (first)
        path.root = std::move(part);
      else
        path.keys.push_back(std::move(part));
      begin = end + 1;
    }
    return path;
  }

  static Template path_template(Path path) {
    Template value;
    value.place = path.root.place;
    value.pieces.push_back({{}, std::move(path)});
    return value;
  }

  // "UBND {unit} {place.name}" or place.name
  Template template_value() {
    if (peek().kind == SymbolKind::kWord) return path_template(path());
    const Name text = string("a path or a text in quotes");
    Template value;
    value.place = text.place;
    std::size_t begin = 0;
    while (begin < text.text.size()) {
      const std::size_t open = text.text.find('{', begin);
      if (open != begin) value.pieces.push_back({text.text.substr(begin, open - begin), {}});
      if (open == std::string::npos) break;
      const std::size_t close = text.text.find('}', open);
      if (close == std::string::npos) {
        problems_.error(text.place, "'{' without '}' in this text");
        throw ClauseError{};
      }
      value.pieces.push_back({{}, split_path({text.text.substr(open + 1, close - open - 1), text.place})});
      begin = close + 1;
    }
    return value;
  }

  std::uint32_t number(const char* what) {
    const Symbol& s = peek();
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(s.text.data(), s.text.data() + s.text.size(), value);
    if (s.kind != SymbolKind::kWord || error != std::errc() || end != s.text.data() + s.text.size())
      fail(s, what);
    take();
    return value;
  }

  // yes "{source UBND tỉnh X} tổ chức {target Hội nghị Y}."
  void example(Rule& rule, std::string_view kind) {
    Example example;
    example.kind = kind == "yes"  ? Example::Kind::kYes
                   : kind == "no" ? Example::Kind::kNo
                                  : Example::Kind::kTodo;
    const Name text = string("a sentence in quotes");
    example.place = text.place;
    const std::string_view written = text.text;
    for (std::size_t at = 0; at < written.size();) {
      const std::size_t brace = kBraces.find(written, at);
      example.text += written.substr(at, brace - at);
      if (brace == written.size()) break;
      at = brace + 1;
      const auto here = static_cast<std::uint32_t>(example.text.size());
      if (written[brace] == '{') {
        const std::size_t space = written.find(' ', at);
        if (space == std::string_view::npos) break;
        open_marks_.push_back(example.marks.size());
        example.marks.push_back({{written.substr(at, space - at), text.place}, here, 0});
        at = space + 1;
      } else if (!open_marks_.empty()) {
        example.marks[open_marks_.back()].end = here;
        open_marks_.pop_back();
      } else {
        example.text.push_back('}');
      }
    }
    if (!open_marks_.empty()) {
      open_marks_.clear();
      problems_.error(text.place, "'{argument text' without '}' in this sentence");
      throw ClauseError{};
    }
    rule.examples.push_back(std::move(example));
  }

  // --- patterns
  // ----------------------------------------------------------------------------------------------
  Pattern pattern() {
    Pattern first = sequence();
    if (!peek().is("|")) return first;
    Pattern alternation;
    alternation.kind = PatternKind::kAlternation;
    alternation.place = first.place;
    alternation.parts.push_back(std::move(first));
    while (accept("|")) alternation.parts.push_back(sequence());
    return alternation;
  }

  [[nodiscard]] bool at_element() const {
    const Symbol& s = peek();
    if (s.kind == SymbolKind::kEnd || at_clause()) return false;
    if (s.first_on_line && s.place.column == 1) return false;
    // Labels and shapes begin with a capital: a small word at the begin of a line is a clause misspelt.
    if (s.first_on_line && s.kind == SymbolKind::kWord && s.text[0] >= 'a' && s.text[0] <= 'z' &&
        !peek(1).is(":"))
      return false;
    if (s.kind == SymbolKind::kString || s.kind == SymbolKind::kRegex) return true;
    if (s.kind == SymbolKind::kMark) return s.text == "~~" || (s.text.size() == 1 && kOpening.has(s.text[0]));
    // before / after / inside / as end the pattern of a guard
    return s.text != "before" && s.text != "after" && s.text != "inside" && s.text != "as";
  }

  Pattern sequence() {
    Pattern sequence;
    sequence.kind = PatternKind::kSequence;
    sequence.place = peek().place;
    while (at_element()) sequence.parts.push_back(element());
    if (sequence.parts.empty()) fail(peek(), "a pattern");
    if (sequence.parts.size() == 1) return std::move(sequence.parts.front());
    return sequence;
  }

  Pattern element() {
    const bool anchor = accept("@");
    Name capture;
    if (peek().kind == SymbolKind::kWord && peek(1).is(":")) {
      capture = word("a capture");
      take();
    }
    Pattern p = quantified(atom());
    // The mark of an anchor belongs to the atom, the capture to the whole: x:[list]? may be absent.
    if (anchor) mark_anchor(p);
    if (!capture.text.empty()) {
      if (!p.capture.text.empty()) {
        Pattern outer;
        outer.kind = PatternKind::kSequence;
        outer.place = p.place;
        outer.parts.push_back(std::move(p));
        p = std::move(outer);
      }
      p.capture = std::move(capture);
    }
    return p;
  }

  static void mark_anchor(Pattern& p) {
    Pattern* at = &p;
    while (at->kind == PatternKind::kRepeat || at->kind == PatternKind::kCoordination)
      at = &at->parts.front();
    at->anchor = true;
  }

  Pattern atom() {
    Pattern p = bare_atom();
    while (peek().is_word("except")) {
      take();
      p.except.push_back(bare_atom());
    }
    return p;
  }

  Pattern bare_atom() {
    if (depth_ == kMaxDepth) fail(peek(), fmt::format("at most {} brackets within each other", kMaxDepth));
    const struct Level {
      explicit Level(int& d) : depth(d) { ++depth; }
      ~Level() { --depth; }
      int& depth;
    } level(depth_);
    return atom_at_depth();
  }

  Pattern atom_at_depth() {
    const Symbol s = peek();
    Pattern p;
    p.place = s.place;
    if (s.kind == SymbolKind::kString) {
      take();
      p.kind = PatternKind::kLiteral;
      p.text = s.text;
      p.exact_case = s.single_quoted;
    } else if (s.kind == SymbolKind::kRegex) {
      take();
      p.kind = PatternKind::kRegex;
      p.text = s.text;
    } else if (accept("[")) {
      p.kind = PatternKind::kList;
      p.names = alternatives("the name of a list");
      if (accept("{")) feature_tests(p);
      expect("]");
    } else if (accept("(")) {
      p = pattern();
      if (!accept(")")) fail(peek(), fmt::format("')' for the '(' at {}:{}", s.place.line, s.place.column));
      if (!p.capture.text.empty() || p.kind == PatternKind::kRepeat) {  // (x:y)? must not share x's node
        Pattern group;
        group.kind = PatternKind::kSequence;
        group.place = s.place;
        group.parts.push_back(std::move(p));
        p = std::move(group);
      }
    } else if (accept("<")) {
      p.kind = PatternKind::kMacro;
      p.names.push_back(word("the name of a macro"));
      expect(">");
    } else if (accept("^")) {
      p.kind = PatternKind::kBegin;
    } else if (accept("$")) {
      p.kind = PatternKind::kEnd;
    } else if (accept("!")) {
      p.kind = PatternKind::kNot;
      p.parts.push_back(bare_atom());
    } else if (peek().is("~") || peek().is("~~")) {
      p.kind = PatternKind::kGap;
      p.crosses_clauses = take().text == "~~";
      p.max = number("the largest number of words between, as in ~4");
      p.min = 0;
    } else if (s.kind == SymbolKind::kWord) {
      take();
      label_or_shape(p, s);
    } else {
      fail(s, "an element of a pattern: \"word\", [list], Label, Cap, ~4, (...) or /regex/");
    }
    return p;
  }

  void label_or_shape(Pattern& p, const Symbol& s) {
    // Types and shapes may be joined without brackets when no space stands between: Organization|Province|Cap
    std::vector<Name> labels, shapes;
    const auto sort_in = [&](Name name) {
      (contains(kShapes, name.text) ? shapes : labels).push_back(std::move(name));
    };
    sort_in({s.text, s.place});
    while (peek().is("|") && !peek().space_before && peek(1).kind == SymbolKind::kWord &&
           !peek(1).space_before && !peek(2).is(":")) {
      take();
      sort_in(word("a label or shape"));
    }
    p.kind = shapes.empty()                         ? PatternKind::kLabel
             : labels.empty() && shapes.size() == 1 ? PatternKind::kShape
                                                    : PatternKind::kAlternation;
    if (p.kind == PatternKind::kAlternation) {
      const auto part = [&](PatternKind kind, std::vector<Name> names) {
        Pattern one;
        one.kind = kind;
        one.place = names.front().place;
        one.names = std::move(names);
        p.parts.push_back(std::move(one));
      };
      if (!labels.empty()) part(PatternKind::kLabel, labels);
      for (const Name& shape : shapes) part(PatternKind::kShape, {shape});
      return;
    }
    p.names = shapes.empty() ? std::move(labels) : std::move(shapes);
    const bool features = p.kind == PatternKind::kLabel && peek().is("{") && !peek().space_before &&
                          peek(1).kind == SymbolKind::kWord && (peek(2).is("=") || peek(2).is("!="));
    if (!features) return;
    take();
    feature_tests(p);
  }

  // key="value"|"value", key!="value" } after the opening brace
  void feature_tests(Pattern& p) {
    do {
      FeatureTest test;
      test.key = word("a feature's name");
      test.negated = peek().is("!=");
      take();
      do test.values.push_back(string("a text in quotes"));
      while (accept("|"));
      p.features.push_back(std::move(test));
    } while (accept(","));
    expect("}");
  }

  Pattern quantified(Pattern p) {
    for (int count = 0;; ++count) {
      const Symbol& s = peek();
      const bool repeats =
          s.is("...") || s.is("?") || s.is("*") || s.is("+") || (s.is("{") && !s.space_before);
      if (repeats && count == kMaxQuantifiers)
        fail(s, fmt::format("at most {} repetitions of one element", kMaxQuantifiers));
      if (s.is("...")) {
        take();
        p = wrap(PatternKind::kCoordination, std::move(p), 1, 1);
      } else if (s.is("?")) {
        take();
        p = wrap(PatternKind::kRepeat, std::move(p), 0, 1);
      } else if (s.is("*")) {
        take();
        p = wrap(PatternKind::kRepeat, std::move(p), 0, kUnbounded);
      } else if (s.is("+")) {
        take();
        p = wrap(PatternKind::kRepeat, std::move(p), 1, kUnbounded);
      } else if (s.is("{") && !s.space_before) {
        take();
        const std::uint32_t min = number("the least number of times, as in {2,4}");
        const std::uint32_t max = accept(",") ? number("the largest number of times") : min;
        expect("}");
        if (max < min || max > 400) {
          problems_.error(
              s.place,
              fmt::format("a repetition of {{{},{}}}: wanted 0 <= least <= largest <= 400", min, max));
          throw ClauseError{};
        }
        p = wrap(PatternKind::kRepeat, std::move(p), min, max);
      } else if (s.is_word("except")) {
        problems_.error(s.place, "'except' stands before the repetition: Cap except [x]{2,4}");
        throw ClauseError{};
      } else {
        return p;
      }
    }
  }

  static Pattern wrap(PatternKind kind, Pattern inner, std::uint32_t min, std::uint32_t max) {
    Pattern outer;
    outer.kind = kind;
    outer.place = inner.place;
    outer.min = min;
    outer.max = max;
    outer.parts.push_back(std::move(inner));
    return outer;
  }

  std::vector<Symbol> symbols_;
  Declarations& out_;
  Problems& problems_;
  std::size_t at_ = 0;
  int depth_ = 0;  // brackets open around the atom being read
  std::vector<std::size_t> open_marks_;
};

}  // namespace

void parse_rules(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                 ast::Declarations& out, Problems& problems) {
  Parser(scan(content, file, kept, problems), out, problems).run();
}

}  // namespace newsgraph
