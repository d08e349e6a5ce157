// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "extract/text/spelling.h"
#include "extract/text/text.h"

namespace newsgraph {
namespace {

const TextSettings kSettings{{{"ky", "ki"}, {"quy", "qui"}, {"sy", "si"}}, {}};

std::string form(std::string_view name) {
  return canonical(name, kSettings);
}

TEST(Canonical, same_names_have_the_same_form) {
  const std::pair<const char*, const char*> rows[] = {
      {"Hoà", "hòa"},
      {"HÒA", "hoà"},
      {"Thuỷ", "thủy"},
      {"khoẻ", "KHỎE"},
      {"quý", "qúy"},
      {"Lễ", "Le\u0302\u0303"},
      {"Điện Biên", "\u0110ie\u0323\u0302n  Bie\u0302n"},
      {"tiệm", "tie\u0302\u0323m"},
      {"Đà Nẵng", "Ðà Nẵng"},
      {"đ", "ð"},
      {"Đ", "\u0189"},
      {"kỳ", "kì"},
      {"Quý", "Quí"},
      {"bác sỹ", "bác sĩ"},
      {"Hoa Kỳ", "Hoa kì"},
      {"Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"},
      {"“Sao”", "\"Sao\""},
      {"a…", "a..."},
      {"Hà\u00A0Nội", "Hà Nội"},
      {"ng\u00ADười", "người"},
      {"STRASSE", "straße"},
      {" a  b ", "a b"},
      {"6010/QĐ-UBND", "6010/qđ-ubnd"},
  };
  for (const auto& [left, right] : rows) EXPECT_EQ(form(left), form(right)) << left << " / " << right;
}

TEST(Canonical, other_names_have_another_form) {
  const std::pair<const char*, const char*> rows[] = {
      {"hoà", "hoa"},
      {"hoà", "hoá"},
      {"ma", "má"},
      {"mơ", "mo"},
      {"mo", "mô"},
      {"ăn", "ân"},
      {"đa", "da"},
      {"hóa", "hoa1"},
      {"Vy", "Vi"},
      {"say", "sai"},
      {"thúy", "thúi"},
      {"a b", "ab"},
      {"Việt-Trung", "Việt Trung"},
      {"m2", "m²"},
  };
  for (const auto& [left, right] : rows) EXPECT_NE(form(left), form(right)) << left << " / " << right;
}

TEST(Canonical, form_of_a_form_is_itself) {
  for (const char* name : {"Hoà Bình", "Thừa Thiên - Huế", "62/2013/QH13", "“Kỳ họp…”", "España", "toàn", "ộ",
                           "www.a.vn ❤️"}) {
    EXPECT_EQ(form(form(name)), form(name)) << name;
  }
}

TEST(Canonical, spellings_are_sets_whatever_their_order) {
  const TextSettings one{{{"a", "b"}, {"b", "c"}, {"x", "y"}}, {}};
  const TextSettings other{{{"y", "x"}, {"c", "b"}, {"c", "a"}}, {}};
  for (const char* word : {"a", "B", "ć", "x", "Y"})
    EXPECT_EQ(canonical(word, one), canonical(word, other)) << word;
  EXPECT_EQ(canonical("a", one), canonical("c", one));
  EXPECT_NE(canonical("a", one), canonical("x", one));
}

TEST(NameKey, spaces_around_a_hyphen_between_figures_do_not_count) {
  const Spellings spellings{{}};
  EXPECT_EQ(name_key("Năm học 2013-2014", spellings), name_key("năm học 2013 – 2014", spellings));
  EXPECT_EQ(name_key("1980 - 1990 — 2000-2010, 5 - A - 7 -- 8 (- 9)", spellings),
            "1980-1990-2000-2010 5 a 7 8 9");
  EXPECT_NE(name_key("2013 - 2014", spellings), name_key("2013 2014", spellings));
  EXPECT_EQ(part_figures("( 1980-1990-2000 ) 2013-"), "( 1980 - 1990 - 2000 ) 2013-");
  EXPECT_EQ(part_figures("18-20/6 01-2016/nq -5 t-34 -"), "18-20/6 01-2016/nq -5 t-34 -");
}

TEST(Canonical, names_without_words_are_empty) {
  EXPECT_EQ(form(""), "");
  EXPECT_EQ(form(" \u00A0\u200B"), "");
}

TEST(WithoutDiacritics, keeps_case_and_plain_letters) {
  EXPECT_EQ(without_diacritics("Trịnh Xuân Trường"), "Trinh Xuan Truong");
  EXPECT_EQ(without_diacritics("ĐƯỜNG đường Ðà"), "DUONG duong Da");
  EXPECT_EQ(without_diacritics("Le\u0302\u0303 hội 6010/QĐ-UBND"), "Le hoi 6010/QD-UBND");
  EXPECT_EQ(without_diacritics("España, Zürich"), "Espana, Zurich");
}

}  // namespace
}  // namespace newsgraph
