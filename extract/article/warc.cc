// SPDX-License-Identifier: Apache-2.0
#include "extract/article/warc.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

namespace newsgraph {
namespace {

constexpr std::size_t kMaxHeader = 64 * 1024;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Ends of the header lines and of the header itself; also where lines end in a bare line feed.
std::size_t header_end(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1, 1) == "\n") return at + 2;
    if (text.substr(at + 1, 2) == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

// Calls `field(name, value)` for each "Name: value" line after the first.
template <typename Field>
void for_each_field(std::string_view header, Field field) {
  std::size_t at = header.find('\n');
  while (at != std::string_view::npos && at + 1 < header.size()) {
    const std::size_t end = header.find('\n', at + 1);
    const std::string_view line = header.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos)
      field(lower_case(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    at = end;
  }
}

// A cut-off chunk gives what there is: crawlers truncate long pages on purpose.
std::string unchunk(std::string_view body) {
  std::string out;
  for (;;) {
    const std::size_t end = body.find('\n');
    if (end == std::string_view::npos) return out.empty() ? std::string(body) : out;  // was stored unchunked
    std::uint64_t size = 0;
    const auto [stop, error] = std::from_chars(body.data(), body.data() + end, size, 16);
    if (error != std::errc() || size == 0) return out.empty() ? std::string(body) : out;
    body.remove_prefix(end + 1);
    out.append(body.substr(0, size));
    if (body.size() <= size) return out;
    body.remove_prefix(size);
    body.remove_prefix(
        std::min(body.size(), body.find('\n') == std::string_view::npos ? body.size() : body.find('\n') + 1));
  }
}

}  // namespace

bool read_warc_header(BufferedSource& source, WarcRecord& record) {
  std::string_view head = source.peek(1);
  while (!head.empty() && (head.front() == '\r' || head.front() == '\n')) {
    source.skip(1);
    head = source.peek(1);
  }
  if (head.empty()) return false;
  head = source.peek(kMaxHeader);
  const std::size_t end = head.starts_with("WARC/") ? header_end(head) : std::string_view::npos;
  if (end == std::string_view::npos) {
    throw ReadError(ProblemKind::kBadArchive,
                    "no WARC record where one must begin; the records before were read");
  }
  bool has_length = false;
  for_each_field(head.substr(0, end), [&](const std::string& name, std::string_view value) {
    if (name == "warc-type") record.type = lower_case(value);
    if (name == "content-type") record.content_type = lower_case(value);
    if (name == "warc-target-uri") {
      if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
      record.url = value;
    }
    if (name == "content-length") {
      has_length =
          std::from_chars(value.data(), value.data() + value.size(), record.length).ec == std::errc();
    }
  });
  if (!has_length)
    throw ReadError(ProblemKind::kBadArchive,
                    "WARC record without Content-Length; the records before were read");
  record.http = record.content_type.starts_with("application/http");
  source.skip(end);
  return true;
}

void read_warc_body(BufferedSource& source, const WarcRecord& record, std::string* out) {
  for (std::uint64_t left = record.length; left > 0;) {
    const std::string_view view = source.peek(1);
    if (view.empty()) {
      throw ReadError(ProblemKind::kTruncated,
                      "WARC record ends " + std::to_string(left) +
                          " bytes too early; what came before was read, fetch the file again");
    }
    const std::size_t take = static_cast<std::size_t>(std::min<std::uint64_t>(left, view.size()));
    if (out != nullptr) out->append(view.substr(0, take));
    source.skip(take);
    left -= take;
  }
}

bool wants_warc_record(const WarcRecord& record) {
  if (record.type == "response") return record.http;
  if (record.type == "conversion") return record.content_type.starts_with("text/plain");
  return record.type == "resource" && record.content_type.find("html") != std::string::npos;
}

bool is_page_response(std::string_view message) {
  const std::string_view head = message.substr(0, kMaxHeader);
  const std::size_t end = header_end(head);
  if (!head.starts_with("HTTP/") || end == std::string_view::npos) return false;
  const std::size_t space = head.find(' ');
  if (head.substr(space + 1, 3) != "200") return false;
  bool page = false;
  for_each_field(head.substr(0, end), [&](const std::string& name, std::string_view value) {
    if (name == "content-type") page = lower_case(value).find("html") != std::string::npos;
  });
  return page;
}

HttpPage read_http_page(std::string_view message, std::uint64_t limit, std::uint32_t max_expansion) {
  HttpPage page;
  const std::size_t end = header_end(message.substr(0, kMaxHeader));
  if (end == std::string_view::npos) throw ReadError(ProblemKind::kNoText, "HTTP response without a body");
  std::string encoding;
  bool chunked = false;
  for_each_field(message.substr(0, end), [&](const std::string& name, std::string_view value) {
    if (name == "content-encoding") encoding = lower_case(value);
    if (name == "transfer-encoding") chunked = lower_case(value).find("chunked") != std::string::npos;
    if (name == "content-type") {
      const std::string type = lower_case(value);
      const std::size_t at = type.find("charset=");
      if (at != std::string::npos) {
        const std::string_view charset = trimmed(std::string_view(type).substr(at + 8));
        page.charset = charset.substr(0, charset.find(';'));
        std::erase(page.charset, '"');
      }
    }
  });
  page.body = chunked ? unchunk(message.substr(end)) : std::string(message.substr(end));
  // Crawlers often store the body unpacked and keep the header: believe the bytes.
  if (looks_packed(page.body)) {
    Archive archive(BufferedSource(open_memory(page.body)), limit, max_expansion);
    Archive::Member member;
    std::string unpacked;
    if (archive.next(member) && !BufferedSource(std::move(member.source)).read_all(unpacked, limit)) {
      throw ReadError(ProblemKind::kTooLarge, "web page larger than the limit for one article once unpacked");
    }
    page.body = std::move(unpacked);
  } else if (encoding == "br" || encoding == "deflate") {
    const bool readable = page.body.find_first_not_of(" \t\r\n") != std::string::npos &&
                          page.body.find('\0') == std::string::npos && page.body.find('<') < 4096;
    if (!readable) {
      throw ReadError(ProblemKind::kUnsupported,
                      "content encoding '" + encoding + "'; gzip, zstd and plain are read");
    }
  }
  return page;
}

}  // namespace newsgraph
