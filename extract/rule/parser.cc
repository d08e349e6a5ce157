// SPDX-License-Identifier: Apache-2.0
//
// The grammar of rule files, by recursive descent. docs/rules.md is the reference for authors.
//
//   file        declaration*    a declaration begins in the first column
//   declaration type | relation | group | label | list | gazetteer | macro | status | spelling | abbreviation
//               | rule
//
// Rules are in rule_parser.h, their patterns in pattern_parser.h. Tested by
// tests/extract/rule/parser_test.cc.
#include "extract/rule/parser.h"

#include <fmt/format.h>

#include "extract/rule/rule_parser.h"
#include "extract/suggest.h"

namespace newsgraph {
namespace {

using namespace ast;

constexpr std::array<std::string_view, 6> kMerges = {"prefix", "suffix",   "inside",
                                                     "words",  "initials", "numbers-apart"};

class Parser {
 public:
  Parser(SymbolStream& in, Declarations& out) : in_(in), rules_(in), out_(out) {}

  void run() {
    while (!in_.at_end()) {
      const std::size_t before = in_.taken();
      try {
        declaration();
      } catch (const ClauseError&) {
        skip_to_declaration();
      }
      if (in_.taken() == before) in_.take();
    }
  }

 private:
  void skip_to_declaration() {
    while (!in_.at_end() && !in_.in_first_column()) in_.take();
  }
  void end_of_declaration() {
    if (in_.at_end() || in_.in_first_column()) return;
    const bool indented = in_.peek().first_on_line && contains(kDeclarations, in_.peek().text);
    const bool parted = in_.peek().kind == SymbolKind::kString || in_.peek().is(",");
    in_.fail(in_.peek(), std::string("the end of the declaration") +
                             (indented ? "; a declaration begins in the first column"
                              : parted ? "; '|' parts the words of a list"
                                       : ""));
  }

  void declaration() {
    const Symbol& s = in_.peek();
    if (!in_.at_declaration()) {
      std::vector<std::string> known(kDeclarations.begin(), kDeclarations.end());
      const std::string hint = s.place.column != 1 ? "; a clause must stand below its rule"
                               : contains(kClauses, s.text)
                                   ? "; put spaces before it, so that it stands in its rule"
                                   : did_you_mean(s.text, known);
      in_.report(s.place, fmt::format("'{}' begins no declaration{}", s.text, hint));
      in_.take();
      throw ClauseError{};
    }
    const std::string_view keyword = in_.take().text;
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
    out_.rules.push_back(rules_.rule());
  }

  // type Event "Sự kiện" merges prefix, suffix omits [filler|form]
  void type() {
    TypeDeclaration type;
    type.name = in_.word("the name of a node type");
    if (in_.peek().kind == SymbolKind::kString) type.label_vi = in_.take().text;
    if (in_.accept_word("merges")) {
      do {
        const Name option = in_.word("prefix, suffix, inside, words, initials or numbers-apart");
        if (std::find(kMerges.begin(), kMerges.end(), option.text) == kMerges.end()) {
          in_.report(option.place, fmt::format("unknown way to merge '{}'; there are {}", option.text,
                                               fmt::join(kMerges, ", ")));
        }
        type.options.emplace_back(option.text);
      } while (in_.accept(","));
    }
    if (in_.accept_word("omits")) {
      in_.expect("[");
      type.omits = in_.alternatives("the name of a list");
      in_.expect("]");
    }
    end_of_declaration();
    out_.types.push_back(std::move(type));
  }

  // relation HOSTS "hosts" "tổ chức" (Organization|Province -> Event) symmetric
  void relation() {
    RelationDeclaration relation;
    relation.name = in_.word("the name of a relation");
    if (in_.peek().kind == SymbolKind::kString) relation.label_en = in_.take().text;
    if (in_.peek().kind == SymbolKind::kString) relation.label_vi = in_.take().text;
    in_.expect("(");
    relation.sources = in_.alternatives("a node type");
    in_.expect("->");
    relation.targets = in_.alternatives("a node type");
    in_.expect(")");
    relation.symmetric = in_.accept_word("symmetric");
    relation.attribute = in_.accept_word("attribute");
    end_of_declaration();
    out_.relations.push_back(std::move(relation));
  }

  void group() {
    GroupDeclaration group;
    group.name = in_.word("the name of a group of types");
    in_.expect("=");
    group.members = in_.alternatives("a node type or label");
    end_of_declaration();
    out_.groups.push_back(std::move(group));
  }

  void labels() {
    do out_.labels.push_back(in_.word("the name of a label"));
    while (in_.accept(","));
    end_of_declaration();
  }

  // list organise = "chủ trì" | [chair]      list post from lists/posts.txt
  void list(bool gazetteer) {
    ListDeclaration list;
    list.gazetteer = gazetteer;
    list.cased = gazetteer;
    if (in_.accept_word("cased")) list.cased = true;
    if (in_.accept_word("uncased")) list.cased = false;
    list.name = in_.word("the name of a list");
    try {
      content(list);
    } catch (const ClauseError&) {  // known all the same: what uses it is not wrong
      out_.lists.push_back(std::move(list));
      throw;
    }
    out_.lists.push_back(std::move(list));
  }

  void content(ListDeclaration& list) {
    if (in_.accept_word("from")) {
      do list.files.push_back(file_name());
      while (in_.accept(","));
    }
    if (in_.accept("=")) {
      do {
        if (in_.accept("[")) {
          list.includes.push_back(in_.word("the name of a list"));
          in_.expect("]");
        } else {
          list.literals.push_back(in_.string("a word in quotes or a [list]"));
        }
      } while (in_.accept("|"));
    }
    if (list.files.empty() && list.literals.empty() && list.includes.empty())
      in_.fail(in_.peek(), "'= \"word\" | ...' or 'from FILE'");
    end_of_declaration();
  }

  Name file_name() {
    if (in_.peek().kind == SymbolKind::kString) return in_.string("a file name");
    return in_.word("a file name in quotes");
  }

  void macro() {
    MacroDeclaration macro;
    macro.name = in_.word("the name of a macro");
    in_.expect("=");
    if (rules_.at_lookups())
      macro.lookups = rules_.lookups();
    else
      macro.pattern = PatternParser(in_).pattern();
    end_of_declaration();
    out_.macros.push_back(std::move(macro));
  }

  // status denied for HOSTS|SIGNS if "không" ~2 before trigger
  void global_status() {
    StatusRule status;
    status.status = in_.word("planned, proposed, denied, reported or stated");
    if (in_.accept_word("for")) status.relations = in_.alternatives("a relation");
    rules_.status_guard(status);
    end_of_declaration();
    out_.statuses.push_back(std::move(status));
  }

  void spelling() {
    const Name a = in_.string("a syllable in quotes");
    in_.expect("=");
    const Name b = in_.string("a syllable in quotes");
    end_of_declaration();
    out_.spellings.emplace_back(a.text, b.text);
  }

  void abbreviation() {
    do out_.abbreviations.emplace_back(in_.string("an abbreviation in quotes, without its full stop").text);
    while (in_.accept("|"));
    end_of_declaration();
  }

  SymbolStream& in_;
  RuleParser rules_;
  Declarations& out_;
};

}  // namespace

void parse_rules(std::string_view content, std::uint32_t file, std::deque<std::string>& kept,
                 ast::Declarations& out, Problems& problems) {
  SymbolStream symbols(scan(content, file, kept, problems), problems);
  Parser(symbols, out).run();
}

}  // namespace newsgraph
