// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace newsgraph {

/// What a stream of bytes holds.
enum class Content : std::uint8_t {
  kEmpty,
  kBinary,
  kOffice,  ///< of a word processor or a spreadsheet: packed pages that are no articles
  kFeed,    ///< RSS, Atom or a site map: lists of articles and what is said of them
  kTable,   ///< comma- or tab-separated rows
  kGraph,   ///< a graph or a part of one, as `export` and other programs write it
  kFacts,   ///< what `extract` writes
  kPacked,  ///< compressed file or archive
  kWarc,
  kJsonLines,   ///< a JSON value a line
  kJsonValues,  ///< an array of objects, or objects one after the other, over several lines
  kHtml,
  kText,
};

/// Bytes that sniff() likes to see.
inline constexpr std::size_t kSniffBytes = 64 * 1024;

/// Tells by the first bytes, then by the name's suffix ("a/b.JSONL"; may be empty).
Content sniff(std::string_view head, std::string_view name);

/// Whether `text` begins as a page does: a doctype, <html, a comment and the like. Looks at 1 KB.
bool looks_like_html(std::string_view text);

/// Lower-case ASCII copy-free comparison of the end of a name: ends_with_nocase("A.JSON", ".json").
bool ends_with_nocase(std::string_view name, std::string_view suffix);

}  // namespace newsgraph
