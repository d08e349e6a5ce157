// SPDX-License-Identifier: Apache-2.0
#include "extract/article/warc.h"

#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"
#include "tests/extract/article/packing.h"

namespace newsgraph {
namespace {

using Strings = std::vector<std::string>;

const std::string kPage =
    "<html><head><title>Ký biên bản</title></head><body><h1>Ký biên bản</h1><p>Hai tỉnh ký biên bản hợp tác "
    "về giao thông tại Lào Cai vào sáng nay.</p></body></html>";

std::string warc_record(const std::string& type, const std::string& url, const std::string& content_type,
                        const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2024-11-07T04:00:00Z\r\nContent-Type: " + content_type +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string response(const std::string& url, const std::string& headers, const std::string& body) {
  return warc_record("response", url, "application/http; msgtype=response",
                     "HTTP/1.1 " + headers + "\r\n\r\n" + body);
}

std::string chunked(const std::string& body) {
  const std::string first = body.substr(0, 100);
  const std::string rest = body.substr(100);
  char size[16];
  std::snprintf(size, sizeof size, "%zx", rest.size());
  return "64\r\n" + first + "\r\n" + size + "\r\n" + rest + "\r\n0\r\n\r\n";
}

std::string crawl() {
  return warc_record("warcinfo", "", "application/warc-fields", "software: x\r\n") +
         warc_record("request", "http://a.example/1", "application/http; msgtype=request",
                     "GET /1 HTTP/1.1\r\n\r\n") +
         response("http://a.example/1", "200 OK\r\nContent-Type: text/html; charset=utf-8", kPage) +
         response("http://a.example/2", "404 Not Found\r\nContent-Type: text/html", kPage) +
         response("http://a.example/3", "200 OK\r\nContent-Type: image/png", "\x89PNG") +
         response("http://a.example/4", "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
                  chunked(kPage)) +
         response("http://a.example/5", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
                  gzipped(kPage)) +
         response("http://a.example/6",
                  "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
                  kPage) +
         warc_record("resource", "http://a.example/7", "text/html", kPage);
}

Strings urls(const Reading& reading) {
  Strings out;
  for (const Article& article : reading.articles) out.push_back(article.url.substr(article.url.size() - 1));
  return out;
}

TEST(Warc, PagesAreReadEncodingsTakenOff) {
  const TestFolder folder;
  for (const std::string& file :
       {folder.write("crawl.warc", crawl()), folder.write("crawl.warc.gz", gzipped(crawl()))}) {
    const Reading reading = read_all({file});
    EXPECT_EQ(urls(reading), (Strings{"1", "4", "5", "6", "7"}));
    EXPECT_TRUE(reading.ledger.problems().empty()) << reading.ledger.problems()[0].to_string();
    for (const Article& article : reading.articles) {
      EXPECT_EQ(article.title, "Ký biên bản");
      EXPECT_EQ(blocks_of(article).size(), 2U) << article.source;
    }
    EXPECT_EQ(reading.articles[0].source, file + "#3");
  }
}

TEST(Warc, TextTakenFromPagesIsRead) {
  const TestFolder folder;
  const std::string text =
      "Ký biên bản\n\nHai tỉnh ký biên bản hợp tác về giao thông tại Lào Cai vào sáng nay.\n";
  const Reading reading = read_all(
      {folder.write("crawl.warc.wet", warc_record("conversion", "http://a.example/1", "text/plain", text))});
  EXPECT_EQ(urls(reading), (Strings{"1"}));
  ASSERT_EQ(reading.articles.size(), 1U);
  EXPECT_EQ(reading.articles[0].title, "Ký biên bản");
}

TEST(Warc, RecordsCompressedOneByOneAreRead) {
  const TestFolder folder;
  const std::string one = gzipped(response("http://a.example/1", "200 OK\r\nContent-Type: text/html", kPage));
  const std::string two = gzipped(response("http://a.example/2", "200 OK\r\nContent-Type: text/html", kPage));
  EXPECT_EQ(urls(read_all({folder.write("crawl.warc.gz", one + two)})), (Strings{"1", "2"}));
}

TEST(Warc, FaultsEndTheArchiveWithOneProblem) {
  const TestFolder folder;
  const std::string good = response("http://a.example/1", "200 OK\r\nContent-Type: text/html", kPage);
  struct Row {
    const char* file;
    std::string bytes;
    ProblemKind kind;
    std::size_t articles;
  };
  const Row rows[] = {
      {"cut.warc", good + good.substr(0, good.size() - 60), ProblemKind::kTruncated, 1},
      {"junk.warc", good + "junk\r\n\r\n", ProblemKind::kBadArchive, 1},
      {"no-length.warc", good + "WARC/1.0\r\nWARC-Type: response\r\n\r\n", ProblemKind::kBadArchive, 1},
      {"brotli.warc",
       response("http://a.example/1", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br",
                std::string("\x1b\0\x02\xff", 4)) +
           good,
       ProblemKind::kUnsupported, 1},
  };
  for (const Row& row : rows) {
    const Reading reading = read_all({folder.write(row.file, row.bytes)});
    ASSERT_EQ(reading.ledger.problems().size(), 1U) << row.file;
    EXPECT_EQ(to_string(reading.ledger.problems()[0].kind), to_string(row.kind)) << row.file;
    EXPECT_EQ(reading.articles.size(), row.articles) << row.file;
  }
}

TEST(Warc, AnArchiveWithoutAPageIsTold) {
  const TestFolder folder;
  const std::string path = folder.write(
      "a.warc", warc_record("warcinfo", "", "application/warc-fields", "software: x\r\n") +
                    response("http://a.example/2", "404 Not Found\r\nContent-Type: text/html", kPage));
  const Reading reading = read_all({path});
  ASSERT_EQ(reading.ledger.problems().size(), 1U);
  EXPECT_EQ(reading.ledger.problems()[0].to_string(),
            path + ": a web archive without a page; wanted responses of type HTML, or plain text");
}

TEST(Warc, TheCharsetOfTheHeaderIsUsed) {
  const TestFolder folder;
  const std::string latin =
      "<html><body><h1>Gare</h1><p>La gare du c\xf4t\xe9 de la rivi\xe8re sera r\xe9nov\xe9"
      "e cette ann\xe9"
      "e.</p></body></html>";
  const Reading reading = read_all(
      {folder.write("a.warc", response("http://a.example/1",
                                       "200 OK\r\nContent-Type: text/html; charset=ISO-8859-1", latin))});
  ASSERT_EQ(reading.articles.size(), 1U);
  EXPECT_NE(reading.articles[0].text.find("La gare du côté de la rivière sera rénovée cette année."),
            std::string::npos);
}

}  // namespace
}  // namespace newsgraph
