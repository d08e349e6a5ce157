// SPDX-License-Identifier: Apache-2.0
#include "extract/article/sniff.h"

#include <algorithm>
#include <array>

#include "extract/article/byte_source.h"
#include "extract/article/encoding.h"

namespace newsgraph {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool looks_binary(std::string_view head) {
  if (head.starts_with("%PDF-")) return true;
  std::size_t control = 0;
  for (const char c : head) {
    if (c == '\0') return true;
    const auto byte = static_cast<unsigned char>(c);
    control += byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b' ? 1 : 0;
  }
  return control * 20 > head.size();
}

constexpr std::array<std::string_view, 6> kOfficeSuffixes = {".docx", ".xlsx", ".pptx",
                                                             ".odt",  ".ods",  ".odp"};
constexpr std::array<std::string_view, 2> kTableSuffixes = {".csv", ".tsv"};

template <std::size_t N>
bool ends_with_one_of(std::string_view name, const std::array<std::string_view, N>& suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [name](std::string_view suffix) { return ends_with_nocase(name, suffix); });
}

// `head` begins with '{': a record a line, or one object spread over lines?
Content lines_or_values(std::string_view head) {
  std::string_view first = head.substr(0, head.find('\n'));
  const std::size_t last = first.find_last_not_of(kSpace);
  if (first.size() == head.size()) return Content::kJsonLines;  // one long line
  return last != std::string_view::npos && first[last] == '}' ? Content::kJsonLines : Content::kJsonValues;
}

// Files of JSON lines by their names that are none: an array, or objects spread over lines.
bool are_lines(std::string_view head) {
  const std::string_view first = head.substr(0, head.find('\n'));
  return head.front() != '[' && first.find_last_not_of(kSpace) != 0;
}

// The name of an XML document's outermost element, or empty.
std::string_view root_element(std::string_view xml) {
  for (;;) {
    xml.remove_prefix(std::min(xml.find_first_not_of(kSpace), xml.size()));
    if (!xml.starts_with('<')) return {};
    if (!xml.starts_with("<?") && !xml.starts_with("<!")) break;
    const std::string_view end = xml.starts_with("<!--") ? "-->" : ">";
    const std::size_t at = xml.find(end);
    if (at == std::string_view::npos) return {};
    xml.remove_prefix(at + end.size());
  }
  return xml.substr(1, xml.find_first_of(" \t\r\n/>", 1) - 1);
}

// Graphs by what they begin with, and what the 2 KB from there on hold as well.
struct GraphStart {
  std::string_view begins, holds;
};
constexpr std::array kGraphStarts = {
    GraphStart{"<!DOCTYPE html>", "<meta name=\"generator\" content=\"newsgraph\">"},
    GraphStart{"{\"format\":\"newsgraph\"", ""},
    GraphStart{"{\"attributes\":{\"name\":\"newsgraph\"", ""},
    GraphStart{"{\"data\":[", "\"elements\":{\"nodes\":"},
    GraphStart{"@prefix ", ": <"},
    GraphStart{"<urn:newsgraph:", ""},
    GraphStart{"// newsgraph: ", ""},
    GraphStart{"newsgraph csv: ", ""},
    GraphStart{"newsgraph load-csv: ", ""},
    GraphStart{"newsgraph neo4j-admin: ", ""},
    GraphStart{"newsgraph ladybug: ", ""},
    GraphStart{"#!/bin/sh", "exec neo4j-admin"},
};
constexpr std::array<std::string_view, 3> kGraphElements = {"graphml", "gexf", "svg"};
constexpr std::array<std::string_view, 3> kDotWords = {"digraph", "graph", "strict"};

constexpr std::array<std::string_view, 5> kFeedElements = {"rss", "feed", "rdf:RDF", "urlset",
                                                           "sitemapindex"};

bool looks_like_feed(std::string_view head) {
  const std::string_view root = root_element(head.substr(0, 2048));
  return std::find(kFeedElements.begin(), kFeedElements.end(), root) != kFeedElements.end();
}

bool looks_like_graph(std::string_view head, std::string_view name) {
  if (ends_with_nocase(name, ".cypher")) return true;
  const std::string_view begin = head.substr(0, 2048);
  if (begin.starts_with('<')) {
    const std::string_view root = root_element(begin);
    if (std::find(kGraphElements.begin(), kGraphElements.end(), root) != kGraphElements.end()) return true;
  }
  const std::string_view line = begin.substr(0, begin.find('\n'));
  const std::string_view word = line.substr(0, line.find_first_of(" {"));
  if (std::find(kDotWords.begin(), kDotWords.end(), word) != kDotWords.end() && line.ends_with('{'))
    return true;
  return std::any_of(kGraphStarts.begin(), kGraphStarts.end(), [begin](const GraphStart& start) {
    return begin.starts_with(start.begins) && begin.find(start.holds) != std::string_view::npos;
  });
}

}  // namespace

bool ends_with_nocase(std::string_view name, std::string_view suffix) {
  return name.size() >= suffix.size() &&
         std::equal(suffix.begin(), suffix.end(), name.end() - static_cast<std::ptrdiff_t>(suffix.size()),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool looks_like_html(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos || text[first] != '<') return false;
  std::string head(text.substr(first, 1024));
  std::transform(head.begin(), head.end(), head.begin(), lower);
  static constexpr std::array<std::string_view, 10> kMarks = {
      "<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<article", "<h1", "<meta"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return head.find(mark) != std::string::npos; });
}

Content sniff(std::string_view head, std::string_view name) {
  if (looks_packed(head))
    return ends_with_one_of(name, kOfficeSuffixes) ? Content::kOffice : Content::kPacked;
  if (!wide_encoding(head).empty()) return Content::kText;  // told apart again once decoded
  if (head.starts_with("WARC/")) return Content::kWarc;
  if (looks_binary(head.substr(0, 4096))) return Content::kBinary;
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return head.size() < kSniffBytes ? Content::kEmpty : Content::kText;
  head.remove_prefix(first);
  if (looks_like_graph(head, name)) return Content::kGraph;
  if (looks_like_feed(head)) return Content::kFeed;
  if (head.starts_with("{\"id\":\"") &&
      head.substr(0, head.find('\n')).find("\",\"source_hash\":\"") != std::string_view::npos)
    return Content::kFacts;
  if (ends_with_nocase(name, ".jsonl") || ends_with_nocase(name, ".ndjson"))
    return are_lines(head) ? Content::kJsonLines : Content::kJsonValues;
  const bool json = ends_with_nocase(name, ".json");
  const std::size_t second = head.find_first_not_of(kSpace, 1);
  const char next = second == std::string_view::npos ? '\0' : head[second];
  if (head.front() == '{' && (json || next == '"' || next == '}')) return lines_or_values(head);
  if (json || (head.front() == '[' && (next == '{' || next == ']'))) return Content::kJsonValues;
  if (looks_like_html(head) || ends_with_nocase(name, ".html") || ends_with_nocase(name, ".htm") ||
      ends_with_nocase(name, ".xhtml")) {
    return Content::kHtml;
  }
  return ends_with_one_of(name, kTableSuffixes) ? Content::kTable : Content::kText;
}

}  // namespace newsgraph
