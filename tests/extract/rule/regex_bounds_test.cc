// SPDX-License-Identifier: Apache-2.0
// What can be told of the tokens that a regular expression matches: a superset, never less.
#include "extract/rule/regex_bounds.h"

#include <vector>

#include <gtest/gtest.h>
#include <unicode/regex.h>

namespace newsgraph {
namespace {

constexpr ShapeMask kDigits = kNumberShape | kCodeShape | kSymbolShape;
constexpr ShapeMask kCapitals = kCapitalizedShape | kUpperShape | kMixedShape | kSymbolShape;
constexpr ShapeMask kSmalls = kLowerShape | kMixedShape | kSymbolShape;

struct Case {
  const char* regex;
  ShapeMask shapes;
};
void PrintTo(const Case& test, std::ostream* out) {
  *out << test.regex;
}

class RegexShapes : public testing::TestWithParam<Case> {};

TEST_P(RegexShapes, AreThoseOfTheFirstCharacter) {
  EXPECT_EQ(bounds_of_regex(GetParam().regex).shapes, GetParam().shapes);
}

INSTANTIATE_TEST_SUITE_P(
    Regex, RegexShapes,
    testing::Values(Case{R"(\d{4})", kDigits}, Case{R"((?<day>\d{1,2})[\/.](?<month>\d+))", kDigits},
                    Case{R"((19|20)\d\d)", kDigits}, Case{R"(\p{Lu}\p{Ll}+)", kCapitals},
                    Case{R"((?:Mc|De)?\p{Lu}.*)", kCapitals},
                    Case{R"((?=\p{Lu}\p{Ll}*$)(?i:ng|a).*)", kCapitals},
                    Case{R"((?!\p{Lu}{2,}$)(?!(?i:a|b)?[xy]$)(?:Van)?\p{Lu}\p{Ll}+)", kCapitals},
                    Case{R"((?![PQ]$)\p{Lu})", kCapitals}, Case{R"(\d|\p{Lu})", kDigits | kCapitals},
                    Case{R"([A-Z]+)", kAnyShape}, Case{R"(\d*x)", kDigits | kSmalls},
                    Case{R"((a|\d))", kDigits | kSmalls}, Case{R"((?:un|hye))", kSmalls},
                    Case{"é", kAnyShape}, Case{R"(\w+)", kAnyShape}, Case{R"((?i:mc)x)", kAnyShape},
                    Case{R"(\b\d)", kAnyShape}, Case{R"(\d{0,2})", kAnyShape},
                    Case{R"(\d?\p{Lu})", kDigits | kCapitals}, Case{R"((?=\d)?x)", kSmalls},
                    Case{R"(\Q5\E)", kAnyShape}, Case{"", kAnyShape}));

struct Sample {
  const char* regex;
  std::vector<const char*> inside, outside;
};
void PrintTo(const Sample& test, std::ostream* out) {
  *out << test.regex;
}

class BoundsOfRegex : public testing::TestWithParam<Sample> {};

bool matches(const char* regex, const char* text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(regex), 0, status);
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
  matcher.reset(unicode);
  const bool matched = matcher.matches(status);
  EXPECT_TRUE(U_SUCCESS(status));
  return matched;
}

// What is inside is matched by ICU or left to it; what is outside it does not match.
TEST_P(BoundsOfRegex, HoldWhatMatches) {
  const auto bounds = bounds_of_regex(GetParam().regex);
  for (const char* text : GetParam().inside) EXPECT_TRUE(bounds.may_match(text)) << text;
  for (const char* text : GetParam().outside) {
    EXPECT_FALSE(bounds.may_match(text)) << text;
    EXPECT_FALSE(matches(GetParam().regex, text)) << text;
  }
}

TEST_P(BoundsOfRegex, RefuseNothingThatMatches) {
  const auto bounds = bounds_of_regex(GetParam().regex);
  for (const char* text : {"",  "5",      "12", "7/10", "7.10.2025", "2025",     "12345", "a",   "A",
                           "k", "\u212A", "ss", "ß",    "Mc",        "al-Ahmad", "é",     "Đ",   "Ế",
                           "٣", "a{9}",   "(a", "-",    "x41",       "A1",       "aa",    "AAAA"})
    EXPECT_TRUE(!matches(GetParam().regex, text) || bounds.may_match(text)) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Regex, BoundsOfRegex,
    testing::Values(Sample{R"((?<day>\d{1,2})[\/.\-](?<month>\d{1,2}))",
                           {"7/10", "٣-1"},
                           {"7", "7,10", "7/10101010101010101010"}},
                    Sample{R"((19|20)\d\d)", {"2025", "20٣5"}, {"19", "2O25"}},
                    Sample{R"(\d+)", {"1", "123456789"}, {"", "1a"}},
                    Sample{R"(é?A{2,3})", {"AA", "éAAA"}, {"A", "éAAAA", "éBA"}},
                    Sample{R"([a-c\-]x*)", {"-", "bxxx"}, {"d", ""}}, Sample{R"([^a]b)", {"cb", "Đb"}, {"b"}},
                    Sample{R"([a[bc]])", {"a"}, {""}}, Sample{R"(a|bcd)", {"a", "bcd"}, {"e", "abcda"}},
                    Sample{R"(a(?=b)b)", {"ab"}, {"a", "abc"}}, Sample{R"((?i:k)x)", {"Kx", "\u212Ax"}, {""}},
                    Sample{R"((?i)ss)", {"ß", ""}, {}}, Sample{R"(\Qa{9}\E)", {"a{9}"}, {}},
                    Sample{R"(\x41)", {"A"}, {}}, Sample{R"(\bal-\p{Lu}\p{Ll}+)", {"al-Ahmad"}, {"al"}},
                    Sample{R"([aàđ]{1,2}n?)", {"à", "đàn"}, {"", "e", "aàđaàđan", "ơ"}},
                    Sample{R"([a-đ])", {"b", "é"}, {""}}, Sample{R"([đ-])", {"đ", "-"}, {""}},
                    Sample{R"((ab){2})", {"abab"}, {"ab"}},
                    Sample{R"(\d+-\d+[\/]\d+)", {"1-2/3"}, {"2/3", "12345"}},
                    Sample{R"(\d+([.\/]\d+)+|\d+x|\d*-)", {"1.2", "1/2.3", "1x", "-"}, {"12", "1,2"}},
                    Sample{R"(\d+(-\d)?)", {"12", "1-2"}, {"1/2"}}, Sample{R"((?i:x)\d)", {"X1", "x1"}, {""}},
                    Sample{R"(\d(?=-).\d)", {"1-2"}, {"12"}}));

}  // namespace
}  // namespace newsgraph
