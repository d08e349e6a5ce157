// SPDX-License-Identifier: Apache-2.0
// Finding the article on a page, in one pass over its tags and text.
//
// The text is cut into blocks where block elements begin and end. Elements that never hold an article
// (scripts, navigation, asides, footers, forms) are passed over; those whose class or id says so ("related",
// "share") are doubtful and used only if nothing else is there. Each paragraph that is not mostly links gives
// its length to the element around it and half of it to the one around that, the idea of Arc90's Readability
// (2009); the best element wins and is widened as long as that brings text without bringing links. The
// article is that element's blocks, less those that are mostly links, and the lead between the page's <h1>
// and it. Which of these blocks are teasers by their words is decided later and for all kinds of input alike
// (boilerplate.cc).
#include "extract/article/page_builder.h"

#include <algorithm>
#include <array>

namespace newsgraph {
namespace {

constexpr std::size_t kMaxOpen = 512;  // deeper elements are read as text of those above, as in browsers
constexpr std::size_t kParagraphBytes = 25;  // shorter text says nothing about where the article is
constexpr std::size_t kEnough = 200;         // bytes of an article found without doubtful parts

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 12> kVoid = {"br",     "img",   "meta", "link",  "input", "hr",
                                                    "source", "track", "wbr",  "embed", "area",  "col"};
constexpr std::array<std::string_view, 17> kSkipped = {
    "script", "style",  "noscript", "template", "svg",    "iframe", "nav",   "aside", "footer",
    "form",   "button", "select",   "head",     "object", "video",  "audio", "dialog"};
constexpr std::array<std::string_view, 31> kBlock = {
    "p",          "div", "h1",  "h2",         "h3",      "h4",      "h5",     "h6",
    "li",         "ul",  "ol",  "article",    "main",    "section", "header", "figure",
    "figcaption", "td",  "th",  "tr",         "table",   "tbody",   "body",   "dl",
    "dt",         "dd",  "pre", "blockquote", "address", "center",  "html"};
constexpr std::array<std::string_view, 6> kHeadings = {"h1", "h2", "h3", "h4", "h5", "h6"};
// Words of class and id names, by convention of page authors everywhere.
constexpr std::array<std::string_view, 35> kDoubtful = {
    "nav",         "navbar",    "menu",    "sidebar",    "footer",    "related",    "relate",
    "comment",     "comments",  "share",   "sharing",    "social",    "advert",     "banner",
    "breadcrumb",  "tags",      "promo",   "popular",    "recommend", "mostread",   "recommended",
    "trending",    "subscribe", "toolbar", "newsletter", "rating",    "pagination", "vote",
    "breadcrumbs", "byline",    "teaser",  "hotnews",    "morenews",  "navigation", "author"};
// These say so only as a whole name: page builders use them as parts of everything's name.
constexpr std::array<std::string_view, 6> kDoubtfulWhole = {"widget", "tag", "ad", "ads", "modal", "popup"};
// End tags, given or implied, do not reach out of these.
constexpr std::array<std::string_view, 4> kScopes = {"td", "th", "table", "body"};
constexpr std::array<std::string_view, 6> kListScopes = {"ul", "ol", "dl", "td", "th", "table"};
constexpr std::array<std::string_view, 1> kTableScopes = {"table"};
constexpr std::array<std::string_view, 5> kCaptions = {"caption", "figcaption", "photocms", "imgcaption",
                                                       "piccaption"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string_view value_of(const Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

// Calls `see(word, whole)` for each word of a class or id value and for the parts that '-' and '_' cut it
// into.
template <typename See>
bool any_class_word(std::string_view value, See see) {
  const std::string lower = lower_case(value);
  const std::string_view all = lower;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find_first_of(" \t\r\n", at), all.size());
    const std::string_view word = all.substr(at, end - at);
    if (!word.empty() && see(word, true)) return true;
    for (std::size_t part = 0; part < word.size();) {
      const std::size_t stop = std::min(word.find_first_of("-_", part), word.size());
      if (stop > part && see(word.substr(part, stop - part), false)) return true;
      part = stop + 1;
    }
    at = end + 1;
  }
  return false;
}

}  // namespace

bool PageBuilder::says_not_article(std::string_view tag, const Attributes& attributes) const {
  if (tag == "body" || tag == "html" || tag == "main" || tag == "article") return false;
  for (const std::string_view name : {"class", "id", "role"}) {
    const std::string_view value = value_of(attributes, name);
    if (value.empty()) continue;
    if (any_class_word(value, [&](std::string_view word, bool whole) {
          return is_one_of(kDoubtful, word) || (whole && is_one_of(kDoubtfulWhole, word)) ||
                 std::find(rules_.html.begin(), rules_.html.end(), word) != rules_.html.end();
        })) {
      return true;
    }
  }
  return value_of(attributes, "itemprop") == "author" || value_of(attributes, "rel") == "author";
}

void PageBuilder::open(std::string_view tag, const Attributes& attributes) {
  if (tag == "meta") return read_meta(attributes);
  if (tag == "link" && value_of(attributes, "rel") == "canonical") record_.url = value_of(attributes, "href");
  if (tag == "html" && record_.lang.empty()) record_.lang = value_of(attributes, "lang");
  if (tag == "time" && time_.empty()) time_ = value_of(attributes, "datetime");
  if (value_of(attributes, "itemprop") == "datePublished" && record_.date.empty()) {
    record_.date = value_of(attributes, tag == "time" ? "datetime" : "content");
  }
  if (tag == "br") {
    if (!stack_.empty() && stack_.back().heading) {
      text(" ");
    } else {
      flush();
    }
    return;
  }
  if (is_one_of(kVoid, tag) || stack_.size() >= kMaxOpen) return;

  close_implied(tag);
  Open element = stack_.empty() ? Open{} : stack_.back();
  element.tag = tag;
  element.block = is_one_of(kBlock, tag);
  if (element.block) flush();
  element.skipped = element.skipped || is_one_of(kSkipped, tag);
  element.link = element.link || tag == "a";
  in_head_title_ = tag == "title" && !has_h1_ && head_title_.empty();
  in_linked_data_ = tag == "script" && value_of(attributes, "type") == "application/ld+json";
  if (!element.skipped && !attributes.empty()) {
    element.doubtful = element.doubtful || says_not_article(tag, attributes);
    element.caption = element.caption ||
                      any_class_word(value_of(attributes, "class"),
                                     [](std::string_view word, bool) { return is_one_of(kCaptions, word); });
  }
  element.caption = element.caption || tag == "figcaption";
  element.heading = element.heading || is_one_of(kHeadings, tag);
  if (element.block && !is_one_of(kHeadings, tag) && tag != "p") {
    Box box;
    box.parent = element.box;
    box.first_block = static_cast<std::uint32_t>(blocks_.size());
    box.article = tag == "article";
    box.body = value_of(attributes, "itemprop") == "articleBody";
    element.box = static_cast<std::uint32_t>(boxes_.size());
    boxes_.push_back(box);
  }
  stack_.push_back(std::move(element));
  if (tag == "h1" && !has_h1_ && !stack_.back().skipped) {
    has_h1_ = true;
    current_.first_heading = true;
  }
}

void PageBuilder::pop() {
  if (stack_.back().block) flush();
  const Open element = std::move(stack_.back());
  const std::uint32_t outer = stack_.size() > 1 ? stack_[stack_.size() - 2].box : 0;
  if (element.tag == "script" && in_linked_data_) read_linked_data();
  stack_.pop_back();
  if (element.box != outer) boxes_[element.box].end_block = static_cast<std::uint32_t>(blocks_.size());
}

// Elements whose end tag may be left out end where the next of their kind, or any block, begins.
void PageBuilder::close_implied(std::string_view tag) {
  if (stack_.empty()) return;
  if (tag == "body" || is_one_of(kBlock, tag)) close_within("head", {});
  if (is_one_of(kBlock, tag)) close_within("p", kScopes);
  if (tag == "li") close_within("li", kListScopes);
  if (tag == "dt" || tag == "dd") {
    close_within("dt", kListScopes);
    close_within("dd", kListScopes);
  }
  if (tag == "tr") close_within("tr", kTableScopes);
  if (tag == "td" || tag == "th" || tag == "tr") {
    close_within("td", kTableScopes);
    close_within("th", kTableScopes);
  }
}

// Closes the innermost `tag` unless one of `scopes` is further in. True if there was one.
bool PageBuilder::close_within(std::string_view tag, std::span<const std::string_view> scopes) {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].tag == tag) {
      while (stack_.size() > i) pop();
      return true;
    }
    if (std::find(scopes.begin(), scopes.end(), stack_[i].tag) != scopes.end()) return false;
  }
  return false;
}

void PageBuilder::close(std::string_view tag) {
  if (tag == "title") in_head_title_ = false;
  if (is_one_of(kBlock, tag) || is_one_of(kSkipped, tag)) {
    const bool table = tag == "table" || tag == "tbody" || tag == "tr" || tag == "td" || tag == "th";
    close_within(tag, table ? std::span<const std::string_view>(kTableScopes)
                            : std::span<const std::string_view>(kScopes));
    return;
  }
  // An inline element may end before the blocks within it do: they stay open.
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (is_one_of(kScopes, stack_[i].tag)) return;
    if (stack_[i].tag != tag) continue;
    if (i + 1 == stack_.size()) return pop();
    stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

void PageBuilder::text(std::string_view words) {
  if (in_head_title_) head_title_ += words;
  if (in_linked_data_) script_ += words;
  if (!stack_.empty() && stack_.back().skipped) return;
  std::string& out = current_.words;
  const std::size_t before = out.size();
  for (std::size_t at = 0; at < words.size();) {
    if (is_space(words[at])) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < words.size() && !is_space(words[end])) ++end;
    out.append(words.substr(at, end - at));
    at = end;
  }
  if (!stack_.empty() && stack_.back().link)
    current_.links += static_cast<std::uint32_t>(out.size() - before);
}

void PageBuilder::flush() {
  while (!current_.words.empty() && current_.words.back() == ' ') current_.words.pop_back();
  if (!current_.words.empty()) {
    if (!stack_.empty()) {
      const Open& element = stack_.back();
      current_.kind = element.caption ? kCaption : element.heading ? kHeading : kPlain;
      current_.doubtful = element.doubtful;
      current_.box = element.box;
    }
    blocks_.push_back(std::move(current_));
  }
  current_ = Block{};
}

void PageBuilder::read_meta(const Attributes& attributes) {
  const std::string_view content = value_of(attributes, "content");
  if (content.empty()) return;
  std::string name = lower_case(value_of(attributes, "property"));
  if (name.empty()) name = lower_case(value_of(attributes, "name"));
  if (name.empty()) name = lower_case(value_of(attributes, "itemprop"));
  const auto set = [&](std::string& field) {
    if (field.empty()) field = content;
  };
  if (name == "og:title") set(graph_title_);
  if (name == "og:site_name") set(record_.outlet);
  if (name == "og:url") set(record_.url);
  if (name == "article:published_time" || name == "datepublished" || name == "pubdate" ||
      name == "publish-date" || name == "date" || name == "dc.date" || name == "article:published") {
    set(record_.date);
  }
}

void PageBuilder::read_linked_data() {
  const std::size_t key = script_.find("\"datePublished\"");
  if (key != std::string::npos && record_.date.empty()) {
    const std::size_t open = script_.find_first_not_of(": \t\r\n", key + 15);
    const bool text = open != std::string::npos && script_[open] == '"';  // it may be null
    const std::size_t end = text ? script_.find('"', open + 1) : std::string::npos;
    if (end != std::string::npos && end - open < 60) record_.date = script_.substr(open + 1, end - open - 1);
  }
  script_.clear();
  in_linked_data_ = false;
}

void PageBuilder::score() {
  const bool doubts = [&] {
    std::size_t sure = 0;
    for (const Block& block : blocks_) {
      if (!block.doubtful && block.kind == kPlain && block.links * 2 < block.words.size())
        sure += block.words.size();
    }
    return sure >= kEnough;
  }();
  for (Block& block : blocks_) {
    if (!doubts) block.doubtful = false;
    Box& box = boxes_[block.box];
    box.all += block.words.size();
    box.links += block.links;
    if (block.doubtful || block.kind != kPlain || block.words.size() < kParagraphBytes ||
        block.links * 2 >= block.words.size())
      continue;
    box.score += block.words.size();
    box.paragraphs += block.words.size();
    boxes_[box.parent].score += block.words.size() / 2;
  }
  for (std::size_t i = boxes_.size() - 1; i > 0; --i) {  // a box comes after its parent
    Box& parent = boxes_[boxes_[i].parent];
    parent.all += boxes_[i].all;
    parent.links += boxes_[i].links;
    parent.paragraphs += boxes_[i].paragraphs;
  }
}

std::uint32_t PageBuilder::best_box() const {
  std::uint32_t within = 0;
  std::size_t articles = 0;
  for (std::uint32_t i = 1; i < boxes_.size(); ++i) {
    if (boxes_[i].body && boxes_[i].paragraphs >= kEnough) return i;
    if (boxes_[i].article && boxes_[i].paragraphs >= kEnough && ++articles == 1) within = i;
  }
  if (articles != 1) within = 0;
  const auto inside = [&](std::uint32_t i) {
    return within == 0 || (i >= within && boxes_[i].first_block >= boxes_[within].first_block &&
                           boxes_[i].end_block <= boxes_[within].end_block);
  };
  std::uint32_t best = within;
  for (std::uint32_t i = 1; i < boxes_.size(); ++i) {
    if (inside(i) && boxes_[i].score > boxes_[best].score) best = i;
  }
  while (best != within && best != 0) {
    const Box& parent = boxes_[boxes_[best].parent];
    if (parent.paragraphs * 20 < boxes_[best].paragraphs * 23 || parent.links * 4 > parent.all) break;
    best = boxes_[best].parent;
  }
  return best;
}

void PageBuilder::write(Page& page) {
  const Box& best = boxes_[best_box()];
  std::size_t begin = best.first_block;
  const std::size_t end = best.end_block;
  for (std::size_t i = 0; i < begin; ++i) {
    if (blocks_[i].first_heading) begin = i;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const Block& block = blocks_[i];
    const bool before = i < best.first_block;  // between headline and body only a lead is wanted
    if (block.first_heading || block.doubtful ||
        (before && (block.kind != kPlain || block.words.size() < 60))) {
      if (!(before && block.kind == kHeading && block.words.size() >= 80 && !block.first_heading &&
            !block.doubtful))
        continue;
    }
    if (block.links * 2 >= block.words.size() && block.links > 0) continue;
    if (!page.text.empty()) page.text += "\n\n";
    Line line;
    line.span.begin = static_cast<std::uint32_t>(page.text.size());
    page.text += block.words;
    line.span.end = static_cast<std::uint32_t>(page.text.size());
    const bool lead =
        block.kind == kHeading && block.words.size() >= 120;  // some papers set the lead as <h2>
    line.hint = block.kind == kCaption            ? Line::Hint::kCaption
                : block.kind == kHeading && !lead ? Line::Hint::kHeading
                                                  : Line::Hint::kNone;
    page.lines.push_back(line);
  }
}

Page PageBuilder::finish() {
  while (!stack_.empty()) pop();
  flush();
  boxes_[0].end_block = static_cast<std::uint32_t>(blocks_.size());
  score();
  Page page;
  for (const Block& block : blocks_) {
    if (block.first_heading) record_.title = block.words;
  }
  if (record_.title.empty()) record_.title = graph_title_;
  if (record_.title.empty()) record_.title = head_title_;
  if (record_.date.empty()) record_.date = time_;
  write(page);
  page.record = std::move(record_);
  return page;
}

}  // namespace newsgraph
