// SPDX-License-Identifier: Apache-2.0
// The same reading of a page with libxml2's parser in place of the scanner.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>

#include <libxml/HTMLparser.h>

#include "extract/article/page_builder.h"

namespace newsgraph::oracle {

inline std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct Feed {
  PageBuilder builder;
  Attributes attributes;
};

inline void on_open(void* feed, const xmlChar* name, const xmlChar** pairs) {
  Feed& to = *static_cast<Feed*>(feed);
  to.attributes.clear();
  for (; pairs != nullptr && pairs[0] != nullptr; pairs += 2)
    to.attributes.emplace_back(view(pairs[0]), view(pairs[1]));
  to.builder.open(view(name), to.attributes);
}

inline void on_close(void* feed, const xmlChar* name) {
  static_cast<Feed*>(feed)->builder.close(view(name));
}

inline void on_text(void* feed, const xmlChar* text, int size) {
  static_cast<Feed*>(feed)->builder.text(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

inline void on_error(void*, const char*, ...) {}

inline Page read_html(std::string_view utf8, const BoilerplateRules& rules) {
  static const bool ready = (xmlInitParser(), true);  // libxml2 wants this before threads use it
  (void)ready;
  htmlSAXHandler handler{};
  handler.startElement = on_open;
  handler.endElement = on_close;
  handler.characters = on_text;
  handler.cdataBlock = on_text;  // scripts
  handler.ignorableWhitespace = on_text;
  handler.warning = on_error;
  handler.error = on_error;
  Feed feed{PageBuilder(rules), {}};
  // SAX: no tree, so nothing grows with the depth of the nesting. No entity is ever loaded, HTML declares
  // none.
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(
      htmlCreatePushParserCtxt(&handler, &feed, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8),
      &htmlFreeParserCtxt);
  if (!context) return {};
  htmlCtxtUseOptions(context.get(),
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                         HTML_PARSE_IGNORE_ENC);  // decoded already, whatever the page declares
  constexpr std::size_t kChunk = 1 << 20;
  for (std::size_t at = 0; at < utf8.size(); at += kChunk) {
    const std::size_t size = std::min(kChunk, utf8.size() - at);
    htmlParseChunk(context.get(), utf8.data() + at, static_cast<int>(size), 0);
  }
  htmlParseChunk(context.get(), "", 0, 1);
  if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
  return feed.builder.finish();
}

}  // namespace newsgraph::oracle
