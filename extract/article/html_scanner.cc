// SPDX-License-Identifier: Apache-2.0
// One pass over a page's bytes: tags and text in order, handed to PageBuilder. A DOM would cost ten times the
// time to answer the same questions. What HTML's parsing rules say about tables, forms and misnested
// formatting is kept only so far as it moves text from one block to another; PageBuilder mends what is left
// open. Tested against libxml2's parser (tests/extract/article/html_oracle.h).
#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <unordered_map>

#include <libxml/HTMLparser.h>
#include <unicode/utf8.h>

#include "extract/article/page_builder.h"
#include "extract/article/record.h"

namespace newsgraph {
namespace {

constexpr std::size_t kMaxEntity = 32;  // bytes of a character reference

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void append_code(std::string& out, std::uint32_t code) {
  if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = 0xfffd;
  char bytes[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(code));
  out.append(bytes, static_cast<std::size_t>(length));
}

// HTML 4's names of characters, from libxml2's table, which is searched from its begin each time.
const std::unordered_map<std::string_view, std::uint32_t>& entities() {
  static const std::unordered_map<std::string_view, std::uint32_t> table = [] {
    std::unordered_map<std::string_view, std::uint32_t> out;
    for (unsigned value = 0; value < 0x2700; ++value) {
      if (const htmlEntityDesc* entity = htmlEntityValueLookup(value)) out.emplace(entity->name, value);
    }
    return out;
  }();
  return table;
}

// A character reference at the begin of `text` ("&amp;", "&#7889;", "&nbsp" without its semicolon): what it
// stands for goes to `out`; returns its length, or 0 when it is none.
std::size_t take_reference(std::string_view text, std::string& out) {
  if (text.size() > 2 && text[1] == '#') {
    const bool hex = lower(text[2]) == 'x';
    std::size_t at = hex ? 3 : 2;
    const std::size_t first = at;
    std::uint32_t code = 0;
    for (; at < text.size(); ++at) {
      const char c = lower(text[at]);
      const bool digit = c >= '0' && c <= '9';
      if (!digit && !(hex && c >= 'a' && c <= 'f')) break;
      const auto value = static_cast<std::uint32_t>(digit ? c - '0' : c - 'a' + 10);
      code = std::min<std::uint32_t>(code * (hex ? 16 : 10) + value, 0x110000);
    }
    if (at == first) return 0;
    append_code(out, code);
    return at + (at < text.size() && text[at] == ';' ? 1 : 0);
  }
  std::size_t end = 1;
  while (end < text.size() && end < kMaxEntity &&
         (is_letter(text[end]) || (text[end] >= '0' && text[end] <= '9')))
    ++end;
  const auto entity = entities().find(text.substr(1, end - 1));
  if (entity == entities().end()) return 0;
  append_code(out, entity->second);
  return end + (end < text.size() && text[end] == ';' ? 1 : 0);
}

void append_decoded(std::string_view text, std::string& out) {
  for (;;) {
    const std::size_t mark = text.find('&');
    out.append(text.substr(0, mark));
    if (mark == std::string_view::npos) return;
    text.remove_prefix(mark);
    const std::size_t taken = take_reference(text, out);
    if (taken == 0) out += '&';
    text.remove_prefix(taken == 0 ? 1 : taken);
  }
}

class Scanner {
 public:
  Scanner(std::string_view page, PageBuilder& builder) : page_(page), builder_(builder) {}

  void run() {
    while (at_ < page_.size()) {
      const std::size_t open = std::min(page_.find('<', at_), page_.size());
      if (open > at_) text(page_.substr(at_, open - at_));
      at_ = open;
      if (at_ < page_.size()) markup();
    }
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead) const {
    return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0';
  }

  void text(std::string_view words) {
    if (words.find('&') == std::string_view::npos) return builder_.text(words);
    decoded_.clear();
    append_decoded(words, decoded_);
    builder_.text(decoded_);
  }

  void skip_behind(std::string_view end, std::size_t from) {
    const std::size_t found = page_.find(end, from);
    at_ = found == std::string_view::npos ? page_.size() : found + end.size();
  }

  // At '<'.
  void markup() {
    const char next = peek(1);
    if (is_letter(next)) {
      start_tag();
    } else if (next == '/' && is_letter(peek(2))) {
      at_ += 2;
      const std::string name = tag_name();
      skip_behind(">", at_);
      builder_.close(name);
    } else if (page_.substr(at_, 4) == "<!--") {
      skip_behind("-->", at_ + 2);  // "<!-->" is a whole comment
    } else if (next == '!' || next == '?' || next == '/') {
      skip_behind(">", at_);
    } else {
      builder_.text("<");
      ++at_;
    }
  }

  std::string tag_name() {
    std::string name;
    for (; at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>' && page_[at_] != '/'; ++at_) {
      if (name.size() < 32) name += lower(page_[at_]);
    }
    return name;
  }

  void start_tag() {
    ++at_;
    const std::string name = tag_name();
    attributes_.clear();
    kept_.clear();
    while (attribute()) {
    }
    builder_.open(name, attributes_);
    static constexpr std::array<std::string_view, 6> kRaw = {"script", "style",  "textarea",
                                                             "title",  "iframe", "noembed"};
    if (std::find(kRaw.begin(), kRaw.end(), name) != kRaw.end()) raw(name);
  }

  // Reads one attribute, or the end of the tag and says no.
  bool attribute() {
    while (at_ < page_.size() && (is_space(page_[at_]) || page_[at_] == '/')) ++at_;
    if (at_ >= page_.size()) return false;
    if (page_[at_] == '>') {
      ++at_;
      return false;
    }
    const std::size_t begin = at_++;  // "=" may begin a name
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '=' && page_[at_] != '>' &&
           page_[at_] != '/')
      ++at_;
    const std::string_view name = page_.substr(begin, at_ - begin);
    while (at_ < page_.size() && is_space(page_[at_])) ++at_;
    std::string_view value;
    if (peek(0) == '=') {
      ++at_;
      while (at_ < page_.size() && is_space(page_[at_])) ++at_;
      value = attribute_value();
    }
    attributes_.emplace_back(lower_name(name), value);
    return true;
  }

  std::string_view attribute_value() {
    const char quote = peek(0);
    std::string_view value;
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(page_.find(quote, at_ + 1), page_.size());
      value = page_.substr(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, page_.size());
    } else {
      const std::size_t begin = at_;
      while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>') ++at_;
      value = page_.substr(begin, at_ - begin);
    }
    if (value.find('&') == std::string_view::npos) return value;
    append_decoded(value, kept_.emplace_back());
    return kept_.back();
  }

  std::string_view lower_name(std::string_view name) {
    if (std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return name;
    std::string& kept = kept_.emplace_back(name);
    std::transform(kept.begin(), kept.end(), kept.begin(), lower);
    return kept;
  }

  // The content of an element that holds no markup, up to its end tag.
  void raw(const std::string& name) {
    std::size_t end = at_;
    for (;; ++end) {
      end = std::min(page_.find("</", end), page_.size());
      if (end == page_.size()) break;
      const std::string_view tail = page_.substr(end + 2, name.size());
      if (std::equal(tail.begin(), tail.end(), name.begin(), name.end(),
                     [](char a, char b) { return lower(a) == b; }))
        break;
    }
    const std::string_view content = page_.substr(at_, end - at_);
    if (name == "title" || name == "textarea") {
      text(content);
    } else {
      builder_.text(content);
    }
    at_ = end;
    if (at_ < page_.size()) return;
    builder_.close(name);
  }

  std::string_view page_;
  PageBuilder& builder_;
  std::size_t at_ = 0;
  Attributes attributes_;
  std::deque<std::string> kept_;  // names and values that are not in the page as they are wanted
  std::string decoded_;
};

}  // namespace

Page read_html(std::string_view utf8, const BoilerplateRules& rules) {
  PageBuilder builder(rules);
  Scanner(utf8, builder).run();
  return builder.finish();
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
  static constexpr std::array<std::string_view, 17> kTags = {"p",  "br", "div", "a",      "span",  "img",
                                                             "b",  "i",  "em",  "strong", "html",  "h1",
                                                             "h2", "h3", "ul",  "table",  "figure"};
  std::optional<std::size_t> last_end;  // of the text's tags, once asked for
  const auto is_closed = [&](std::size_t from) {
    if (!last_end) last_end = text.rfind('>');
    return *last_end != std::string_view::npos && *last_end >= from;
  };
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < text.size() && text[begin] == '/') ++begin;
    std::string name;
    while (begin < text.size() && name.size() < 8 &&
           ((lower(text[begin]) >= 'a' && lower(text[begin]) <= 'z') ||
            (text[begin] >= '1' && text[begin] <= '6'))) {
      name += lower(text[begin++]);
    }
    const char next = begin < text.size() ? text[begin] : '\0';
    const bool tag = std::find(kTags.begin(), kTags.end(), name) != kTags.end();
    if (tag && (next == '>' || next == '/' || ((next == ' ' || next == '\n') && is_closed(begin))))
      return true;
  }
  return false;
}

}  // namespace newsgraph
