// SPDX-License-Identifier: Apache-2.0
// Long texts are cleaned and escaped sixteen bytes at a time, short ones byte by byte: both must give the
// same.
#include "export/text_out.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "export/xml.h"

namespace newsgraph {
namespace {

// Each is left or changed by itself, whatever stands beside it.
constexpr std::string_view kUnits[] = {
    "a",
    "B",
    " ",
    "ế",
    "đ",
    "Ư",
    "\U0001F600",
    "\"",
    "\\",
    "<",
    "&",
    "\t",
    "\n",
    "\r\n",
    "\x01",
    "\x7F",
    "\xC2\x85",
    "\xC2\xA0",
    "\xFF",
    "\xC0",
    "\xE1\xBAx",
    "\x80",
    "\xEF\xBF\xBE",
    "\xEF\xBF\xBD",
    "\xED\xA0\x80",
    "hội nghị",
};

std::string by_units(std::mt19937& random, std::size_t units, std::size_t plain, const Escapes& escapes,
                     std::string& text) {
  std::string wanted;
  text.clear();
  for (std::size_t i = 0; i < units; ++i) {
    const std::string_view unit = random() % plain == 0 ? kUnits[random() % std::size(kUnits)] : "ạ";
    text += unit;
    wanted += escaped(unit, escapes);
  }
  return wanted;
}

TEST(Escaped, IsTheSameOfAWholeTextAndOfItsParts) {
  std::mt19937 random(5);
  for (const Escapes* escapes : {&kPlainText, &kCleanJson, &kXmlAttribute, &kXmlText}) {
    for (int round = 0; round < 4000; ++round) {
      std::string text;
      const std::string wanted = by_units(random, random() % 60, 1 + random() % 40, *escapes, text);
      ASSERT_EQ(escaped(text, *escapes), wanted) << "of \"" << text << '"';
    }
  }
}

}  // namespace
}  // namespace newsgraph
