// SPDX-License-Identifier: Apache-2.0
// What a regular expression's beginning tells of the tokens it can match: a superset, never less.
#include "extract/rule/regex_shapes.h"

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

constexpr ShapeMask kDigits = kNumberShape | kCodeShape | kSymbolShape;
constexpr ShapeMask kCapitals = kCapitalizedShape | kUpperShape | kMixedShape | kSymbolShape;

struct Case {
  const char* regex;
  ShapeMask shapes;
};
void PrintTo(const Case& test, std::ostream* out) {
  *out << test.regex;
}

class RegexShapes : public testing::TestWithParam<Case> {};

TEST_P(RegexShapes, AreThoseOfTheFirstCharacter) {
  EXPECT_EQ(shapes_of_regex(GetParam().regex), GetParam().shapes);
}

INSTANTIATE_TEST_SUITE_P(
    Regex, RegexShapes,
    testing::Values(Case{R"(\d{4})", kDigits}, Case{R"((?<day>\d{1,2})[\/.](?<month>\d+))", kDigits},
                    Case{R"((19|20)\d\d)", kDigits}, Case{R"(\p{Lu}\p{Ll}+)", kCapitals},
                    Case{R"((?:Mc|De)?\p{Lu}.*)", kCapitals},
                    Case{R"((?=\p{Lu}\p{Ll}*$)(?i:ng|a).*)", kCapitals},
                    Case{R"((?!\p{Lu}{2,}$)(?!(?i:a|b)?[xy]$)(?:Van)?\p{Lu}\p{Ll}+)", kCapitals},
                    Case{R"((?![PQ]$)\p{Lu})", kCapitals}, Case{R"(\d|\p{Lu})", kDigits | kCapitals},
                    Case{R"([A-Z]+)", kAnyShape}, Case{R"(\d*x)", kAnyShape}, Case{R"((a|\d))", kAnyShape},
                    Case{R"(\w+)", kAnyShape}, Case{R"((?i:mc)x)", kAnyShape}, Case{R"(\b\d)", kAnyShape},
                    Case{R"(\d{0,2})", kAnyShape}, Case{R"(\d?\p{Lu})", kDigits | kCapitals},
                    Case{R"((?=\d)?x)", kAnyShape}, Case{R"(\Q5\E)", kAnyShape}, Case{"", kAnyShape}));

}  // namespace
}  // namespace newsgraph
