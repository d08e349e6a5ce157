// SPDX-License-Identifier: Apache-2.0
// What programs share is kept once; nothing about what matches tells that from its being written out.
#include <algorithm>

#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

constexpr const char* kHead =
    "label Hit\n"
    "macro long = (\"one\" \"two\" (\"three\" | \"four\" \"five\" | \"six\")"
    " (\"seven\" \"eight\" | \"nine\" \"ten\"))\n";

/// Rules that start at words of their own and go on with the same macro.
std::string rules_with(int count) {
  std::string text = kHead;
  for (int i = 0; i < count; ++i)
    text += "rule r" + std::to_string(i) + " -> Hit\n  find @\"start" + std::to_string(i) + "\" <long>\n";
  return text;
}

std::size_t calls_in(const RuleSet& rules) {
  const auto& code = rules.impl().code;
  return static_cast<std::size_t>(
      std::count_if(code.begin(), code.end(), [](const Instruction& in) { return in.op == Op::kCall; }));
}

TEST(ProgramLibrary, KeepsAMacroOnceForAllRules) {
  const auto some = compile_text(rules_with(80)), more = compile_text(rules_with(100));
  // Each rule more brings a call and the ends of its two programs.
  EXPECT_EQ(more->impl().code.size() - some->impl().code.size(), 20U * 3);
}

TEST(ProgramLibrary, WritesOutWhatStandsInFewPlaces) {
  EXPECT_EQ(calls_in(*compile_text(rules_with(1))), 0U);
  EXPECT_EQ(calls_in(*compile_text(rules_with(3))), 0U);
}

TEST(ProgramLibrary, CountsTheStatesOfEveryCall) {
  const auto once = compile_text(std::string(kHead) + "rule r -> Hit\n  find @\"x\" <long> \"y\"\n");
  const auto often = compile_text(std::string(kHead) + "rule r -> Hit\n  find @\"x\" <long>{90,90} \"y\"\n");
  EXPECT_EQ(calls_in(*often), 90U);
  const std::uint32_t written_out = once->impl().variants.front().right.states;
  const std::uint32_t called = often->impl().variants.front().right.states;
  EXPECT_GT(called, 90 * (written_out - 2));
  EXPECT_LE(called, 90 * (written_out + 2));  // a call and a return each
}

TEST(ProgramLibrary, LeavesAGapThatEndsAPartWhereItStands) {
  // How far a gap can be passed over at once depends on what follows it.
  const auto rules = compile_text(
      "label Hit\nmacro far = (\"a\" ~9)\nrule r -> Hit\n"
      "  find @\"x\" <far>{90,90} \"y\"\n");
  EXPECT_EQ(calls_in(*rules), 0U);
}

TEST(ProgramLibrary, KeepsWhatIsReadForwardApartFromWhatIsReadBackward) {
  std::string pair = "\"k\"";
  for (char letter = 'a'; letter < 'k'; ++letter) pair += std::string(" | Num \"") + letter + "\"";
  const auto rules = compile_text("label Hit\nmacro pair = (" + pair +
                                  ")\nrule r -> Hit\n  find <pair>{30,30} @\"x\" <pair>{30,30}\n");
  EXPECT_EQ(calls_in(*rules), 60U);
  const auto finds = [&](const std::string& unit) {
    std::string side;
    for (int i = 0; i < 30; ++i) side += unit + " ";
    Extraction extraction(rules->impl());
    extraction.run(article_of(side + "x " + side));
    return extraction.chart().annotations().size();
  };
  EXPECT_EQ(finds("5 c"), 1U);
  EXPECT_EQ(finds("k"), 1U);
  EXPECT_EQ(finds("c 5"), 0U);
}

}  // namespace
}  // namespace newsgraph
