// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/article/boilerplate.h"
#include "extract/article/record.h"

namespace newsgraph {

/// An element's attributes: names lower case, values with entities resolved.
using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// Takes a page's tags and text in document order and finds the article in it (page_builder.cc tells how).
/// Any source of such events will do; end tags may be missing or surplus.
class PageBuilder {
 public:
  explicit PageBuilder(const BoilerplateRules& rules) : rules_(rules) {}

  void open(std::string_view tag, const Attributes& attributes);
  void close(std::string_view tag);
  void text(std::string_view words);

  /// The article found. Call once, at the end.
  Page finish();

 private:
  enum Kind : std::uint8_t { kPlain, kHeading, kCaption };

  struct Block {
    std::string words;
    Kind kind = kPlain;
    bool first_heading = false;  // the page's first <h1>
    bool doubtful = false;       // within an element whose class says it is not the article
    std::uint32_t links = 0;     // bytes of `words` within links
    std::uint32_t box = 0;
  };

  // An element that holds blocks.
  struct Box {
    std::uint32_t parent = 0;
    std::uint32_t first_block = 0;
    std::uint32_t end_block = 0;
    std::uint64_t score = 0;       // of the paragraphs right below
    std::uint64_t paragraphs = 0;  // bytes of paragraphs anywhere below
    std::uint64_t all = 0;
    std::uint64_t links = 0;
    bool article = false;
    bool body = false;  // says to be an article's body
  };

  struct Open {
    std::string tag;
    std::uint32_t box = 0;
    bool skipped = false;
    bool doubtful = false;
    bool link = false;
    bool heading = false;
    bool caption = false;
    bool block = false;
  };

  void flush();
  void pop();
  void close_implied(std::string_view tag);
  bool close_within(std::string_view tag, std::span<const std::string_view> scopes);
  void read_meta(const Attributes& attributes);
  void read_linked_data();
  [[nodiscard]] bool says_not_article(std::string_view tag, const Attributes& attributes) const;
  void score();
  [[nodiscard]] std::uint32_t best_box() const;
  void write(Page& page);

  const BoilerplateRules& rules_;
  std::vector<Open> stack_;
  std::vector<Box> boxes_{Box{}};
  std::vector<Block> blocks_;
  Block current_;
  ArticleRecord record_;
  std::string head_title_;
  std::string graph_title_;
  std::string time_;
  std::string script_;
  bool in_head_title_ = false;
  bool in_linked_data_ = false;
  bool has_h1_ = false;
};

}  // namespace newsgraph
