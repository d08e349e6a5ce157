// SPDX-License-Identifier: Apache-2.0
// Reads the records of a fact file: FactScanner if they stand as we write them, else parse_fact_json(), which
// also says what is wrong.
#include <algorithm>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "extract/fact/fact_file.h"
#include "extract/fact/fact_json.h"
#include "extract/fact/fact_record.h"
#include "extract/fact/fact_scanner.h"

namespace newsgraph {
namespace {

/// Counts the mentions that are listed. Returns what is wrong with them, or nothing.
std::optional<std::string> count_mentions(FactRecord& facts) {
  if (facts.mentions.empty()) return std::nullopt;  // the entities' own counts stand
  const auto count = facts.entities.size();
  std::vector<std::uint32_t> counts(count);
  for (std::size_t i = 0; i < facts.mentions.size(); ++i) {
    const FactRecord::MentionRow& mention = facts.mentions[i];
    if (mention.entity >= count) {
      return fmt::format("mention {} of article '{}' names entity {}, wanted a number below {}", i, facts.id,
                         mention.entity, count);
    }
    if (mention.span.begin > mention.span.end) {
      return fmt::format("mention {} of article '{}' ends before it begins", i, facts.id);
    }
    ++counts[mention.entity];
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t& told = facts.entities[i].mentions;
    if (told == 0) told = counts[i];
    if (told != counts[i]) {
      return fmt::format("entity {} of article '{}' has {} mentions, found {} in the list", i, facts.id, told,
                         counts[i]);
    }
  }
  return std::nullopt;
}

/// What is wrong with a record that parsed, or nothing.
std::optional<std::string> check(FactRecord& facts) {
  if (facts.id.empty()) return "the record has no 'id', wanted the article's id";
  const auto count = facts.entities.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (facts.entities[i].type.empty() || facts.entities[i].name.empty()) {
      return fmt::format("entity {} of article '{}' has no type or no name, wanted both", i, facts.id);
    }
  }
  if (auto wrong = count_mentions(facts)) return wrong;
  for (std::size_t i = 0; i < facts.facts.size(); ++i) {
    const FactRecord::FactRow& fact = facts.facts[i];
    if (fact.type.empty())
      return fmt::format("fact {} of article '{}' has no type, wanted a relation", i, facts.id);
    if (fact.source >= count || fact.target >= count) {
      return fmt::format("fact {} of article '{}' joins entities {} and {}, wanted numbers below {}", i,
                         facts.id, fact.source, fact.target, count);
    }
  }
  return std::nullopt;
}

/// Reads records one after the other into the same memory.
class RecordReader {
 public:
  RecordReader(MentionLists mentions, std::string_view file) : mentions_(mentions), file_(file) {}
  /// Good until the next call.
  FactRecord& read(std::string_view text, std::uint64_t line) {
    if (!scanner_.scan(text, mentions_ == MentionLists::kSkip, record_)) {
      if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        throw FactFileError(file_, line, zero + 1, "found a zero byte, wanted JSON");
      }
      parse_fact_json(text, file_, line, decoded_, record_);
    }
    if (const auto wrong = check(record_)) throw FactFileError(file_, line, 1, *wrong);
    return record_;
  }

 private:
  MentionLists mentions_;
  std::string_view file_;
  FactScanner scanner_;
  std::string decoded_;
  FactRecord record_;
};

}  // namespace

FactFileError::FactFileError(std::string_view file, std::uint64_t line, std::uint64_t column,
                             std::string_view message)
    : std::runtime_error(fmt::format("{}:{}:{}: {}", file, line, column, message)),
      line_(line),
      column_(column) {}

void read_facts(std::string_view record, std::string_view file, std::uint64_t line, ArticleFacts& facts) {
  facts = copy_facts(RecordReader(MentionLists::kRead, file).read(record, line));
}

void each_record(std::string_view lines, std::uint64_t first_line, std::string_view file,
                 MentionLists mentions, const std::function<void(const FactRecord&)>& take) {
  RecordReader reader(mentions, file);
  for (std::uint64_t number = first_line; !lines.empty(); ++number) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) take(reader.read(line, number));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
}

std::vector<ArticleFacts> read_facts(const FactChunk& chunk, std::string_view file) {
  std::vector<ArticleFacts> articles;
  each_record(chunk, file, MentionLists::kRead,
              [&](const FactRecord& record) { articles.push_back(copy_facts(record)); });
  return articles;
}

FactChunker::FactChunker(Source source, std::size_t chunk_bytes)
    : source_(std::move(source)), chunk_bytes_(chunk_bytes) {}

bool FactChunker::next(FactChunk& chunk) {
  auto& bytes = chunk.bytes;
  bytes.assign(rest_.begin(), rest_.end());
  rest_.clear();
  chunk.first_line = line_;
  std::size_t cut = 0;  // behind the last whole line
  while (!ended_ && cut == 0) {
    const std::size_t old = bytes.size();
    bytes.resize(old + chunk_bytes_);
    const std::size_t got = source_(bytes.data() + old, chunk_bytes_);
    bytes.resize(old + got);
    ended_ = got == 0;
    // Only what has come now can hold a line end.
    const std::size_t line_end = std::string_view(bytes.data() + old, got).rfind('\n');
    if (line_end != std::string_view::npos) cut = old + line_end + 1;
  }
  if (!ended_) {
    rest_.assign(bytes.begin() + static_cast<std::ptrdiff_t>(cut), bytes.end());
    bytes.resize(cut);
  }
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at != end) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    ++line_;
    ++at;
  }
  return !bytes.empty();
}

}  // namespace newsgraph
