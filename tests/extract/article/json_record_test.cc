// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "extract/article/content_hash.h"
#include "extract/article/record.h"
#include "tests/extract/article/article_files.h"

namespace newsgraph {
namespace {

const std::string kText = "Hai tỉnh ký biên bản hợp tác về giao thông tại Lào Cai.";

Article article_of(const std::string& json) {
  const Reading reading = parse_one(RawKind::kJson, json);
  EXPECT_EQ(reading.articles.size(), 1U) << json;
  return reading.articles.empty() ? Article{} : reading.articles.front();
}

TEST(JsonRecord, TakesTheFieldsOfTheDesign) {
  const Article article = article_of(
      R"({"id": "n1", "url": "http://a.example/1", "title": "Ký biên bản", "date": "23/10/2013 11:39",
      "lang": "vi-VN", "outlet": "Báo A", "text": ")" +
      kText + R"("})");
  EXPECT_EQ(article.id, "n1");
  EXPECT_EQ(article.url, "http://a.example/1");
  EXPECT_EQ(article.title, "Ký biên bản");
  EXPECT_EQ(article.date, "2013-10-23");
  EXPECT_EQ(article.lang, "vi");
  EXPECT_EQ(article.outlet, "Báo A");
  EXPECT_EQ(article.text, "Ký biên bản\n\n" + kText);
  EXPECT_EQ(article.text.substr(article.body_begin), kText);
  EXPECT_EQ(blocks_of(article), (std::vector<std::string>{"T:Ký biên bản", "P:" + kText}));
}

TEST(JsonRecord, OtherNamesOfTheFieldsWorkToo) {
  for (const char* name : {"text", "content", "body", "articleBody", "maintext"}) {
    EXPECT_EQ(article_of("{\"" + std::string(name) + "\": \"" + kText + "\"}").text, kText) << name;
  }
  for (const char* name :
       {"date", "published", "published_time", "published_at", "publishedAt", "pubDate", "datePublished"}) {
    EXPECT_EQ(article_of("{\"" + std::string(name) + "\": \"2024-11-06T07:00:00+07:00\", \"text\": \"" +
                         kText + "\"}")
                  .date,
              "2024-11-06")
        << name;
  }
  EXPECT_EQ(article_of(R"({"headline": "Ký biên bản", "text": ")" + kText + "\"}").title, "Ký biên bản");
  EXPECT_EQ(article_of(R"({"link": "http://a.example/2", "text": ")" + kText + "\"}").url,
            "http://a.example/2");
  EXPECT_EQ(article_of(R"({"source": "http://a.example/3", "text": ")" + kText + "\"}").url,
            "http://a.example/3");
  EXPECT_EQ(article_of(R"({"source": "Báo A", "text": ")" + kText + "\"}").outlet, "Báo A");
  EXPECT_EQ(article_of(R"({"publisher": {"name": "Báo A", "url": "x"}, "text": ")" + kText + "\"}").outlet,
            "Báo A");
  EXPECT_EQ(article_of(R"({"id": 12240106, "text": ")" + kText + "\"}").id, "12240106");
  EXPECT_EQ(article_of(R"({"text": ["Câu thứ nhất.", "Câu thứ hai."]})").text, "Câu thứ nhất.\nCâu thứ hai.");
  EXPECT_EQ(
      article_of(R"({"body": ["Câu thứ nhất.", "Câu thứ hai."], "text": ["Câu thứ ba.", "Câu thứ tư."]})")
          .text,
      "Câu thứ ba.\nCâu thứ tư.");
  EXPECT_EQ(article_of(R"({"text": ["Câu thứ nhất.", "Câu thứ hai."], "body": ["Câu thứ ba."]})").text,
            "Câu thứ nhất.\nCâu thứ hai.");
}

TEST(JsonRecord, IdsAndDatesAsMongoDbExportsThem) {
  const std::string text = R"(, "text": ")" + kText + "\"}";
  for (const char* id :
       {R"({"$oid": "507f1f77bcf86cd799439011"})", R"({"$uuid": "507f1f77bcf86cd799439011"})",
        R"({"$numberLong": "507f1f77bcf86cd799439011"})",
        R"({"$binary": {"base64": "507f1f77bcf86cd799439011", "subType": "04"}})"})
    EXPECT_EQ(article_of(R"({"_id": )" + std::string(id) + text).id, "507f1f77bcf86cd799439011") << id;
  for (const char* date :
       {R"({"$date": "2024-11-06T07:00:00Z"})", R"({"$date": {"$numberLong": "1730860800000"}})",
        R"({"$date": 1730860800000})", R"({"$numberLong": "1730860800"})"})
    EXPECT_EQ(article_of(R"({"publishedAt": )" + std::string(date) + text).date, "2024-11-06") << date;
  EXPECT_EQ(article_of(R"({"_id": {"$oid": "5"}, "id": "a")" + text).id, "a");
  // Other objects and lists are no ids.
  EXPECT_TRUE(is_content_id(article_of(R"({"id": {"name": "a", "text": "b"}, "_id": ["c"])" + text).id));
}

TEST(JsonRecord, PostsAsWordPressGivesThem) {
  const Article article = article_of(
      R"({"id": 7, "guid": {"rendered": "http://a.example/?p=7"}, "date": "2024-11-06T07:00:00",
      "link": "http://a.example/ky", "title": {"rendered": "Ký biên bản"},
      "content": {"rendered": "<p>Hai tỉnh <b>ký</b> biên bản.<\/p>", "protected": false},
      "summary": {"rendered": "Lễ ký diễn ra sáng nay."}, "tags": [3, 4]})");
  EXPECT_EQ(article.id, "7");
  EXPECT_EQ(article.date, "2024-11-06");
  EXPECT_EQ(blocks_of(article), (std::vector<std::string>{"T:Ký biên bản", "P:Lễ ký diễn ra sáng nay.",
                                                          "P:Hai tỉnh ký biên bản."}));
}

TEST(JsonRecord, NullsEmptyStringsAndUnknownFieldsAreNothing) {
  const Article article = article_of(
      R"({"url": null, "title": "", "labels": {"text": "no"}, "date": null, "content": "", "body": ")" +
      kText + "\"}");
  EXPECT_EQ(article.url, "");
  EXPECT_EQ(article.text, kText);
  EXPECT_EQ(article.body_begin, 0U);
}

TEST(JsonRecord, ATitleThatTheTextBeginsWithIsNotPutBefore) {
  const Article article = article_of(R"({"title": "Ký biên bản", "text": "Ký biên bản\n\n)" + kText + "\"}");
  EXPECT_EQ(article.text, "Ký biên bản\n\n" + kText);
  EXPECT_EQ(article.body_begin, 0U);
}

TEST(JsonRecord, ALeadIsPutBeforeTheTextUnlessItIsInIt) {
  const Article with = article_of(
      R"({"title": "Ký biên bản", "description": "Lễ ký diễn ra sáng nay.", "text": ")" + kText + "\"}");
  EXPECT_EQ(blocks_of(with),
            (std::vector<std::string>{"T:Ký biên bản", "P:Lễ ký diễn ra sáng nay.", "P:" + kText}));
  EXPECT_EQ(with.text.substr(with.body_begin), kText);
  const Article within = article_of(R"({"description": "Hai tỉnh ký biên bản", "text": ")" + kText + "\"}");
  EXPECT_EQ(within.text, kText);
}

TEST(JsonRecord, HtmlWithinAFieldIsRead) {
  const Article article = article_of(
      R"({"title": "Ký biên bản", "content": "<p>Hai tỉnh <b>ký</b> biên bản.<\/p><p>Lễ ký ở L&agrave;o Cai.<\/p>"})");
  EXPECT_EQ(blocks_of(article),
            (std::vector<std::string>{"T:Ký biên bản", "P:Hai tỉnh ký biên bản.", "P:Lễ ký ở Lào Cai."}));
}

TEST(JsonRecord, AnArticleWithoutIdHasOneByItsText) {
  const std::string id = article_of(R"({"text": ")" + kText + "\"}").id;
  EXPECT_EQ(id.size(), 17U);
  EXPECT_EQ(id.front(), 'a');
  EXPECT_EQ(article_of(R"({"url": "http://elsewhere.example", "body": ")" + kText + "\"}").id, id);
  EXPECT_NE(article_of(R"({"text": ")" + kText + " Thêm.\"}").id, id);
}

TEST(JsonRecord, TheIdDoesNotDependOnHowATextIsWritten) {
  const std::string id = article_of(R"({"text": "Lễ ký.\n\nHai tỉnh tại Hà Nội."})").id;
  EXPECT_EQ(article_of(R"({"text": "Lễ ký.\r\n\r\nHai tỉnh tại Hà Nội."})").id, id);
  EXPECT_EQ(article_of(R"({"text": "Lễ ký.\r\rHai tỉnh tại Hà Nội."})").id, id);
  EXPECT_EQ(article_of("{\"text\": \"Lễ ký.\\n\\nHai tỉnh tại Ha\u0300 No\u0302\u0323i.\"}").id, id);
  EXPECT_EQ(article_of("{\"text\": \"Lễ ký.\\n\\nHai tỉnh tại Ha\u0300 No\u0323\u0302i.\"}").id, id);
  EXPECT_TRUE(is_content_id(id));
  EXPECT_FALSE(is_content_id("bt-1"));
}

TEST(JsonRecord, TheAddressTellsTheDayOfTheArticleBeforeItsFirstWordsDo) {
  const std::string text = "\"text\": \"Sáng 6/11/2024, hai tỉnh ký biên bản hợp tác.\"}";
  EXPECT_EQ(article_of("{" + text).date, "2024-11-06");
  EXPECT_EQ(article_of("{\"url\": \"http://a.example/2024/11/08/ky.html\", " + text).date, "2024-11-08");
}

TEST(JsonRecord, TagsLeftOpenCostNoMoreThanTheirLength) {
  // Each '<a ' was looked for its '>' in all that follows: minutes for 2 MB.
  std::string open;
  for (int i = 0; i < 700000; ++i) open += "<a ";
  EXPECT_FALSE(contains_html(open));
  EXPECT_TRUE(contains_html(open + ">"));
  EXPECT_FALSE(contains_html("> " + open));
}

TEST(JsonRecord, TheLanguageIsToldByItsShortWords) {
  EXPECT_EQ(
      article_of(R"({"text": "Lãnh đạo của hai tỉnh đã gặp nhau và bàn việc xây cầu cho người dân."})").lang,
      "vi");
  EXPECT_EQ(article_of(
                R"({"text": "The leaders of the two provinces met in the city and agreed on a new bridge."})")
                .lang,
            "en");
  EXPECT_EQ(article_of(R"({"text": "Zwei Provinzen unterzeichneten heute ein Abkommen."})").lang, "");
}

TEST(JsonRecord, FaultsAreOneProblemEachThatSaysWhere) {
  struct Row {
    std::string json;
    ProblemKind kind;
    const char* says;
  };
  const Row rows[] = {
      {R"({"text": "abc)", ProblemKind::kBadJson, "at byte"},
      {R"({"text": 1,})", ProblemKind::kBadJson, "at byte"},
      {"[1, 2", ProblemKind::kBadJson, "at byte"},
      {"12", ProblemKind::kBadJson, "no object"},
      {R"({"title": "Ký biên bản"})", ProblemKind::kNoText, "\"text\" or \"html\""},
      {R"({"text": "  \n "})", ProblemKind::kNoText, "\"text\" or \"html\""},
      {R"({"text": 12})", ProblemKind::kNoText, "wanted words"},
      {R"({"text": "12"})", ProblemKind::kNoText, "only numbers"},
      {R"({"title": "Ký biên bản", "html": "<p> </p>"})", ProblemKind::kNoText, "a title, but no text"},
      {R"({"text": "x", "a": )" + std::string(1000, '[') + std::string(1000, ']') + "}",
       ProblemKind::kTooDeep, "64"},
      {"{\"a\": " + std::string(1000000, '['), ProblemKind::kTooDeep, "64"},
  };
  for (const Row& row : rows) {
    const Reading reading = parse_one(RawKind::kJson, row.json);
    ASSERT_EQ(reading.ledger.problems().size(), 1U) << row.json.substr(0, 60);
    EXPECT_TRUE(reading.articles.empty());
    EXPECT_EQ(to_string(reading.ledger.problems()[0].kind), to_string(row.kind)) << row.json.substr(0, 60);
    EXPECT_NE(reading.ledger.problems()[0].message.find(row.says), std::string::npos)
        << reading.ledger.problems()[0].message;
    EXPECT_EQ(reading.ledger.problems()[0].source, "test");
  }
}

TEST(JsonRecord, WhatStandsBetweenObjectsIsTold) {
  const std::string object = R"({"text": ")" + kText + "\"}";
  const Reading reading = parse_one(RawKind::kJson, object + " junk " + object + "}");
  ASSERT_EQ(reading.articles.size(), 2U);
  EXPECT_EQ(reading.articles[1].source, "test#2");
  ASSERT_EQ(reading.ledger.dropped(), 2U);
  EXPECT_EQ(reading.ledger.problems()[0].to_string(),
            "test: found 'junk' at byte " + std::to_string(object.size() + 2) +
                ", wanted objects with commas between them; it is passed over");
}

TEST(JsonRecord, HalfCharactersCostThemselvesAndNotTheRecord) {
  EXPECT_EQ(article_of(R"({"text": "Vui \ud83d\ude00 qu\u00e1 \ud83d."})").text,
            "Vui \xf0\x9f\x98\x80 quá \xef\xbf\xbd.");
  EXPECT_EQ(article_of(R"({"text": "\uDE00 \\ud83d \uD83D\u00e0"})").text,
            "\xef\xbf\xbd \\ud83d \xef\xbf\xbdà");
  // No escape at all: nothing of what follows may be cut.
  const Reading reading = parse_one(RawKind::kJson, "{\"text\": \"Vui \\ud8\xe3\x81\x84 quá.\"}");
  EXPECT_TRUE(reading.articles.empty());
  EXPECT_EQ(reading.ledger.count(ProblemKind::kBadJson), 1U);
}

TEST(JsonRecord, LongNumbersKeepTheirDigits) {
  const Article article =
      article_of(R"({"id": 123456789012345678901234567890, "views": 1e300, "date": 1730860800, "text": ")" +
                 kText + "\"}");
  EXPECT_EQ(article.id, "123456789012345678901234567890");
  EXPECT_EQ(article.date, "2024-11-06");
}

TEST(JsonRecord, NumbersBeyondAllAreNothing) {
  for (const std::string& number :
       {std::string("1e999"), std::string("-1E+400"), std::string("0e999"), "0.5e" + std::string(400, '9'),
        std::string(400, '9'), "-" + std::string(400, '9') + ".5"}) {
    const Article article = article_of(R"({"id": "a", "views": [)" + number + R"(], "date": )" + number +
                                       R"(, "text": "1e999 )" + kText + "\"}");
    EXPECT_EQ(article.id, "a") << number;
    EXPECT_EQ(article.date, "") << number;
    EXPECT_EQ(article.text, "1e999 " + kText) << number;
  }
  EXPECT_EQ(article_of(R"({"views": 1e999, "id": 12, "\ud83d": "", "lead": 7, "text": ")" + kText + "\"}").id,
            "12");
  const Reading reading = parse_one(RawKind::kJson, R"({"views": 1e999, "text": "abc)");
  EXPECT_EQ(reading.ledger.count(ProblemKind::kBadJson), 1U);
}

TEST(JsonRecord, WhatPythonWritesForAMissingNumberIsNothing) {
  for (const char* missing : {"NaN", "Infinity", "-Infinity"}) {
    const Article article =
        article_of(R"({"id": "a", "title": )" + std::string(missing) + R"(, "views": [)" + missing +
                   R"(], "date": )" + missing + R"(, "text": ")" + kText + "\"}");
    EXPECT_EQ(article.id, "a") << missing;
    EXPECT_EQ(article.title, "") << missing;
    EXPECT_EQ(article.date, "") << missing;
  }
}

TEST(JsonRecord, WhatStringsMayNotHoldCostsNotTheRecord) {
  EXPECT_EQ(article_of("{\"text\": \"Lễ ký\tsáng nay.\nHai tỉnh\r\n\x01họp.\"}").text,
            "Lễ ký\tsáng nay.\nHai tỉnh \n họp.");
  EXPECT_EQ(article_of(R"({"text": "Vụ \'Cầu A\' \\ \"B\"\/\u0041.\n"})").text, "Vụ 'Cầu A' \\ \"B\"/A.\n");
}

TEST(JsonRecord, AnObjectThatIsNoArticleMayWrapAnArrayOfThem) {
  const std::string one = R"({"id": "a", "text": ")" + kText + R"("})";
  const std::string two = R"({"id": "b", "tags": [{"x": [1]}], "text": "]} )" + kText + R"("})";
  struct Case {
    std::string json;
    std::string ids;  // a space behind each
    std::uint64_t dropped;
  };
  const Case cases[] = {
      {R"({"status": "ok", "totalResults": 2, "articles": [)" + one + ", " + two + "]}", "a b ", 0},
      {R"({"response": {"status": "ok", "docs": [)" + one + R"(]}, "articles": []})", "a ", 0},
      {R"({"facets": [{"docs": [)" + one + R"(]}], "items": ["no object"], "data": {"news": [)" + two + "]}}",
       "b ", 0},
      {R"({"articles": [{"id": "c"}, )" + one + "]}", "a ", 1},
      {R"({"comments": [)" + one + "]}", "", 1},
      {R"({"title": "An article", "items": [)" + one + "]}", "", 1},
      {R"({"a": {"b": {"articles": [)" + one + "]}}}", "", 1},
      {R"({"articles": [{"articles": [)" + one + "]}]}", "", 1},
      {R"({"articles": []})", "", 1},
      {R"({"text": " ", "articles": [)" + one + "]}", "", 1},
  };
  for (const Case& c : cases) {
    const Reading reading = parse_one(RawKind::kJson, c.json);
    std::string ids;
    for (const Article& article : reading.articles) ids += article.id + " ";
    EXPECT_EQ(ids, c.ids) << c.json;
    EXPECT_EQ(reading.ledger.dropped(), c.dropped) << c.json;
  }
}

TEST(JsonRecord, InvalidUtf8IsRepairedCountedAndKept) {
  const Reading reading = parse_one(RawKind::kJson,
                                    "{\"text\": \"Hội nghị tại Hà N\xff"
                                    "i kết thúc.\"}");
  ASSERT_EQ(reading.articles.size(), 1U);
  EXPECT_EQ(reading.articles[0].text, "Hội nghị tại Hà N\xef\xbf\xbdi kết thúc.");
  EXPECT_EQ(reading.ledger.count(ProblemKind::kEncoding), 1U);
  EXPECT_EQ(reading.ledger.dropped(), 0U);
}

}  // namespace
}  // namespace newsgraph
