// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/boilerplate.h"

namespace newsgraph {

/// What a JSON record or a page's head says of its article; empty where it says nothing.
struct ArticleRecord {
  std::string id;
  std::string url;
  std::string title;
  std::string outlet;
  std::string date;       ///< as given
  std::string lang;       ///< as given
  std::string lead;       ///< summary, to be put before the text
  std::string_view text;  ///< body as plain text, of the bytes that were read, where it was given whole
  std::string_view html;  ///< body, or page, as HTML, of those bytes
  std::string joined;     ///< the body where it was given in parts

  void set_body(std::string_view whole) {
    text = whole;
    joined.clear();
  }
  [[nodiscard]] std::string_view body() const { return joined.empty() ? text : std::string_view(joined); }
};

/// Zero bytes that read_json_record() wants behind the object: it reads whole vectors.
inline constexpr std::size_t kRoomBehindJson = 64;

/// Why JSON is no record.
struct JsonFault {
  std::string message;            ///< with the byte where; empty if nothing is wrong
  bool deep = false;              ///< objects and arrays in each other beyond the bound
  bool no_single_object = false;  ///< an array, another value, or more than one
};

/// Reads one JSON object; the bytes are used up (parsed in place), and hold the body afterwards, or, after a
/// fault and where there is none, what they held before. Names of fields are matched without regard to case; those not known are
/// passed over. Linear; needs no stack in proportion to the depth.
JsonFault read_json_record(std::string& bytes, std::size_t max_depth, ArticleRecord& record);

/// A page read down to the article on it.
struct Page {
  ArticleRecord record;     ///< from <head>, <h1>, <time>; text is empty
  std::string text;         ///< the blocks' words, a blank line between blocks; title not included
  std::vector<Line> lines;  ///< one a block, with hints
};

/// Reads a page or a piece of one. `utf8` is valid UTF-8. Never fails: a page without text gives no lines.
Page read_html(std::string_view utf8, const BoilerplateRules& rules);

/// The charset that a page's head declares, lower case, or empty. Looks at 2 KB of undecoded bytes.
std::string declared_charset(std::string_view bytes);

/// Whether plain text holds HTML elements, so that it has to be read as HTML: a paragraph, break, division,
/// link ...
bool contains_html(std::string_view text);

}  // namespace newsgraph
