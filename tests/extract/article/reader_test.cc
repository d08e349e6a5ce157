// SPDX-License-Identifier: Apache-2.0
#include "extract/article/reader.h"

#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"
#include "tests/extract/article/packing.h"

namespace newsgraph {
namespace {

using Strings = std::vector<std::string>;

const std::string kText = "Hai tỉnh ký biên bản hợp tác về giao thông tại Lào Cai.";

std::string record(const std::string& id) {
  return "{\"id\": \"" + id + "\", \"text\": \"" + kText + "\"}";
}

Strings ids(const Reading& reading) {
  Strings out;
  for (const Article& article : reading.articles) out.push_back(article.id);
  return out;
}
// Sources without the test's folder.
Strings sources(const Reading& reading, const TestFolder& folder) {
  Strings out;
  for (const Article& article : reading.articles)
    out.push_back(article.source.substr(folder.path().size() + 1));
  return out;
}
Strings problems(const Reading& reading) {
  Strings out;
  for (const Problem& problem : reading.ledger.problems()) out.emplace_back(to_string(problem.kind));
  return out;
}

TEST(Reader, TellsFormatsByContentAndSuffix) {
  const TestFolder folder;
  struct Row {
    const char* file;
    std::string bytes;
    Strings found;
  };
  const Row rows[] = {
      {"lines.jsonl", record("a") + "\n\n" + record("b") + "\r\n" + record("c"), {"a", "b", "c"}},
      {"lines.ndjson", record("a") + "\n", {"a"}},
      {"lines.json", record("a") + "\n" + record("b") + "\n", {"a", "b"}},
      {"one.json", "{\n  \"id\": \"a\",\n  \"text\": \"" + kText + "\"\n}\n", {"a"}},
      {"array.json", "[" + record("a") + ",\n" + record("b") + "]", {"a", "b"}},
      {"array-of-strings-with-brackets.json",
       "[{\"id\": \"a\", \"text\": \"} ] \\\" { [ " + kText + "\"}]",
       {"a"}},
      {"several-spread-over-lines.json",
       "{\n\"id\": \"a\", \"text\": \"" + kText + "\"\n}\n{\n\"id\": \"b\", \"text\": \"" + kText + "\"\n}\n",
       {"a", "b"}},
      {"array-by-lines.jsonl", "[\n" + record("a") + ",\n" + record("b") + "\n]\n", {"a", "b"}},
      {"array-a-line.jsonl", "[" + record("a") + "]\n[" + record("b") + "]\n", {"a", "b"}},
      {"array-on-a-later-line.jsonl", record("a") + "\n[" + record("b") + "]\n", {"a", "b"}},
      {"spread.jsonl", "{\n\"id\": \"a\",\n\"text\": \"" + kText + "\"\n}\n", {"a"}},
      {"several-on-a-line.jsonl", record("a") + record("b") + ",\n" + record("c") + ",\n", {"a", "b", "c"}},
      {"no-suffix", record("a") + "\n" + record("b") + "\n", {"a", "b"}},
      {"byte-order-mark.jsonl", "\xef\xbb\xbf" + record("a") + "\n" + record("b") + "\n", {"a", "b"}},
      {"lines.jsonl.gz", gzipped(record("a") + "\n" + record("b") + "\n"), {"a", "b"}},
      {"lines.jsonl.zst",
       packed("raw", "zstd", {{"x", record("a") + "\n" + record("b") + "\n"}}),
       {"a", "b"}},
      {"two-members-in-one.gz", gzipped(record("a") + "\n") + gzipped(record("b") + "\n"), {"a", "b"}},
      {"pack.zip",
       packed("zip", "", {{"x/a.json", record("a")}, {"b.jsonl", record("b") + "\n" + record("c")}}),
       {"a", "b", "c"}},
      {"pack.tar", packed("tar", "", {{"a.json", record("a")}, {"b.json", record("b")}}), {"a", "b"}},
      {"pack.tar.gz", packed("tar", "gzip", {{"a.json", record("a")}, {"b.json", record("b")}}), {"a", "b"}},
      {"nested.zip",
       packed("zip", "",
              {{"in.tar.gz", packed("tar", "gzip", {{"a.jsonl.gz", gzipped(record("a"))}})},
               {"b.json", record("b")}}),
       {"a", "b"}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.file);
    const Reading reading = read_all({folder.write(row.file, row.bytes)});
    EXPECT_EQ(ids(reading), row.found);
    EXPECT_EQ(problems(reading), Strings{});
  }
}

TEST(Reader, PlainTextIsKeptByteForByte) {
  const TestFolder folder;
  const std::string text = "Ký biên bản\r\n\r\n" + kText + "\r\n";
  const Reading reading =
      read_all({folder.write("a.txt", text), folder.write("b.txt", "\xef\xbb\xbf" + text)});
  ASSERT_EQ(reading.articles.size(), 2U);
  for (const Article& article : reading.articles) {
    EXPECT_EQ(article.text, text);
    EXPECT_EQ(article.title, "Ký biên bản");
    EXPECT_EQ(blocks_of(article), (Strings{"T:Ký biên bản", "P:" + kText}));
  }
  EXPECT_EQ(reading.articles[0].id, reading.articles[1].id);
  EXPECT_NE(reading.articles[0].source_hash, reading.articles[1].source_hash);
}

TEST(Reader, Utf16IsReadWhateverItHolds) {
  const TestFolder folder;
  const auto wide = [](const std::string& ascii) {
    std::string out = "\xff\xfe";
    for (const char c : ascii) out.append(1, c).append(1, '\0');
    return out;
  };
  const Reading reading = read_all(
      {folder.write("a.txt", wide("Bridge opened\n\nThe new bridge was opened.\n")),
       folder.write("b.jsonl",
                    wide("{\"id\": \"b\", \"text\": \"One.\"}\n{\"id\": \"c\", \"text\": \"Two.\"}\n")),
       folder.write("c.json",
                    wide("[{\"id\": \"d\", \"text\": \"One.\"},\n{\"id\": \"e\", \"text\": \"Two.\"}]\n")),
       folder.write("d.html", wide("<html><body><h1>Bridge</h1><p>The new bridge was opened by the "
                                   "leaders.</p></body></html>"))});
  ASSERT_EQ(reading.articles.size(), 6U);
  EXPECT_EQ(reading.articles[0].text, "Bridge opened\n\nThe new bridge was opened.\n");
  EXPECT_EQ(reading.articles[1].id, "b");
  EXPECT_EQ(reading.articles[2].id, "c");
  EXPECT_EQ(reading.articles[3].id, "d");
  EXPECT_EQ(reading.articles[4].source, folder.path() + "/c.json#2");
  EXPECT_EQ(reading.articles[5].title, "Bridge");
}

TEST(Reader, Utf16WithoutAMarkIsReadToo) {
  const TestFolder folder;
  std::string bytes;
  for (const char c : std::string("Bridge opened\n\nThe new bridge was opened.\n"))
    bytes.append(1, '\0').append(1, c);
  const Reading reading = read_all({folder.write("a.txt", bytes)});
  ASSERT_EQ(reading.articles.size(), 1U);
  EXPECT_EQ(reading.articles[0].title, "Bridge opened");
}

TEST(Reader, FoldersAreWalkedInTheOrderOfNamesHiddenEntriesLeftOut) {
  const TestFolder folder;
  for (const char* name :
       {"b.txt", "a/z.txt", "a/b/c.txt", "B.txt", ".hidden.txt", ".git/x.txt", "c.jsonl"}) {
    folder.write(name, std::string(name).ends_with("jsonl") ? record("x") + "\n" + record("y") : kText);
  }
  const Reading reading = read_all({folder.path() + "/"});
  EXPECT_EQ(sources(reading, folder),
            (Strings{"B.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.jsonl:1", "c.jsonl:2"}));
}

TEST(Reader, SourcesSayWhereAndSequencesCount) {
  const TestFolder folder;
  Ledger ledger;
  ArticleReader reader({folder.write("a.json", "[" + record("a") + "," + record("b") + "]"),
                        folder.write("b.zip", packed("zip", "", {{"x/c.jsonl", record("c")}}))},
                       {}, ledger);
  Strings found;
  std::uint64_t sequence = 0;
  while (const auto raw = reader.next()) {
    EXPECT_EQ(raw->sequence, sequence++);
    found.push_back(raw->source.substr(folder.path().size() + 1));
  }
  EXPECT_EQ(found, (Strings{"a.json#1", "a.json#2", "b.zip/x/c.jsonl:1"}));
  EXPECT_EQ(reader.files_read(), 2U);
  EXPECT_GT(reader.bytes_read(), 100U);
}

TEST(Reader, StandardInputIsTheInputCalledDash) {
  const TestFolder folder;
  const int descriptor = ::open(folder.write("in", record("a") + "\n" + record("b")).c_str(), O_RDONLY);
  ReaderOptions options;
  options.standard_input = descriptor;
  const Reading reading = read_all({"-"}, options);
  ::close(descriptor);
  EXPECT_EQ(ids(reading), (Strings{"a", "b"}));
  EXPECT_EQ(reading.articles[1].source, "-:2");
}

// What is wrong costs one problem; everything else is read.
TEST(Reader, FaultsCostOneProblemEach) {
  const TestFolder folder;
  const std::string lines = record("a") + "\n" + record("b") + "\n";
  std::string long_lines;
  for (int i = 0; i < 20000; ++i) long_lines += record(std::to_string(i * 7919)) + "\n";
  const std::string packed_lines = gzipped(long_lines);
  std::string broken_zip = packed("zip", "", {{"a.json", record("a")}, {"b.json", record("b")}});
  broken_zip.resize(broken_zip.find("b.json") + 20);
  const auto tarred = [](const std::string& bytes) { return packed("tar", "", {{"in", bytes}}); };
  struct Row {
    const char* file;
    std::string bytes;
    const char* problem;
    std::size_t articles;
  };
  ReaderOptions options;
  options.max_article_bytes = 100000;
  options.max_nesting = 3;
  const Row rows[] = {
      {"empty.txt", "", "empty", 0},
      {"blank.txt", " \n\t\n", "empty", 0},
      {"empty.jsonl", "", "empty", 0},
      {"binary.txt",
       std::string("\x7f"
                   "ELF\x02\x01\0\0\0abc",
                   12),
       "binary", 0},
      {"paper.pdf", "%PDF-1.7 abc", "binary", 0},
      {"picture.zip",
       packed("zip", "", {{"a.png", std::string("\x89PNG\r\n\x1a\n\0\0", 10)}, {"b.json", record("b")}}),
       "binary", 1},
      {"broken-line.jsonl", record("a") + "\n{\"text\": \n" + record("b") + "\n", "bad-json", 2},
      {"not-json.json", "Xin chào", "no-text", 0},
      {"without-text.json", "{\"title\": \"x\"}", "no-text", 0},
      {"huge-line.jsonl",
       record("a") + "\n{\"text\": \"" + std::string(200000, 'x') + "\"}\n" + record("b") + "\n", "too-large",
       2},
      {"huge-element.json",
       "[" + record("a") + ", {\"text\": \"" + std::string(200000, 'x') + "\"}, " + record("b") + "]",
       "too-large", 2},
      {"huge.txt", std::string(200000, 'x'), "too-large", 0},
      {"cut-off.json", "[" + record("a") + ", {\"text\": \"abc", "bad-json", 1},
      {"truncated.zip", broken_zip, "truncated", 1},
      {"damaged.gz", "\x1f\x8b\x08" + std::string(1000, 'x'), "bad-archive", 0},
      {"deep.tar", tarred(tarred(tarred(tarred(lines)))), "too-deep", 0},
      {"bomb.gz", gzipped(std::string(30000000, ' ')), "too-large", 0},
      {"bomb.zip",
       packed("zip", "",
              {{"zeros.jsonl", record("a") + std::string(30000000, '\n')}, {"b.json", record("b")}}),
       "too-large", 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.file);
    const std::string good = folder.write("good.json", record("good"));
    const Reading reading = read_all({folder.write(row.file, row.bytes), good}, options);
    EXPECT_EQ(problems(reading), Strings{row.problem})
        << (reading.ledger.problems().empty() ? "" : reading.ledger.problems().back().to_string());
    EXPECT_EQ(reading.articles.size(), row.articles + 1);
  }
  const Reading reading =
      read_all({folder.write("truncated.gz", packed_lines.substr(0, packed_lines.size() / 2))}, options);
  EXPECT_EQ(problems(reading), Strings{"truncated"});
  EXPECT_GT(reading.articles.size(), 5000U);
  EXPECT_LT(reading.articles.size(), 20000U);
}

TEST(Reader, WhatIsWrongInAnArrayCostsNoOtherRecord) {
  const TestFolder folder;
  struct Row {
    const char* what;
    std::string bytes;
    Strings found;
    Strings told;  // source and the beginning of the message
  };
  const std::string a = record("a"), b = record("b"), c = record("c");
  const std::string cut = R"({"id": "x", "text": "abc)";
  const Row rows[] = {
      {"a brace in a string between", "[\"a { b\", " + a + "]", {"a"}, {": found '\"a { b\"' at byte 2,"}},
      {"an object in a string", R"(["a \" {\"id\":", )" + a + "]", {"a"}, {R"(: found '"a \" {\"id\":"')"}},
      {"a string without its end",
       "[" + a + ", \"unclosed, " + b + "]",
       {"a", "b"},
       {": found '\"unclosed'"}},
      {"values that are no objects",
       "[1, null, " + a + ", \"x\"]",
       {"a"},
       {": found '1, null'", ": found '\"x\"'"}},
      {"words",
       "[" + a + ", rác " + std::string(100, 'x') + " , " + b + "]",
       {"a", "b"},
       {": found 'rác xxx"}},
      {"one bracket too many", "[" + a + "}, " + b + "]", {"a", "b"}, {": found '}'"}},
      {"a brace that opens nothing", "[" + a + " { , " + b + "]", {"a", "b"}, {"#2: "}},
      {"no end of a string", "[" + a + ",\n" + cut + ",\n" + b + ",\n" + c + "]", {"a", "b", "c"}, {"#2: "}},
      {"a quote too many", "[\n{\n\"text\": \"5\" tall\"\n},\n" + b + "]", {"b"}, {"#1: "}},
      {"no end of an object", "[" + a + "," + cut + "\"," + b + "," + c + "]", {"a", "b", "c"}, {"#2: "}},
      {"no end of an array in it", "[" + cut + "\", \"t\": [1}, " + b + "]", {"b"}, {"#1: "}},
      {"an array's end for an object's", "[" + cut + "\"], " + b + "]", {"b"}, {"#1: "}},
      {"a comment before",
       "// news {\n[" + a + ", " + b + "]",
       {"a", "b"},
       {": found '// news'", ": Missing"}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const std::string file = folder.write("a.json", row.bytes);
    const Reading reading = read_all({file});
    EXPECT_EQ(ids(reading), row.found);
    ASSERT_EQ(reading.ledger.problems().size(), row.told.size());
    for (std::size_t i = 0; i < row.told.size(); ++i) {
      const std::string told = reading.ledger.problems()[i].to_string();
      EXPECT_TRUE(told.starts_with(file + row.told[i])) << told;
      EXPECT_EQ(to_string(reading.ledger.problems()[i].kind), "bad-json");
    }
    EXPECT_EQ(reading.ledger.dropped(), row.told.size());
  }
}

TEST(Reader, FeedsAreNoArticles) {
  const TestFolder folder;
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  for (const std::string& feed :
       {xml + "<rss version=\"2.0\"><channel><item><description>" + kText,
        xml + "<!-- by <a> program -->\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><div>" + kText,
        "<urlset><url><loc>http://a.example/</loc>" + kText}) {
    const Reading reading = read_all({folder.write("a.xml", feed)});
    EXPECT_EQ(problems(reading), Strings{"unsupported"});
    EXPECT_NE(reading.ledger.problems()[0].message.find("a feed"), std::string::npos);
  }
  EXPECT_EQ(read_all({folder.write("a.html", xml + "<html><body><p>" + kText)}).articles.size(), 1U);
}

TEST(Reader, PipesInAFolderAreToldAndNotWaitedFor) {
  const TestFolder folder;
  folder.write("b.json", record("b"));
  ASSERT_EQ(::mkfifo((folder.path() + "/a.txt").c_str(), 0600), 0);
  std::filesystem::create_symlink("/dev/zero", folder.path() + "/c.txt");
  const Reading reading = read_all({folder.path()});
  EXPECT_EQ(ids(reading), Strings{"b"});
  EXPECT_EQ(problems(reading), (Strings{"unreadable", "unreadable"}));
}

TEST(Reader, GraphsAndFactsAmongTheInputsAreNoArticles) {
  const TestFolder folder;
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::pair<const char*, std::string> rows[] = {
      {"g.graphml", xml + "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><data>" + kText},
      {"g.gexf", xml + "<gexf version=\"1.3\"><meta>" + kText},
      {"g.svg", xml + "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\">\n<svg><text>" + kText},
      {"bare.svg", "<svg><text>" + kText},
      {"g.ttl", "@prefix dct: <http://purl.org/dc/terms/> .\n<a> dct:title \"" + kText + "\" ."},
      {"g.nq", "<urn:newsgraph:article:a> <http://purl.org/dc/terms/title> \"" + kText + "\" ."},
      {"g.dot", "digraph newsgraph {\n a [label=\"" + kText + "\"]\n}"},
      {"plain.dot", "strict graph {\n a [label=\"" + kText + "\"]\n}"},
      {"g.html",
       "<!DOCTYPE html>\n<html><head><meta name=\"generator\" content=\"newsgraph\"></head><body><p>" +
           kText},
      {"g.cypher", "CREATE (n {text: '" + kText + "'})"},
      {"g.json", "{\"format\":\"newsgraph\",\"version\":1,\n\"nodes\":[]}"},
      {"import.sh", "#!/bin/sh\nexec neo4j-admin database import full neo4j\n"},
      {"README.txt", "newsgraph ladybug: for LadybugDB and Kuzu. In this folder:\n"},
      {"g.facts", "{\"id\":\"a\",\"title\":\"" + kText + "\",\"source_hash\":\"0123456789abcdef\"}\n"},
  };
  for (const auto& [file, bytes] : rows) {
    const Reading reading = read_all({folder.write(file, bytes)});
    EXPECT_EQ(problems(reading), Strings{"unsupported"}) << file;
    EXPECT_TRUE(reading.articles.empty()) << file;
  }
  const std::string page =
      "<!DOCTYPE html>\n<html><head><title>Xây cầu</title></head><body><svg><path/></svg><p>" + kText;
  for (const std::string& bytes : {"graph theory is read by {some}.\n\n" + kText, xml + page,
                                   "newsgraph reads articles: " + kText, "<!-- svg -->" + page})
    EXPECT_EQ(read_all({folder.write("a.txt", bytes)}).articles.size(), 1U) << bytes;
}

TEST(Reader, WhatIsNotThereIsAProblemToo) {
  const TestFolder folder;
  const Reading reading = read_all({folder.path() + "/none.txt", folder.write("a.json", record("a"))});
  EXPECT_EQ(problems(reading), Strings{"missing"});
  EXPECT_EQ(reading.ledger.problems()[0].source, folder.path() + "/none.txt");
  EXPECT_EQ(ids(reading), Strings{"a"});
}

TEST(Reader, AnEmptyFolderIsAProblemALoopOfLinksIsNone) {
  const TestFolder folder;
  folder.write("a/x.json", record("a"));
  std::filesystem::create_directory(folder.path() + "/empty");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() + "/a/loop");
  EXPECT_EQ(problems(read_all({folder.path() + "/empty"})), Strings{"empty"});
  const Reading reading = read_all({folder.path(), folder.path() + "/a/loop/a"});
  EXPECT_EQ(ids(reading), (Strings{"a", "a"}));
  EXPECT_EQ(problems(reading), Strings{});
}

TEST(Reader, ALedgerCountsByReason) {
  Ledger ledger;
  ledger.add({"a", ProblemKind::kEmpty, "empty", true});
  ledger.add({"b", ProblemKind::kEmpty, "empty", true});
  ledger.add({"c", ProblemKind::kEncoding, "repaired", false});
  EXPECT_EQ(ledger.count(ProblemKind::kEmpty), 2U);
  EXPECT_EQ(ledger.count(ProblemKind::kEncoding), 1U);
  EXPECT_EQ(ledger.dropped(), 2U);
  EXPECT_EQ(ledger.problems()[2].to_string(), "c: repaired");
}

}  // namespace
}  // namespace newsgraph
