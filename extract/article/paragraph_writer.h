// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/article.h"
#include "extract/article/boilerplate.h"

namespace newsgraph {

/// Makes blocks of an article's lines, less what stands within a line and is not the article: the outlet's
/// mark before the first words, photo credits, and what crawlers glue behind the last sentence.
class ParagraphWriter {
 public:
  /// Everything must outlive the writer. `text` is the article's, `blocks` receives what is written.
  ParagraphWriter(std::string_view text, const BoilerplateRules& rules, std::vector<Block>& blocks);

  void add(BlockKind kind, Span span);
  void write_caption(Span span);
  /// `first`, `last`: of the article's paragraphs.
  void write_paragraph(Span span, bool first, bool last);

  /// The first photo credit within `words`, with the bracket or dash before it.
  [[nodiscard]] std::optional<Span> find_credit(std::string_view words) const;
  /// Whether `words` begin with an outlet's mark.
  [[nodiscard]] bool has_mark(std::string_view words) const;

 private:
  [[nodiscard]] std::optional<std::size_t> credit_end(std::string_view words, std::size_t open,
                                                      std::size_t start) const;
  [[nodiscard]] bool begins_with_photo(std::string_view words) const;
  [[nodiscard]] Span strip_joint(Span span) const;
  [[nodiscard]] Span without_links(Span span) const;
  Span without_mark(Span span);
  [[nodiscard]] std::uint32_t before_link_tail(Span span) const;
  [[nodiscard]] std::uint32_t without_invitation(Span span) const;
  [[nodiscard]] std::uint32_t without_byline(Span span) const;
  [[nodiscard]] bool is_sentence_end(std::uint32_t at) const;

  std::string_view text_;
  const BoilerplateRules& rules_;
  std::vector<Block>& blocks_;
  std::string mark_;  // the outlet's, once seen
};

}  // namespace newsgraph
