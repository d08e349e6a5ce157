// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/text/text.h"

namespace newsgraph::testing {

/// An article whose blocks are the lines of `text`.
inline Article article_of(std::string_view text) {
  Article article;
  article.text = text;
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\n') continue;
    if (at > begin) article.blocks.push_back({{begin, at}, BlockKind::kParagraph});
    begin = at + 1;
  }
  return article;
}

inline std::string_view surface(const Article& article, const Token& token) {
  return std::string_view(article.text).substr(token.begin, token.length);
}

inline Text lexed(const Vocabulary& vocabulary, const Article& article) {
  Lexer lexer(vocabulary);
  Text text;
  lexer.read(article, text);
  return text;
}

/// "a|b|c"
inline std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : "|") + part;
  return result;
}

inline std::string tokens_of(std::string_view line) {
  const Vocabulary vocabulary{TextSettings{}};
  const Article article = article_of(line);
  std::vector<std::string> parts;
  for (const Token& token : lexed(vocabulary, article).tokens) parts.emplace_back(surface(article, token));
  return joined(parts);
}

inline std::string sentences_of(std::string_view line, const TextSettings& settings) {
  const Vocabulary vocabulary{settings};
  const Article article = article_of(line);
  const Text text = lexed(vocabulary, article);
  std::vector<std::string> parts;
  for (const Sentence& sentence : text.sentences) {
    const std::uint32_t begin = text.tokens[sentence.tokens.begin].begin;
    const std::uint32_t end = text.tokens[sentence.tokens.end - 1].span().end;
    parts.push_back(article.text.substr(begin, end - begin));
  }
  return joined(parts);
}

}  // namespace newsgraph::testing
