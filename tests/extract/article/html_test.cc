// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"

namespace newsgraph {
namespace {

using Blocks = std::vector<std::string>;

const std::string kFirst =
    "Sáng 12/5, tại thành phố Lào Cai, đại diện hai tỉnh gặp nhau để bàn việc xây cầu đường bộ mới.";
const std::string kSecond =
    "Hai bên thống nhất giao cơ quan chuyên môn hoàn thiện hồ sơ thiết kế trong quý tới.";

std::string page_with(const std::string& body) {
  return "<!DOCTYPE html><html lang=\"vi-VN\"><head><title>Xây cầu - Báo A</title>"
         "<meta property=\"og:site_name\" content=\"Báo A\">"
         "<meta property=\"article:published_time\" content=\"2024-05-12T08:00:00+07:00\">"
         "<link rel=\"canonical\" href=\"http://a.example/cau\">"
         "<style>p { color: red }</style><script>var text = '<p>Not text</p>';</script></head><body>" +
         body + "</body></html>";
}

Article article_of(const std::string& html) {
  const Reading reading = parse_one(RawKind::kHtml, html);
  EXPECT_EQ(reading.articles.size(), 1U);
  return reading.articles.empty() ? Article{} : reading.articles.front();
}

TEST(Html, MetadataComesFromTheHead) {
  const Article article = article_of(page_with("<h1>Hai tỉnh bàn việc xây cầu</h1><p>" + kFirst + "</p>"));
  EXPECT_EQ(article.title, "Hai tỉnh bàn việc xây cầu");
  EXPECT_EQ(article.outlet, "Báo A");
  EXPECT_EQ(article.date, "2024-05-12");
  EXPECT_EQ(article.url, "http://a.example/cau");
  EXPECT_EQ(article.lang, "vi");
}

TEST(Html, DatesAreTakenFromWhereverAPageHasThem) {
  const std::string body = "<h1>Cầu mới</h1><p>Hai tỉnh bàn việc xây cầu đường bộ mới qua biên giới.</p>";
  for (const std::string mark : {"<time datetime=\"2024-05-12T08:00\">hôm nay</time>",
                                 "<meta itemprop=\"datePublished\" content=\"2024-05-12\">",
                                 "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", "
                                 "\"datePublished\": \"2024-05-12T08:00:00Z\"}</script>",
                                 "<div>Chủ nhật, 12/05/2024 08:00</div>"}) {
    EXPECT_EQ(article_of("<html><body>" + mark + body + "</body></html>").date, "2024-05-12") << mark;
  }
  const std::string no_date =
      R"(<script type="application/ld+json">{"datePublished": null, "headline": "1/1/2001"}</script>)";
  EXPECT_EQ(article_of("<html><body>" + no_date + body + "</body></html>").date, "");
}

struct Case {
  const char* behaviour;
  std::string html;
  Blocks blocks;
};

TEST(Html, FindsTheArticleOnThePage) {
  const Blocks plain = {"T:Xây cầu", "P:" + kFirst, "P:" + kSecond};
  const std::string head = "<h1>Xây cầu</h1>";
  const std::string text = "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
  const std::string links =
      "<ul><li><a href=1>Tuyến phố đi bộ mở cửa đón khách tham quan</a></li><li><a href=2>Công viên bên hồ "
      "lớn mở rộng thêm</a></li></ul>";
  const Case cases[] = {
      {"navigation, asides and footers are not read",
       "<nav>Thời sự Thể thao</nav>" + head + text + "<aside><p>" + kSecond +
           " Khác.</p></aside><footer><p>Giấy phép số 1 của cơ quan chủ quản báo.</p></footer>",
       plain},
      {"lists of links are not read", head + "<div>" + text + links + "</div>", plain},
      {"parts whose class says so are not read",
       head + "<div class=content>" + text + "<div class=\"box-related\"><p>" + kSecond +
           " Khác.</p></div><div id=\"tin-lien-quan\"><p>" + kSecond + " Lại khác.</p></div></div>",
       plain},
      {"unless nothing else is there", "<div class=\"related\">" + head + text + "</div>", plain},
      {"the lead between headline and body belongs to it",
       head +
           "<div class=x><h2>Lãnh đạo hai tỉnh gặp nhau sáng nay tại Lào Cai để bàn kế hoạch xây một cây cầu "
           "đường bộ mới qua biên giới hai nước.</h2></div><div class=content>" +
           text + text + "</div>",
       {"T:Xây cầu",
        "P:Lãnh đạo hai tỉnh gặp nhau sáng nay tại Lào Cai để bàn kế hoạch xây một cây cầu đường bộ mới qua "
        "biên giới hai nước.",
        "P:" + kFirst, "P:" + kSecond}},
      {"captions are captions, credits are not covered",
       head + "<p>" + kFirst +
           "</p><figure><img src=a.jpg><figcaption>Đại biểu hai tỉnh. Ảnh: Minh "
           "Mai</figcaption></figure><p>" +
           kSecond + "</p>",
       {"T:Xây cầu", "P:" + kFirst, "C:Đại biểu hai tỉnh", "P:" + kSecond}},
      {"sub-headlines are headlines",
       head + "<p>" + kFirst + "</p><h2>Lộ trình</h2><p>" + kSecond + "</p>",
       {"T:Xây cầu", "P:" + kFirst, "T:Lộ trình", "P:" + kSecond}},
      {"line breaks part paragraphs", head + "<div>" + kFirst + "<br><br>" + kSecond + "</div>", plain},
      {"inline elements do not part words",
       head +
           "<p>Sáng 12/5, tại <b>thành phố <i>Lào</i> Cai</b>, đại diện hai tỉnh gặp nhau để <a href=x>bàn "
           "việc</a> xây cầu đường bộ mới.</p><p>" +
           kSecond + "</p>",
       plain},
      {"entities are characters",
       head + "<p>" + kFirst +
           "</p><p>Hai b&ecirc;n th&#7889;ng nhất &amp; k&#xFD; &ldquo;biên bản&rdquo; v&agrave; "
           "kết&nbsp;thúc.</p>",
       {"T:Xây cầu", "P:" + kFirst, "P:Hai bên thống nhất & ký “biên bản” và kết\u00a0thúc."}},
      {"elements left open", "<h1>Xây cầu</h1><div><p>" + kFirst + "<p>" + kSecond, plain},
      {"surplus end tags",
       "</div></p><h1>Xây cầu</h1></span><p>" + kFirst + "</p></div><p>" + kSecond + "</p></article>", plain},
      {"comments are not text", head + "<!-- <p>Không phải văn bản của bài báo này đâu.</p> -->" + text,
       plain},
      {"the phrases that end an article work here too",
       head + "<div>" + text + "<p>Tin khác</p><p>" + kSecond + " Khác.</p></div>", plain},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.behaviour);
    EXPECT_EQ(blocks_of(article_of(page_with(one.html))), one.blocks);
  }
}

TEST(Html, APieceOfAPageIsRead) {
  EXPECT_EQ(blocks_of(article_of("<p>" + kFirst + "</p><p>" + kSecond + "</p>")),
            (Blocks{"P:" + kFirst, "P:" + kSecond}));
}

TEST(Html, TheDeclaredCharsetIsUsed) {
  const Article article = article_of(
      "<html><head><meta charset=\"windows-1258\"></head><body><h1>Ga</h1><p>Nh\xe0 ga m\xf2\xeci s\xe2n bay "
      "\xf0\xfd\xf5\xf2"
      "c x\xe2y.</p></body></html>");
  EXPECT_NE(article.text.find("Nh\xc3\xa0 ga"), std::string::npos);
  EXPECT_NE(article.text.find("\xc4\x91\xc6\xb0\xc6\xa1\xcc\xa3"
                              "c x\xc3\xa2y"),
            std::string::npos);
}

TEST(Html, HostileNestingAndEntitiesEndInTimeAndMemory) {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  EXPECT_EQ(parse_one(RawKind::kHtml, page_with(deep + "<p>" + kFirst + "</p>")).articles.size(), 1U);
  std::string laughs =
      "<!DOCTYPE html [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
      "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><html><body><p>";
  for (int i = 0; i < 10000; ++i) laughs += "&c;";
  const Reading reading = parse_one(RawKind::kHtml, laughs + "</p><p>" + kFirst + "</p></body></html>");
  ASSERT_EQ(reading.articles.size(), 1U);
  EXPECT_LT(reading.articles[0].text.size(), 100000U);
}

TEST(Html, APageWithoutTextIsAProblem) {
  for (const char* page :
       {"<html><body><nav>Menu</nav><img src=a.jpg></body></html>",
        "<html><head><title>Hai tỉnh bàn việc xây cầu</title></head><body><img src=a.jpg></body></html>"}) {
    const Reading reading = parse_one(RawKind::kHtml, page);
    ASSERT_EQ(reading.ledger.problems().size(), 1U) << page;
    EXPECT_EQ(reading.ledger.count(ProblemKind::kNoText), 1U);
    EXPECT_TRUE(reading.articles.empty());
  }
}

}  // namespace
}  // namespace newsgraph
