// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/numbering.h"

#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(EightBytes, AreThoseOfThePlaceWithZerosBehindTheEnd) {
  const std::string all = "Hội nghị lần thứ 8 \x80\xff";
  for (std::size_t size = 0; size <= all.size(); ++size) {
    const std::string text(all, 0, size);  // of its own, so that a sanitizer sees what is read behind it
    for (std::size_t at = 0; at <= size; ++at) {
      std::uint64_t wanted = 0;
      for (std::size_t i = 0; i < 8 && at + i < size; ++i)
        wanted |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
      ASSERT_EQ(eight_bytes(text, at), wanted) << size << " " << at;
    }
  }
}

TEST(EightBytes, TellWhereAByteStandsFirst) {
  std::mt19937 random(3);
  for (int round = 0; round < 10000; ++round) {
    std::string text(8, 'x');
    for (char& c : text) c = "x !\x80\xa0\x1f\x21\xff"[random() % 8];
    const std::size_t at = text.find(' ');
    const std::uint64_t found = find_byte(eight_bytes(text, 0), ' ');
    ASSERT_EQ(found != 0, at != std::string::npos);
    if (found != 0) {
      ASSERT_EQ(static_cast<std::size_t>(std::countr_zero(found)) / 8, at);
    }
  }
}

struct Word {
  std::string_view text;
  friend bool operator==(const Word&, const Word&) = default;
  [[nodiscard]] std::size_t hash() const {
    QuickHash all;
    all.add(text);
    return all.value();
  }
};

TEST(Numbering, GivesEqualKeysOneNumberInTheOrderInWhichTheyCome) {
  std::mt19937 random(5);
  Numbering<Word> numbers;
  for (int round = 0; round < 3; ++round) {  // again after clear()
    numbers.clear();
    std::map<std::string, std::uint32_t> plain;
    for (int i = 0; i < 2000; ++i) {
      std::string word(random() % 20, 'a');
      for (char& c : word) c = static_cast<char>('a' + random() % 2);
      ASSERT_EQ(numbers.find({word}), plain.contains(word) ? plain[word] : kNone);
      const auto [known, fresh] = plain.emplace(word, static_cast<std::uint32_t>(plain.size()));
      ASSERT_EQ(numbers.add({known->first}), known->second);
      ASSERT_EQ(numbers[known->second].text, word);
    }
    ASSERT_EQ(numbers.size(), plain.size());
  }
}

}  // namespace
}  // namespace newsgraph
