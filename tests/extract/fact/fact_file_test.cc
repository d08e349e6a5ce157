// SPDX-License-Identifier: Apache-2.0
#include "extract/fact/fact_file.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "extract/fact/fact_scanner.h"

namespace newsgraph {
namespace {

/// Two people meet; every field of every type is set.
ArticleFacts full_article() {
  ArticleFacts facts;
  facts.id = "a-1";
  facts.url = "https://example.org/a?b=\"c\"";
  facts.title = "Lào Cai\tđón \\ khách";
  facts.outlet = "Báo";
  facts.date = "2024-11-06";
  facts.lang = "vi";
  facts.source_hash = "00112233445566ff";
  facts.body_begin = 22;
  facts.sentences = 3;
  facts.tokens = 41;
  facts.entities = {{"Person", "Trịnh Xuân Trường", {"Trường", "Xuân Trường"}, "", {{"sex", "m"}}},
                    {"Province", "Lào Cai", {}, "vn-p-10", {{"lat", "22.3"}, {"lon", "104"}}}};
  facts.mentions = {{0, {22, 45}, "person.titled"}, {1, {50, 58}, "gazetteers/vn.csv:10"}};
  Fact fact;
  fact.type = "HOLDS_POSITION";
  fact.source = 0;
  fact.target = 1;
  fact.role = "Chủ tịch";
  fact.status = Status::kReported;
  fact.reporter = "ông \"X\"\n";
  fact.time = "2024-11";
  fact.sentence = {22, 80};
  fact.source_span = {22, 45};
  fact.target_span = {50, 58};
  fact.sentence_text = "a \x01 b / \xE2\x80\xA8 c";
  fact.rule = "holds.titled";
  fact.rule_at = "vi/holds.rules:12";
  facts.facts = {fact, fact};
  facts.facts[1].status = Status::kStated;
  facts.facts[1].trigger = {60, 64};
  return facts;
}

std::string written(const ArticleFacts& facts) {
  std::string record;
  append_facts(facts, "", record);
  return record;
}

ArticleFacts read(std::string record) {
  ArticleFacts facts;
  read_facts(record, "f.facts", 7, facts);
  return facts;
}

std::string error_of(const std::string& record) {
  try {
    read(record);
  } catch (const FactFileError& error) {
    return error.what();
  }
  return "no error";
}

TEST(FactFile, ReadsBackWhatItWroteWithEveryFieldSet) {
  const std::string record = written(full_article());
  const ArticleFacts facts = read(record);
  EXPECT_EQ(written(facts), record);
  EXPECT_EQ(facts.title, "Lào Cai\tđón \\ khách");
  EXPECT_EQ(facts.entities[0].aliases, (std::vector<std::string>{"Trường", "Xuân Trường"}));
  EXPECT_EQ(facts.entities[1].attributes,
            (std::vector<std::pair<std::string, std::string>>{{"lat", "22.3"}, {"lon", "104"}}));
  EXPECT_EQ(facts.mentions[1].span, (Span{50, 58}));
  EXPECT_EQ(facts.facts[0].sentence_text, full_article().facts[0].sentence_text);
  EXPECT_EQ(facts.facts[0].reporter, "ông \"X\"\n");
  EXPECT_EQ(facts.facts[0].status, Status::kReported);
  EXPECT_EQ(facts.facts[1].trigger, (Span{60, 64}));
  EXPECT_EQ(facts.body_begin, 22u);
}

TEST(FactFile, ReadsBackAnArticleWithNothingInIt) {
  ArticleFacts facts;
  facts.id = "x";
  EXPECT_EQ(written(facts), "{\"id\":\"x\"}\n");
  EXPECT_EQ(written(read(written(facts))), written(facts));
}

TEST(FactFile, WritesTypeAndSurfaceBesideEveryMention) {
  ArticleFacts facts;
  facts.id = "x";
  facts.entities = {{"Province", "Lào Cai", {}, "", {}}};
  facts.mentions = {{0, {6, 14}, "r"}};
  std::string record;
  append_facts(facts, "tới Lào Cai", record);
  EXPECT_NE(
      record.find(R"({"type":"Province","start":6,"end":14,"surface":"Lào Cai","entity":0,"rule":"r"})"),
      std::string::npos)
      << record;
}

TEST(FactFile, PassesOverUnknownKeysAndTakesKeysInAnyOrder) {
  const ArticleFacts facts = read(
      R"({"new":{"a":[1,{"id":"no"}]},"facts":[{"score":-1.5,"target":1,"source":0,"type":"MEETS","x":[[1,2],3]}],)"
      R"("entities":[{"name":"A","type":"Person"},{"type":"Person","name":"B","more":null}],"id":"x"})");
  EXPECT_EQ(facts.id, "x");
  ASSERT_EQ(facts.facts.size(), 1u);
  EXPECT_EQ(facts.facts[0].type, "MEETS");
  EXPECT_EQ(facts.facts[0].target, 1u);
}

TEST(FactFile, SaysWhereAndWhatWasWanted) {
  struct Case {
    const char* record;
    const char* error;
  };
  const Case cases[] = {
      {R"({"id":5})", "f.facts:7:7: found a number for 'id' of the record, wanted a string"},
      {R"([1])", "f.facts:7:1: found an array, wanted an object, the facts of one article"},
      {R"({"id":"x","body_begin":-1})",
       "found a negative number for 'body_begin' of the record, wanted a number from 0 to"},
      {R"({"id":"x","entities":[7]})", "found a number in 'entities', wanted an object"},
      {R"({"id":"x","facts":[{"status":"maybe"}]})",
       "unknown status 'maybe', wanted stated, planned, proposed, denied or"},
      {R"({"id":"x","facts":[{"sentence":[1]}]})", "found 1 offsets in 'sentence', wanted two"},
      {R"({"id":"x","facts":[{"sentence":[1,2,3]}]})", "found a third offset in 'sentence', wanted two"},
      {R"({"id":"x","facts":[{"trigger":[9,2]}]})", "'trigger' ends at 2, before it begins at 9"},
      {R"({"id":"x","facts":[{"type":"A","source":0,"target":0}]})",
       "joins entities 0 and 0, wanted numbers below 0"},
      {R"({"id":"x","mentions":[{"entity":2}]})",
       "mention 0 of article 'x' names entity 2, wanted a number below 0"},
      {R"({"id":"x","entities":[{"name":"A"}]})",
       "entity 0 of article 'x' has no type or no name, wanted both"},
      {R"({"title":"x"})", "the record has no 'id'"},
      {R"({"id":"x")", "found no JSON"},
      {R"({"id":"x"} {})", "found no JSON"},
      {"", "found no JSON"},
  };
  for (const Case& c : cases) {
    EXPECT_NE(error_of(c.record).find(c.error), std::string::npos)
        << c.record << "\n  " << error_of(c.record);
  }
  EXPECT_NE(error_of("{\"a\":" + std::string(100000, '[')).find("nested deeper than 64"), std::string::npos);
}

TEST(FactFile, ChunksOfAnySizeGiveTheSameRecordsAndLineNumbers) {
  std::string file = "\n";
  for (int i = 0; i < 20; ++i) {
    ArticleFacts facts = full_article();
    facts.id = std::string("a").append(std::to_string(i));
    append_facts(facts, "", file);
    if (i % 5 == 0) file += " \r\n";
  }
  file.pop_back();  // no line feed at the end
  for (const std::size_t chunk_bytes : {1, 7, 1000, 100000}) {
    std::size_t at = 0;
    FactChunker chunker(
        [&](char* to, std::size_t size) {
          const std::size_t got = std::min(size, file.size() - at);
          std::copy_n(file.data() + at, got, to);
          at += got;
          return got;
        },
        chunk_bytes);
    std::string again;
    FactChunk chunk;
    std::uint64_t lines = 1;
    while (chunker.next(chunk)) {
      EXPECT_EQ(chunk.first_line, lines);
      lines += static_cast<std::uint64_t>(std::count(chunk.bytes.begin(), chunk.bytes.end(), '\n'));
      for (const ArticleFacts& facts : read_facts(chunk, "f"))
        again += facts.id + " " + facts.facts[0].rule_at + "\n";
    }
    EXPECT_EQ(std::count(again.begin(), again.end(), '\n'), 20) << chunk_bytes;
    EXPECT_EQ(again.substr(0, 21), "a0 vi/holds.rules:12\n") << chunk_bytes;
  }
}

TEST(FactFile, ALongLineInSmallPiecesIsLookedThroughOnce) {
  // To look for a line end in all that had come before, piece by piece, took minutes.
  constexpr std::size_t kLine = 4'000'000, kPiece = 16;
  std::size_t left = kLine;
  FactChunker chunker(
      [&](char* to, std::size_t size) {
        const std::size_t got = std::min(size, left);
        std::fill_n(to, got, 'x');
        left -= got;
        return got;
      },
      kPiece);
  FactChunk chunk;
  ASSERT_TRUE(chunker.next(chunk));
  EXPECT_EQ(chunk.bytes.size(), kLine);
  EXPECT_FALSE(chunker.next(chunk));
}

/// The record, with a space that only a reader of any JSON passes over.
std::string spaced(std::string record) {
  return record.insert(1, " ");
}

TEST(FactFile, TheScannerTakesWhatIsWrittenAndReadsTheSameAsAnyJsonReader) {
  std::string written;
  append_facts(full_article(), "", written);
  written.pop_back();
  FactScanner scanner;
  FactRecord record;
  ASSERT_TRUE(scanner.scan(written, false, record));
  EXPECT_FALSE(scanner.scan(spaced(written), false, record));
  // Every record that is cut off, or has another byte somewhere, is read alike or refused by both.
  const auto read_or_nothing = [](std::string text) -> std::string {
    ArticleFacts facts;
    std::string again;
    try {
      read_facts(text, "f", 1, facts);
    } catch (const FactFileError&) {
      return "refused";
    }
    append_facts(facts, "", again);
    return again;
  };
  for (std::size_t at = 1; at < written.size(); ++at) {
    const std::string cut = written.substr(0, at);
    EXPECT_EQ(read_or_nothing(cut), read_or_nothing(spaced(cut))) << cut;
    for (const char byte : {'"', '\\', '0', ',', '}', '\x01'}) {
      std::string changed = written;
      changed[at] = byte;
      EXPECT_EQ(read_or_nothing(changed), read_or_nothing(spaced(changed))) << changed;
    }
  }
}

TEST(FactFile, MentionsThatAreSkippedCountAsTheEntitiesSay) {
  std::string file;
  append_facts(full_article(), "", file);
  const auto counts = [&](const std::string& bytes, MentionLists lists) {
    std::vector<std::uint32_t> result;
    FactChunk chunk(bytes, 1);
    each_record(chunk, "f", lists, [&](const FactRecord& record) {
      for (const auto& entity : record.entities) result.push_back(entity.mentions);
    });
    return result;
  };
  EXPECT_EQ(counts(file, MentionLists::kSkip), counts(file, MentionLists::kRead));
  EXPECT_EQ(counts(spaced(file), MentionLists::kSkip), counts(file, MentionLists::kRead));
  // Files of before have no counts: then the list is read.
  std::string old = file;
  for (std::size_t at = 0; (at = old.find(",\"mentions\":", at)) != std::string::npos;) {
    if (old[at + 12] == '[') break;
    old.erase(at, old.find('}', at) - at);
  }
  EXPECT_EQ(counts(old, MentionLists::kSkip), counts(file, MentionLists::kRead));
}

TEST(FactFile, ACountOfMentionsThatIsNotThatOfTheListIsRefused) {
  EXPECT_NE(
      error_of(R"({"id":"x","entities":[{"type":"A","name":"B","mentions":2}],"mentions":[{"entity":0}]})")
          .find("entity 0 of article 'x' has 2 mentions, found 1 in the list"),
      std::string::npos);
}

TEST(FactFile, AnErrorInAChunkNamesItsLine) {
  FactChunk chunk{"{\"id\":\"x\"}\n\n{\"id\":1}\n", 10};
  try {
    read_facts(chunk, "f");
    FAIL() << "no error";
  } catch (const FactFileError& error) {
    EXPECT_EQ(error.line(), 12u);
    EXPECT_EQ(error.column(), 7u);
  }
}

}  // namespace
}  // namespace newsgraph
