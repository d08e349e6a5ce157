// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "extract/fact/fact.h"
#include "extract/fact/fact_record.h"

namespace newsgraph {

// The fact file: JSON lines, one article a record; what `extract` writes and `merge` reads
// (docs/format_facts.md). Files may be concatenated, split at line ends and shuffled.

/// Appends the record of one article and a line feed to `out`. Keys stand in a fixed order and empty values
/// are left out, so equal facts give equal bytes. `text` is Article::text and gives each mention its surface;
/// pass an empty view when it is not at hand, and the surfaces are left out. Cost: linear, no allocation but
/// the growth of `out`. Requires: strings of `facts` are valid UTF-8 (others are written as they are).
void append_facts(const FactRecord& facts, std::string_view text, std::string& out);
/// The same. Requires: every mention is of one of the entities.
void append_facts(const ArticleFacts& facts, std::string_view text, std::string& out);

/// A record that is no article's facts. what() reads "news.facts:12:345: found ..., wanted ...".
class FactFileError : public std::runtime_error {
 public:
  FactFileError(std::string_view file, std::uint64_t line, std::uint64_t column, std::string_view message);
  [[nodiscard]] std::uint64_t line() const { return line_; }      ///< from 1
  [[nodiscard]] std::uint64_t column() const { return column_; }  ///< from 1, in bytes

 private:
  std::uint64_t line_;
  std::uint64_t column_;
};

/// Reads one record. Unknown keys are passed over, keys may come in any order, missing ones are empty.
/// `file` and `line` are for messages.
/// Errors: FactFileError on bad JSON, a value of the wrong kind, an unknown status, an empty id or type, an
/// entity number without an entity, a span that ends before it begins, a count of mentions that is not that
/// of the list, nesting deeper than 64.
void read_facts(std::string_view record, std::string_view file, std::uint64_t line, ArticleFacts& facts);

/// Memory for bytes that are about to be read: growing does not write zeros first.
struct UnsetBytes : std::allocator<char> {
  template <class Other>
  struct rebind {
    using other = UnsetBytes;
  };
  void construct(char*) const {}  // NOLINT: leaves the byte as it is
  void construct(char* at, char byte) const { *at = byte; }
};

/// Whole lines of a fact file, to be read by any thread.
struct FactChunk {
  FactChunk() = default;
  FactChunk(std::string_view content, std::uint64_t line)
      : bytes(content.begin(), content.end()), first_line(line) {}

  std::vector<char, UnsetBytes> bytes;
  std::uint64_t first_line = 1;  ///< number of the first line, from 1
};

/// Cuts a fact file into chunks of whole lines of about `chunk_bytes`, few enough to stay in a core's cache
/// while they are read; a longer line makes a longer chunk.
class FactChunker {
 public:
  /// Fills up to `size` bytes at `to`, returns how many; 0 ends the file.
  using Source = std::function<std::size_t(char* to, std::size_t size)>;

  explicit FactChunker(Source source, std::size_t chunk_bytes = std::size_t{1} << 19);
  /// The next chunk, or false at the end.
  bool next(FactChunk& chunk);

 private:
  Source source_;
  std::size_t chunk_bytes_;
  std::vector<char> rest_;  // the line begun at the end of the last chunk
  std::uint64_t line_ = 1;
  bool ended_ = false;
};

/// What to do with a record's list of mentions, half of a fact file, of which a graph needs the counts that
/// stand with the entities.
enum class MentionLists : std::uint8_t {
  kRead,
  kSkip,  ///< it may be read or not, and is not checked where it is not
};

/// Hands the records of `lines` to `take`, in order; empty lines are passed over. The texts of a record are
/// views of `lines`, save those that had to be decoded: they are good within the call only. `first_line` is
/// the number of the first line. Errors: as read_facts.
void each_record(std::string_view lines, std::uint64_t first_line, std::string_view file,
                 MentionLists mentions, const std::function<void(const FactRecord&)>& take);
inline void each_record(const FactChunk& chunk, std::string_view file, MentionLists mentions,
                        const std::function<void(const FactRecord&)>& take) {
  each_record({chunk.bytes.data(), chunk.bytes.size()}, chunk.first_line, file, mentions, take);
}

/// The same as copies that own their strings.
std::vector<ArticleFacts> read_facts(const FactChunk& chunk, std::string_view file);

}  // namespace newsgraph
