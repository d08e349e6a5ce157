// SPDX-License-Identifier: Apache-2.0
// The matcher against a plain one, over random small patterns and texts with a fixed seed; and its cost on
// hostile text.
#include <algorithm>
#include <random>

#include "tests/extract/rule/plain_matcher.h"
#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

class Random : public testing::TestWithParam<bool> {};

TEST_P(Random, PatternsMatchAsThePlainMatcherSays) {
  const bool backward = GetParam();
  std::mt19937 random(backward ? 20241122 : 11);
  plain::Maker maker(
      [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); });
  std::size_t matched = 0, tried = 0;
  for (int round = 0; round < 1500; ++round) {
    const plain::Node pattern = maker.pattern();
    const std::string text = plain::rules_of(pattern, backward);
    const auto rules = compile_text(text);
    ASSERT_NE(rules, nullptr) << text;
    for (int i = 0; i < 8; ++i) {
      const Strings tokens = maker.text();
      if (tokens.empty()) continue;
      bool is_there = false;
      ASSERT_EQ(plain::difference(*rules, pattern, backward, tokens, is_there), "");
      ++tried;
      matched += is_there;
    }
  }
  EXPECT_GT(matched, tried / 10) << "the random patterns hardly match, so the test says little";
  EXPECT_LT(matched, tried * 9 / 10);
}

TEST_P(Random, PartsThatAreCalledMatchAsThePlainMatcherSays) {
  const bool backward = GetParam();
  std::mt19937 random(backward ? 7 : 20261127);
  plain::Maker maker(
      [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); });
  std::size_t called = 0;
  constexpr std::size_t kRounds = 200;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const plain::Node pattern = maker.repeated_pattern();
    const std::string text = plain::rules_of(pattern, backward);
    const auto rules = compile_text(text);
    ASSERT_NE(rules, nullptr) << text;
    const auto& code = rules->impl().code;
    called += std::any_of(code.begin(), code.end(), [](const Instruction& in) { return in.op == Op::kCall; });
    for (int i = 0; i < 8; ++i) {
      Strings tokens = maker.text();
      tokens.resize(std::min<std::size_t>(tokens.size(), 4));  // the plain matcher tries every way
      bool is_there = false;
      if (tokens.empty()) continue;
      ASSERT_EQ(plain::difference(*rules, pattern, backward, tokens, is_there), "");
    }
  }
  EXPECT_GT(called, kRounds / 2) << "the random patterns have hardly a part that is called";
}

INSTANTIATE_TEST_SUITE_P(Matcher, Random, testing::Bool(),
                         [](const auto& direction) { return direction.param ? "Backward" : "Forward"; });

/// Steps that a rule takes on `text`.
std::uint64_t steps(const RuleSet& rules, const std::string& text) {
  Extraction extraction(rules.impl());
  extraction.run(article_of(text));
  return extraction.steps();
}

struct Hostile {
  const char* pattern;
  const char* unit;  // the text is many of these
};

void PrintTo(const Hostile& hostile, std::ostream* out) {
  *out << hostile.pattern;
}

class Adversarial : public testing::TestWithParam<Hostile> {};

// One attempt is bounded by program size times sentence length: with one anchor, twice the text is twice the
// steps.
TEST_P(Adversarial, OneAttemptStaysLinear) {
  const auto rules =
      compile_text(std::string("label Hit\nlist clause-break = \";\"\nrule hit -> Hit\n  find @\"start\" ") +
                   GetParam().pattern + " \"never\"\n");
  ASSERT_NE(rules, nullptr);
  const auto text = [&](std::size_t n) {
    std::string words = "start";
    for (std::size_t i = 0; i < n; ++i) words += std::string(" ") + GetParam().unit;
    return words;
  };
  const std::uint64_t small = steps(*rules, text(400)), large = steps(*rules, text(800));
  std::size_t size = 0;
  for (const Variant& variant : rules->impl().variants) size += variant.left.states + variant.right.states;
  EXPECT_LE(small, size * 402 * 3 + 2000);  // a state is entered once, and asked for by at most two others
  EXPECT_LE(large, small * 2 + small / 4 + 2000);
}

INSTANTIATE_TEST_SUITE_P(
    Matcher, Adversarial,
    testing::Values(Hostile{"((\"a\" (\"a\" | Any \"a\"? | Lower) ~3 \"a\"){1,9}){1,9}", "a"},
                    Hostile{"(\"a\"?){0,1} \"a\"* \"a\"* \"a\"*", "a"},
                    Hostile{"((\"a\"+ \"a\"?)+ \"a\"+)+", "a"}, Hostile{"~40 ~40 ~40 ~40", "b"},
                    Hostile{"((Lower | \"a\" | Any){1,30} ~30){1,30}", "a"},
                    Hostile{"(\"a\" | \"a\" \"a\" | Any){0,400}", "a"},
                    Hostile{"(Any* \"b\"){1,20}", "a b"}));

}  // namespace
}  // namespace newsgraph
