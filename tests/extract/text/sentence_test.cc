// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/extract/text/text_testing.h"

namespace newsgraph {
namespace {

using testing::sentences_of;

TEST(Sentences, end_where_a_reader_ends_them) {
  const TextSettings settings{{}, {"TP", "Th.S", "GS", "TS", "PGS", "Mr", "ông"}};
  struct Row {
    const char* text;
    const char* sentences;
  };
  const Row rows[] = {
      {"Một câu. Hai câu! Ba câu? Bốn câu… Năm", "Một câu.|Hai câu!|Ba câu?|Bốn câu…|Năm"},
      {"Một câu.\nHai câu", "Một câu.|Hai câu"},
      {"không có dấu", "không có dấu"},
      // numbers, abbreviations, initials
      {"Tăng 1.203,5 ha ngày 13.11.2023. Sau đó", "Tăng 1.203,5 ha ngày 13.11.2023.|Sau đó"},
      {"Tại TP. Hồ Chí Minh, TP.HCM. Ông", "Tại TP. Hồ Chí Minh, TP.HCM.|Ông"},
      {"GS.TS. Nguyễn Văn An và Th.S. Lê Lan. Họ", "GS.TS. Nguyễn Văn An và Th.S. Lê Lan.|Họ"},
      {"Ông John F. Kennedy tới. Ông về.", "Ông John F. Kennedy tới.|Ông về."},
      {"Báo cáo T.Ư Đảng. Sau", "Báo cáo T.Ư Đảng.|Sau"},
      {"1. Kết quả. 2. Tồn tại.", "1. Kết quả.|2. Tồn tại."},
      {"Năm 2023. Ông", "Năm 2023.|Ông"},
      {"Mr. Brown met Ms. Lee in the U.S. capital. They left.",
       "Mr. Brown met Ms. Lee in the U.S. capital.|They left."},
      {"It rose 3.5% to $1.2 billion. \"Good,\" he said.",
       "It rose 3.5% to $1.2 billion.|\"Good,\" he said."},
      // what follows
      {"Hà Nội, Huế... và Vinh. Hết", "Hà Nội, Huế... và Vinh.|Hết"},
      {"Các nước: Lào, Thái Lan... Đây là", "Các nước: Lào, Thái Lan...|Đây là"},
      {"có thể là v.v. nhưng không", "có thể là v.v. nhưng không"},
      {"Một; hai: Ba; Bốn", "Một; hai: Ba; Bốn"},
      {"xem vnexpress.net và Vtv.vn nhé", "xem vnexpress.net và Vtv.vn nhé"},
      {"Đông... Đoài. - Ông nói", "Đông...|Đoài.|- Ông nói"},
      // quotes and brackets
      {"Ông nói: “Tốt.” Bà nói", "Ông nói: “Tốt.”|Bà nói"},
      {"“Đi không?” - ông hỏi. “Đi!”, bà đáp.", "“Đi không?” - ông hỏi.|“Đi!”, bà đáp."},
      {"“Đi thôi!” - Tổng thống Putin nói.", "“Đi thôi!” - Tổng thống Putin nói."},
      {"\"Một. Hai.\" Ba \"bốn.\"", "\"Một.|Hai.\"|Ba \"bốn.\""},
      {"Nói: \"Tốt\". \"Rất tốt\", bà nói", "Nói: \"Tốt\".|\"Rất tốt\", bà nói"},
      {"(Theo VGP.) Ông", "(Theo VGP.)|Ông"},
      {"[...] Ông nói", "[...] Ông nói"},
      {"... Ông nói", "... Ông nói"},
      // glued paragraphs
      {"công trình.Đối với", "công trình.|Đối với"},
      {"công trình.\"Đối với\" ông", "công trình.|\"Đối với\" ông"},
      {"\"công trình.\"Đối với", "\"công trình.\"|Đối với"},
      {"công trình.”Đối với", "công trình.”|Đối với"},
      {"công trình.“Đối với”", "công trình.|“Đối với”"},
      {"tại Hà Nội.Theo đó", "tại Hà Nội.|Theo đó"},
      {"năm 2015.Đối với 20%.Tuy", "năm 2015.|Đối với 20%.|Tuy"},
      {"(Lào).Theo", "(Lào).|Theo"},
      {"thế nào?Ông đáp!Rồi", "thế nào?|Ông đáp!|Rồi"},
      {"3 triệu USD.Ông", "3 triệu USD.|Ông"},
      {"rất quan trọngTại buổi lễ", "rất quan trọng|Tại buổi lễ"},
      {"ngày 21/10Tại buổi lễ", "ngày 21/10|Tại buổi lễ"},
      {"thăm Đà NẵngLễ đón tàu", "thăm Đà Nẵng|Lễ đón tàu"},
      {"đồng chí ĐinhThế Huynh thăm", "đồng chí ĐinhThế Huynh thăm"},
      {"TP.Hà Nội, BS.Nam, TS.Lan, Bs.Minh", "TP.Hà Nội, BS.Nam, TS.Lan, Bs.Minh"},
      {"công trình.đối với", "công trình.đối với"},
  };
  for (const Row& row : rows) EXPECT_EQ(sentences_of(row.text, settings), row.sentences) << row.text;
}

TEST(Sentences, abbreviations_in_capitals_are_not_lower_case_words) {
  const TextSettings settings{{}, {"TS", "tr"}};
  EXPECT_EQ(sentences_of("Theo TS. Lan", settings), "Theo TS. Lan");
  EXPECT_EQ(sentences_of("bao nhiêu ts. Lan", settings), "bao nhiêu ts.|Lan");
  EXPECT_EQ(sentences_of("xem tr. Lan", settings), "xem tr. Lan");
  EXPECT_EQ(sentences_of("Xem Tr. Lan", settings), "Xem Tr. Lan");
}

TEST(Sentences, a_very_long_run_is_cut_at_the_strongest_mark) {
  std::string line;
  for (int i = 0; i < 1000; ++i) line += i == 250 ? "x; " : i % 10 == 0 ? "x, " : "x ";
  const Vocabulary vocabulary{TextSettings{}};
  const Article article = testing::article_of(line);
  const Text text = testing::lexed(vocabulary, article);
  ASSERT_GT(text.sentences.size(), 2U);
  const Token& last = text.tokens[text.sentences[0].tokens.end - 1];
  EXPECT_EQ(testing::surface(article, last), ";");
  for (const Sentence& sentence : text.sentences)
    EXPECT_LE(sentence.tokens.end - sentence.tokens.begin, 400U);
}

}  // namespace
}  // namespace newsgraph
