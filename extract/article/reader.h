// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extract/article/problem.h"

namespace newsgraph {

/// Bounds that keep a run alive whatever it is given. What exceeds one is reported and skipped.
struct ReaderOptions {
  /// What max_article_bytes may be at most: spans count bytes in 32 bits, and text may triple when decoded.
  static constexpr std::uint64_t kMostArticleBytes = std::uint64_t{1} << 30;
  std::uint64_t max_article_bytes = std::uint64_t{64}
                                    << 20;  ///< of a file, line, archive member or web record
  std::uint32_t max_expansion =
      200;  ///< unpacked bytes a packed byte, looked at from 64 MB or max_article_bytes unpacked on
  std::uint32_t max_nesting = 4;      ///< archives within archives
  std::uint32_t max_json_depth = 64;  ///< arrays and objects within each other
  int standard_input = 0;             ///< file descriptor that "-" reads
};

/// What the bytes of a RawInput are.
enum class RawKind : std::uint8_t {
  kText,  ///< plain text, any encoding
  kHtml,  ///< a page, any encoding
  kJson,  ///< one JSON object (or, in a file of UTF-16, whatever the file held)
  kHttp,  ///< HTTP response: header, blank line, body as it was sent
};

/// The bytes of one article, or of a few that cannot be told apart cheaply, as they came.
struct RawInput {
  std::uint64_t sequence = 0;  ///< 0, 1, 2 ... in input order; the same on every run
  RawKind kind = RawKind::kText;
  std::string source;  ///< as Article::source
  std::string bytes;   ///< at most ReaderOptions::max_article_bytes
  std::string url;     ///< from a web archive, else empty
};

/// Cuts inputs into raw articles: the sequential half of reading. The other half is ArticleParser, which any
/// number of threads may run on what this one hands out.
///
/// Inputs are files, folders (read recursively in the order of the names' bytes, hidden entries and links to
/// folders skipped, pipes and devices told and skipped) and "-" for standard input. What a file holds is told
/// by its content first, its suffix second: text, HTML, JSON (an object, or an array of them), JSON lines,
/// WARC, and gzip, zstd, xz, bzip2, zip and tar of these and of each other. Memory: the largest article plus
/// a fixed buffer for each archive open, never the size of the input.
class ArticleReader {
 public:
  /// `ledger` receives what could not be read; it must outlive the reader and is touched only inside next().
  ArticleReader(std::vector<std::string> inputs, ReaderOptions options, Ledger& ledger);
  ~ArticleReader();
  ArticleReader(ArticleReader&&) noexcept;
  ArticleReader& operator=(ArticleReader&&) noexcept;

  /// The next raw article, or nothing at the end. Never throws for a bad input. One thread at a time.
  std::optional<RawInput> next();

  /// Bytes taken from files and standard input so far (packed size), for progress.
  [[nodiscard]] std::uint64_t bytes_read() const;
  /// Files opened so far, standard input included.
  [[nodiscard]] std::uint64_t files_read() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgraph
