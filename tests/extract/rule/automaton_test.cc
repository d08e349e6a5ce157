// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/automaton.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

struct Listed {
  std::vector<TermId> terms;
  std::uint64_t cased = 0;
};

struct Found {
  std::uint32_t begin = 0, end = 0;
  ListId list = 0;
  friend auto operator<=>(const Found&, const Found&) = default;
};

std::vector<Token> tokens_of(const std::vector<TermId>& terms, const std::vector<Shape>& shapes) {
  std::vector<Token> tokens(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    tokens[i].term = terms[i];
    tokens[i].shape = shapes[i];
  }
  return tokens;
}

/// What the automaton finds when each phrase is the one entry of a list of its own.
std::vector<Found> found_by_automaton(const std::vector<Listed>& listed, TermId vocabulary,
                                      const std::vector<Token>& tokens) {
  Automaton automaton;
  for (ListId list = 0; list < listed.size(); ++list)
    automaton.add(listed[list].terms, {list, kNone, listed[list].cased});
  automaton.freeze(vocabulary);
  Hits hits;
  std::vector<std::uint32_t> words(tokens.size());
  automaton.find(tokens, {0, static_cast<std::uint32_t>(tokens.size())}, words.data(), hits);
  std::vector<Found> found;
  for (std::uint32_t t = 0; t < words.size(); ++t)
    for (const Entry& entry : automaton.entries_of(words[t])) found.push_back({t, t + 1, entry.list});
  for (std::uint32_t h = 0; h < hits.size(); ++h) {
    const TokenSpan at = hits[h].tokens;
    EXPECT_GT(at.end, at.begin + 1);
    if (h > 0) {
      EXPECT_LT(std::pair(hits[h - 1].tokens, hits[h - 1].phrase), std::pair(at, hits[h].phrase));
    }
    for (const Entry& entry : automaton.entries_of(hits[h].phrase))
      found.push_back({at.begin, at.end, entry.list});
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Found> found_by_looking(const std::vector<Listed>& listed, const std::vector<Token>& tokens) {
  std::vector<Found> found;
  for (std::uint32_t begin = 0; begin < tokens.size(); ++begin) {
    for (ListId list = 0; list < listed.size(); ++list) {
      const auto& [terms, cased] = listed[list];
      bool fits = begin + terms.size() <= tokens.size();
      for (std::size_t i = 0; fits && i < terms.size(); ++i) {
        const Shape shape = tokens[begin + i].shape;
        const bool capital = shape == Shape::kCapitalized || shape == Shape::kUpper || shape == Shape::kMixed;
        fits = tokens[begin + i].term == terms[i] && (capital || i >= 64 || (cased >> i & 1) == 0);
      }
      if (fits) found.push_back({begin, begin + static_cast<std::uint32_t>(terms.size()), list});
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Automaton, finds_what_a_plain_search_finds) {
  constexpr TermId kVocabulary = 6;  // terms from here on begin nothing
  std::mt19937 random(7);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (int round = 0; round < 300; ++round) {
    std::vector<Listed> listed(1 + below(40));
    for (Listed& phrase : listed) {
      for (std::uint32_t length = 1 + below(5); length > 0; --length)
        phrase.terms.push_back(below(kVocabulary));
      const std::uint64_t all = (std::uint64_t{1} << phrase.terms.size()) - 1;
      phrase.cased = below(3) == 0 ? 0 : below(2) == 0 ? all : below(static_cast<std::uint32_t>(all) + 1);
    }
    std::vector<TermId> terms;
    std::vector<Shape> shapes;
    for (std::uint32_t n = below(100); n > 0; --n) {
      terms.push_back(below(kVocabulary + 2));
      shapes.push_back(static_cast<Shape>(below(5)));
    }
    const std::vector<Token> tokens = tokens_of(terms, shapes);
    EXPECT_EQ(found_by_automaton(listed, kVocabulary, tokens), found_by_looking(listed, tokens)) << round;
  }
}

TEST(Automaton, one_word_may_lead_to_thousands) {
  std::vector<Listed> listed;
  std::vector<TermId> terms;
  for (TermId second = 1; second <= 5000; ++second) {
    listed.push_back({{0, second}, 0});
    if (second % 7 == 0) terms.insert(terms.end(), {0, second});
  }
  const std::vector<Token> tokens = tokens_of(terms, std::vector<Shape>(terms.size(), Shape::kLower));
  EXPECT_EQ(found_by_automaton(listed, 5001, tokens), found_by_looking(listed, tokens));
}

// Capitals are asked for of the first 64 words only.
TEST(Automaton, phrases_of_more_words_than_a_mask_has_bits) {
  const std::vector<Listed> listed = {{std::vector<TermId>(70, 1), ~std::uint64_t{0}},
                                      {std::vector<TermId>(70, 1), 0},
                                      {std::vector<TermId>(64, 1), ~std::uint64_t{0}}};
  for (const Shape shape : {Shape::kLower, Shape::kUpper}) {
    std::vector<Shape> shapes(72, Shape::kUpper);
    shapes.back() = shapes[66] = shape;
    const std::vector<Token> tokens = tokens_of(std::vector<TermId>(72, 1), shapes);
    EXPECT_EQ(found_by_automaton(listed, 2, tokens), found_by_looking(listed, tokens));
  }
}

}  // namespace
}  // namespace newsgraph
