// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsgraph {

/// Half-open byte range [begin, end). What it indexes is said where it is used.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  [[nodiscard]] bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// What a stretch of an article is to its reader.
enum class BlockKind : std::uint8_t {
  kTitle,      ///< headline and sub-headlines
  kParagraph,  ///< lead and body
  kCaption,    ///< words under or beside a picture
};

/// A run of text that belongs together: sentences never cross its ends.
struct Block {
  Span span;  ///< bytes of Article::text, never empty
  BlockKind kind = BlockKind::kParagraph;
};

/// One news item as read. Boilerplate stays in `text` but no block covers it, so nothing is extracted from
/// it.
struct Article {
  std::string id;      ///< as given, else content_id(text); never the file's name
  std::string url;     ///< empty if unknown
  std::string title;   ///< empty if unknown
  std::string outlet;  ///< newspaper or site, empty if unknown
  std::string date;    ///< ISO 8601 day "2024-11-06", month "2024-11" or year; empty if unknown
  std::string lang;    ///< BCP 47 primary tag: "vi", "en"; empty if unknown

  std::string source;       ///< where it came from, for messages only: "news.jsonl:12", "a.zip/b.html"
  std::string source_hash;  ///< 16 hex digits over the source bytes (the record, for JSON lines)

  /// Valid UTF-8. For plain text the file's own bytes (less a byte order mark), so that an offset into `text`
  /// is an offset into the file. Otherwise the title, a blank line and the decoded body; the title is left
  /// out when the body begins with it.
  std::string text;
  std::uint32_t body_begin =
      0;  ///< where the given body starts in `text`: 0, or after the title that was put before
  std::vector<Block> blocks;  ///< ascending, not overlapping
};

}  // namespace newsgraph
