// SPDX-License-Identifier: Apache-2.0
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "extract/text/scanner.h"
#include "tests/extract/text/text_testing.h"

namespace newsgraph {
namespace {

using testing::article_of;
using testing::lexed;
using testing::surface;
using testing::tokens_of;

struct TokenRow {
  const char* text;
  const char* tokens;
};

TEST(Lexer, cuts_tokens) {
  const TokenRow rows[] = {
      {"", ""},
      {"   ", ""},
      {"Lào", "Lào"},
      {"UBND tỉnh Hà Giang, Lào.", "UBND|tỉnh|Hà|Giang|,|Lào|."},
      {"U21 và QH13", "U21|và|QH13"},
      {"Việt-Trung", "Việt|-|Trung"},
      {"don't", "don|'|t"},
      // numbers
      {"1.203,5 ha", "1.203,5|ha"},
      {"ngày 13/11/2023.", "ngày|13/11/2023|."},
      {"6-7/11/2024, 2021-2026; 7:30", "6-7/11/2024|,|2021-2026|;|7:30"},
      {"năm 2015.Đối với 20%.", "năm|2015|.|Đối|với|20|%|."},
      {"20/11,Sở 1, 2", "20/11|,|Sở|1|,|2"},
      {"7/11-Hà Nội", "7/11|-|Hà|Nội"},
      {"2011-nay", "2011|-|nay"},
      {"-5 +84", "-|5|+|84"},
      // codes
      {"Quyết định 6010/QĐ-UBND.", "Quyết|định|6010/QĐ-UBND|."},
      {"62/2013/QH13, 01-NQ/TW", "62/2013/QH13|,|01-NQ/TW"},
      {"38/2015/TT-BTNMT.", "38/2015/TT-BTNMT|."},
      {"5G 19h30 19h30-20h 50km/h", "5G|19h30|19h30-20h|50km/h"},
      {"lúc 19h30.Đối với", "lúc|19h30|.|Đối|với"},
      {"2011-2020 13/11", "2011-2020|13/11"},
      // glued words
      {"quan trọngTại buổi", "quan|trọng|Tại|buổi"},
      {"NẵngLễHội Le\u0302\u0303Ho\u0323\u0302i", "Nẵng|Lễ|Hội|Le\u0302\u0303|Ho\u0323\u0302i"},
      {"21/10Tại 2016Đến 1998Số 182Fan", "21/10|Tại|2016|Đến|1998|Số|182|Fan"},
      {"10Km 128Mb 18FIR 2.20GHz 36Tr", "10Km|128Mb|18FIR|2.20GHz|36Tr"},
      {"lúc18h20 sau12 QĐ12 CĐ1", "lúc|18h20|sau12|QĐ12|CĐ1"},
      {"376/TB-NHHT.ST 16m50.HLV", "376/TB-NHHT.ST|16m50|.|HLV"},
      {"a@gmail.comEm b@x.vn.Facebook http://a.vnEmail",
       "a@gmail.com|Em|b@x.vn|.|Facebook|http://a.vn|Email"},
      {"https://A.b.vn/Path.Html", "https://A.b.vn/Path.Html"},
      {"VietJet iPhone ThS NSƯT tTô", "VietJet|iPhone|ThS|NSƯT|tTô"},
      // marks
      {"Huế...", "Huế|..."},
      {"Huế…", "Huế|…"},
      {"thế?! (Ảnh: VGP)", "thế|?|!|(|Ảnh|:|VGP|)"},
      {"“Hà Nội”,", "“|Hà|Nội|”|,"},
      {"\"Hà\"", "\"|Hà|\""},
      {"a–b — c", "a|–|b|—|c"},
      {"VH,TT&DL T.Ư", "VH|,|TT|&|DL|T|.|Ư"},
      {"TP.HCM", "TP|.|HCM"},
      // addresses and symbols
      {"xem https://a.vn/b?c=1&d=2.", "xem|https://a.vn/b?c=1&d=2|."},
      {"(www.moit.gov.vn)", "(|www.moit.gov.vn|)"},
      {"gửi nguyen.van_a9@gmail.com, nhé", "gửi|nguyen.van_a9@gmail.com|,|nhé"},
      {"@vtv đanh@x.vn", "@|vtv|đanh|@|x|.|vn"},
      {"Ảnh:Hà ông nói: vậy http:", "Ảnh|:|Hà|ông|nói|:|vậy|http|:"},
      {"vui 😀👍🏽 🇻🇳❤️", "vui|😀|👍🏽|🇻🇳|❤️"},
      {"30°C 5m² m²", "30|°|C|5m²|m²"},
      {"$5 a+b", "$|5|a|+|b"},
      {"a×b÷c", "a|×|b|÷|c"},
      // blanks and what cannot be seen
      {"Hà\u00A0Nội\u200Bnay", "Hà|Nội|nay"},
      {"\uFEFFsóng\uFEFFCho", "sóng|Cho"},
      {"ng\u00ADười lao\u200E động", "ng\u00ADười|lao|động"},
      {"a\u200D b", "a|b"},
      // other scripts
      {"习近平 ວຽງຈັນ Đỗ", "习|近|平|ວຽງຈັນ|Đỗ"},
      {"Владимир Путин", "Владимир|Путин"},
  };
  for (const TokenRow& row : rows) EXPECT_EQ(tokens_of(row.text), row.tokens) << row.text;
}

TEST(Lexer, tells_classes_and_shapes) {
  struct Row {
    const char* text;
    TokenClass token_class;
    Shape shape;
  };
  const Row rows[] = {
      {"tỉnh", TokenClass::kWord, Shape::kLower},
      {"Lào", TokenClass::kWord, Shape::kCapitalized},
      {"Ủy", TokenClass::kWord, Shape::kCapitalized},
      {"UBND", TokenClass::kWord, Shape::kUpper},
      {"ĐBQH", TokenClass::kWord, Shape::kUpper},
      {"X", TokenClass::kWord, Shape::kUpper},
      {"U21", TokenClass::kWord, Shape::kUpper},
      {"VietJet", TokenClass::kWord, Shape::kMixed},
      {"iPhone", TokenClass::kWord, Shape::kMixed},
      {"ວຽງຈັນ", TokenClass::kWord, Shape::kNone},
      {"13", TokenClass::kNumber, Shape::kNone},
      {"13/11/2023", TokenClass::kNumber, Shape::kNone},
      {"62/2013/QH13", TokenClass::kCode, Shape::kUpper},
      {"19h30", TokenClass::kCode, Shape::kLower},
      {"...", TokenClass::kPunct, Shape::kNone},
      {"–", TokenClass::kPunct, Shape::kNone},
      {"%", TokenClass::kPunct, Shape::kNone},
      {"https://a.vn", TokenClass::kSymbol, Shape::kLower},
      {"a@b.vn", TokenClass::kSymbol, Shape::kLower},
      {"😀", TokenClass::kSymbol, Shape::kNone},
  };
  const Vocabulary vocabulary{TextSettings{}};
  for (const Row& row : rows) {
    const Text text = lexed(vocabulary, article_of(row.text));
    ASSERT_EQ(text.tokens.size(), 1U) << row.text;
    EXPECT_EQ(text.tokens[0].token_class, row.token_class) << row.text;
    EXPECT_EQ(text.tokens[0].shape, row.shape) << row.text;
  }
}

TEST(Lexer, notes_space_before_tokens) {
  const Vocabulary vocabulary{TextSettings{}};
  const auto spaces = [&vocabulary](std::string_view line) {
    std::string result;
    for (const Token& token : lexed(vocabulary, article_of(line)).tokens)
      result += token.space_before ? ' ' : '.';
    return result;
  };
  EXPECT_EQ(spaces("Việt-Trung"), " ..");
  EXPECT_EQ(spaces("Việt - Trung"), "   ");
  EXPECT_EQ(spaces("Việt\u00A0- \u00A0Trung"), "   ");
  EXPECT_EQ(spaces("(“Hà” 13/11)"), " ... .");
  EXPECT_EQ(spaces("x\n(y"), "  .");
  EXPECT_EQ(spaces("gửi a.b@c.vn"), "  ");
}

TEST(Lexer, spans_give_back_the_bytes_of_decomposed_text) {
  const Vocabulary vocabulary{TextSettings{}};
  const Article composed = article_of("Lễ ký kết ở Điện Biên, 13/11: hoà bình");
  // The same, decomposed: e + circumflex + tilde, and so on.
  const Article decomposed = article_of(
      "Le\u0302\u0303 ky\u0301 ke\u0302\u0301t o\u031B\u0309 \u0110ie\u0323\u0302n Bie\u0302n, 13/11: "
      "ho\u0300a bi\u0300nh");
  Lexer lexer(vocabulary);
  Text left;
  Text right;
  lexer.read(composed, left);
  lexer.read(decomposed, right);
  ASSERT_EQ(left.tokens.size(), right.tokens.size());
  for (std::size_t i = 0; i < left.tokens.size(); ++i) {
    EXPECT_EQ(left.tokens[i].term, right.tokens[i].term) << surface(composed, left.tokens[i]);
    EXPECT_EQ(left.tokens[i].shape, right.tokens[i].shape);
    EXPECT_EQ(left.tokens[i].token_class, right.tokens[i].token_class);
  }
  EXPECT_EQ(surface(decomposed, right.tokens[4]), "\u0110ie\u0323\u0302n");
}

TEST(Lexer, knows_the_terms_of_its_vocabulary) {
  Vocabulary vocabulary{TextSettings{{{"ky", "ki"}}, {}}};
  const TermId term = vocabulary.add("Hòa");
  const std::span<const Token> phrase = vocabulary.add_phrase("Kỳ họp thứ 8/QH");
  EXPECT_EQ(phrase.size(), 4U);
  EXPECT_EQ(phrase[3].token_class, TokenClass::kCode);
  EXPECT_EQ(vocabulary.size(), 5U);
  const Article article = article_of("HOÀ kì HỌP lạ Lạ hoa");
  Lexer lexer(vocabulary);
  Text text;
  lexer.read(article, text);
  ASSERT_EQ(text.tokens.size(), 6U);
  EXPECT_EQ(text.tokens[0].term, term);
  EXPECT_EQ(text.tokens[1].term, phrase[0].term);
  EXPECT_EQ(text.tokens[2].term, phrase[1].term);
  EXPECT_GE(text.tokens[3].term, vocabulary.size());
  EXPECT_EQ(text.tokens[3].term, text.tokens[4].term);
  EXPECT_NE(text.tokens[3].type, text.tokens[4].type);
  EXPECT_NE(text.tokens[5].term, term);
  EXPECT_EQ(lexer.spelling(text.tokens[3].term), canonical("lạ", {}));
  EXPECT_EQ(lexer.spelling(term), vocabulary.spelling(term));
}

TEST(Lexer, cuts_a_phrase_alike_whether_its_words_are_known_or_not) {
  const std::string_view parts[] = {"a",      "Bộ",     "QH",     "5", "21", "Km", "x",   "@",   ".",
                                    ",",      "/",      "-",      "&", ":",  "é",  "www", "://", "vn",
                                    "\u00AD", "\u0301", "\u200D", "😀", "🇻",  "习", "²"};
  const auto terms = [](Vocabulary& vocabulary, const std::string& text) {
    std::vector<std::string> found;
    for (const Token& token : vocabulary.add_phrase(text))
      found.push_back(fmt::format("{} {} {} {}", vocabulary.spelling(token.term), token.begin,
                                  static_cast<int>(token.token_class), static_cast<int>(token.shape)));
    return found;
  };
  std::mt19937 random(1);
  Vocabulary known{TextSettings{}};
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (std::size_t length = 1 + random() % 6; length > 0; --length)
      text += parts[random() % std::size(parts)];
    Vocabulary fresh{TextSettings{}};
    ASSERT_EQ(terms(known, text), terms(fresh, text)) << text;
  }
}

TEST(Lexer, keeps_sentences_and_tokens_inside_blocks) {
  const Vocabulary vocabulary{TextSettings{}};
  Article article = article_of("một hai ba bốn");
  article.blocks = {{{0, 5}, BlockKind::kTitle},
                    {{8, 15}, BlockKind::kParagraph}};  // "một", "hai ba" less a letter
  const Text text = lexed(vocabulary, article);
  ASSERT_EQ(text.sentences.size(), 2U);
  EXPECT_EQ(text.sentences[0].block, 0U);
  EXPECT_EQ(text.sentences[1].block, 1U);
  for (const Token& token : text.tokens) {
    EXPECT_TRUE(article.blocks[0].span.contains(token.span()) ||
                article.blocks[1].span.contains(token.span()));
  }
}

TEST(Lexer, cuts_a_run_that_is_too_long_for_a_token) {
  const Vocabulary vocabulary{TextSettings{}};
  std::string run;
  for (int i = 0; i < 50000; ++i) run += "đ";
  const Article article = article_of(run);
  const Text text = lexed(vocabulary, article);
  ASSERT_EQ(text.tokens.size(), 2U);
  EXPECT_EQ(text.tokens[0].length, 65534U);  // not inside a letter
  EXPECT_EQ(text.tokens[1].span().end, article.text.size());
}

TEST(Lexer, survives_broken_characters) {
  const Vocabulary vocabulary{TextSettings{}};
  Lexer lexer(vocabulary);
  Text text;
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string line;
    for (unsigned i = 0, count = random() % 140; i < count; ++i) {
      constexpr std::string_view kBytes = "\xE2\xE2\xE2\x80\x9C\xC3\xF0\xE1\xBA aA1./@";
      line += kBytes[random() % kBytes.size()];
    }
    Article article = article_of(line);
    for (Block& block : article.blocks) block.span.begin += random() % block.span.size();
    lexer.read(article, text);
    std::uint32_t end = 0;
    for (const Token& token : text.tokens) {
      ASSERT_GE(token.begin, end);
      ASSERT_GT(token.length, 0U);
      end = token.span().end;
    }
    ASSERT_LE(end, line.size());
  }
}

// The lexer's short cuts against the scanner, which defines tokens, on random strings of difficult pieces.
TEST(Lexer, agrees_with_the_scanner) {
  const std::vector<std::string> pieces = {"a",       "Đ",
                                           "ạ",       "h",
                                           "w",       "www",
                                           "http",    "1",
                                           "23",      ".",
                                           "..",      ",",
                                           "/",       ":",
                                           "-",       "&",
                                           "@",       " ",
                                           "  ",      "\u00A0",
                                           "\u200B",  "\u00AD",
                                           "\u0301",  "“",
                                           "”",       "–",
                                           "…",       "×",
                                           "²",       "😀",
                                           "\uFE0F",  "习",
                                           "ກ",       "://",
                                           "b.vn",    "\xC3",
                                           "\x80",    "\xF0\x9F",
                                           "\x01",    "(",
                                           "\"",      "+",
                                           "_",       "\t",
                                           "nghiễng", "supercalifragilistic",
                                           "ọT",      "đấu",
                                           "\u061B",  "\u1362",
                                           "\u200D",  "UB",
                                           "☀",       "\u2C65",
                                           "\u2028"};
  const Vocabulary vocabulary{TextSettings{}};
  Lexer lexer(vocabulary);
  Text text;
  std::mt19937 random(20241106);
  for (int round = 0; round < 20000; ++round) {
    std::string line;
    const auto count = random() % 60;
    for (unsigned i = 0; i < count; ++i) line += pieces[random() % pieces.size()];
    const Article article = article_of(line);
    lexer.read(article, text);
    std::vector<RawToken> expected;
    RawToken token;
    while (next_token(line, 0, token.span.end, token)) {
      while (!expected.empty() && expected.back().span.begin >= token.span.begin) expected.pop_back();
      if (!expected.empty() && expected.back().span.end > token.span.begin)
        token.span.begin = expected.back().span.end;
      expected.push_back(token);
    }
    ASSERT_EQ(text.tokens.size(), expected.size()) << line;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(text.tokens[i].span(), expected[i].span) << line;
      ASSERT_EQ(text.tokens[i].token_class, expected[i].token_class) << line;
    }
    std::uint32_t covered = 0;
    for (const Sentence& sentence : text.sentences) {
      ASSERT_EQ(sentence.tokens.begin, covered) << line;
      ASSERT_LT(sentence.tokens.begin, sentence.tokens.end) << line;
      covered = sentence.tokens.end;
    }
    ASSERT_EQ(covered, text.tokens.size()) << line;
  }
}

TEST(Lexer, result_does_not_depend_on_earlier_articles) {
  const Vocabulary vocabulary{TextSettings{}};
  Lexer used(vocabulary);
  Text text;
  for (int i = 0; i < 300; ++i) {  // more new forms than it remembers
    std::string line;
    for (int j = 0; j < 1000; ++j) line.append("w").append(std::to_string(i * 1000 + j)).append(" ");
    used.read(article_of(line), text);
  }
  const Article article = article_of("Lào và lào. Lạ!");
  used.read(article, text);
  const Text fresh = lexed(vocabulary, article);
  ASSERT_EQ(text.tokens.size(), fresh.tokens.size());
  for (std::size_t i = 0; i < fresh.tokens.size(); ++i) {
    EXPECT_EQ(text.tokens[i].span(), fresh.tokens[i].span());
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_EQ(text.tokens[i].term == text.tokens[j].term, fresh.tokens[i].term == fresh.tokens[j].term);
    }
  }
  EXPECT_EQ(text.sentences.size(), fresh.sentences.size());
}

}  // namespace
}  // namespace newsgraph
