// SPDX-License-Identifier: Apache-2.0
#include "extract/article/byte_set.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

constexpr ByteSet kMarks(".,\xe2");

/// The places that find_if() asks about until it has been asked `most` times.
std::vector<std::size_t> places(std::string_view text, std::size_t at, std::size_t most) {
  std::vector<std::size_t> asked;
  const std::size_t end = kMarks.find_if(text, at, [&](std::size_t place) {
    asked.push_back(place);
    return asked.size() == most;
  });
  EXPECT_EQ(end, asked.size() == most ? asked.back() : text.size());
  return asked;
}

TEST(ByteSet, is_found_at_each_of_its_places) {
  constexpr std::size_t kAll = 1000;
  for (std::size_t size = 0; size < 70; ++size) {
    std::string text(size, 'x');
    std::vector<std::size_t> expected;
    for (std::size_t at = 0; at < size; at += at < 20 ? 3 : 19) {
      text[at] = at % 2 == 0 ? '.' : '\xe2';
      expected.push_back(at);
    }
    EXPECT_EQ(places(text, 0, kAll), expected) << size;
    EXPECT_EQ(kMarks.find(text, size / 2),
              places(text, size / 2, 1).empty() ? size : places(text, size / 2, 1)[0])
        << size;
  }
}

TEST(ByteSet, is_asked_about_no_further_than_wanted) {
  const std::string text = "a.b,c.........................d";
  EXPECT_EQ(places(text, 0, 2), (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(places(text, 4, 1), (std::vector<std::size_t>{5}));
  EXPECT_EQ(places(text, text.size(), 1), std::vector<std::size_t>());
}

}  // namespace
}  // namespace newsgraph
