// SPDX-License-Identifier: Apache-2.0
// text_once [ROUNDS]: reads the corpus so many times (1 if not said) and prints what it cut. The instructions
// of two runs with different rounds, subtracted, are those of the rounds between.
#include <cstdio>
#include <cstdlib>

#include "bench/corpus.h"
#include "extract/text/text.h"

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 1;
  const std::vector<newsgraph::Article> articles = newsgraph::bench::corpus(1U << 20U);
  const newsgraph::Vocabulary vocabulary{newsgraph::TextSettings{}};
  newsgraph::Lexer lexer(vocabulary);
  newsgraph::Text text;
  std::size_t tokens = 0;
  std::size_t sentences = 0;
  for (int round = 0; round < rounds; ++round) {
    for (const newsgraph::Article& article : articles) {
      lexer.read(article, text);
      tokens += text.tokens.size();
      sentences += text.sentences.size();
    }
  }
  std::printf("%zu bytes, %zu tokens, %zu sentences\n",
              newsgraph::bench::size_of(articles) * static_cast<unsigned>(rounds), tokens, sentences);
}
