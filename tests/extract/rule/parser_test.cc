// SPDX-License-Identifier: Apache-2.0
// What an author reads when a rule file is wrong: whole texts, with the line, the caret and the hint.
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

struct Case {
  const char* what;
  const char* file;
  const char* told;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.what;
}

class Errors : public testing::TestWithParam<Case> {};

TEST_P(Errors, AreToldWithPlaceAndHint) {
  EXPECT_EQ(problems_of(GetParam().file), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Parser, Errors,
    testing::Values(
        Case{"a label misspelt",
             "type Organization \"o\"\nrule a -> Organization\n  find \"x\" Organisation\n",
             "a.rules:3:12: error: unknown label 'Organisation', did you mean 'Organization'?\n"
             "    find \"x\" Organisation\n"
             "             ^^^^^^^^^^^^\n"},
        Case{"columns count characters, not bytes", "label A\nrule a -> A\n  find \"đã ký\" Bộ\n",
             "a.rules:3:16: error: unknown label 'Bộ'; words of the language stand in quotes: \"Bộ\"\n"
             "    find \"đã ký\" Bộ\n"
             "                 ^^\n"},
        Case{"a list misspelt", "label A\nlist honorific = \"x\"\nrule a -> A\n  find [honorfic]\n",
             "a.rules:4:9: error: unknown list 'honorfic', did you mean 'honorific'?\n"
             "    find [honorfic]\n"
             "          ^^^^^^^^\n"},
        Case{"a clause misspelt", "label A\nrule a -> A\n  find \"x\"\n  unles \"y\" before match\n",
             "a.rules:4:3: error: found 'unles', wanted a clause, did you mean 'unless'?\n"
             "    unles \"y\" before match\n"
             "    ^^^^^\n"},
        Case{"a relation without arguments",
             "type P \"p\"\nrelation M \"m\" \"g\" (P -> P)\nrule a -> M\n  find \"x\"\n",
             "a.rules:3:11: error: 'M' is a relation: write M(source, target)\n"
             "  rule a -> M\n"
             "            ^\n"},
        Case{"two marked starts", "label A\nrule a -> A\n  find (@\"x\" | @\"y\") @\"z\"\n",
             "a.rules:3:22: error: found '@', wanted no second one: a pattern starts at one place\n"
             "    find (@\"x\" | @\"y\") @\"z\"\n"
             "                       ^\n"},
        Case{"a colon behind a clause word", "label A\nrule a -> A\n  find \"x\"\n  yes: \"x\"\n",
             "a.rules:4:6: error: no ':' stands behind 'yes'\n"
             "    yes: \"x\"\n"
             "       ^\n"},
        Case{
            "a relation misspelt",
            "type P \"p\"\nrelation MEETS \"m\" \"g\" (P -> P)\nrule a -> MEET(x, y)\n  find x:P \"m\" y:P\n",
            "a.rules:3:11: error: unknown relation 'MEET', did you mean 'MEETS'?\n"
            "  rule a -> MEET(x, y)\n"
            "            ^^^^\n"},
        Case{"an argument that nothing binds",
             "type P \"p\"\nrelation M \"m\" \"g\" (P -> P)\nrule a -> M(source, target)\n  find source:P "
             "\"m\" P\n",
             "a.rules:3:21: error: nothing here is called 'target'\n"
             "  rule a -> M(source, target)\n"
             "                      ^^^^^^\n"},
        Case{"nothing but the cause when a clause cannot be read",
             "type P \"p\"\nrelation M \"m\" \"g\" (P -> P)\nlist verb = \"meets\"\nrule a -> M(x, y)\n"
             "  find x:P [verb y:P\n",
             "a.rules:5:18: error: found 'y', wanted ']'\n"
             "    find x:P [verb y:P\n"
             "                   ^\n"},
        Case{"a bracket without an end", "label A\nrule a -> A\n  find (\"x\" ~2\n",
             "a.rules:4:1: error: found the end of the file, wanted ')' for the '(' at 3:8\n"},
        Case{"a clause in the first column", "label A\nrule a -> A\nfind \"x\"\n",
             "a.rules:3:1: error: 'find' begins no declaration; put spaces before it, so that it stands in "
             "its "
             "rule\n"
             "  find \"x\"\n"
             "  ^^^^\n"},
        Case{"words of a list parted by a comma", "label A\nlist w = \"x\", \"y\"\nrule a -> A\n  find [w]\n",
             "a.rules:2:13: error: found ',', wanted the end of the declaration; '|' parts the words of a "
             "list\n"
             "  list w = \"x\", \"y\"\n"
             "              ^\n"},
        Case{"curly quotes", "label A\nrule a -> A\n  find “x”\n",
             "a.rules:3:8: error: a curly quote; words stand between straight ones: \"...\"\n"
             "    find “x”\n"
             "         ^\n"},
        Case{"a file that is not UTF-8", "label A\nrule a -> A\n  find \"b\xe3o\"\n",
             "a.rules:3: error: the byte 0xE3 is not UTF-8; save the file as UTF-8\n"
             "    find \"b\xe3o\"\n"},
        Case{"a mark in an example that names nothing",
             "type P \"p\"\nrelation M \"m\" \"g\" (P -> P)\nrule a -> M(who, whom)\n"
             "  find who:P \"m\" whom:P\n  yes \"{hwo Ada} m {whom Bo}\"\n",
             "a.rules:5:7: error: nothing here is called 'hwo', did you mean 'who'?\n"
             "    yes \"{hwo Ada} m {whom Bo}\"\n"
             "        ^^^^^^^^^^^^^^^^^^^^^^^\n"},
        Case{"a declaration misspelt", "lst a = \"x\"\n",
             "a.rules:1:1: error: 'lst' begins no declaration, did you mean 'list'?\n"
             "  lst a = \"x\"\n"
             "  ^^^\n"},
        Case{"a string without an end", "label A\nrule a -> A\n  find \"x\n",
             "a.rules:3:8: error: string without its closing quote on this line\n"
             "    find \"x\n"
             "         ^\n"},
        Case{"nothing to start from", "label A\nrule a -> A\n  find ~4\n",
             "a.rules:3:8: error: rule 'a' has nothing to start from: it needs one mandatory word, [list], "
             "label or shape\n"
             "    find ~4\n"
             "         ^\n"},
        Case{"a repetition of what may be empty", "label A\nrule a -> A\n  find \"x\" (\"y\"?)*\n",
             "a.rules:3:12: error: repeats something that may be empty; make what is inside mandatory\n"
             "    find \"x\" (\"y\"?)*\n"
             "             ^\n"},
        Case{"a macro that uses itself", "label A\nmacro m = \"x\" <m>\nrule a -> A\n  find <m>\n",
             "a.rules:2:16: error: macro 'm' uses itself\n"
             "  macro m = \"x\" <m>\n"
             "                 ^\n"},
        Case{"a value that is none", "label A\nrule a -> A\n  find x:\"x\"\n  where x = \"y\" | 'z' or\n",
             "a.rules:5:1: error: found the end of the file, wanted a capture, or capture.feature\n"},
        Case{"a condition without a value", "label A\nrule a -> A\n  find x:\"x\"\n  where x = (\"y\")\n",
             "a.rules:4:13: error: found '(', wanted a path, a text in quotes or a [list]\n"
             "    where x = (\"y\")\n"
             "              ^\n"},
        Case{"a list misspelt in a condition",
             "label A\nlist pet = \"x\"\nrule a -> A\n  find x:\"x\"\n  where x = [pets]\n",
             "a.rules:5:14: error: unknown list 'pets', did you mean 'pet'?\n"
             "    where x = [pets]\n"
             "               ^^^^\n"},
        Case{"conditions behind a lookup that are joined by 'or'",
             "label A\nrule a -> A\n  find \"x\"\n  let y = last A where text = \"b\" or text = \"c\"\n",
             "a.rules:4:38: error: found 'text', wanted last, first, next, any or a <macro>\n"
             "    let y = last A where text = \"b\" or text = \"c\"\n"
             "                                       ^^^^\n"},
        Case{"a macro misspelt behind a let",
             "label A\nmacro near = last A\nrule a -> A\n  find \"x\"\n  let y = <naer>\n",
             "a.rules:5:12: error: unknown macro 'naer', did you mean 'near'?\n"
             "    let y = <naer>\n"
             "             ^^^^\n"},
        Case{"a pattern where a lookup is wanted",
             "label A\nmacro near = \"x\"\nrule a -> A\n  find \"x\"\n  refer <near>\n",
             "a.rules:5:10: error: the macro 'near' is a pattern, wanted a lookup: last, first, next or any "
             "of "
             "a label\n"
             "    refer <near>\n"
             "           ^^^^\n"},
        Case{"a lookup where a pattern is wanted",
             "label A\nmacro near = last A\nrule a -> A\n  find \"x\" <near>\n",
             "a.rules:4:13: error: the macro 'near' is a lookup, wanted a pattern\n"
             "    find \"x\" <near>\n"
             "              ^^^^\n"},
        Case{"a macro that asks for what a rule does not bind",
             "label A\nmacro near = last A where text = g\nrule a -> A\n  find h:\"x\"\n  refer <near>\n",
             "a.rules:2:34: error: nothing in rule 'a' is called 'g', did you mean 'h'?\n"
             "  macro near = last A where text = g\n"
             "                                   ^\n"},
        Case{"a lookup that uses itself",
             "label A\nmacro near = last A or <near>\nrule a -> A\n  find \"x\"\n  refer <near>\n",
             "a.rules:2:25: error: macro 'near' uses itself\n"
             "  macro near = last A or <near>\n"
             "                          ^^^^\n"},
        Case{"no file of that name", "list a from \"lists/a.txt\"\n",
             "a.rules:1:13: error: no file 'lists/a.txt' beside this one or below the rule folder\n"
             "  list a from \"lists/a.txt\"\n"
             "              ^^^^^^^^^^^^^\n"},
        Case{"a rule that starts everywhere", "label A\nrule a -> A\n  find Any\n",
             "a.rules:3:8: warning: rule 'a' starts at every Any: give it a word, a [list] or a label to "
             "start from\n"
             "    find Any\n"
             "         ^^^\n"}));

TEST(Parser, ReportsAllErrorsOfAFileInOnePass) {
  const std::string told =
      problems_of("label A\nrule a -> B\n  find [x]\nrule b -> A\n  find <y>\nrule c -> A\n  find Z\n");
  for (const char* name : {"'B'", "'x'", "'y'", "'Z'"})
    EXPECT_NE(told.find(name), std::string::npos) << name << " in\n" << told;
}

TEST(Parser, ReportsADeclarationMadeTwiceWithTheFirstPlace) {
  std::vector<RuleProblem> problems;
  EXPECT_EQ(try_compile({{"a.rules", "list x = \"a\"\n"}, {"b.rules", "list x = \"b\"\n"}}, problems),
            nullptr);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].to_string(),
            "b.rules:1:6: error: list 'x' is declared already at a.rules:1\n  list x = \"b\"\n       ^");
}

TEST(Parser, RefusesBracketsWithoutEndInsteadOfRunningOutOfStack) {
  const std::string deep(100000, '(');
  EXPECT_NE(problems_of("label A\nrule a -> A\n  find " + deep + "\n")
                .find("at most 100 brackets within each other"),
            std::string::npos);
  const std::string nots(100000, '!');
  EXPECT_NE(problems_of("label A\nrule a -> A\n  find " + nots + "\n")
                .find("at most 100 brackets within each other"),
            std::string::npos);
}

TEST(Parser, RefusesPatternsThatGrowWithoutBound) {
  EXPECT_EQ(problems_of("label A\nrule a -> A\n  find \"x\" (((\"y\"){1,30} \"z\"){1,30} \"z\"){1,30}\n"),
            "a.rules:3:13: error: the pattern is too large: more than 20000 steps once its repetitions are "
            "written out\n"
            "    find \"x\" (((\"y\"){1,30} \"z\"){1,30} \"z\"){1,30}\n"
            "              ^\n");
  EXPECT_NE(problems_of("label A\nrule a -> A\n  find \"x\"" + std::string(3000, '?') + "\n")
                .find("at most 3 repetitions of one element"),
            std::string::npos);
  std::string lists = "\"x\"";
  for (int i = 0; i < 60; ++i) lists = "(" + lists + ")...";
  EXPECT_NE(problems_of("label A\nmacro separator = \",\"\nrule a -> A\n  find " + lists + "\n")
                .find("the members of this list are larger than 2000 elements"),
            std::string::npos);
  std::string macros = "label A\nmacro m0 = \"x\" \"y\"\n";
  for (int i = 1; i < 20; ++i)
    macros += "macro m" + std::to_string(i) + " = <m" + std::to_string(i - 1) + "> <m" +
              std::to_string(i - 1) + ">\n";
  EXPECT_NE(problems_of(macros + "rule a -> A\n  find <m19>\n")
                .find("macros make this pattern larger than 20000 elements"),
            std::string::npos);
}

TEST(Parser, ShowsOfALongLineWhatStandsAroundTheCaret) {
  const std::string told = problems_of("label A\nrule a -> A\n  find " + std::string(80, '(') + "\"đã\" Bad" +
                                       std::string(80, ')') + "\n");
  const std::string caret = told.substr(told.rfind('\n', told.size() - 2) + 1),
                    line = told.substr(told.find('\n') + 1);
  EXPECT_EQ(line.substr(0, 5), "  ...");
  EXPECT_EQ(caret, std::string(64, ' ') + "^^^\n")
      << told;  // two for the indent, three for the dots, 59 before
  EXPECT_EQ(line.substr(64 + 2, 3), "Bad") << "two letters of two bytes stand before";
}

TEST(Parser, LeavesNothingLoadedAfterAnError) {
  std::vector<RuleProblem> problems;
  EXPECT_EQ(try_compile({{"good.rules", "label A\nrule a -> A\n  find \"x\"\n"},
                         {"bad.rules", "rule b -> A\n  find [y]\n"}},
                        problems),
            nullptr);
}

TEST(Parser, ManyErrorsCostNoMoreThanTheirLines) {
  // The lines before each were counted anew: minutes for a file of another kind by the name of a rule file.
  std::string content;
  for (int i = 0; i < 40000; ++i) content += "this is no rule at all\n";
  std::vector<RuleProblem> problems;
  EXPECT_EQ(try_compile({{"a.rules", content}}, problems), nullptr);
  ASSERT_EQ(problems.size(), 40000U);
  EXPECT_EQ(problems.back().line, 40000U);
  EXPECT_EQ(problems.back().source_line, "this is no rule at all");
}

}  // namespace
}  // namespace newsgraph
