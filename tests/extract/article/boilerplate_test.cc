// SPDX-License-Identifier: Apache-2.0
#include "extract/article/boilerplate.h"

#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"
#include "tests/extract/data_file.h"

namespace newsgraph {
namespace {

using Blocks = std::vector<std::string>;

// A body paragraph long enough to be one beyond doubt, ending in `tail`.
std::string body(const std::string& tail = "") {
  return "Sáng 12/5, tại thành phố Lào Cai, đại diện hai tỉnh gặp nhau để bàn việc xây cầu đường bộ mới qua "
         "biên giới." +
         tail;
}
std::string more() {
  return "Hai bên thống nhất giao cơ quan chuyên môn hoàn thiện hồ sơ thiết kế và trình cấp có thẩm quyền "
         "trong quý tới.";
}

Blocks blocks_of_text(const std::string& text) {
  const Reading reading = parse_one(RawKind::kText, text);
  return reading.articles.empty() ? Blocks{} : blocks_of(reading.articles.front());
}

struct Case {
  const char* behaviour;
  std::string text;
  Blocks blocks;
};

TEST(Boilerplate, CutsWhatIsNotTheArticle) {
  const std::string headline = "Hai tỉnh bàn việc xây cầu mới";
  const std::vector<Case> cases = {
      {"a headline and paragraphs are kept",
       headline + "\n\n" + body() + "\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "P:" + more()}},
      {"the article ends where other articles are offered",
       headline + "\n\n" + body() + "\n\nCó thể bạn quan tâm\n\nTuyến phố đi bộ mở cửa\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body()}},
      {"letter case and marks around such a line do not matter",
       headline + "\n\n" + body() + "\n\nTIN KHÁC:\n\nTuyến phố đi bộ mở cửa\n",
       {"T:" + headline, "P:" + body()}},
      {"decomposed letters are the same phrase",
       headline + "\n\n" + body() +
           "\n\nTin kha\xcc\x81"
           "c\n\nTuyến phố đi bộ mở cửa\n",
       {"T:" + headline, "P:" + body()}},
      {"such a line before any body ends nothing",
       "Tin khác\n" + headline + "\n\n" + body() + "\n",
       {"T:" + headline, "P:" + body()}},
      {"a box of links in the middle is passed over, the body goes on",
       headline + "\n\n" + body() + "\n\nTin liên quan\nCầu cũ được sửa\nĐường tỉnh mở rộng\n\n" + more() +
           "\n",
       {"T:" + headline, "P:" + body(), "P:" + more()}},
      {"links with their pictures' text come in pairs and end the article",
       headline + "\n\n" + body() +
           "\n\nTuyến phố đi bộ mở cửa đón khách\n\nTuyến phố đi bộ mở cửa đón khách\n\n" + more() +
           "\nCông viên mới bên hồ lớn đông người\n\nCông viên mới bên hồ lớn đông người\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body()}},
      {"a headline glued under a paragraph is a link",
       headline + "\n\n" + body() + "\nTuyến phố đi bộ mở cửa đón khách\n\n" + more() + "\n\n" +
           body(" Thêm nữa.") + "\n\n" + more() + " Và thế.\n",
       {"T:" + headline, "P:" + body(), "P:" + more(), "P:" + body(" Thêm nữa."),
        "P:" + more() + " Và thế."}},
      {"a line said twice over is a link",
       headline + "\n\n" + body() + "\n\nPhố đi bộ mở cửa Phố đi bộ mở cửa\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "P:" + more()}},
      {"a picture's file name is no text, the line under it is its caption",
       headline + "\n\n" + body() + "\n\nz60041-d77c.jpg\nQuang cảnh buổi gặp.\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "C:Quang cảnh buổi gặp.", "P:" + more()}},
      {"the headline said again is a picture's name",
       headline + "\n\n" + body() + "\n\n" + headline + "\nĐại biểu hai tỉnh.\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "C:Đại biểu hai tỉnh.", "P:" + more()}},
      {"the headline with a picture's number is a picture's name",
       headline + "\n\n" + body() + "\n\n" + headline + " - Ảnh 1.\n\nĐại biểu hai tỉnh - Ảnh: Minh Mai\n\n" +
           more() + "\n",
       {"T:" + headline, "P:" + body(), "C:Đại biểu hai tỉnh", "P:" + more()}},
      {"a credit at the end makes a caption and is not covered",
       headline + "\n\n" + body() + "\n\nLãnh đạo hai tỉnh bắt tay (Ảnh: Thu An)\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "C:Lãnh đạo hai tỉnh bắt tay", "P:" + more()}},
      {"a bar at the end makes a caption",
       headline + "\n" + body() + "\nCác đại biểu chụp ảnh lưu niệm. |\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "C:Các đại biểu chụp ảnh lưu niệm.", "P:" + more()}},
      {"a line that announces a caption",
       headline + "\n\n" + body() + "\n\nChú thích ảnh\nBuổi lễ ký.\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "C:Buổi lễ ký.", "P:" + more()}},
      {"a credit within a paragraph parts it",
       headline + "\n\n" + body(" (Ảnh: Lan Chi) ") + more() + "\n",
       {"T:" + headline, "P:" + body(), "P:" + more()}},
      {"a byline is not text", headline + "\n\n" + body() + "\n\nP.Ngân\n", {"T:" + headline, "P:" + body()}},
      {"a name behind a bracket, with a full stop, is of the sentence",
       headline + "\n\n" + body() +
           "\n\nHội nghị có Chủ tịch Ngân hàng Phát triển châu Á (ADB) Masatsugu Asakawa.\n",
       {"T:" + headline, "P:" + body(),
        "P:Hội nghị có Chủ tịch Ngân hàng Phát triển châu Á (ADB) Masatsugu Asakawa."}},
      {"a byline glued to the last sentence",
       headline + "\n\n" + body() + "\n" + more() + "Mạnh An\n",
       {"T:" + headline, "P:" + body(), "P:" + more()}},
      {"a source line", headline + "\n\n" + body() + "\n\nTheo TTXVN\n", {"T:" + headline, "P:" + body()}},
      {"a sentence that begins like a source line stays",
       headline + "\n\nTheo đó, hai tỉnh sẽ họp lại vào tháng sau.\n\n" + body() + "\n",
       {"T:" + headline, "P:Theo đó, hai tỉnh sẽ họp lại vào tháng sau.", "P:" + body()}},
      {"the outlet's mark before the first words",
       headline + "\n\nVTV.vn - " + body() + "VTV.vn - Cầu cũ đã được sửa.\n",
       {"T:" + headline, "P:" + body()}},
      {"the outlet's mark glued to a word",
       headline + "\n\nVTV.vn - " + body() + "\n" + more() + " Lễ kýVTV.vn - Cầu cũ đã sửa xong.\n",
       {"T:" + headline, "P:" + body(), "P:" + more() + " Lễ ký"}},
      {"a lead behind the outlet's mark is body even without a full stop",
       headline + "\n\nVTV.vn - Hai tỉnh vừa gặp nhau\n\n" + body() + "\n",
       {"T:" + headline, "P:Hai tỉnh vừa gặp nhau", "P:" + body()}},
      {"an invitation ends a paragraph",
       headline + "\n\n" + body("Mời quý độc giả theo dõi truyền hình trực tuyến.") + "\n",
       {"T:" + headline, "P:" + body()}},
      {"menus and ratings",
       "Trang chủ Thời sự\n20:42 | 04/11/2023 GMT+7\n" + headline + "\naa\n" + body() +
           "\nBạn thấy bài viết này thế nào?\nPhiên bản di động\n",
       {"T:" + headline, "P:" + body()}},
      {"lines broken at a fixed width are one paragraph",
       headline + "\n\nSáng 12/5, tại thành phố Lào Cai, đại diện hai tỉnh gặp nhau để bàn\nviệc xây cầu "
                  "đường bộ mới, cùng nhau\nđi thăm công trường.\n",
       {"T:" + headline,
        "P:Sáng 12/5, tại thành phố Lào Cai, đại diện hai tỉnh gặp nhau để bàn\nviệc xây cầu đường bộ mới, "
        "cùng nhau\nđi thăm công trường."}},
      {"a line between paragraphs is a sub-headline",
       headline + "\n\n" + body() + "\n\nGiải pháp lâu dài\n\n" + more() + "\n",
       {"T:" + headline, "P:" + body(), "T:Giải pháp lâu dài", "P:" + more()}},
      {"short sentences are a body too",
       headline + "\n\nHai tỉnh gặp nhau sáng nay tại Lào Cai.\n\nTin khác\n\nPhố đi bộ mở cửa\n",
       {"T:" + headline, "P:Hai tỉnh gặp nhau sáng nay tại Lào Cai."}},
      {"a paragraph that begins like a notice stays",
       headline + "\n\nTổng biên tập các báo đã dự buổi gặp và đặt nhiều câu hỏi về kế hoạch xây cầu đường "
                  "bộ mới qua biên giới.\n",
       {"T:" + headline,
        "P:Tổng biên tập các báo đã dự buổi gặp và đặt nhiều câu hỏi về kế hoạch xây cầu đường bộ mới qua "
        "biên giới."}},
      {"the items of a list stay",
       headline + "\n\n" + body() + "\n\n- Sửa đường;\n- Xây cầu\n- Trồng cây\n",
       {"T:" + headline, "P:" + body(), "P:- Sửa đường;", "P:- Xây cầu", "P:- Trồng cây"}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.behaviour);
    EXPECT_EQ(blocks_of_text(one.text), one.blocks);
  }
}

TEST(Boilerplate, TheOnlyTextIsNeverCutHoweverOftenItIsSaid) {
  const std::string sentence = "Hà Nội và Lào Cai ký kết một thỏa thuận.";
  const std::string headline = "Hà Nội và Lào Cai ký kết một thỏa thuận";
  for (const std::string& words : {sentence, headline}) {
    for (const int times : {2, 3, 10, 100}) {
      SCOPED_TRACE(words + " x " + std::to_string(times));
      std::string text = words;
      for (int i = 1; i < times; ++i) text += " " + words;
      EXPECT_EQ(blocks_of_text(text + "\n"), Blocks{"P:" + text});
      EXPECT_EQ(blocks_of_text("Lời ngỏ\n\n" + text + ".\n"), (Blocks{"T:Lời ngỏ", "P:" + text + "."}));
    }
  }
}

TEST(Boilerplate, ManyCreditsInALineTakeTimeInProportion) {
  for (const std::string credit : {"(Ảnh: Mai ", "(Ảnh:M"}) {
    std::string line = body();
    for (int i = 0; i < 400'000; ++i) line += credit;  // no bracket closes, no word ends
    EXPECT_EQ(parse_one(RawKind::kText, line + "\n").articles.size(), 1U);
  }
}

TEST(Boilerplate, BlocksAscendAndHoldNoWhiteSpaceAtTheirEnds) {
  const Reading reading = parse_one(RawKind::kText, "  Tin vui  \n\n\t" + body() + " \n\n" + more() + "\n");
  ASSERT_EQ(reading.articles.size(), 1U);
  std::uint32_t at = 0;
  for (const Block& block : reading.articles.front().blocks) {
    EXPECT_LE(at, block.span.begin);
    EXPECT_LT(block.span.begin, block.span.end);
    EXPECT_NE(reading.articles.front().text[block.span.begin], ' ');
    EXPECT_NE(reading.articles.front().text[block.span.end - 1], ' ');
    at = block.span.end;
  }
}

TEST(Boilerplate, AFileWithAnUnknownKindIsRefusedWithItsLine) {
  const std::string errors = errors_of(parse_boilerplate, "# comment\nfrom-here Other news\nlines Share\n");
  EXPECT_EQ(errors.find("data.txt:3:1: error: wanted a kind, a space and a phrase"), 0U) << errors;
  EXPECT_NE(errors.find("from-here"), std::string::npos);
}

TEST(Boilerplate, APhraseWithoutLettersWouldMatchEverythingAndIsRefused) {
  EXPECT_NE(errors_of(parse_boilerplate, "prefix ©\n"), "");
}

TEST(Boilerplate, KeysFoldCaseSpaceFormAndOuterMarks) {
  EXPECT_EQ(phrase_key("  «Tin   KHÁC»: "), "tin khác");
  EXPECT_EQ(phrase_key("Tin kha\xcc\x81"
                       "c"),
            "tin khác");
  EXPECT_EQ(phrase_key("Đọc nhiều!"), "đọc nhiều");
  EXPECT_EQ(phrase_key("***"), "");
}

}  // namespace
}  // namespace newsgraph
