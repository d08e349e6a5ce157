// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/rule_parser.h"

#include <utility>

#include <fmt/format.h>

#include "extract/article/byte_set.h"
#include "extract/suggest.h"

namespace newsgraph {

using namespace ast;

namespace {

constexpr ByteSet kBraces("{}");

template <typename Value, std::size_t N>
using Named = std::array<std::pair<std::string_view, Value>, N>;
constexpr Named<Where, 3> kPlaces = {
    {{"before", Where::kBefore}, {"after", Where::kAfter}, {"inside", Where::kInside}}};
constexpr Named<Pick, 4> kPicks = {
    {{"last", Pick::kLast}, {"first", Pick::kFirst}, {"next", Pick::kNext}, {"any", Pick::kAny}}};
constexpr Named<Compare, 5> kComparisons = {{{"=", Compare::kEquals},
                                             {"!=", Compare::kDiffers},
                                             {"begins", Compare::kBegins},
                                             {"ends", Compare::kEnds},
                                             {"contains", Compare::kContains}}};
constexpr Named<Example::Kind, 3> kExamples = {
    {{"yes", Example::Kind::kYes}, {"no", Example::Kind::kNo}, {"todo", Example::Kind::kTodo}}};

/// Where a word stands in a table, or its end.
template <typename Table>
auto named(const Table& table, std::string_view word) {
  return std::find_if(table.begin(), table.end(), [word](const auto& named) { return named.first == word; });
}

/// The next symbol, which must be a word of the table.
template <typename Table>
auto one_of(SymbolStream& in, const Table& table, const char* wanted) {
  const Symbol symbol = in.peek();
  const auto at = named(table, in.word(wanted).text);
  if (at == table.end()) in.fail(symbol, wanted);
  return at->second;
}

Path split_path(const Name& whole) {
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

Template path_template(Path path) {
  Template value;
  value.place = path.root.place;
  value.pieces.push_back({{}, std::move(path)});
  return value;
}

}  // namespace

Rule RuleParser::rule() {
  Rule rule;
  rule.name = in_.word("the name of a rule");
  rule.place = rule.name.place;
  try {
    in_.expect("->");
    do output(rule);
    while (in_.accept(","));
  } catch (const ClauseError&) {
    rule.broken = true;
    while (!in_.at_clause()) in_.take();
  }
  while (!in_.at_declaration() && !in_.at_end()) {
    if (in_.in_first_column()) {  // reported by declaration()
      rule.broken = true;
      break;
    }
    try {
      clause(rule);
      if (!in_.at_clause() && !in_.at_end()) {
        std::vector<std::string> known(kClauses.begin(), kClauses.end());
        if (in_.peek().kind == SymbolKind::kWord && in_.peek().first_on_line)
          in_.fail(in_.peek(), fmt::format("a clause{}", did_you_mean(in_.peek().text, known)));
        in_.fail(in_.peek(), "the end of the clause");
      }
    } catch (const ClauseError&) {
      rule.broken = true;
      do in_.take();
      while (!in_.at_clause());
    }
  }
  return rule;
}

void RuleParser::output(Rule& rule) {
  if (in_.peek(1).is("(")) {
    rule.facts.push_back(fact());
  } else {
    rule.labels.push_back(in_.word("a label, or a relation with its arguments: HOSTS(source, target)"));
  }
}

FactOutput RuleParser::fact() {
  FactOutput fact;
  fact.relation = in_.word("a relation");
  in_.expect("(");
  fact.source = path();
  in_.expect(",");
  fact.target = path();
  while (in_.accept(",")) {
    Setting setting;
    setting.key = in_.word("role or status");
    if (in_.accept("="))
      setting.value = template_value();
    else
      setting.value = path_template({setting.key, {}});
    fact.settings.push_back(std::move(setting));
  }
  in_.expect(")");
  return fact;
}

void RuleParser::clause(Rule& rule) {
  const Symbol keyword = in_.take();
  const std::string_view k = keyword.text;
  if (in_.peek().is(":")) in_.refuse(in_.peek().place, fmt::format("no ':' stands behind '{}'", k));
  if (k == "find")
    rule.finds.push_back(patterns_.pattern());
  else if (k == "unless" || k == "if")
    rule.guards.push_back(guard(k == "if"));
  else if (k == "in")
    rule.blocks = in_.alternatives("title, paragraph or caption");
  else if (k == "let")
    rule.lets.push_back(let());
  else if (k == "where")
    conditions(rule.conditions, true);
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
    while (in_.accept(","));
  } else if (k == "status") {
    StatusRule status;
    status.status = in_.word("a status");
    status_guard(status);
    rule.statuses.push_back(std::move(status));
  } else if (k == "beats") {
    do rule.beats.push_back(in_.word("the name of a rule"));
    while (in_.accept(","));
  } else if (named(kExamples, k) != kExamples.end())
    example(rule, k);
  else if (k == "span")
    rule.span = in_.word("a capture");
  else if (k == "needs")
    rule.needs = in_.alternatives("a label");
  else if (k == "note")
    in_.string("a remark in quotes");
  else if (k == "apart")
    rule.apart = true;
  else {
    std::vector<std::string> known(kClauses.begin(), kClauses.end());
    in_.refuse(keyword.place, fmt::format("unknown clause '{}'{}", k, did_you_mean(k, known)));
  }
}

Guard RuleParser::guard(bool wanted) {
  Guard guard;
  guard.wanted = wanted;
  guard.pattern = patterns_.pattern();
  const Place place = in_.peek().place;
  guard.where = one_of(in_, kPlaces, "before, after or inside");
  guard.of = {"match", place};
  if (in_.peek().kind == SymbolKind::kWord && !in_.at_clause() && !in_.peek().is_word("as"))
    guard.of = in_.word("a capture, trigger or match");
  return guard;
}

void RuleParser::status_guard(StatusRule& status) {
  if (!in_.accept_word("if")) in_.fail(in_.peek(), "'if' and a pattern");
  status.guard = guard(true);
  if (in_.accept_word("as")) status.reporter = in_.word("the capture that reports");
}

Let RuleParser::let() {
  Let let;
  let.name = in_.word("a name");
  if (in_.accept("?")) let.optional = true;
  in_.expect("=");
  let.lookups = lookups();
  return let;
}

bool RuleParser::at_lookups() const {
  if (in_.peek().is("<")) return in_.peek(3).is_word("or");  // behind the name and its ">"
  return in_.peek().kind == SymbolKind::kWord && named(kPicks, in_.peek().text) != kPicks.end() &&
         !in_.peek(1).is(":");
}

std::vector<Lookup> RuleParser::lookups() {
  std::vector<Lookup> all;
  do all.push_back(lookup());
  while (in_.accept_word("or"));
  return all;
}

// last Person where name ends g within 3 sentences not after Closing, or <macro>
Lookup RuleParser::lookup() {
  Lookup lookup;
  lookup.place = in_.peek().place;
  if (in_.accept("<")) {
    lookup.macro = in_.word("the name of a macro");
    in_.expect(">");
    return lookup;
  }
  lookup.pick = one_of(in_, kPicks, "last, first, next, any or a <macro>");
  lookup.labels = in_.alternatives("a label");
  for (;;) {
    if (!in_.at_clause() && in_.accept_word("where")) {
      conditions(lookup.conditions, false);
    } else if (in_.accept_word("within")) {
      if (in_.accept_word("block"))
        lookup.same_block = true;
      else {
        lookup.within = in_.number("a number of sentences");
        if (!in_.accept_word("sentences")) in_.accept_word("sentence");
      }
    } else if (in_.peek().is_word("not") && in_.peek(1).is_word("after")) {
      in_.take();
      in_.take();
      lookup.not_after = in_.alternatives("a label");
    } else {
      return lookup;
    }
  }
}

// name contains "a" | b.name | [list]
Condition RuleParser::condition() {
  Condition condition;
  condition.left = path();
  const auto compares = [&](const auto& named) {
    return in_.accept(named.first) || in_.accept_word(named.first);
  };
  const auto how = std::find_if(kComparisons.begin(), kComparisons.end(), compares);
  if (how == kComparisons.end()) in_.fail(in_.peek(), "=, !=, begins, ends or contains");
  condition.compare = how->second;
  do {
    if (in_.accept("[")) {
      const std::vector<Name> lists = in_.alternatives("the name of a list");
      condition.lists.insert(condition.lists.end(), lists.begin(), lists.end());
      in_.expect("]");
    } else {
      condition.right.push_back(template_value("a path, a text in quotes or a [list]"));
    }
  } while (in_.accept("|"));
  return condition;
}

/// `with_choices`: whether "or" goes on with conditions; behind a lookup it begins another lookup.
void RuleParser::conditions(std::vector<Condition>& out, bool with_choices) {
  using enum Condition::Joined;
  for (Condition::Joined joined = kWhere;;) {
    out.push_back(condition());
    out.back().joined = joined;
    if (in_.accept_word("and"))
      joined = kAnd;
    else if (with_choices && in_.accept_word("or"))
      joined = kOr;
    else
      return;
  }
}

void RuleParser::settings(std::vector<Setting>& out) {
  do {
    Setting setting;
    setting.key = in_.word("a feature's name");
    in_.expect("=");
    setting.value = template_value();
    out.push_back(std::move(setting));
  } while (in_.accept(","));
}

void RuleParser::refer(Rule& rule) {
  if (at_lookups() || in_.peek().is("<")) {
    const std::vector<Lookup> more = lookups();
    rule.refers.insert(rule.refers.end(), more.begin(), more.end());
  } else {
    rule.refer_path = path();
    rule.has_refer_path = true;
  }
}

void RuleParser::aliases(Rule& rule) {
  do rule.aliases.push_back(in_.word("a capture"));
  while (in_.accept(","));
}

Path RuleParser::path() {
  const Name whole = in_.word("a capture, or capture.feature");
  return split_path(whole);
}

// "UBND {unit} {place.name}" or place.name
Template RuleParser::template_value(const char* wanted) {
  if (in_.peek().kind == SymbolKind::kWord) return path_template(path());
  const Name text = in_.string(wanted);
  Template value;
  value.place = text.place;
  std::size_t begin = 0;
  while (begin < text.text.size()) {
    const std::size_t open = text.text.find('{', begin);
    if (open != begin) value.pieces.push_back({text.text.substr(begin, open - begin), {}});
    if (open == std::string::npos) break;
    const std::size_t close = text.text.find('}', open);
    if (close == std::string::npos) {
      in_.refuse(text.place, "'{' without '}' in this text");
    }
    value.pieces.push_back({{}, split_path({text.text.substr(open + 1, close - open - 1), text.place})});
    begin = close + 1;
  }
  return value;
}

// yes "{source UBND tỉnh X} tổ chức {target Hội nghị Y}."
void RuleParser::example(Rule& rule, std::string_view kind) {
  Example example;
  example.kind = named(kExamples, kind)->second;
  const Name text = in_.string("a sentence in quotes");
  example.place = text.place;
  const std::string_view written = text.text;
  std::vector<std::size_t> open_marks;  // innermost last
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t brace = kBraces.find(written, at);
    example.text += written.substr(at, brace - at);
    if (brace == written.size()) break;
    at = brace + 1;
    const auto here = static_cast<std::uint32_t>(example.text.size());
    if (written[brace] == '{') {
      const std::size_t space = written.find(' ', at);
      if (space == std::string_view::npos) break;
      open_marks.push_back(example.marks.size());
      example.marks.push_back({{written.substr(at, space - at), text.place}, here, 0});
      at = space + 1;
    } else if (!open_marks.empty()) {
      example.marks[open_marks.back()].end = here;
      open_marks.pop_back();
    } else {
      example.text.push_back('}');
    }
  }
  if (!open_marks.empty()) in_.refuse(text.place, "'{argument text' without '}' in this sentence");
  rule.examples.push_back(std::move(example));
}

}  // namespace newsgraph
