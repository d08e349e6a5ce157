// SPDX-License-Identifier: Apache-2.0
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>

#include "extract/article/page_builder.h"
#include "extract/article/record.h"

namespace newsgraph {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct Feed {
  PageBuilder builder;
  Attributes attributes;
};

void on_open(void* feed, const xmlChar* name, const xmlChar** pairs) {
  Feed& to = *static_cast<Feed*>(feed);
  to.attributes.clear();
  for (; pairs != nullptr && pairs[0] != nullptr; pairs += 2) to.attributes.emplace_back(view(pairs[0]), view(pairs[1]));
  to.builder.open(view(name), to.attributes);
}

void on_close(void* feed, const xmlChar* name) { static_cast<Feed*>(feed)->builder.close(view(name)); }

void on_text(void* feed, const xmlChar* text, int size) {
  static_cast<Feed*>(feed)->builder.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

void on_error(void*, const char*, ...) {}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

Page read_html(std::string_view utf8, const BoilerplateRules& rules) {
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
  // SAX: no tree, so nothing grows with the depth of the nesting. No entity is ever loaded, HTML declares none.
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(
      htmlCreatePushParserCtxt(&handler, &feed, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8), &htmlFreeParserCtxt);
  if (!context) return {};
  htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
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

std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, 2048));
  std::transform(head.begin(), head.end(), head.begin(), lower);
  const std::size_t at = head.find("charset=");
  if (at == std::string::npos) return {};
  std::size_t begin = at + 8;
  while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'' || head[begin] == ' ')) ++begin;
  const std::size_t end = std::min(head.find_first_of("\"' />;", begin), head.size());
  return end - begin <= 40 ? head.substr(begin, end - begin) : std::string();
}

bool contains_html(std::string_view text) {
  static constexpr std::array<std::string_view, 17> kTags = {"p",    "br",  "div",  "a",  "span", "img",  "b",  "i", "em", "strong",
                                                             "html", "h1",  "h2",   "h3", "ul",   "table", "figure"};
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < text.size() && text[begin] == '/') ++begin;
    std::string name;
    while (begin < text.size() && name.size() < 8 && ((lower(text[begin]) >= 'a' && lower(text[begin]) <= 'z') || (text[begin] >= '1' && text[begin] <= '6'))) {
      name += lower(text[begin++]);
    }
    const char next = begin < text.size() ? text[begin] : '\0';
    const bool tag = std::find(kTags.begin(), kTags.end(), name) != kTags.end();
    if (tag && (next == '>' || next == '/' || ((next == ' ' || next == '\n') && text.find('>', begin) != std::string_view::npos))) return true;
  }
  return false;
}

}  // namespace newsgraph
