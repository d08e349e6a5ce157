// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/article/byte_source.h"

namespace newsgraph {

/// Head of a WARC record (ISO 28500).
struct WarcRecord {
  std::string type;          ///< "response", "resource", "warcinfo" ...
  std::string url;           ///< WARC-Target-URI
  std::string content_type;  ///< of the block
  std::uint64_t length = 0;  ///< bytes of the block
  bool http = false;         ///< the block is an HTTP message
};

/// Reads the next record's head. False at the end. Throws ReadError when there is no record where one must
/// be.
bool read_warc_header(BufferedSource& source, WarcRecord& record);
/// Reads the record's block into `out`, or passes over it when null. Throws ReadError when it is cut off.
void read_warc_body(BufferedSource& source, const WarcRecord& record, std::string* out);

/// Whether the record may hold a page: an HTTP response, or a page stored as it is.
bool wants_warc_record(const WarcRecord& record);
/// Whether an HTTP message is a successful response of type HTML. Looks at the head only.
bool is_page_response(std::string_view message);

/// An HTTP message taken apart.
struct HttpPage {
  std::string body;     ///< transfer and content encodings taken off
  std::string charset;  ///< of the content type, lower case, or empty
};
/// Undoes chunked transfer and gzip, zstd or xz content encoding. Throws ReadError (kUnsupported, kTruncated,
/// kTooLarge beyond `limit`).
HttpPage read_http_page(std::string_view message, std::uint64_t limit, std::uint32_t max_expansion);

}  // namespace newsgraph
